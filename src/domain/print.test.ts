import { expect, test } from 'vitest';

import { isLargeEnough, leastPixels, printProfile } from './print.ts';

const fits = (id: string, width: number, height: number): boolean => {
  const profile = printProfile(id);
  if (!profile) throw new Error(id);
  return isLargeEnough({ width, height }, profile);
};

test('5.1.4 a motif reaches one side of what it lies on; a photograph fills both, upright or turned', () => {
  expect(fits('shirt', 4500, 900)).toBe(true);
  expect(fits('shirt', 900, 5400)).toBe(true);
  expect(fits('shirt', 4400, 5300)).toBe(false);
  expect(fits('photo-4x6', 1200, 1800)).toBe(true);
  expect(fits('photo-4x6', 1800, 1200)).toBe(true);
  expect(fits('photo-4x6', 1800, 1100)).toBe(false);
  // A4 is no whole number of pixels: one that was rounded off does not count.
  expect(fits('a4', 2480, 3507)).toBe(true);
  const a4 = printProfile('a4');
  expect(a4 && leastPixels(a4)).toEqual({ width: 2478, height: 3505 });
});
