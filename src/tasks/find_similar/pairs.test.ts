import fc from 'fast-check';
import { expect, test } from 'vitest';

import { distanceOf, farthest, pairsWithin } from './pairs.ts';

function all(prints: readonly string[], distance: number, limit = Infinity) {
  const search = pairsWithin(prints, distance, limit);
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
  }
}

/** Every pair, looked at one by one. */
function slowly(prints: readonly string[], distance: number): Set<string> {
  const pairs = new Set<string>();
  for (const [at, one] of prints.entries()) {
    for (let other = at + 1; other < prints.length; other += 1) {
      let apart = 0;
      for (let digit = 0; digit < 16; digit += 1) {
        const bits = Number.parseInt(one[digit]!, 16) ^ Number.parseInt(prints[other]![digit]!, 16);
        apart += bits.toString(2).replaceAll('0', '').length;
      }
      if (apart <= distance) pairs.add(`${at} ${other} ${apart}`);
    }
  }
  return pairs;
}

const named = (found: Uint32Array): readonly string[] =>
  Array.from({ length: found.length / 3 }, (_, at) => found.subarray(at * 3, at * 3 + 3).join(' '));

const print = fc.bigInt(0n, 2n ** 64n - 1n).map((bits) => bits.toString(16).padStart(16, '0'));
/** Families of prints that differ in few bits, as pictures alike do. */
const families = fc
  .array(fc.tuple(print, fc.array(fc.array(fc.nat(63), { maxLength: 6 }), { maxLength: 5 })), {
    maxLength: 12,
  })
  .map((groups) =>
    groups.flatMap(([base, changes]) => [
      base,
      ...changes.map((bits) =>
        bits
          .reduce((value, bit) => value ^ (1n << BigInt(bit)), BigInt(`0x${base}`))
          .toString(16)
          .padStart(16, '0'),
      ),
    ]),
  );

test('finds exactly the pairs that looking at all of them finds, each once', () => {
  fc.assert(
    fc.property(families, fc.integer({ min: 0, max: farthest }), (prints, distance) => {
      const { found, whole } = all(prints, distance);
      const names = named(found);
      expect(whole).toBe(true);
      expect(new Set(names)).toEqual(slowly(prints, distance));
      expect(new Set(names).size).toBe(names.length);
    }),
    { numRuns: 400 },
  );
});

test('stops at the limit and says so', () => {
  const same = Array.from({ length: 300 }, () => '00ff00ff00ff00ff');
  const { found, whole } = all(same, 0, 1000);
  expect(found.length / 3).toBe(1000);
  expect(whole).toBe(false);
  expect(() => all(same, farthest + 1)).toThrow(RangeError);
});

test('measures distances', () => {
  expect(distanceOf('0000000000000000', 'ffffffffffffffff')).toBe(64);
  expect(distanceOf('8000000000000001', '0000000000000000')).toBe(2);
});

test('100,000 prints take seconds, not minutes', () => {
  let state = 7;
  const digit = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 28).toString(16);
  };
  const prints = Array.from({ length: 100_000 }, () => Array.from({ length: 16 }, digit).join(''));
  for (let at = 0; at < 1000; at += 1) prints[at + 50_000] = prints[at]!.replace(/.$/, '0');
  const begun = performance.now();
  const { found } = all(prints, 8);
  const took = performance.now() - begun;
  console.log(`100,000 prints: ${took.toFixed(0)} ms, ${found.length / 3} pairs`);
  expect(found.length / 3).toBeGreaterThanOrEqual(1000);
  // Generous: a busy machine is slow, not wrong.
  expect(took).toBeLessThan(30_000);
});
