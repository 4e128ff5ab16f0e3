import { expect, test } from 'vitest';
import { queryTokens } from '#domain/query/tokens.ts';
import type { Connection, Parameters } from '../../../connection.ts';
import { fileOf, migratedConnection, testLibrary } from '../../testing.ts';

/** A connection that notes every statement which reads rows. */
function listening(inner: Connection) {
  const asked = new Map<string, Parameters>();
  const note = (sql: string, values: Parameters = []): string => {
    asked.set(sql, values);
    return sql;
  };
  const connection: Connection = {
    ...inner,
    all: (sql, values) => inner.all(note(sql, values), values),
    one: (sql, values) => inner.one(note(sql, values), values),
    columns: (sql, values, among) => inner.columns(note(sql, values), values, among),
    rowSet: (sql, values) => inner.rowSet(note(sql, values), values),
  };
  return { asked, connection };
}

const queries = [
  ...queryTokens.flatMap(({ examples }) => examples),
  ...queryTokens.filter(({ none }) => none === true).map(({ key }) => `${key}:none`),
  ...queryTokens
    .filter(({ key, choices }) => choices !== undefined && (key === 'has' || key === 'is'))
    .flatMap(({ key, choices = [] }) => choices.map(({ value }) => `${key}:${value}`)),
  'fox',
  '-fox',
  '*part*',
  'a*b',
  '*x*',
  '"two words"',
  'pic fox',
  'middle',
  'name="pic 7.png"',
  'path:a/*/b',
  '(fox OR tag:many) -rating:5',
  'meta.camera:none',
  'project:none',
];

test('every query is answered by indexes: no table is read from end to end', () => {
  const inner = migratedConnection();
  const { asked, connection } = listening(inner);
  const library = testLibrary(connection);
  const files = Array.from({ length: 300 }, (_, index) =>
    fileOf(`pic ${index}.png`, { path: `folder ${index % 7}/pic ${index}.png` }),
  );
  library.must('importFiles', { files, onDuplicate: 'skip', origin: 'import' });
  const rows = library.ask('assetLayout', { filter: {}, sort: 'oldest' }).n;
  const assets = library.ask('assetIds', { rows: [...rows] });
  library.must('tagAssets', { assets, add: ['many'] });
  for (const query of queries) {
    asked.clear();
    library.ask('assetLayout', { filter: { query }, sort: 'newest' });
    library.ask('facets', { filter: { query } });
    library.ask('suggestQuery', { text: query, cursor: query.length, filter: { query: 'pic' } });
    expect(asked.size).toBeGreaterThan(0);
    for (const [sql, values] of asked) {
      const plan = inner.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, values);
      for (const { detail } of plan) {
        expect(detail, `${query}\n${sql}`).not.toMatch(
          /SCAN (?:a|s|assets|asset_files|asset_relationships)\b(?! USING (?:COVERING )?INDEX)/u,
        );
      }
    }
  }
});

test('what is typed is data: the library is as it was', () => {
  const library = testLibrary();
  library.picture('a.png');
  const attacks = [
    `'; DROP TABLE assets; --`,
    `tag:"'; DROP TABLE assets; --"`,
    `meta.a'b"c:x`,
    `name:"%' OR 1=1 --"`,
    `path:'**`,
    `"NEAR(a b)" ^a a* {name} : b`,
    `in:"' UNION SELECT n FROM assets --"`,
    `prompt:") OR (1"`,
    'created:9999 seed:999999999999999',
    `theme:${'x'.repeat(9000)}`,
  ];
  for (const query of attacks) {
    const result = library.query('assetLayout', { filter: { query }, sort: 'relevance' });
    expect(result, query).toMatchObject({ ok: true });
    const params = { text: query, cursor: query.length, filter: {} };
    expect(library.query('suggestQuery', params), query).toMatchObject({ ok: true });
  }
  expect(library.ask('counts', {}).assets).toBe(1);
  const tooLong = library.query('assetLayout', {
    filter: { query: 'a'.repeat(10_001) },
    sort: 'newest',
  });
  expect(tooLong).toMatchObject({ ok: false, failure: { code: 'invalid_input' } });
});

test('3.26 facets count what a query shows, and follow every change', () => {
  const library = testLibrary();
  const fox = library.picture('fox.png');
  library.picture('red fox.webp', { format: 'webp' });
  library.picture('castle.png');
  const facets = () => library.ask('facets', { filter: { query: 'fox' } });
  expect(facets()).toMatchObject({
    kind: { image: 2 },
    rating: { none: 2 },
    review: { approved: 0, rejected: 0, later: 0, none: 2 },
    format: [
      { value: 'png', count: 1 },
      { value: 'webp', count: 1 },
    ],
    theme: [],
  });
  library.must('editAssets', { assets: [fox], changes: { rating: 4, theme: 'Night' } });
  library.must('approveAssets', { assets: [fox], approved: true });
  library.must('tagAssets', { assets: [fox], add: ['hero'] });
  expect(facets()).toMatchObject({
    rating: { none: 1, '4': 1 },
    review: { approved: 1, none: 1 },
    theme: [{ value: 'Night', count: 1 }],
    tag: [{ value: 'hero', count: 1 }],
  });
  library.must('trashAssets', { assets: [fox] });
  expect(facets()).toMatchObject({ kind: { image: 1 }, theme: [], tag: [] });
});

test('completions say what they replace, and find names inside words', () => {
  const library = testLibrary();
  const fox = library.picture('Röter Fuchs.png', { path: 'sketches/animals/fox.png' });
  library.must('tagAssets', { assets: [fox], add: ['Night market', 'hero'] });
  library.must('createCollection', { name: 'Best of', type: 'library', assets: [fox] });
  library.connection.run(
    `INSERT INTO tag_aliases (alias, tag, created_at) VALUES ('Bazaar', 'Night market', 1)`,
  );
  const taken = (text: string): string => {
    const [first] = library.ask('suggestQuery', { text, cursor: text.length, filter: {} });
    return first === undefined
      ? ''
      : text.slice(0, first.from) + first.insert + text.slice(first.to);
  };
  expect(taken('fox ta')).toBe('fox tag:');
  expect(taken('tag:mark')).toBe('tag:"Night market"');
  expect(taken('-tag:hero,baz')).toBe('-tag:hero,"Night market"');
  expect(taken('best')).toBe('in:"Best of"');
  expect(taken('kind:pic')).toBe('kind:image');
  expect(taken('used-in:uchs')).toBe('used-in:"Röter Fuchs.png"');
  expect(taken('created:yest')).toBe('created:yesterday');
  expect(taken('path:sk')).toBe('path:sketches/**');
  expect(taken('path:sketches/an')).toBe('path:sketches/animals/**');
  expect(taken('format:p')).toBe('format:png');
  const kinds = library.ask('suggestQuery', { text: 'kind:', cursor: 5, filter: {} });
  expect(kinds.slice(0, 3).map(({ label, hint }) => [label, hint])).toEqual([
    ['image', 'Picture'],
    ['audio', 'Sound'],
    ['video', null],
  ]);
  const counted = library.ask('suggestQuery', {
    text: 'tag:',
    cursor: 4,
    filter: { query: 'nothing' },
  });
  expect(counted.find(({ label }) => label === 'hero')?.count).toBe(0);
});

test('choices stand with how many they would find, in what the screen shows', () => {
  const library = testLibrary();
  const [fox] = ['fox.png', 'owl.png', 'hare.png'].map((name) => library.picture(name));
  library.picture('song.wav', { kind: 'audio', format: 'wav', mime: 'audio/wav' });
  const { pack } = library.must('createPack', { name: 'Set', assets: [fox!] });
  library.must('approveAssets', { assets: [fox!], approved: true });
  library.must('tagAssets', { assets: [fox!], add: ['red'] });
  library.must('trashAssets', { assets: [library.picture('gone.png')] });
  const offered = (text: string, filter: object = {}) =>
    new Map(
      library
        .ask('suggestQuery', { text, cursor: text.length, filter })
        .map(({ label, count }) => [label, count]),
    );
  const filters = [{}, { approved: true }, { pack }, { trashed: true }];
  for (const filter of filters) {
    for (const key of [
      'kind',
      'provenance',
      'approved',
      'review',
      'state',
      'has',
      'is',
      'origin',
    ]) {
      for (const [value, count] of offered(`${key}:`, filter)) {
        const query = `${key}:${value}`;
        const { n } = library.ask('assetLayout', { filter: { ...filter, query }, sort: 'newest' });
        expect([query, filter, count]).toEqual([query, filter, n.length]);
      }
    }
  }
  expect(offered('kind:').get('image')).toBe(3);
  expect(offered('kind:').get('pack')).toBe(1);
  expect(offered('has:ta')).toEqual(
    new Map([
      ['tag', 1],
      ['taken', 0],
    ]),
  );
});
