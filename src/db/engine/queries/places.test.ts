import { expect, test } from 'vitest';

import { testLibrary } from '../testing.ts';

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
