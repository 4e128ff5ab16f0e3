import { expect, test, vi } from 'vitest';
import { testLibrary } from './testing.ts';

test.each([
  'DELETE FROM assets',
  `UPDATE assets SET name = 'x'`,
  'DROP TABLE assets',
  'CREATE TABLE x (a)',
  'CREATE TEMP TABLE x (a)',
  `ATTACH ':memory:' AS other`,
  'DETACH main',
  'PRAGMA user_version = 9',
  'PRAGMA journal_mode = delete',
  'PRAGMA foreign_keys = OFF',
  'PRAGMA writable_schema = 1',
  'SELECT 1; DELETE FROM assets',
  'SELECT 1; SELECT 2',
  'BEGIN',
  'COMMIT',
  'SAVEPOINT s',
  'VACUUM',
  'REINDEX',
  'ANALYZE',
  `INSERT INTO asset_search(asset_search) VALUES ('rebuild')`,
  `WITH x AS (SELECT 1) INSERT INTO library_settings SELECT 'a', '1', 1`,
  'EXPLAIN DELETE FROM assets',
])('%s is refused and changes nothing', (text) => {
  const library = testLibrary();
  library.picture('a.png');
  const before = library.connection.all('SELECT * FROM sqlite_schema, pragma_user_version');
  const result = library.sql(text);
  expect(result.ok ? null : result.failure.code).toBe('not_allowed');
  expect(library.connection.all('SELECT * FROM sqlite_schema, pragma_user_version')).toEqual(
    before,
  );
  expect(library.ask('counts', {}).assets).toBe(1);
  library.picture('b.png');
});

test('reading works, with values, and names the tables', () => {
  const library = testLibrary();
  library.picture('a.png');
  expect(library.sql('SELECT name FROM assets WHERE kind = ?; -- done', ['image'])).toEqual({
    ok: true,
    value: { rows: [{ name: 'a.png' }], tables: ['assets'] },
  });
  expect(library.sql(`SELECT ';' AS a`)).toMatchObject({ ok: true });
  expect(library.sql('PRAGMA table_info(assets)')).toMatchObject({ ok: true });
  expect(
    library.sql(`SELECT rowid FROM asset_search WHERE asset_search MATCH 'png'`),
  ).toMatchObject({
    ok: true,
    value: { rows: [{ rowid: 1 }] },
  });
  expect(library.sql('SELEC 1')).toMatchObject({ ok: false, failure: { code: 'invalid_input' } });
  expect(library.sql('')).toMatchObject({ ok: false });
});

test('no more than ten thousand rows, and no longer than five seconds', () => {
  const library = testLibrary();
  const endless = 'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c';
  const many = library.sql(endless);
  expect(many.ok && many.value.rows).toHaveLength(10_000);
  // A clock on which a second passes each time that it is looked at.
  let seconds = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => 1000 * seconds++);
  const counting = library.sql(`SELECT count(*) FROM (${endless} WHERE i > ?)`, [0]);
  clock.mockRestore();
  expect(counting.ok ? null : counting.failure.code).toBe('too_large');
  expect(seconds).toBe(7);
  // It is only the console that is stopped: the library goes on.
  expect(library.ask('counts', {}).assets).toBe(0);
});

test('changes are told after the commit, with the tables, also when a table is emptied', () => {
  const library = testLibrary();
  const told: string[][] = [];
  const end = library.onChange((tables) => told.push([...tables].sort()));
  const asset = library.picture('a.png');
  expect(told.at(-1)).toEqual(
    expect.arrayContaining(['applied_ops', 'assets', 'audit_log', 'tasks']),
  );
  told.length = 0;
  library.must('editAssets', { assets: [asset], changes: {} });
  expect(told.flat()).not.toContain('assets');
  library.do('createPack', { name: '' });
  library.connection.run('DELETE FROM import_outcomes');
  library.must('tagAssets', { assets: [asset], add: ['x'] });
  told.length = 0;
  library.connection.run('DELETE FROM asset_tags');
  expect(told.flat()).toContain('asset_tags');
  end();
  told.length = 0;
  library.picture('b.png');
  expect(told).toEqual([]);
});

test('a full disk is told as a storage failure, and what was there stays', () => {
  const library = testLibrary();
  const asset = library.picture('a.png');
  const pages =
    library.connection.one<{ n: number }>('SELECT page_count AS n FROM pragma_page_count')?.n ?? 0;
  library.connection.script(`PRAGMA max_page_count = ${pages + 1}`);
  const files = Array.from({ length: 500 }, (_, index) => ({
    name: `${index}.png`,
    sha256: index.toString(16).padStart(64, '0'),
    size: 1,
    kind: 'image',
    mime: 'image/png',
    format: 'png',
  }));
  const { result } = library.do('importFiles', {
    files,
    onDuplicate: 'skip',
    origin: 'import',
  } as never);
  expect(result.ok ? null : result.failure.code).toBe('storage_failed');
  expect(library.ask('counts', {}).assets).toBe(1);
  library.connection.script('PRAGMA max_page_count = 1000000');
  expect(
    library.do('importFiles', { files, onDuplicate: 'skip', origin: 'import' } as never).result.ok,
  ).toBe(true);
  expect(library.ask('asset', { id: asset })).not.toBeNull();
});
