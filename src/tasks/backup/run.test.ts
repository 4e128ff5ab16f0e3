import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { readManifest } from '#domain/backup/manifest.ts';
import type { Sha256, TaskId } from '#domain/id.ts';
import { readZip } from '#formats/zip/reader.ts';
import type { BackupGround, TaskContext } from '../context.ts';
import { run } from './run.ts';
import { backup } from './task.ts';

const hash = (bytes: Uint8Array): Sha256 =>
  createHash('sha256').update(bytes).digest('hex') as Sha256;
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A context whose library holds these blobs, and what lies in its outbox afterwards. */
function fake(
  blobs: readonly { bytes: string; stored?: string | null; outside?: boolean; model?: boolean }[],
) {
  const stored = new Map(
    blobs.flatMap(({ bytes, stored: there = bytes }) =>
      there === null ? [] : [[hash(bytesOf(bytes)), new File([there], 'blob')] as const],
    ),
  );
  const stop = new AbortController();
  const made: { name: string; parts: Uint8Array<ArrayBuffer>[]; state: string }[] = [];
  let dropped = 0;
  const ground: BackupGround = {
    copyDatabase: async () => ({
      copy: {
        file: new File(['SQLite format 3\0 and so on'], 'copy'),
        schema: 2,
        takenAt: 1_700_000_000_000,
        change: 7,
        tables: { assets: blobs.length },
        blobs: blobs.map(({ bytes, outside = false, model = false }) => ({
          sha256: hash(bytesOf(bytes)),
          size: bytes.length,
          format: 'png',
          outside,
          model,
        })),
        longestStep: 3,
      },
      drop: async () => void (dropped += 1),
    }),
    folder: async () => {
      throw { code: 'needs_permission', folder: 'x', name: 'Studio' };
    },
    file: async () => {
      throw new Error('not used');
    },
    outbox: async (name) => {
      const file = { name, parts: [] as Uint8Array<ArrayBuffer>[], state: 'open' };
      made.push(file);
      return {
        write: async (bytes) => void file.parts.push(new Uint8Array(bytes)),
        close: async () => void (file.state = 'whole'),
        abort: async () => void (file.state = 'gone'),
      };
    },
    mark: async () => 'main-12345678',
  };
  const context: TaskContext = {
    task: 'task' as TaskId,
    attempt: 1,
    signal: stop.signal,
    source: null,
    target: null,
    openBlob: async (sha256) => {
      const file = stored.get(sha256);
      if (!file) throw { code: 'missing_file', sha256 };
      return file;
    },
    createBlob: () => Promise.reject(new Error('not used')),
    backup: ground,
    progress: () => undefined,
    query: () => Promise.reject(new Error('not used')),
    appFile: () => Promise.reject(new Error('not used')),
    now: () => 5,
  };
  return { context, made, stop, dropped: () => dropped };
}

const params = (settings: object) => {
  const parsed = backup.parse(settings);
  if (!parsed.ok) throw new Error('not parsed');
  return parsed.value;
};

describe('a backup', () => {
  it('copies what is right and lists what is not', async () => {
    const { context, made, dropped } = fake([
      { bytes: 'whole' },
      { bytes: 'gone', stored: null },
      { bytes: 'bent', stored: 'bEnt' },
      { bytes: 'mine', outside: true },
      { bytes: 'weights', model: true },
    ]);
    const wish = { target: 'download', inPlace: false, models: false };
    const result = await run(params(wish), context);
    expect(result).toMatchObject({
      ok: true,
      value: {
        result: { files: 1, missing: 1, damaged: 1, in_place: 1, models_left_out: 1, change: 7 },
      },
    });
    expect(made[0]).toMatchObject({ state: 'whole', name: 'Inkreel 2023-11-14.inkreel.zip' });
    expect(dropped()).toBe(1);
    const opened = await readZip(new Blob(made[0]!.parts), {
      entries: 100,
      bytes: 1e6,
      ratio: 200,
    });
    if (!opened.ok) throw new Error('not opened');
    const parts: Uint8Array[] = [];
    const zip = opened.value;
    for await (const part of zip.read(zip.find('manifest.json')!)) parts.push(part);
    const manifest = readManifest(Buffer.concat(parts).toString(), 2);
    expect(manifest).toMatchObject({
      value: {
        blobs: [{ sha256: hash(bytesOf('whole')), size: 5 }],
        leftOut: {
          missing: [hash(bytesOf('gone'))],
          damaged: [hash(bytesOf('bent'))],
          inPlace: [hash(bytesOf('mine'))],
          models: [hash(bytesOf('weights'))],
        },
      },
    });
  });

  it('calls a file that is gone from its folder missing, not left there', async () => {
    const { context } = fake([
      { bytes: 'mine', outside: true },
      { bytes: 'deleted', outside: true, stored: null },
      { bytes: 'weights', model: true },
    ]);
    expect(await run(params({ target: 'download' }), context)).toMatchObject({
      value: { result: { files: 2, missing: 1, in_place: 0, models_left_out: 0 } },
    });
  });

  it('leaves nothing when it is stopped', async () => {
    const { context, made, stop, dropped } = fake([{ bytes: 'a' }, { bytes: 'b' }]);
    const openBlob: TaskContext['openBlob'] = (sha256) => {
      stop.abort();
      return context.openBlob(sha256);
    };
    const result = await run(params({ target: 'download' }), { ...context, openBlob });
    expect(result).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(made[0]?.state).toBe('gone');
    expect(dropped()).toBe(1);
  });

  it('asks for its folder before it copies anything', async () => {
    const { context, dropped } = fake([{ bytes: 'a' }]);
    const result = await run(params({ target: 'folder', handle: 'x' }), context);
    const failure = { code: 'needs_permission', folder: 'x', name: 'Studio' };
    expect(result).toEqual({ ok: false, failure });
    expect(dropped()).toBe(0);
  });

  it('waits, too, when the folder is taken back in the middle of it', async () => {
    const { context, dropped } = fake([{ bytes: 'a' }]);
    // The border: of a folder that closes at once only its name is ever read.
    const closing = {
      name: 'Studio',
      getDirectoryHandle: () => Promise.reject(new DOMException('closed', 'NotAllowedError')),
    } as unknown as FileSystemDirectoryHandle;
    const ground = { ...context.backup!, folder: () => Promise.resolve(closing) };
    const result = await run(params({ target: 'folder', handle: 'x' }), {
      ...context,
      backup: ground,
    });
    const failure = { code: 'needs_permission', folder: 'x', name: 'Studio' };
    expect(result).toEqual({ ok: false, failure });
    expect(dropped()).toBe(1);
  });
});
