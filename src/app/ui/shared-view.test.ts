import fc from 'fast-check';
import { expect, test } from 'vitest';

import { actualFactor, enlargedBy, heldView, movedBy, placeIn, wholeView } from './shared-view.ts';

const pane = { width: 600, height: 400 };
const size = fc.record({
  width: fc.integer({ min: 1, max: 9000 }),
  height: fc.integer({ min: 1, max: 9000 }),
});

test('the whole view shows all of a picture, in the middle', () => {
  fc.assert(
    fc.property(size, (picture) => {
      const { left, top, width, height } = placeIn(wholeView, picture, pane);
      expect(left).toBeGreaterThanOrEqual(-1e-6);
      expect(top).toBeGreaterThanOrEqual(-1e-6);
      expect(left + width).toBeLessThanOrEqual(pane.width + 1e-6);
      expect(top + height).toBeLessThanOrEqual(pane.height + 1e-6);
      expect(width / height).toBeCloseTo(picture.width / picture.height, 3);
    }),
  );
});

test('what lies under the pointer stays there while enlarging', () => {
  const picture = { width: 3000, height: 2000 };
  const at = { x: 120, y: -60 };
  const before = placeIn(wholeView, picture, pane);
  const view = enlargedBy(wholeView, 3, at, picture, pane);
  const after = placeIn(view, picture, pane);
  const point = (place: typeof before) => (pane.width / 2 + at.x - place.left) / place.width;
  expect(point(after)).toBeCloseTo(point(before), 6);
});

test('two pictures of different size show the same part', () => {
  const [large, small] = [
    { width: 4000, height: 3000 },
    { width: 400, height: 300 },
  ];
  const view = movedBy(enlargedBy(wholeView, 4, { x: 0, y: 0 }, large, pane), 80, 40, large, pane);
  const [one, other] = [placeIn(view, small, pane), placeIn(view, large, pane)];
  expect(one.left).toBeCloseTo(other.left, 6);
  expect(one.top).toBeCloseTo(other.top, 6);
  expect(one.width).toBeCloseTo(other.width, 6);
});

test('no gap opens at an edge, however far it is moved', () => {
  fc.assert(
    fc.property(
      size,
      fc.float({ min: 1, max: 40, noNaN: true }),
      fc.integer(),
      (picture, by, far) => {
        const view = movedBy(
          enlargedBy(wholeView, by, { x: 9, y: 9 }, picture, pane),
          far,
          far,
          picture,
          pane,
        );
        const { left, width } = placeIn(view, picture, pane);
        if (width <= pane.width) expect(left).toBeCloseTo((pane.width - width) / 2, 3);
        else {
          expect(left).toBeLessThanOrEqual(1e-3);
          expect(left + width).toBeGreaterThanOrEqual(pane.width - 1e-3);
        }
      },
    ),
  );
  expect(heldView({ factor: 0.1, x: 9, y: -9 }, { width: 10, height: 10 }, pane)).toEqual(
    wholeView,
  );
});

test('actual size is one pixel on one pixel', () => {
  expect(actualFactor({ width: 6000, height: 4000 }, pane, 2)).toBe(5);
  expect(actualFactor({ width: 60, height: 40 }, pane, 1)).toBe(1);
});
