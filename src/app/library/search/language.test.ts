import { expect, test } from 'vitest';

import { chipOf } from './chip-words.ts';
import { absorbed, joined, parted, searchable, typedToken } from './language.ts';

test('conditions become chips, words and what cannot be read stay in the field', () => {
  expect(parted('lantern kind:image AND theme:"night market" rain')).toEqual({
    chips: ['kind:image', 'theme:"night market"'],
    draft: 'lantern rain',
  });
  expect(parted('kind:nothing tag:a')).toEqual({ chips: ['tag:a'], draft: 'kind:nothing' });
  expect(parted('kind:image OR kind:video').chips).toEqual(['kind:image OR kind:video']);
  expect(joined(parted('a tag:b c'))).toBe('tag:b a c');
});

test('a token is taken at its space, one in open quotes is not', () => {
  expect(absorbed('kind:image ', 11)).toEqual({ chips: ['kind:image'], draft: '', caret: 0 });
  expect(absorbed('rain tag:a fog', 14)).toEqual({ chips: ['tag:a'], draft: 'rain fog', caret: 8 });
  expect(absorbed('theme:"night ', 13).chips).toEqual([]);
  expect(absorbed('a OR kind:image ', 16).chips).toEqual([]);
});

test('what is half typed is not searched', () => {
  expect(typedToken('rain kind:im', 12)).toEqual({ from: 5, to: 12 });
  expect(typedToken('rain kind', 9)).toBeNull();
  expect(typedToken('theme:"night ma', 15)).toEqual({ from: 0, to: 15 });
  expect(searchable({ chips: ['tag:a'], draft: 'rain kind:im' }, 12)).toBe('tag:a rain');
  expect(searchable({ chips: ['tag:a'], draft: 'rain kind:im' }, null)).toBe('tag:a rain kind:im');
});

test('a chip says its condition in words', () => {
  expect(chipOf('kind:image')).toEqual({ negated: false, name: 'kind', value: 'picture' });
  expect(chipOf('-provenance:ai')).toEqual({
    negated: true,
    name: 'provenance',
    value: 'AI-made',
  });
  expect(chipOf('rating>=3').value).toBe('≥ 3');
  expect(chipOf('width:800..1280').value).toBe('800 – 1280');
  expect(chipOf('tag:none').value).toBe('none');
  expect(chipOf('(kind:image OR kind:video)').value).toBe('kind picture or kind video');
});
