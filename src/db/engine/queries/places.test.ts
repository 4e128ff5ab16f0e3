import { expect, test } from 'vitest';

import type { AssetId, FolderId } from '#domain/id.ts';
import type { Parameters } from '../../connection.ts';
import { hashOf, migratedConnection, testLibrary, type TestLibrary } from '../testing.ts';

test('folders are told level by level, with what lies below them and without the trash', () => {
  const library = testLibrary();
  const add = (path: string) => library.picture(path.split('/').at(-1) ?? path, { path });
  add('Photos/2024/rain/a.png');
  add('Photos/2024/b.png');
  add('Photos/2025/c.png');
  add('Photos 2/d.png');
  add('e.png');
  const gone = add('Photos/2023/f.png');
  library.must('trashAssets', { assets: [gone] });

  expect(library.ask('subfolders', { under: '' })).toEqual([
    { name: 'Photos', path: 'Photos', assets: 3, has_folders: true },
    { name: 'Photos 2', path: 'Photos 2', assets: 1, has_folders: false },
  ]);
  expect(library.ask('subfolders', { under: 'Photos' })).toEqual([
    { name: '2024', path: 'Photos/2024', assets: 2, has_folders: true },
    { name: '2025', path: 'Photos/2025', assets: 1, has_folders: false },
  ]);
  expect(library.ask('subfolders', { under: 'Photos/2024' })).toEqual([
    { name: 'rain', path: 'Photos/2024/rain', assets: 1, has_folders: false },
  ]);
  expect(library.ask('subfolders', { under: 'e.png' })).toEqual([]);
});

test('what is marked for later or rejected is not counted as not reviewed', () => {
  const library = testLibrary();
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => library.picture(name));
  if (!a || !b || !c || !d) throw new Error('not imported');
  library.must('editAssets', { assets: [a], changes: { approved: true } });
  library.must('editAssets', { assets: [b], changes: { review: 'rejected' } });
  library.must('editAssets', { assets: [c], changes: { review: 'later' } });
  expect(library.ask('counts', {}).unreviewed).toBe(1);
  library.must('trashAssets', { assets: [b] });
  expect(library.ask('counts', {}).unreviewed).toBe(1);
});

test('a card tells what was decided, how a text begins, and that a picture is damaged', () => {
  const library = testLibrary();
  const asset = library.picture('cut.jpg');
  library.must('editAssets', { assets: [asset], changes: { review: 'later' } });
  library.connection.run(
    `UPDATE assets SET metadata = '{"unread":{"pixels":"the file ends too early"}}' WHERE id = ?`,
    [asset],
  );
  library.connection.run(`INSERT INTO texts (id, content, updated_at) VALUES (?, ?, 1)`, [
    asset,
    'Rain. '.repeat(100),
  ]);
  const [card] = library.ask('assetCards', { rows: [1] });
  expect(card).toMatchObject({ review: 'later', damage: 'cut' });
  expect(card?.excerpt).toHaveLength(240);
});

const linkedFolder = '0190a000-0000-7000-8000-00000000f01d' as FolderId;

/** Enters a file of a linked folder, as a scan does. */
function enter(library: TestLibrary, path: string, folder = linkedFolder): void {
  library.must('enterFolderFiles', {
    folder,
    skipped: [],
    files: [
      {
        path,
        size: 3,
        mtime: 1,
        sha256: hashOf(path),
        kind: 'image',
        mime: 'image/png',
        format: 'png',
        stored: true,
      },
    ],
  });
}

test('B8 folders are one tree, linked ones and imported ones, with a search for each', () => {
  const library = testLibrary();
  library.must('addFolder', {
    folder: linkedFolder,
    name: 'Archive',
    role: 'watched',
    mode: 'copy',
  });
  for (const path of ['a.png', 'trip/b.png', 'trip/day 1/c.png', 'trip/day 1/d.png']) {
    enter(library, path);
  }
  library.picture('e.png', { path: 'Drop/trip/e.png' });
  library.picture('f.png');
  const tree = () =>
    library
      .ask('folderTree', {})
      .folders.map(({ name, depth, assets, query }) => [name, depth, assets, query]);
  expect(tree()).toEqual([
    ['Archive', 0, 4, 'in:Archive'],
    ['trip', 1, 3, 'in:Archive/trip'],
    ['day 1', 2, 2, 'in:"Archive/trip/day 1"'],
    ['Drop', 0, 1, 'path:Drop/**'],
    ['trip', 1, 1, 'path:Drop/trip/**'],
  ]);
  // Each search finds just what the tree counts.
  for (const { query, assets } of library.ask('folderTree', {}).folders) {
    const { n } = library.ask('assetLayout', { filter: { query }, sort: 'newest' });
    expect([query, n.length]).toEqual([query, assets]);
  }
  // Whoever writes the folder's name before a path means what lies in it.
  const found = (query: string): number =>
    library.ask('assetLayout', { filter: { query }, sort: 'newest' }).n.length;
  expect(found('path:archive/**')).toBe(4);
  expect(found('path:Archive/trip/**')).toBe(3);
  expect(found('path:"Archive/trip/day 1"')).toBe(2);
  expect(found('path:Archive/Drop/**')).toBe(0);
  // A collection of the same name: the folder is then meant by its id.
  library.must('createCollection', { name: 'Archive', type: 'library' });
  const [archive] = library.ask('folderTree', {}).folders;
  expect(archive?.query).toBe(`in:${linkedFolder}`);
  expect(
    library.ask('assetLayout', { filter: { query: archive!.query }, sort: 'newest' }).n,
  ).toHaveLength(4);
});

test('B8 the tree follows files that move, go, and lie in two places', () => {
  const library = testLibrary();
  library.must('addFolder', {
    folder: linkedFolder,
    name: 'Archive',
    role: 'watched',
    mode: 'copy',
  });
  enter(library, 'one/a.png');
  enter(library, 'two/b.png');
  const [a, b] = library.connection.all<{ id: AssetId }>('SELECT id FROM assets ORDER BY n');
  const counts = () =>
    Object.fromEntries(
      library.ask('folderTree', {}).folders.map(({ name, assets }) => [name, assets]),
    );
  expect(counts()).toEqual({ Archive: 2, one: 1, two: 1 });
  // Both places belong to one asset: what lies above them counts it once.
  library.connection.run('UPDATE asset_files SET asset_id = ? WHERE asset_id = ?', [a!.id, b!.id]);
  expect(counts()).toEqual({ Archive: 1, one: 1, two: 1 });
  library.connection.run(`UPDATE asset_files SET path = 'one/b.png' WHERE path = 'two/b.png'`);
  expect(counts()).toEqual({ Archive: 1, one: 1 });
  library.connection.run(`DELETE FROM asset_files WHERE path = 'one/b.png'`);
  expect(counts()).toEqual({ Archive: 1, one: 1 });
  library.must('trashAssets', { assets: [a!.id] });
  expect(counts()).toEqual({});
  library.must('emptyTrash', {});
  expect(library.connection.all('SELECT * FROM directory_rows')).toEqual([]);
});

test('B4 the days of a library are counted where this device is, and each is a search', () => {
  const library = testLibrary();
  const at = (year: number, month: number, day: number, hour: number): number =>
    new Date(year, month - 1, day, hour).getTime();
  const moments = [at(2025, 3, 30, 0), at(2025, 3, 30, 23), at(2025, 3, 31, 0), at(2026, 1, 1, 5)];
  for (const [index, moment] of moments.entries()) {
    const id = library.picture(`${index}.png`);
    library.connection.run('UPDATE assets SET created_at = ? WHERE id = ?', [moment, id]);
    if (index > 1) {
      library.connection.run(
        `UPDATE assets SET metadata = '{"taken_at":"2024-02-0${index}T10:00:00"}' WHERE id = ?`,
        [id],
      );
    }
  }
  const days = library.ask('assetDays', { by: 'created' });
  expect(days).toEqual([
    { day: '2026-01-01', assets: 1 },
    { day: '2025-03-31', assets: 1 },
    { day: '2025-03-30', assets: 2 },
  ]);
  for (const { day, assets } of days) {
    const found = library.ask('assetLayout', {
      filter: { query: `created:${day}` },
      sort: 'newest',
    });
    expect([day, found.n.length]).toEqual([day, assets]);
  }
  expect(library.ask('assetDays', { by: 'taken' })).toEqual([
    { day: '2024-02-03', assets: 1 },
    { day: '2024-02-02', assets: 1 },
  ]);
});

test('B8 B4 folders and days are read from indexes alone', () => {
  const inner = migratedConnection();
  const asked = new Map<string, Parameters | undefined>();
  const library = testLibrary({
    ...inner,
    all: (sql, values) => {
      asked.set(sql, values);
      return inner.all(sql, values);
    },
    columns: (sql, values, among) => {
      asked.set(sql, values);
      return inner.columns(sql, values, among);
    },
  });
  library.picture('a.png', { path: 'x/a.png' });
  library.ask('counts', {});
  asked.clear();
  library.ask('folderTree', {});
  library.ask('assetDays', { by: 'created' });
  library.ask('assetDays', { by: 'taken' });
  for (const [sql, values] of asked) {
    const plan = inner.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, values);
    for (const { detail } of plan) {
      expect(detail, sql).not.toMatch(/SCAN (?:assets|asset_files|a|f)\b(?! USING)/u);
    }
  }
});
