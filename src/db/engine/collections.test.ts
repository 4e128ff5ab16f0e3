import { expect, test } from 'vitest';

import type { AssetId, CollectionId } from '#domain/id.ts';
import { testLibrary, type TestLibrary } from './testing.ts';

const begin = (library: TestLibrary, name: string, assets: readonly AssetId[] = []) =>
  library.must('createCollection', { name, type: 'storyboard', assets }).collection;

const names = (library: TestLibrary, id: CollectionId): readonly string[] =>
  library.ask('collectionMembers', { id, limit: 100 }).map(({ name }) => name);

const shown = (library: TestLibrary, collection: CollectionId): readonly string[] => {
  const { n } = library.ask('assetLayout', { filter: { collection }, sort: 'position' });
  return library.ask('assetCards', { rows: [...n] }).map(({ name }) => name);
};

test('3.17 a collection of every type is made, renamed, described and deleted; its members stay', () => {
  const library = testLibrary();
  const fox = library.picture('fox.png');
  for (const type of ['project', 'character', 'storyboard', 'library'] as const) {
    const { collection } = library.must('createCollection', {
      name: ` ${type} one `,
      type,
      description: 'kept',
      metadata: { mood: 'warm' },
      assets: [fox],
    });
    library.must('editCollection', { collection, changes: { name: 'renamed', description: null } });
    const row = library.ask('collection', { id: collection });
    expect(row).toMatchObject({ type, name: 'renamed', description: null, count: 1 });
    expect(JSON.parse(row?.metadata ?? '')).toEqual({ mood: 'warm' });
    library.must('trashCollection', { collection });
  }
  expect(library.ask('collections', {})).toEqual([]);
  expect(library.ask('collections', { trashed: true })).toHaveLength(4);
  expect(library.ask('asset', { id: fox })?.asset.deleted_at).toBeNull();
});

test('3.17 a name of nothing is refused, and a restored collection has its members', () => {
  const library = testLibrary();
  const { result } = library.do('createCollection', { name: '  ', type: 'library' });
  expect(result).toMatchObject({ ok: false, failure: { code: 'invalid_input', field: 'name' } });
  const board = begin(library, 'Board', [library.picture('a'), library.picture('b')]);
  library.must('trashCollection', { collection: board });
  library.must('restoreCollection', { collection: board });
  expect(names(library, board)).toEqual(['a', 'b']);
});

test('3.18 members are ordered, once per collection, with metadata of their own, and in many collections', () => {
  const library = testLibrary();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => library.picture(name)) as [
    AssetId,
    AssetId,
    AssetId,
  ];
  const board = begin(library, 'Board', [a, b, c]);
  const other = begin(library, 'Other', [b]);
  expect(library.must('addToCollection', { collection: board, assets: [b, a] }).changed).toBe(0);
  library.must('moveInCollection', { collection: board, assets: [c], before: a });
  expect(names(library, board)).toEqual(['c', 'a', 'b']);
  expect(shown(library, board)).toEqual(['c', 'a', 'b']);
  library.must('moveInCollection', { collection: board, assets: [c, a], before: null });
  expect(shown(library, board)).toEqual(['b', 'c', 'a']);

  library.must('editMember', { collection: board, asset: b, metadata: { beat: 'opening', x: 1 } });
  const said = (id: CollectionId) =>
    JSON.parse(library.ask('collectionMembers', { id, assets: [b], limit: 1 })[0]?.metadata ?? '');
  expect(said(board)).toEqual({ beat: 'opening', x: 1 });
  expect(said(other)).toEqual({});
  expect(library.ask('collections', { asset: b }).map(({ name }) => name)).toEqual([
    'Board',
    'Other',
  ]);
  library.must('removeFromCollection', { collection: board, assets: [b] });
  expect(names(library, board)).toEqual(['c', 'a']);
  expect(names(library, other)).toEqual(['b']);
});

test('3.18 a member in the trash is not counted or shown, and comes back to its place', () => {
  const library = testLibrary();
  const [a, b] = [library.picture('a'), library.picture('b')];
  const board = begin(library, 'Board', [a, b]);
  library.must('trashAssets', { assets: [a] });
  expect(library.ask('collection', { id: board })?.count).toBe(1);
  expect(shown(library, board)).toEqual(['b']);
  library.must('restoreAssets', { assets: [a] });
  expect(shown(library, board)).toEqual(['a', 'b']);
});

test('B4 the cover is what was chosen, then the first members', () => {
  const library = testLibrary();
  const [a, b] = [library.picture('a'), library.picture('b')];
  const board = begin(library, 'Board', [a, b]);
  const blob = (id: AssetId) => library.ask('asset', { id })?.asset.blob;
  expect(library.ask('collection', { id: board })?.cover).toEqual([blob(a), blob(b)]);
  library.must('editCollection', { collection: board, changes: { cover: b } });
  expect(library.ask('collection', { id: board })?.cover).toEqual([blob(b), blob(a)]);
  const stranger = library.picture('c');
  const { result } = library.do('editCollection', {
    collection: board,
    changes: { cover: stranger },
  });
  expect(result).toMatchObject({ ok: false, failure: { code: 'not_found', what: 'member' } });
});

test('collections stand by name, numbers in them by value', () => {
  const library = testLibrary();
  for (const name of ['Board 10', 'board 2', 'Álbum', 'Board 1']) {
    library.must('createCollection', { name, type: 'library' });
  }
  expect(library.ask('collections', {}).map(({ name }) => name)).toEqual([
    'Álbum',
    'Board 1',
    'board 2',
    'Board 10',
  ]);
});

test('B4 archived collections leave the daily list and come back', () => {
  const library = testLibrary();
  const board = begin(library, 'Board');
  library.must('archiveCollection', { collection: board, archived: true });
  expect(library.ask('collections', {})).toEqual([]);
  expect(library.ask('collections', { archived: true })).toHaveLength(1);
  library.must('archiveCollection', { collection: board, archived: false });
  expect(library.ask('collections', {})).toHaveLength(1);
});

test('B4 a smart collection needs its search, and nobody puts members into it', () => {
  const library = testLibrary();
  const refused = library.do('createCollection', { name: 'Best', type: 'smart' }).result;
  expect(refused).toMatchObject({ ok: false, failure: { field: 'metadata.query' } });
  const { collection } = library.must('createCollection', {
    name: 'Best',
    type: 'smart',
    metadata: { query: 'rating:5', sort: 'rating' },
  });
  expect(library.ask('collection', { id: collection })).toMatchObject({
    query: 'rating:5',
    sort: 'rating',
  });
  const added = library.do('addToCollection', { collection, assets: [library.picture('a')] });
  expect(added.result).toMatchObject({ ok: false, failure: { code: 'not_allowed' } });
});

test('every change of a collection can be undone and done again', () => {
  const library = testLibrary();
  const [a, b] = [library.picture('a'), library.picture('b')];
  const made = library.do('createCollection', { name: 'Board', type: 'library', assets: [a, b] });
  const board = made.result.ok ? made.result.value.collection : ('' as CollectionId);
  const steps = [
    library.do('editCollection', { collection: board, changes: { name: 'New', cover: b } }),
    library.do('moveInCollection', { collection: board, assets: [b], before: a }),
    library.do('editMember', { collection: board, asset: a, metadata: { note: 'x' } }),
    library.do('removeFromCollection', { collection: board, assets: [a] }),
    library.do('archiveCollection', { collection: board, archived: true }),
    library.do('trashCollection', { collection: board }),
  ];
  for (const { request } of steps.toReversed()) library.must('undoRequest', { request });
  expect(library.ask('collection', { id: board })).toMatchObject({
    name: 'Board',
    cover_asset_id: null,
    archived_at: null,
    deleted_at: null,
  });
  expect(names(library, board)).toEqual(['a', 'b']);
  const undone = library.must('undoRequest', { request: made.request });
  expect(library.ask('collections', {})).toEqual([]);
  library.must('undoRequest', { request: undone.request });
  expect(names(library, board)).toEqual(['a', 'b']);
});
