import { expect, test } from 'vitest';

import { fileOf, migratedConnection, testLibrary, type TestLibrary } from './testing.ts';

const names = (library: TestLibrary, params: Parameters<TestLibrary['ask']>[1]): string[] => {
  const { n } = library.ask('assetLayout', params as never) as { n: Uint32Array };
  return library.ask('assetCards', { rows: [...n] }).map(({ name }) => name);
};

const star = (library: TestLibrary, asset: string, starred = true) =>
  library.must('editAssets', { assets: [asset as never], changes: { starred } });

test('C3 starred assets stand first in every order, and in collections too', () => {
  const library = testLibrary();
  const [a, b, c, d] = ['a.png', 'b.png', 'c.png', 'd.png'].map((name) => library.picture(name));
  star(library, b!);
  star(library, d!);
  expect(names(library, { filter: {}, sort: 'name' })).toEqual([
    'a.png',
    'b.png',
    'c.png',
    'd.png',
  ]);
  const first = { starredFirst: true };
  const starredByName = ['b.png', 'd.png', 'a.png', 'c.png'];
  expect(names(library, { filter: {}, sort: 'name', ...first })).toEqual(starredByName);
  expect(
    names(library, { filter: {}, sort: 'rating', ...first })
      .slice(0, 2)
      .toSorted(),
  ).toEqual(['b.png', 'd.png']);
  const { collection } = library.must('createCollection', {
    name: 'Best',
    type: 'library',
    assets: [c!, d!, a!, b!],
  });
  expect(names(library, { filter: { collection }, sort: 'position', ...first })).toEqual([
    'd.png',
    'b.png',
    'c.png',
    'a.png',
  ]);
});

test('C3 a star is one step of history, undone and found by search and counts', () => {
  const library = testLibrary();
  const fox = library.picture('fox.png');
  library.picture('owl.png');
  star(library, fox);
  const found = (query: string): string[] => names(library, { filter: { query }, sort: 'name' });
  expect(found('is:starred')).toEqual(['fox.png']);
  expect(found('starred:yes')).toEqual(['fox.png']);
  expect(found('starred:no')).toEqual(['owl.png']);
  expect(found('-is:favourite')).toEqual(['owl.png']);
  expect(library.ask('facets', { filter: {} }).starred).toEqual({ yes: 1, no: 1 });
  const [done] = library.ask('history', { entity: fox, limit: 1 });
  expect([done?.old_value, done?.new_value]).toEqual(['{"starred":0}', '{"starred":1}']);
  library.must('undoRequest', { request: done!.request_id });
  expect(found('is:starred')).toEqual([]);
  expect(library.ask('suggestQuery', { text: 'is:sta', cursor: 6, filter: {} })[0]?.label).toBe(
    'starred',
  );
});

test('C3 a kept duplicate keeps the star of the one that goes, and so does what replaces it', () => {
  const library = testLibrary();
  const [one, two, three] = ['1.png', '2.png', '3.png'].map((name) => library.picture(name));
  star(library, two!);
  library.must('judgePair', { first: one!, second: two!, verdict: 'duplicate', kept: one! });
  expect(library.ask('asset', { id: one! })?.asset.starred).toBe(1);
  library.must('replaceAsset', { old: one!, by: three! });
  expect(library.ask('asset', { id: three! })?.asset.starred).toBe(1);
});

test('C3 the trash is emptied but for what is starred', () => {
  const library = testLibrary();
  const [a, b] = ['a.png', 'b.png'].map((name) => library.picture(name));
  star(library, a!);
  library.must('trashAssets', { assets: [a!, b!] });
  expect(library.ask('trash', {})).toMatchObject({ assets: 2, starred: 1 });
  expect(library.must('emptyTrash', { keepStarred: true }).changed).toBe(1);
  expect(library.ask('trash', {})).toMatchObject({ assets: 1, starred: 1 });
  expect(library.must('emptyTrash', {}).changed).toBe(1);
});

test('C3 the starred are read from an index of their own, at any size', () => {
  const inner = migratedConnection();
  const asked = new Set<string>();
  const library = testLibrary({
    ...inner,
    rowSet: (sql, values) => {
      asked.add(sql);
      return inner.rowSet(sql, values);
    },
  });
  const files = Array.from({ length: 200 }, (_, index) => fileOf(`${index}.png`));
  library.must('importFiles', { files, onDuplicate: 'skip', origin: 'import' });
  library.ask('assetLayout', { filter: {}, sort: 'newest', starredFirst: true });
  const plans = [...asked].flatMap((sql) =>
    inner.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => detail),
  );
  expect(plans).toEqual([expect.stringContaining('USING COVERING INDEX assets_starred')]);
});

test('B4 a collection is deleted alone, or with the assets that nothing else needs, in one step', () => {
  const library = testLibrary();
  const [plain, starred, shared] = ['plain.png', 'star.png', 'shared.png'].map((name) =>
    library.picture(name),
  );
  star(library, starred!);
  const { collection } = library.must('createCollection', {
    name: 'Rough',
    type: 'library',
    assets: [plain!, starred!, shared!],
  });
  library.must('createCollection', { name: 'Best', type: 'library', assets: [shared!] });
  const plan = library.ask('collectionDeletion', { id: collection });
  expect(plan).toMatchObject({
    assets: 3,
    starred: 1,
    both: 0,
    used: { total: 1, first: [{ name: 'shared.png' }] },
    uses: { collections: { total: 1, first: [{ name: 'Best' }] } },
  });
  const kept = { keepUsed: true, keepStarred: true };
  expect(library.must('trashCollection', { collection, assets: kept })).toEqual({
    changed: 2,
    assets: 1,
    kept: 2,
  });
  expect(names(library, { filter: {}, sort: 'name' })).toEqual(['shared.png', 'star.png']);
  library.must('undoRequest', { request: library.ask('undoState', {}).undo!.request_id });
  expect(names(library, { filter: { collection }, sort: 'position' })).toHaveLength(3);
  const all = { keepUsed: false, keepStarred: false };
  expect(library.must('trashCollection', { collection, assets: all }).assets).toBe(3);
  expect(names(library, { filter: {}, sort: 'name' })).toEqual([]);
  library.must('undoRequest', { request: library.ask('undoState', {}).undo!.request_id });
  expect(library.must('trashCollection', { collection }).assets).toBe(0);
  expect(names(library, { filter: {}, sort: 'name' })).toHaveLength(3);
});

test('B4 a smart collection has no assets of its own to be deleted', () => {
  const library = testLibrary();
  library.picture('a.png');
  const { collection } = library.must('createCollection', {
    name: 'All',
    type: 'smart',
    metadata: { query: 'kind:image' },
  });
  const assets = { keepUsed: false, keepStarred: false };
  expect(library.do('trashCollection', { collection, assets }).result).toMatchObject({
    ok: false,
    failure: { code: 'not_allowed' },
  });
});

test('B4 results go where new things went when they were queued, also when they are tried again', () => {
  const library = testLibrary();
  const asset = library.picture('a.png');
  const { collection } = library.must('createCollection', { name: 'New', type: 'library' });
  const { tasks } = library.must('enqueue', {
    kind: 'double',
    assets: [asset],
    settings: { scale: 2 },
    collection,
  });
  const members = () =>
    library.ask('collectionMembers', { id: collection, limit: 10 }).map(({ name }) => name);
  expect(members()).toHaveLength(1);
  library.must('cancelTasks', { tasks });
  expect(members()).toEqual([]);
  library.must('retryTasks', { tasks });
  expect(members()).toHaveLength(1);
  library.must('cancelTasks', { tasks });
  library.must('trashCollection', { collection });
  expect(library.must('retryTasks', { tasks }).changed).toBe(1);
});
