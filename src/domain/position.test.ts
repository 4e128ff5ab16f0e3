import fc from 'fast-check';
import { expect, test } from 'vitest';
import { positionBetween, positionsBetween } from './position.ts';

test('a place lies between its neighbours wherever things are put in', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 200 }), (places) => {
      const order: string[] = [];
      for (const place of places) {
        const index = place % (order.length + 1);
        order.splice(index, 0, positionBetween(order[index - 1] ?? null, order[index] ?? null));
      }
      expect(order).toEqual([...new Set(order)].sort());
    }),
  );
});

test('many places into one gap stay in order and short', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), (count) => {
      const low = positionBetween(null, null);
      const high = positionBetween(low, null);
      const places = positionsBetween(low, high, count);
      const all = [low, ...places, high];
      expect(places).toHaveLength(count);
      expect(all).toEqual([...new Set(all)].sort());
      expect(Math.max(...places.map((place) => place.length))).toBeLessThan(12);
    }),
    { numRuns: 30 },
  );
});

test('adding at either end ten thousand times stays short', () => {
  let last: string | null = null;
  let first: string | null = null;
  for (let index = 0; index < 10_000; index += 1) {
    const next = positionBetween(last, null);
    if (last !== null) expect(next > last).toBe(true);
    last = next;
    const before = positionBetween(null, first ?? next);
    expect(before < (first ?? next)).toBe(true);
    first = before;
  }
  expect(last?.length).toBeLessThan(6);
  expect(first?.length).toBeLessThan(6);
});

test('places out of order are refused', () => {
  expect(() => positionBetween('a1', 'a1')).toThrow(RangeError);
  expect(() => positionBetween('a2', 'a1')).toThrow(RangeError);
});
