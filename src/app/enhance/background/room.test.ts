import { expect, test } from 'vitest';

import { nextRoom, usualRoom } from './room.ts';

test('a preview that took too long gets smaller, and larger again when there is time', () => {
  const small = nextRoom(usualRoom, 30_000, 400);
  expect(small).toBe(10_000);
  expect(nextRoom(small, 8_000, 400)).toBe(10_000);
  expect(nextRoom(small, 8_000, 20)).toBe(usualRoom);
});

test('it stays where it fits, and is never larger than a good preview needs', () => {
  expect(nextRoom(usualRoom, 30_000, 120)).toBe(usualRoom);
  expect(nextRoom(usualRoom, 30_000, 10)).toBe(160_000);
  expect(nextRoom(160_000, 150_000, 10)).toBe(160_000);
  // A picture that was small anyway does not say that a large one would be fast.
  expect(nextRoom(usualRoom, 400, 1)).toBe(usualRoom);
});
