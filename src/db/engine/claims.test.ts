import { expect, test } from 'vitest';

import type { AssetId } from '#domain/id.ts';
import type { Recipe } from '#domain/recipe.ts';
import { hashOf, testLibrary, type TestLibrary } from './testing.ts';

const facts = { mime: 'image/png', format: 'png', width: 30, height: 20, metadata: {} };
const generation = {
  provider: 'comfyui',
  model: 'sdxl_base',
  prompt: 'a misty harbour',
  seed: 4711,
  params: { steps: 20 },
};

/** Imports a picture, lets somebody say something of it, and reads its facts. */
function read(
  said: Record<string, unknown> | null,
  claims: { generation?: typeof generation; ai: boolean },
) {
  const library = testLibrary();
  const asset = library.picture('cat.png');
  if (said) library.must('editAssets', { assets: [asset], changes: said });
  const lease = library.engine.leaseNext('media', 'tab-1');
  if (lease === null) throw new Error('nothing leased');
  library.engine.finish(lease.task.id, lease.epoch, { facts, claims });
  const found = (text: string): number =>
    library.ask('assetLayout', { filter: { query: text }, sort: 'newest' }).n.length;
  return { row: library.ask('asset', { id: asset })?.asset, found };
}

test('A6 what a file says of its making fills what nobody knew, and is found by search', () => {
  const { row, found } = read(null, { generation, ai: true });
  expect(row).toMatchObject({ provenance: 'ai_generated' });
  expect(JSON.parse(row?.generation ?? 'null')).toEqual(generation);
  for (const text of [
    'model:sdxl_base',
    'prompt:harbour',
    'seed:4711',
    'prov:ai_generated',
    'misty',
  ]) {
    expect(found(text), text).toBe(1);
  }
  expect(found('seed:4712')).toBe(0);
});

test('A6 what a person said stands against the file', () => {
  const { row } = read({ provenance: 'user_provided' }, { generation, ai: true });
  expect(row?.provenance).toBe('user_provided');
  expect(row?.generation).not.toBeNull();
});

test('A6 a file that only says that a model made it becomes AI-made without a record', () => {
  const { row } = read(null, { ai: true });
  expect(row).toMatchObject({ provenance: 'ai_generated', generation: null });
});

const recipeOver = (sha256: string): Recipe => ({
  format: 'inkreel-recipe',
  version: 1,
  tool: { kind: 'double', settings: { scale: 2 } },
  generation: { provider: 'local', model: 'test-net', params: { scale: 2 } },
  provenance: 'enhanced',
  sources: [{ as: 'source', name: 'cat.png', kind: 'image', sha256 }],
});

/** Runs everything that waits, with these claims for one asset. */
function readAll(library: TestLibrary, of: AssetId, recipe: Recipe): void {
  const { generation } = recipe;
  for (;;) {
    const lease = library.engine.leaseNext('media', 'tab-1');
    if (lease === null) return;
    const claims = {
      ai: false,
      recipe,
      provenance: recipe.provenance,
      ...(generation && { generation }),
    };
    library.engine.finish(lease.task.id, lease.epoch, {
      facts,
      ...(lease.source?.id === of ? { claims } : {}),
    });
  }
}

test('D1 a file dropped back has its recipe, its origin and its source again', () => {
  const library = testLibrary();
  const cat = library.picture('cat.png');
  const back = library.picture('cat x2.png');
  readAll(library, back, recipeOver(hashOf('cat.png')));
  const details = library.ask('asset', { id: back });
  expect(details?.asset.provenance).toBe('enhanced');
  expect(JSON.parse(details?.asset.metadata ?? '{}').recipe).toEqual(recipeOver(hashOf('cat.png')));
  expect(details?.from).toMatchObject([
    { id: cat, relationship: 'derived_from', made_by: 'double' },
  ]);
  // Taken away by a person, it stays away when the facts are read once more.
  library.must('unlinkAssets', { links: [{ parent: cat, child: back, type: 'derived_from' }] });
  library.must('enqueue', { kind: 'extract_metadata', assets: [back], settings: {} });
  readAll(library, back, recipeOver(hashOf('cat.png')));
  expect(library.ask('asset', { id: back })?.from).toEqual([]);
});

test('D1 a source that is not here is linked when the facts are read again and it is', () => {
  const library = testLibrary();
  const back = library.picture('cat x2.png');
  readAll(library, back, recipeOver(hashOf('cat.png')));
  expect(library.ask('asset', { id: back })?.from).toEqual([]);
  const cat = library.picture('cat.png');
  library.must('enqueue', { kind: 'extract_metadata', assets: [back], settings: {} });
  readAll(library, back, recipeOver(hashOf('cat.png')));
  expect(library.ask('asset', { id: back })?.from).toMatchObject([{ id: cat }]);
});

test('D1 two files that claim to be made from each other make no loop', () => {
  const library = testLibrary();
  const one = library.picture('one.png');
  const other = library.picture('other.png');
  readAll(library, one, recipeOver(hashOf('other.png')));
  library.must('enqueue', { kind: 'extract_metadata', assets: [other], settings: {} });
  readAll(library, other, recipeOver(hashOf('one.png')));
  expect(library.ask('asset', { id: one })?.from).toHaveLength(1);
  expect(library.ask('asset', { id: other })?.from).toEqual([]);
});

test('D1 what is known of the making of an asset is told for its recipe', () => {
  const library = testLibrary();
  const cat = library.picture('cat.png');
  library.must('editAssets', { assets: [cat], changes: { provenance: 'ai_generated' } });
  const { targets } = library.must('enqueue', {
    kind: 'double',
    assets: [cat],
    settings: { scale: 2 },
  });
  const lease = library.engine.leaseNext('gpu', 'tab-1')!;
  const file = { sha256: hashOf('made'), size: 5, facts };
  library.engine.finish(lease.task.id, lease.epoch, { file });
  const [ground] = library.ask('recipeGrounds', { ids: [targets[0]!] });
  expect(ground).toMatchObject({
    provenance: 'enhanced',
    tool: { kind: 'double', settings: { scale: 2 } },
    generation: { model: 'test-net', prompt: 'sharper' },
    sources: [{ as: 'source', name: 'cat.png', sha256: hashOf('cat.png'), id: cat }],
    ancestors: ['ai_generated'],
  });
  expect(library.ask('recipeGrounds', { ids: [cat] })).toMatchObject([{ tool: null, sources: [] }]);
});
