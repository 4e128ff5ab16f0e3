import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { enlarger } from '#formats/onnx/test-encoder.ts';
import { catalogue, getSettings } from '#models/local/catalogue/catalogue.ts';
import type { Net, TaskContext } from '../context.ts';
import { run } from './run.ts';
import { getModel, type GetModelParams } from './task.ts';

const file = enlarger(2);
const sha256 = createHash('sha256').update(file).digest('hex');
const url = 'https://models.example/doubler.onnx';

interface Answered {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  /** Breaks off after so many bytes. */
  readonly breaksAt?: number;
}

/** A host as a function of what it is asked for, and a disk of one partial file. */
function world(host: (from: number) => Answered, free: number | null = 1e9) {
  const ranges: string[] = [];
  const disk = { bytes: new Uint8Array(), note: null as unknown, removed: 0 };
  const net: Net = {
    freeSpace: async () => free,
    async get(_, { headers = {} }) {
      ranges.push(headers['Range'] ?? '');
      const answer = host(Number(/\d+/.exec(headers['Range'] ?? '')?.[0] ?? 0));
      let at = 0;
      return {
        status: answer.status,
        header: (name) =>
          name === 'content-length'
            ? String(answer.bytes.length)
            : (answer.headers?.[name] ?? null),
        async next() {
          if (answer.breaksAt !== undefined && at >= answer.breaksAt) {
            throw { code: 'interrupted', reason: 'the connection broke off' };
          }
          if (at >= answer.bytes.length) return null;
          const piece = answer.bytes.slice(at, Math.min(at + 100, answer.breaksAt ?? Infinity));
          at += piece.length;
          return piece;
        },
        close: () => undefined,
      };
    },
    partial: async () => ({
      size: () => disk.bytes.length,
      append: (bytes) => (disk.bytes = Uint8Array.from([...disk.bytes, ...bytes])),
      clear: () => (disk.bytes = new Uint8Array()),
      note: async () => disk.note,
      setNote: async (note) => void (disk.note = note),
      close: () => undefined,
      file: async () => new File([disk.bytes], 'part'),
      remove: async () => {
        disk.bytes = new Uint8Array();
        disk.note = null;
        disk.removed += 1;
      },
    }),
  };
  const entered: unknown[] = [];
  const stored: Uint8Array[] = [];
  const cancel = new AbortController();
  const context = {
    signal: cancel.signal,
    net,
    progress: () => undefined,
    createBlob: async () => {
      const parts: Uint8Array[] = [];
      return {
        write: async (bytes: Uint8Array) => void parts.push(bytes.slice()),
        close: async () => {
          const whole = Buffer.concat(parts);
          stored.push(whole);
          return {
            sha256: createHash('sha256').update(whole).digest('hex'),
            size: whole.length,
          };
        },
        abort: async () => undefined,
      };
    },
    command: async (_: string, input: unknown) => {
      entered.push(input);
      return { model: 'id', task: 'id' };
    },
  } as unknown as TaskContext;
  return { context, ranges, disk, entered, stored, cancel };
}

function params(more: Record<string, unknown> = {}): GetModelParams {
  const parsed = getModel.parse({ url, licence: 'MIT', commercial_use: true, ...more });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure));
  return parsed.value as GetModelParams;
}
const whole = (): Answered => ({ status: 200, bytes: file });

describe('getting a model', () => {
  it('goes on where the line broke, and enters the whole', async () => {
    const there = world((from) =>
      from === 0 ? { ...whole(), breaksAt: 300 } : { status: 206, bytes: file.subarray(from) },
    );
    await expect(run(params(), there.context)).rejects.toMatchObject({ code: 'interrupted' });
    expect(there.disk.bytes).toHaveLength(300);
    expect(await run(params({ sha256 }), there.context)).toMatchObject({
      ok: true,
      value: { result: { sha256, size: file.length } },
    });
    expect(there.ranges).toEqual(['', 'bytes=300-']);
    expect(there.stored[0]).toEqual(Buffer.from(file));
    expect(there.entered).toMatchObject([
      { name: 'doubler', blob: sha256, source_url: url, manifest: { task: 'upscale' } },
    ]);
    expect(there.disk.removed).toBe(1);
  });

  it('begins again where the host knows no ranges, or has another file now', async () => {
    const deaf = world(whole);
    deaf.disk.bytes = file.slice(0, 200);
    deaf.disk.note = { total: file.length };
    expect((await run(params({ sha256 }), deaf.context)).ok).toBe(true);

    const other = world((from) => ({ status: 206, bytes: file.subarray(from + 5) }));
    other.disk.bytes = file.slice(0, 200);
    other.disk.note = { total: file.length };
    expect(await run(params(), other.context)).toMatchObject({ failure: { code: 'interrupted' } });
    expect(other.disk.bytes).toHaveLength(0);
  });

  it('throws away what is not what was published, or no model at all', async () => {
    const there = world(whole);
    expect(await run(params({ sha256: 'a'.repeat(64) }), there.context)).toMatchObject({
      failure: { code: 'corrupt' },
    });
    expect(there.entered).toEqual([]);
    expect(there.disk.removed).toBe(1);
    const page = new TextEncoder().encode('<!doctype html><title>Sign in</title>');
    const html = world(() => ({ status: 200, bytes: page }));
    expect(await run(params(), html.context)).toMatchObject({ failure: { code: 'corrupt' } });
    expect(html.stored).toEqual([]);
  });

  it('says what the host said, and that there is no room, before anything is kept', async () => {
    for (const [status, code] of [
      [404, 'unsupported'],
      [403, 'not_allowed'],
      [500, 'interrupted'],
    ] as const) {
      const there = world(() => ({ status, bytes: new Uint8Array() }));
      expect(await run(params(), there.context)).toMatchObject({ failure: { code } });
    }
    const full = world(whole, 100);
    expect(await run(params(), full.context)).toMatchObject({ failure: { code: 'too_large' } });
    expect(full.disk.bytes).toHaveLength(0);
  });

  it('keeps the part when it is stopped, and throws it away when told to', async () => {
    const there = world(whole);
    there.cancel.abort();
    there.disk.bytes = file.slice(0, 200);
    there.disk.note = { total: file.length };
    expect(await run(params(), there.context)).toEqual({
      ok: false,
      failure: { code: 'cancelled' },
    });
    expect(there.disk.removed).toBe(0);
    expect(await run(params({ discard: true }), there.context)).toMatchObject({ ok: true });
    expect(there.disk.removed).toBe(1);
  });
});

describe('the settings', () => {
  const refused = (settings: Record<string, unknown>) => getModel.parse(settings);

  it('want an address that can be trusted not to be overheard', () => {
    const plain = { licence: 'MIT', commercial_use: true };
    expect(refused({ ...plain, url: 'http://models.example/a.onnx' })).toMatchObject({
      failure: { field: 'url' },
    });
    expect(refused({ ...plain, url: 'https://name:word@models.example/a' }).ok).toBe(false);
    expect(refused({ ...plain, url: 'file:///etc/passwd' }).ok).toBe(false);
    expect(refused({ ...plain, url: 'http://localhost:8000/a.onnx' }).ok).toBe(true);
  });

  it('want a word for every licence that does not allow sale', () => {
    for (const commercial_use of [false, null]) {
      const given = { url, licence: 'CC-BY-NC-4.0', commercial_use };
      expect(refused(given)).toMatchObject({ failure: { field: 'accepted' } });
      expect(refused({ ...given, accepted: true }).ok).toBe(true);
    }
  });

  it('come back the same after they were stored', () => {
    const once = params({ name: 'Doubler' });
    expect(getModel.parse(once)).toEqual({ ok: true, value: once });
  });

  it('of the catalogue are all taken, and none can be passed off as another', async () => {
    for (const entry of catalogue.filter(({ get }) => get === 'download')) {
      expect(getModel.parse(getSettings(entry, true)).ok).toBe(true);
    }
    const there = world(whole);
    const false_ = params({ catalogue: catalogue[0]?.id });
    expect(await run(false_, there.context)).toMatchObject({ failure: { field: 'catalogue' } });
    expect(there.ranges).toEqual([]);
  });
});
