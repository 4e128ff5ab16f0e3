import { expect, test } from 'vitest';

import { actCatalogue } from './act-catalogue.ts';

test('the keys of the library and of the editor are listed while neither is open', () => {
  const names = actCatalogue.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'library.approve',
      'act:compare',
      'enhance.save',
      'enhance.original',
      'enhance.tool-crop',
      'enhance.tool-mask',
      'enhance.tool-cut-out',
    ]),
  );
  expect(new Set(names).size).toBe(names.length);
});

test('no keys stand for two acts of one place', () => {
  const taken = actCatalogue.flatMap(({ place, keys }) =>
    keys.map((key) => `${place ?? ''}: ${key}`),
  );
  expect(taken.filter((one, index) => taken.indexOf(one) !== index)).toEqual([]);
});
