import { expect, test } from 'vitest';

import type { AssetId } from '#domain/id.ts';
import type { Recipe } from '#domain/recipe.ts';
import { hashOf, testLibrary, type TestLibrary } from './testing.ts';

const facts = { mime: 'image/png', format: 'png', width: 30, height: 20, metadata: {} };

/** Runs everything that waits on the graphics lane; the bytes are named by `name`. */
function make(library: TestLibrary, name: string, more: Record<string, unknown> = {}): void {
  const lease = library.engine.leaseNext('gpu', 'tab-1');
  if (lease === null) throw new Error('nothing leased');
  library.engine.finish(lease.task.id, lease.epoch, {
    file: { sha256: hashOf(name), size: 5, facts: { ...facts, ...more } },
  });
}

function doubled(library: TestLibrary): { readonly cat: AssetId; readonly big: AssetId } {
  const cat = library.picture('cat.png');
  const settings = { scale: 2 };
  const { targets } = library.must('enqueue', { kind: 'double', assets: [cat], settings });
  make(library, 'big');
  return { cat, big: targets[0]! };
}

test('D2 an asset is made once more with its recorded settings, as its variant', () => {
  const library = testLibrary();
  const { cat, big } = doubled(library);
  expect(library.ask('remakePlan', { ids: [big] })).toMatchObject([
    {
      kind: 'double',
      settings: { scale: 2 },
      sources: [{ id: cat }],
      told_by: 'task',
      obstacle: null,
      inexact: [],
    },
  ]);
  const { collection } = library.must('createCollection', { name: 'New', type: 'library' });
  const { targets, left } = library.must('makeAgain', { assets: [big], collection });
  expect(left).toBe(0);
  make(library, 'big');
  const again = library.ask('asset', { id: targets[0]! });
  expect(again?.asset.blob).toBe(hashOf('big'));
  const ties = again?.from.map(({ id, relationship }) => [id, relationship]) ?? [];
  expect(ties).toContainEqual([cat, 'derived_from']);
  expect(ties).toContainEqual([big, 'variant_of']);
  const members = library.ask('collectionMembers', { id: collection, limit: 9 });
  expect(members.map(({ asset }) => asset)).toEqual([targets[0]]);
});

test('D2 a file that carries its recipe is made once more from the source with the same bytes', () => {
  const library = testLibrary();
  const cat = library.picture('cat.png');
  const back = library.picture('cat x2.png');
  const recipe: Recipe = {
    format: 'inkreel-recipe',
    version: 1,
    tool: { kind: 'double', settings: { scale: 2 } },
    provenance: 'enhanced',
    sources: [{ as: 'source', name: 'cat.png', kind: 'image', sha256: hashOf('cat.png') }],
  };
  for (;;) {
    const lease = library.engine.leaseNext('media', 'tab-1');
    if (lease === null) break;
    const claims = lease.source?.id === back ? { claims: { ai: false, recipe } } : {};
    library.engine.finish(lease.task.id, lease.epoch, { facts, ...claims });
  }
  expect(library.ask('remakePlan', { ids: [back] })).toMatchObject([
    { told_by: 'file', kind: 'double', sources: [{ id: cat }], obstacle: null },
  ]);
  expect(library.must('makeAgain', { assets: [back] }).tasks).toHaveLength(1);
});

test('D6 what cannot be made again says why, and nothing of it is queued', () => {
  const library = testLibrary();
  const { cat, big } = doubled(library);
  const plain = library.picture('dog.png');
  expect(library.ask('remakePlan', { ids: [plain] })).toMatchObject([{ obstacle: 'not_made' }]);
  expect(library.do('makeAgain', { assets: [plain] }).result).toMatchObject({
    failure: { code: 'not_allowed', what: 'dog.png' },
  });
  library.must('trashAssets', { assets: [cat] });
  expect(library.ask('remakePlan', { ids: [big] })).toMatchObject([
    { obstacle: 'source_gone', reason: 'cat.png' },
  ]);
  expect(
    library.must('enqueue', { kind: 'double', assets: [plain], settings: { scale: 2 } }),
  ).toBeTruthy();
  const mixed = library.do('makeAgain', { assets: [big, plain] }).result;
  expect(mixed).toMatchObject({ ok: false });
});

test('D6 it says why other bytes may come out: the device that reckoned, the encoder, the tool', () => {
  const library = testLibrary();
  const { cat } = doubled(library);
  const settings = { scale: 2 };
  const { targets } = library.must('enqueue', { kind: 'double', assets: [cat], settings });
  const lease = library.engine.leaseNext('gpu', 'tab-1')!;
  library.engine.finish(lease.task.id, lease.epoch, {
    file: {
      sha256: hashOf('jpeg'),
      size: 5,
      facts: { ...facts, mime: 'image/jpeg', format: 'jpeg' },
    },
    generation: { provider: 'local', model: 'older-net', params: { scale: 2, backend: 'webgpu' } },
  });
  expect(library.ask('remakePlan', { ids: targets.flatMap((id) => id ?? []) })).toMatchObject([
    { obstacle: null, inexact: ['tool_changed', 'graphics', 'browser_encoder'] },
  ]);
});
