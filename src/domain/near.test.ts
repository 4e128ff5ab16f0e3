import fc from 'fast-check';
import { expect, test } from 'vitest';

import { slipsBetween } from './near.ts';

test('B6 slips are counted: left out, added, changed, swapped', () => {
  expect(slipsBetween('harbour', 'harbour', 2)).toBe(0);
  expect(slipsBetween('harbor', 'harbour', 2)).toBe(1);
  expect(slipsBetween('lanetrn', 'lantern', 2)).toBe(1);
  expect(slipsBetween('fax', 'fox', 1)).toBe(1);
  expect(slipsBetween('castle', 'cattle', 0)).toBeNull();
  expect(slipsBetween('fox', 'wolf', 1)).toBeNull();
});

test('B6 slips are the same both ways, and one letter is one slip', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(slipsBetween(one, other, 12)).toBe(slipsBetween(other, one, 12));
    }),
  );
  fc.assert(
    fc.property(word, fc.nat(20), (text, at) => {
      const letters = Array.from(text);
      letters.splice(at % (letters.length + 1), 0, 'q');
      expect(slipsBetween(text, letters.join(''), 1)).toBe(1);
    }),
  );
});
