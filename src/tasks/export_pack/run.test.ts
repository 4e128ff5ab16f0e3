import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import type { PackMember, PackRow, RightsGround } from '#domain/contract/queries.ts';
import type { AssetId, Sha256, TaskId } from '#domain/id.ts';
import type { TaskContext } from '../context.ts';
import { exportWith } from './run.ts';
import { exportPack } from './task.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pack-'));
});
afterAll(() => rm(folder, { recursive: true }));

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex') as Sha256;

const contents = new Map<string, Uint8Array<ArrayBuffer>>();
function stored(text: string): Sha256 {
  const bytes = new Uint8Array(new TextEncoder().encode(text));
  contents.set(sha(bytes), bytes);
  return sha(bytes);
}

function member(name: string, text: string, changes: Partial<AssetRow> = {}): PackMember {
  const blob = stored(text);
  return {
    asset: {
      id: name as AssetId,
      name,
      kind: 'image',
      state: 'ready',
      provenance: 'ai_generated',
      source: 'Midjourney',
      theme: null,
      approved: 1,
      blob,
      mime: 'image/png',
      format: 'png',
      size: contents.get(blob)?.length ?? null,
      width: 10,
      height: 20,
      duration_s: null,
      generation: null,
      alt_text: null,
      deleted_at: null,
      ...changes,
    } as AssetRow,
    position: 'a',
    tags: [],
    from: [],
    grounds: [],
  };
}

const ground: RightsGround = {
  is: 'itself',
  id: 'id' as AssetId,
  name: 'Fox.png',
  kind: 'image',
  provenance: 'ai_generated',
  rights: null,
  creators: [],
  model: null,
  may_sell: null,
};

const pack = {
  id: 'pack-id' as AssetId,
  name: 'Lanterns: at night/day',
  theme: 'Autumn',
  description: 'Two lanterns.',
  license_type: 'attribution',
  created_at: Date.UTC(2026, 4, 1),
  exported_at: null,
  updated_at: 5,
} as PackRow;

function fakeContext(members: readonly PackMember[], more: Partial<TaskContext> = {}) {
  const written: Uint8Array[] = [];
  const state = { ended: 'open', fractions: [] as number[] };
  const answers: Record<string, unknown> = {
    task: { pack_id: pack.id },
    pack: { pack, members },
    thumbnails: [],
  };
  const context = {
    task: 'task' as TaskId,
    attempt: 1,
    signal: new AbortController().signal,
    source: null,
    target: null,
    openBlob: async (hash: Sha256) => {
      const bytes = contents.get(hash);
      if (!bytes) throw { code: 'missing_file', sha256: hash };
      return new File([bytes], hash);
    },
    createBlob: async () => ({
      write: async (bytes: Uint8Array) => void written.push(bytes.slice()),
      close: async () => {
        state.ended = 'closed';
        const whole = Buffer.concat(written);
        return { sha256: sha(whole), size: whole.length };
      },
      abort: async () => {
        state.ended = 'aborted';
      },
    }),
    progress: (fraction: number) => state.fractions.push(fraction),
    query: async (name: string) => answers[name],
    appFile: async () => new Uint8Array(0),
    now: () => 0,
    ...more,
  } as TaskContext;
  return { context, state, whole: () => Buffer.concat(written) };
}

/** Node has no canvas: a sheet of known bytes. */
async function* drawn() {
  yield { name: 'contact-sheet.jpg', bytes: new Uint8Array([0xff, 0xd8, 1, 2]) };
}

async function unpacked(whole: Uint8Array): Promise<Map<string, Buffer>> {
  const path = join(folder, 'pack.zip');
  await writeFile(path, whole);
  expect(execFileSync('unzip', ['-tq', path]).toString()).toContain('No errors detected');
  const program = `
import zipfile, json, sys, base64
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps([[i.filename, base64.b64encode(z.read(i)).decode()] for i in z.infolist()]))`;
  const list = JSON.parse(execFileSync('python3', ['-c', program, path]).toString()) as string[][];
  return new Map(list.map(([name = '', data = '']) => [name, Buffer.from(data, 'base64')]));
}

const settings = { includePrompts: false, acceptWarnings: false };
const secret = { provider: 'x', model: 'm-1', model_license: 'MIT', prompt: 'a fox', params: {} };
const members = () => [
  member('Fox.png', 'fox', { generation: JSON.stringify(secret) }),
  {
    ...member('fox.PNG', 'another fox', { provenance: 'enhanced', source: null }),
    tags: ['animal'],
    from: [{ name: 'Fox.png', blob: stored('fox'), relationship: 'derived_from', depth: 1 }],
  } as unknown as PackMember,
  {
    ...member('Bell.wav', 'ding', { kind: 'audio', format: 'wav', mime: 'audio/wav' }),
    grounds: [
      { ...ground, creators: ['Mina'], rights: '© Mina' },
      { ...ground, is: 'gone', creators: ['Ann', 'Mina'], rights: '© Ann,\nParis' },
    ],
  } satisfies PackMember,
];

describe('export_pack', () => {
  it('1.17 1.19 writes a ZIP that the system can read, with everything that belongs in it', async () => {
    const { context, state, whole } = fakeContext(members());
    const done = await exportWith(drawn, settings, context);
    expect(done).toEqual({
      ok: true,
      value: {
        result: {
          sha256: sha(whole()),
          size: whole().length,
          files: 7,
          name: 'Lanterns at night day.zip',
        },
      },
    });
    expect(state.ended).toBe('closed');
    expect(state.fractions.at(-1)).toBe(1);
    const files = await unpacked(whole());
    expect([...files.keys()]).toEqual([
      'README.txt',
      'LICENSE.txt',
      'manifest.json',
      'contact-sheet.jpg',
      'media/Fox.png',
      'media/fox (2).png',
      'media/Bell.wav',
    ]);
    expect(files.get('media/fox (2).png')?.toString()).toBe('another fox');
    const licence = files.get('LICENSE.txt')?.toString() ?? '';
    expect(licence).toContain('Attribution, 2026');
    expect(licence).toContain('media/Fox.png: made with AI, source: Midjourney, model: m-1');
    // Everyone whose work went into it, also by way of its sources.
    expect(licence).toContain(
      'media/Bell.wav: made with AI, by: Mina, Ann, source: Midjourney, rights: © Mina; © Ann, Paris',
    );
    expect(files.get('README.txt')?.toString()).toContain('3 files, licence: Attribution.');

    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '');
    expect(manifest).toMatchObject({
      format: 'inkreel-pack',
      version: 1,
      pack: { name: pack.name, theme: 'Autumn', licence: { type: 'attribution' } },
    });
    expect(manifest.files[0]).toEqual({
      name: 'media/Fox.png',
      title: 'Fox.png',
      kind: 'image',
      format: 'png',
      mime: 'image/png',
      sha256: stored('fox'),
      size: 3,
      width: 10,
      height: 20,
      provenance: 'ai_generated',
      source: 'Midjourney',
      provider: 'x',
      model: 'm-1',
      model_license: 'MIT',
      tags: [],
      lineage: [],
      licence: 'attribution',
    });
    expect(manifest.files[1]).toMatchObject({
      tags: ['animal'],
      lineage: [{ name: 'Fox.png', sha256: stored('fox'), relationship: 'derived_from' }],
    });
    expect(manifest.files[2]).toMatchObject({
      creators: ['Mina', 'Ann'],
      rights: '© Mina; © Ann,\nParis',
    });
    for (const file of manifest.files) {
      expect(sha(files.get(file.name) ?? Buffer.alloc(0))).toBe(file.sha256);
    }
  });

  it('gives the same bytes again, and prompts only when asked for', async () => {
    const [first, second, open] = [
      fakeContext(members()),
      fakeContext(members()),
      fakeContext(members()),
    ];
    await exportWith(drawn, settings, first.context);
    await exportWith(drawn, settings, second.context);
    await exportWith(drawn, { ...settings, includePrompts: true }, open.context);
    expect(first.whole().equals(second.whole())).toBe(true);
    expect(first.whole().includes('a fox')).toBe(false);
    expect(open.whole().includes('"prompt": "a fox"')).toBe(true);
  });

  it('1.19 refuses by name what may not go out, and warnings unless they are accepted', async () => {
    const blocked = fakeContext([
      member('Gone.png', 'gone', { state: 'missing' }),
      { ...member('Lab.png', 'lab'), grounds: [{ ...ground, model: 'lab', may_sell: false }] },
      {
        ...member('Large.png', 'large', { provenance: 'enhanced' }),
        grounds: [{ ...ground, is: 'source', name: 'Small.png', rights: 'CC BY-NC 4.0' }],
      },
      member('New.png', 'new', { approved: 0 }),
    ]);
    for (const acceptWarnings of [false, true]) {
      const done = await exportWith(drawn, { ...settings, acceptWarnings }, blocked.context);
      expect(done).toMatchObject({ ok: false, failure: { code: 'invalid_input', field: 'pack' } });
      const reason = !done.ok && 'reason' in done.failure ? done.failure.reason : '';
      expect(reason).toContain('“Gone.png” is missing its file');
      expect(reason).toContain('“Lab.png” was made with a model that forbids business use (lab)');
      expect(reason).toContain(
        '“Large.png” may not be sold by its rights (CC BY-NC 4.0), by way of “Small.png”',
      );
      expect(reason.includes('“New.png” is not approved')).toBe(!acceptWarnings);
    }
    expect(blocked.state.ended).toBe('open');
    const warned = fakeContext([member('New.png', 'new', { approved: 0, provenance: 'unknown' })]);
    expect(await exportWith(drawn, settings, warned.context)).toMatchObject({ ok: false });
    const accepted = { ...settings, acceptWarnings: true };
    expect(await exportWith(drawn, accepted, warned.context)).toMatchObject({ ok: true });
    expect(await exportWith(drawn, accepted, fakeContext([]).context)).toMatchObject({ ok: false });
  });

  it('leaves nothing behind when a file is gone or damaged, when cancelled, or the disk is full', async () => {
    const lost = fakeContext(members(), {
      openBlob: async (hash) => {
        throw { code: 'missing_file', sha256: hash };
      },
    });
    expect(await exportWith(drawn, settings, lost.context)).toMatchObject({
      failure: { code: 'missing_file' },
    });
    expect(lost.state.ended).toBe('aborted');

    const short = fakeContext([member('Fox.png', 'fox', { size: 4 })]);
    expect(await exportWith(drawn, settings, short.context)).toMatchObject({
      failure: { code: 'corrupt', what: 'Fox.png' },
    });
    expect(short.state.ended).toBe('aborted');

    const cancel = new AbortController();
    const cancelled = fakeContext(members(), {
      signal: cancel.signal,
      progress: (fraction) => {
        if (fraction > 0.3) cancel.abort();
      },
    });
    expect(await exportWith(drawn, settings, cancelled.context)).toEqual({
      ok: false,
      failure: { code: 'cancelled' },
    });
    expect(cancelled.state.ended).toBe('aborted');

    const full = fakeContext(members(), {
      createBlob: async () => ({
        write: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
        writeAt: () => Promise.reject(new Error('not in order')),
        close: () => Promise.reject(new Error('never')),
        abort: async () => undefined,
      }),
    });
    expect(await exportWith(drawn, settings, full.context)).toEqual({
      ok: false,
      failure: { code: 'storage_full' },
    });
  });

  it('takes its settings with what is left out, and refuses others', () => {
    expect(exportPack.parse({})).toEqual({ ok: true, value: settings });
    expect(exportPack.parse({ includePrompts: 'yes' })).toMatchObject({ ok: false });
    expect(exportPack.parse({ more: 1 })).toMatchObject({ ok: false });
  });
});
