import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { AssetId, CollectionId, Sha256 } from '#domain/id.ts';
import type { TaskContext } from '../context.ts';
import { run } from './run.ts';
import { exportCollection } from './task.ts';

const id = '01900000-0000-7000-8000-000000000001' as CollectionId;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'collection-'));
});
afterAll(() => rm(folder, { recursive: true }));

const contents = new Map<string, Uint8Array<ArrayBuffer>>();

function asset(name: string, text: string | null, more: object = {}) {
  const bytes = text === null ? null : new Uint8Array(new TextEncoder().encode(text));
  const blob = bytes && (createHash('sha256').update(bytes).digest('hex') as Sha256);
  if (bytes && blob) contents.set(blob, bytes);
  return {
    id: name as AssetId,
    name,
    kind: 'image',
    state: 'ready',
    blob,
    size: bytes?.length ?? null,
    format: name.split('.').at(-1) ?? null,
    metadata: '{}',
    generation: null,
    approved: 0,
    ...more,
  };
}

function contextOf(assets: readonly ReturnType<typeof asset>[], more: Partial<TaskContext> = {}) {
  const written: Uint8Array[] = [];
  const state = { ended: 'open' };
  const answers: Record<string, unknown> = {
    collection: {
      id,
      type: 'storyboard',
      name: 'Night: market',
      description: null,
      metadata: '{"mood":"warm"}',
      deleted_at: null,
    },
    collectionMembers: assets.map((one, index) => ({
      asset: one.id,
      metadata: JSON.stringify({ beat: index }),
    })),
    assets,
  };
  const context = {
    signal: new AbortController().signal,
    progress: () => undefined,
    query: async (name: string) => answers[name],
    openBlob: async (sha256: Sha256) => new File([contents.get(sha256)!], sha256),
    createBlob: async () => ({
      write: async (bytes: Uint8Array) => void written.push(bytes.slice()),
      close: async () => {
        state.ended = 'closed';
        const whole = Buffer.concat(written);
        return {
          sha256: createHash('sha256').update(whole).digest('hex') as Sha256,
          size: whole.length,
        };
      },
      abort: async () => {
        state.ended = 'aborted';
      },
    }),
    ...more,
  } as unknown as TaskContext;
  return { context, state, bytes: () => Buffer.concat(written) };
}

test('B4 a collection goes out in its order, videos too, with hashes, notes and metadata', async () => {
  const made = contextOf([
    asset('clip.mp4', 'film', { kind: 'video', metadata: '{"camera":"x"}' }),
    asset('a.png', 'picture'),
    asset('notes', null, { kind: 'text', format: null }),
  ]);
  const done = await run({ collection: id }, made.context);
  expect(done).toMatchObject({ ok: true, value: { result: { collection: id, files: 3 } } });
  const zip = join(folder, 'out.zip');
  await writeFile(zip, made.bytes());
  execFileSync('python3', ['-m', 'zipfile', '-t', zip]);
  execFileSync('python3', ['-m', 'zipfile', '-e', zip, join(folder, 'out')]);
  const read = (name: string) => execFileSync('cat', [join(folder, 'out', name)]).toString();
  const list = JSON.parse(read('manifest.json'));
  expect(list).toMatchObject({ format: 'inkreel-collection', metadata: { mood: 'warm' } });
  expect(list.assets.map((one: { name: string }) => one.name)).toEqual([
    'clip.mp4',
    'a.png',
    'notes',
  ]);
  expect(list.assets[0]).toMatchObject({ note: { beat: 0 }, metadata: { camera: 'x' }, place: 1 });
  expect(list.assets[2].path).toBeNull();
  expect(read(list.assets[0].path)).toBe('film');
  expect(createHash('sha256').update(read(list.assets[1].path)).digest('hex')).toBe(
    list.assets[1].sha256,
  );
});

test('B4 a file that is not whole ends the export, and nothing is left of it', async () => {
  const made = contextOf([asset('a.png', 'picture', { size: 99 })]);
  const done = await run({ collection: id }, made.context);
  expect(done).toMatchObject({ ok: false, failure: { code: 'corrupt', what: 'a.png' } });
  expect(made.state.ended).toBe('aborted');
});

test('the settings are an id and nothing else', () => {
  expect(exportCollection.parse({ collection: id }).ok).toBe(true);
  expect(exportCollection.parse({ collection: 'x' }).ok).toBe(false);
  expect(exportCollection.parse({}).ok).toBe(false);
});

test('D1 without prompts the list of a collection tells none either', async () => {
  const generation = { provider: 'x', model: 'm', prompt: 'a secret fox', params: { steps: 2 } };
  const asset1 = asset('a.png', 'picture', { generation: JSON.stringify(generation) });
  const list = async (prompts: boolean) => {
    const made = contextOf([asset1]);
    const carry = {
      recipe: true,
      prompts,
      label: true,
      brought: 'keep',
      credentials: false,
    } as const;
    await run({ collection: id, carry }, made.context);
    return made.bytes().toString('latin1');
  };
  expect(await list(true)).toContain('a secret fox');
  const silent = await list(false);
  expect(silent).not.toContain('a secret fox');
  expect(silent).toContain('"steps": 2');
});
