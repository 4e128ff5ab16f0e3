import { expect, test } from 'vitest';

import { everywhere, filterOf, libraryPath, placeOf, samePlace } from './place.ts';

const id = '01234567-89ab-7cde-8f01-23456789abcd';

test('an address holds the whole place and is read back as the same', () => {
  const place = placeOf(`q=kind:image+-tag:%22a%26b%22&collection=${id}&sort=name&view=list`);
  expect(place).toMatchObject({
    query: 'kind:image -tag:"a&b"',
    collection: id,
    sort: 'name',
    view: 'list',
    trashed: false,
  });
  const path = libraryPath(place);
  expect(path).toContain('q=kind:image+-tag:%22a%26b%22');
  expect(samePlace(placeOf(path.split('?')[1] ?? ''), place)).toBe(true);
});

test('signs that mean something in an address survive it', () => {
  for (const query of ['a+b', '100%', 'a#b ?c=d&e', 'größer 夜', 'cost>0.05 "x,y"']) {
    const [, search = ''] = libraryPath({ query }).split('?');
    expect(placeOf(search).query).toBe(query);
  }
});

test('what an address cannot mean is left out', () => {
  expect(placeOf('collection=no-id&sort=colour&view=wall')).toEqual(everywhere);
  expect(libraryPath({})).toBe('/library');
});

test('a place asks only for what it names', () => {
  expect(filterOf(everywhere)).toEqual({});
  expect(filterOf({ ...everywhere, query: 'rain', trashed: true })).toEqual({
    query: 'rain',
    trashed: true,
  });
});
