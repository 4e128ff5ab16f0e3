import { expect, test } from 'vitest';
import { testLibrary, type TestLibrary } from '../../testing.ts';

const found = (library: TestLibrary, query: string): readonly string[] =>
  library
    .ask('assetCards', {
      rows: [...library.ask('assetLayout', { filter: { query }, sort: 'oldest' }).n],
    })
    .map(({ name }) => name);

test('a query in words and tokens finds what it says', () => {
  const library = testLibrary();
  const fox = library.picture('red fox.png', { size: 3_000_000 });
  const den = library.picture('fox den.png');
  library.picture('castle.png');
  library.must('tagAssets', { assets: [fox], add: ['Hero'] });
  library.must('editAssets', { assets: [den], changes: { theme: 'Night', rating: 4 } });
  expect(found(library, '')).toHaveLength(3);
  expect(found(library, 'fox')).toEqual(['red fox.png', 'fox den.png']);
  expect(found(library, 'fox -den')).toEqual(['red fox.png']);
  expect(found(library, 'castle OR den')).toEqual(['fox den.png', 'castle.png']);
  expect(found(library, 'tag:hero OR rating>=4')).toEqual(['red fox.png', 'fox den.png']);
  expect(found(library, 'theme:night')).toEqual(['fox den.png']);
  expect(found(library, '-theme:night')).toEqual(['red fox.png', 'castle.png']);
  expect(found(library, 'size>2MB')).toEqual(['red fox.png']);
  expect(found(library, '*stl*')).toEqual(['castle.png']);
});
