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
