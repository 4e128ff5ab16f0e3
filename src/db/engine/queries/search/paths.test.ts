import { expect, test } from 'vitest';
import { testLibrary } from '../../testing.ts';

test('a folder with spaces and stars in its name is everything below it, and nothing like it', () => {
  const library = testLibrary();
  for (const path of [
    'a b/in.png',
    'a b/c/deep.png',
    'x/a b/other.png',
    'a bc/like.png',
    'a*_/star.png',
  ]) {
    library.picture(path.split('/').at(-1)!, { path });
  }
  const names = (query: string) =>
    [...library.ask('assetLayout', { filter: { query }, sort: 'name' }).n].map(
      (n) => library.ask('assetCards', { rows: [n] })[0]?.name,
    );
  expect(names('path:"a b/**"')).toEqual(['deep.png', 'in.png']);
  expect(names('path:"a*_/**"')).toEqual(['star.png']);
  expect(names('path:"a b/"')).toEqual(['deep.png', 'in.png', 'other.png']);
});

test('paths and values of the metadata are found whatever their case and accents, in any script', () => {
  const library = testLibrary();
  const places = {
    'über.png': 'Bücher/ÜBER ALLES/Über.PNG',
    'plain.png': 'books/Plain.PNG',
    'rain.webp': '写真/雨.webp',
    'deep.png': 'books/a/b/shot_01.png',
  };
  const ids = Object.entries(places).map(([name, path]) => library.picture(name, { path }));
  ['Karl MÜLLER', 'karl muller', '写真館', '50%_ off'].forEach((maker, index) => {
    library.connection.run(`UPDATE assets SET metadata = json_object('maker', ?) WHERE id = ?`, [
      maker,
      ids[index],
    ]);
  });
  const names = (query: string) =>
    [...library.ask('assetLayout', { filter: { query }, sort: 'name' }).n].map(
      (n) => library.ask('assetCards', { rows: [n] })[0]?.name,
    );
  expect(names('path:bücher/**')).toEqual(['über.png']);
  expect(names('path:bucher/*/UBER.png')).toEqual(['über.png']);
  expect(names('path:"über alles"')).toEqual(['über.png']);
  expect(names('path:*.PnG')).toEqual(['deep.png', 'plain.png', 'über.png']);
  expect(names('path:BOOKS/*.png')).toEqual(['plain.png']);
  expect(names('path:shot*.png')).toEqual(['deep.png']);
  expect(names('path:shot_0?.png')).toEqual(['deep.png']);
  expect(names('path:写真/*')).toEqual(['rain.webp']);
  expect(names('meta.maker:müller')).toEqual(['plain.png', 'über.png']);
  expect(names('meta.maker:"KARL MULLER"')).toEqual(['plain.png', 'über.png']);
  expect(names('meta.maker=muller')).toEqual([]);
  expect(names('meta.maker=karl*müller')).toEqual(['plain.png', 'über.png']);
  expect(names('meta.maker:写真')).toEqual(['rain.webp']);
  expect(names('meta.maker:"50%_"')).toEqual(['deep.png']);
});

test('the folded paths are those of the files, whatever becomes of them', () => {
  const library = testLibrary();
  const { connection } = library;
  const paths = (): unknown => connection.all('SELECT path, n FROM path_rows ORDER BY path, n');
  const first = library.picture('a.png', { path: 'Über/A.png' });
  const second = library.picture('b.png', { path: 'B.png' });
  // The same place in another spelling is one row; it stays while one of both files is there.
  connection.run(
    `INSERT INTO asset_files (id, asset_id, path, size, sha256, last_seen_at, created_at, updated_at)
     SELECT 'twin', asset_id, 'ÜBER/a.png', size, sha256, 1, 1, 1 FROM asset_files
     WHERE asset_id = ?`,
    [first],
  );
  const both = [
    { path: 'b.png', n: 2 },
    { path: 'uber/a.png', n: 1 },
  ];
  expect(paths()).toEqual(both);
  connection.run(`DELETE FROM asset_files WHERE id = 'twin'`);
  expect(paths()).toEqual(both);
  connection.run(`UPDATE asset_files SET path = 'C.png' WHERE asset_id = ?`, [second]);
  expect(paths()).toEqual([
    { path: 'c.png', n: 2 },
    { path: 'uber/a.png', n: 1 },
  ]);
  library.must('trashAssets', { assets: [first, second] });
  library.must('emptyTrash', {});
  expect(paths()).toEqual([]);
});
