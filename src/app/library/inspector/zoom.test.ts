import fc from 'fast-check';
import { expect, test } from 'vitest';

import { fitScale } from '../../ui/fit.ts';
import { fitted, isFitted, panned, zoomedAt } from './zoom.ts';

const picture = { width: 3_000, height: 2_000 };
const window = { width: 900, height: 700 };

test('the whole picture fits, and a small one is not blown up', () => {
  expect(fitScale(picture, window)).toBeCloseTo(0.3);
  expect(fitScale({ width: 100, height: 80 }, window)).toBe(1);
});

test('a speck is enlarged to be seen, and can still be seen at 100 %', () => {
  const speck = { width: 1, height: 1 };
  expect(fitScale(speck, window)).toBe(160);
  expect(fitScale(speck, { width: 90, height: 60 })).toBe(30);
  expect(fitScale({ width: 32, height: 4 }, window)).toBe(5);
  const whole = fitted(speck, window);
  expect(isFitted(whole, speck, window)).toBe(true);
  const actual = zoomedAt(whole, 1 / whole.scale, { x: 0, y: 0 }, speck, window);
  expect([actual.scale, isFitted(actual, speck, window)]).toEqual([1, false]);
  const near = fitted(picture, window);
  expect(isFitted({ ...near, scale: near.scale / 2 }, picture, window)).toBe(true);
});

test('the point under the pointer stays, away from the edges', () => {
  const start = { scale: 1, x: 1_500, y: 1_000 };
  const at = { x: 120, y: -60 };
  const under = { x: start.x + at.x / start.scale, y: start.y + at.y / start.scale };
  const next = zoomedAt(start, 1.5, at, picture, window);
  expect(next.x + at.x / next.scale).toBeCloseTo(under.x);
  expect(next.y + at.y / next.scale).toBeCloseTo(under.y);
});

test('no gap opens where the picture is larger than the window', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.05, max: 40, noNaN: true }),
      fc.integer({ min: -9_000, max: 9_000 }),
      fc.integer({ min: -9_000, max: 9_000 }),
      (factor, x, y) => {
        const zoomed = zoomedAt(fitted(picture, window), factor, { x: 0, y: 0 }, picture, window);
        const moved = panned(zoomed, x, y, picture, window);
        const half = window.width / moved.scale / 2;
        if (picture.width * moved.scale >= window.width) {
          expect(moved.x - half).toBeGreaterThanOrEqual(-0.001);
          expect(moved.x + half).toBeLessThanOrEqual(picture.width + 0.001);
        } else {
          expect(moved.x).toBeCloseTo(picture.width / 2);
        }
        expect(moved.scale).toBeGreaterThanOrEqual(fitScale(picture, window) - 1e-9);
      },
    ),
  );
});
