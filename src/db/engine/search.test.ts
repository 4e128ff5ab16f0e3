import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assetSorts, type AssetFilter } from '#domain/contract/queries.ts';
import { layoutPlan, type LayoutPlan } from './queries/filter.ts';
import { fileOf, testLibrary, type TestLibrary } from './testing.ts';

const found = (library: TestLibrary, text: string): readonly string[] =>
  library
    .ask('assetCards', {
      rows: [...library.ask('assetLayout', { filter: { text }, sort: 'oldest' }).n],
    })
    .map(({ name }) => name);

test('words are found as prefixes in every script, accents aside, all of them needed', () => {
  const library = testLibrary();
  for (const name of [
    'Château rouge',
    '赤い城の漫画.png',
    'красный замок',
    'قلعة حمراء',
    'हिन्दी चित्र',
    'ปราสาทสีแดง',
    'fox 🦊 den',
    'red castle 12',
  ]) {
    library.picture(name);
  }
  expect(found(library, 'chateau')).toEqual(['Château rouge']);
  expect(found(library, 'CHÂT rou')).toEqual(['Château rouge']);
  expect(found(library, '漫画')).toEqual(['赤い城の漫画.png']);
  expect(found(library, '城の')).toEqual(['赤い城の漫画.png']);
  expect(found(library, 'замо')).toEqual(['красный замок']);
  expect(found(library, 'حمراء')).toEqual(['قلعة حمراء']);
  expect(found(library, 'हिन्दी')).toEqual(['हिन्दी चित्र']);
  expect(found(library, 'สีแดง')).toEqual(['ปราสาทสีแดง']);
  expect(found(library, '🦊')).toEqual(['fox 🦊 den']);
  expect(found(library, 'cas red')).toEqual(['red castle 12']);
  expect(found(library, 'castle blue')).toEqual([]);
});

test('tags, prompts, themes and sources are found, and no longer when they are gone', () => {
  const library = testLibrary();
  const asset = library.picture('a.png');
  library.must('tagAssets', { assets: [asset], add: ['Sea-side'] });
  library.must('editAssets', { assets: [asset], changes: { theme: 'noir', source: 'Midjourney' } });
  for (const text of ['sea', 'side', 'noir', 'midj', 'noir sea a']) {
    expect(found(library, text)).toEqual(['a.png']);
  }
  library.must('tagAssets', { assets: [asset], remove: ['Sea-side'] });
  library.must('editAssets', { assets: [asset], changes: { theme: null, name: 'b.png' } });
  for (const text of ['sea', 'noir', 'a.png']) expect(found(library, text)).toEqual([]);
  const { targets } = library.must('enqueue', {
    kind: 'double',
    assets: [asset],
    settings: { scale: 2 },
  });
  expect(found(library, 'sharper')).toEqual(['b.png ×2']);
  library.must('cancelTasks', {
    tasks: library
      .ask('queue', { status: ['pending'], limit: 9 })
      .filter((task) => task.target_asset_id === targets[0])
      .map(({ id }) => id),
  });
  expect(found(library, 'sharper')).toEqual([]);
  expect(
    library.connection.one(`INSERT INTO asset_search(asset_search) VALUES ('integrity-check')`),
  ).toBeUndefined();
});

test('whatever is typed is text, never syntax', () => {
  const library = testLibrary();
  library.picture('NEAR OR AND NOT.png');
  expect(found(library, 'near OR')).toEqual(['NEAR OR AND NOT.png']);
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({
      unit: fc.constantFrom(
        '"',
        "'",
        '*',
        '(',
        ')',
        ':',
        '^',
        '-',
        '+',
        '{',
        '}',
        'a',
        ' ',
        '\u0000',
        ';',
      ),
    }),
    fc.constantFrom(
      '"',
      '""',
      'a OR',
      'NOT',
      'NEAR(a b',
      'name:x',
      '*',
      'a*"',
      '-a',
      '^',
      '(((',
      "'; DROP TABLE assets; --",
    ),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const result = library.query('assetLayout', { filter: { text }, sort: 'newest' });
      expect(result).toMatchObject({ ok: true });
    }),
    { numRuns: 300 },
  );
});

test('names sort by the value of their numbers', () => {
  const library = testLibrary();
  for (const name of ['img10.png', 'IMG2.png', 'Ångström', 'zoo', 'img1.png'])
    library.picture(name);
  const { n } = library.ask('assetLayout', { filter: {}, sort: 'name' });
  expect(library.ask('assetCards', { rows: [...n] }).map(({ name }) => name)).toEqual([
    'Ångström',
    'img1.png',
    'IMG2.png',
    'img10.png',
    'zoo',
  ]);
});

/**
 * Whether a statement reads any column from a table instead of an index. The plan alone does not
 * tell: it calls an index covering only where no generated column is in play.
 */
function readsTable({ connection }: TestLibrary, plan: LayoutPlan): boolean {
  const steps = connection.all<{ opcode: string; p1: number; p4: string | null }>(
    `EXPLAIN ${plan.sql}`,
    plan.values,
  );
  const tables = new Set(
    steps
      .filter(({ opcode, p4 }) => opcode === 'OpenRead' && !String(p4).startsWith('k('))
      .map(({ p1 }) => p1),
  );
  return steps.some(
    ({ opcode, p1 }) => ['Column', 'Rowid', 'FinishSeek'].includes(opcode) && tables.has(p1),
  );
}

const filters: readonly AssetFilter[] = [
  {},
  { kinds: ['image'] },
  { kinds: ['image', 'video'], states: ['ready'], provenances: ['unknown'] },
  { approved: false },
  { theme: 'noir' },
  { minimum_rating: 3 },
  { trashed: true },
  { tag: 'many' },
  { text: 'pic' },
  { tag: 'many', text: 'pic', approved: false },
];

test('every filter and order is read from an index, in order, without the table', () => {
  const library = testLibrary();
  const files = Array.from({ length: 4500 }, (_, index) => fileOf(`pic ${index}.png`));
  library.must('importFiles', { files, onDuplicate: 'skip', origin: 'import' });
  const rows = library.ask('assetLayout', { filter: {}, sort: 'oldest' }).n;
  const assets = library.ask('assetIds', { rows: [...rows] });
  library.must('tagAssets', { assets, add: ['many'] });
  library.must('tagAssets', { assets: assets.slice(0, 10), add: ['few'] });
  for (const sort of assetSorts) {
    for (const filter of filters) {
      const plan = layoutPlan(library.connection, filter, sort);
      if (plan === null) throw new Error('nothing to plan');
      const steps = library.connection
        .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${plan.sql}`, plan.values)
        .map(({ detail }) => detail);
      const context = JSON.stringify({ sort, filter, steps });
      expect(steps.join(), context).toMatch(
        /SEARCH a USING (COVERING )?INDEX assets_by_\w+ \(shelf=\?/u,
      );
      expect(steps.join(), context).not.toMatch(/TEMP B-TREE|SCAN/u);
      expect(readsTable(library, plan), context).toBe(false);
    }
    // Few rows: found first, then sorted; the table of assets is searched by row, never scanned.
    const few = layoutPlan(library.connection, { tag: 'few' }, sort);
    const steps = library.connection
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${few?.sql}`, few?.values)
      .map(({ detail }) => detail);
    expect(steps.join()).toMatch(/SEARCH a USING INTEGER PRIMARY KEY/u);
    expect(steps.join()).not.toMatch(/SCAN a\b/u);
  }
  expect(library.ask('assetLayout', { filter: { tag: 'few' }, sort: 'newest' }).n).toHaveLength(10);
  expect(
    library.ask('assetLayout', { filter: { tag: 'many', text: 'pic 44' }, sort: 'name' }).n,
  ).toHaveLength(111);
  expect(
    library.ask('assetLayout', { filter: { tag: 'few', text: 'pic' }, sort: 'name' }).n,
  ).toHaveLength(10);
  expect(library.ask('facets', { filter: {} })).toMatchObject({
    kind: { image: 4500 },
    tag: [
      { value: 'many', count: 4500 },
      { value: 'few', count: 10 },
    ],
  });
});
