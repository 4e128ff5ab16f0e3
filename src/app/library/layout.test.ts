import fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  anchorAt,
  cellsTouching,
  cellsWithin,
  justifiedPlan,
  listPlan,
  moveFrom,
  orderOf,
  rectangleOf,
  rowOf,
  scrollTopFor,
} from './layout.ts';

const aspects = fc
  .array(fc.oneof(fc.double({ min: 0.05, max: 20, noNaN: true }), fc.constant(0)), {
    minLength: 1,
    maxLength: 300,
  })
  .map((values) => Float32Array.from(values));
const widths = fc.integer({ min: 200, max: 3_000 });
const heights = fc.integer({ min: 80, max: 400 });

test('every cell lies in one row, rows fill the width, nothing overlaps', () => {
  fc.assert(
    fc.property(aspects, widths, heights, (aspect, width, height) => {
      const plan = justifiedPlan(aspect, width, height, 8);
      expect(plan.rowStart[0]).toBe(0);
      expect(plan.rowStart[plan.rows]).toBe(aspect.length);
      for (let row = 0; row < plan.rows; row += 1) {
        const start = plan.rowStart[row]!;
        const end = plan.rowStart[row + 1]!;
        expect(end).toBeGreaterThan(start);
        for (let index = start + 1; index < end; index += 1) {
          const before = plan.left[index - 1]! + plan.cellWidth[index - 1]!;
          expect(plan.left[index]! - before).toBeCloseTo(8, 1);
        }
        const right = plan.left[end - 1]! + plan.cellWidth[end - 1]!;
        expect(right).toBeLessThanOrEqual(width + 0.5);
        if (row < plan.rows - 1) {
          expect(right).toBeCloseTo(width, 0);
          expect(plan.rowTop[row + 1]!).toBeCloseTo(
            plan.rowTop[row]! + plan.rowHeight[row]! + 8,
            1,
          );
        }
      }
    }),
  );
});

test('aspects between the limits are kept, unknown ones are square', () => {
  const plan = justifiedPlan(Float32Array.of(0, 1.5, 0.8, Number.NaN), 4_000, 200, 8);
  const shape = (index: number) => {
    const cell = rectangleOf(plan, index);
    return cell.width / cell.height;
  };
  expect(shape(0)).toBeCloseTo(1, 4);
  expect(shape(1)).toBeCloseTo(1.5, 4);
  expect(shape(2)).toBeCloseTo(0.8, 4);
  expect(shape(3)).toBeCloseTo(1, 4);
});

test('the last row is not blown up', () => {
  const plan = justifiedPlan(Float32Array.of(1), 2_000, 180, 8);
  expect(rectangleOf(plan, 0)).toEqual({ left: 0, top: 0, width: 180, height: 180 });
});

test('the window holds exactly the cells whose rows it touches', () => {
  fc.assert(
    fc.property(
      aspects,
      widths,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (aspect, width, at) => {
        const plan = justifiedPlan(aspect, width, 150, 8);
        const top = at * plan.height;
        const { first, end } = cellsWithin(plan, top, 500);
        for (let index = 0; index < plan.count; index += 1) {
          const cell = rectangleOf(plan, index);
          const touches = cell.top <= top + 500 && cell.top + cell.height > top;
          if (touches) expect(index >= first && index < end).toBe(true);
        }
      },
    ),
  );
});

test('a marquee takes what it touches and nothing else', () => {
  fc.assert(
    fc.property(
      aspects,
      fc.record({
        left: fc.integer({ min: 0, max: 900 }),
        top: fc.integer({ min: 0, max: 2_000 }),
        width: fc.integer({ min: 0, max: 600 }),
        height: fc.integer({ min: 0, max: 900 }),
      }),
      (aspect, area) => {
        const plan = justifiedPlan(aspect, 900, 160, 8);
        const taken = new Set(cellsTouching(plan, area));
        for (let index = 0; index < plan.count; index += 1) {
          const cell = rectangleOf(plan, index);
          const touches =
            cell.left <= area.left + area.width &&
            cell.left + cell.width >= area.left &&
            cell.top <= area.top + area.height &&
            cell.top + cell.height >= area.top;
          expect(taken.has(index)).toBe(touches);
        }
      },
    ),
  );
});

test('up and down go to the cell that is seen above or below, and come back', () => {
  const plan = justifiedPlan(new Float32Array(60).fill(1), 1_000, 190, 8);
  const perRow = plan.rowStart[1]!;
  expect(moveFrom(plan, 2, 'down', rectangleOf(plan, 2).left + 50, 600)).toBe(2 + perRow);
  expect(moveFrom(plan, 2, 'up', 0, 600)).toBe(2);
  fc.assert(
    fc.property(aspects, fc.nat(), (aspect, seed) => {
      const ragged = justifiedPlan(aspect, 1_000, 150, 8);
      const index = seed % ragged.count;
      const cell = rectangleOf(ragged, index);
      const x = cell.left + cell.width / 2;
      const below = moveFrom(ragged, index, 'down', x, 600);
      const row = rowOf(ragged, index);
      expect(rowOf(ragged, below)).toBe(Math.min(ragged.rows - 1, row + 1));
      expect(moveFrom(ragged, below, row === ragged.rows - 1 ? 'first' : 'up', x, 600)).toBe(
        row === ragged.rows - 1 ? 0 : index,
      );
    }),
  );
});

test('the ends hold', () => {
  const plan = justifiedPlan(new Float32Array(10).fill(1), 700, 200, 8);
  expect(moveFrom(plan, 0, 'left', 0, 100)).toBe(0);
  expect(moveFrom(plan, 9, 'right', 0, 100)).toBe(9);
  expect(moveFrom(plan, 4, 'first', 0, 100)).toBe(0);
  expect(moveFrom(plan, 4, 'last', 0, 100)).toBe(9);
  expect(moveFrom(plan, 0, 'pageDown', 10, 10_000)).toBeGreaterThan(5);
  expect(moveFrom(plan, 9, 'pageUp', 10, 10_000)).toBe(0);
});

test('the place is kept when the width changes', () => {
  fc.assert(
    fc.property(
      aspects,
      widths,
      widths,
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (a, w, v, at) => {
        const before = justifiedPlan(a, w, 160, 8);
        const anchor = anchorAt(before, at * before.height);
        if (!anchor) return;
        const after = justifiedPlan(a, v, 160, 8);
        const top = scrollTopFor(after, anchor);
        const cell = rectangleOf(after, anchor.index);
        // The same cell is at the top of the window, as far scrolled past as before.
        expect((top - cell.top) / cell.height).toBeCloseTo(anchor.past, 2);
      },
    ),
  );
  expect(anchorAt(justifiedPlan(Float32Array.of(1), 100, 50, 8), 0)).toBeNull();
});

test('a list is a grid of lines', () => {
  const plan = listPlan(3, 500, 40);
  expect(rectangleOf(plan, 2)).toEqual({ left: 0, top: 80, width: 500, height: 40 });
  expect(moveFrom(plan, 1, 'down', 0, 400)).toBe(2);
});

test('nothing is a plan too', () => {
  const plan = justifiedPlan(new Float32Array(0), 500, 200, 8);
  expect(plan.height).toBe(0);
  expect(cellsWithin(plan, 0, 1_000)).toEqual({ first: 0, end: 0 });
  expect(cellsTouching(plan, { left: 0, top: 0, width: 9, height: 9 })).toEqual([]);
});

test('the order knows where each row number stands', () => {
  const order = orderOf(Uint32Array.of(7, 3, 9));
  expect(Array.from(order)).toEqual([-1, -1, -1, 1, -1, -1, -1, 0, -1, 2]);
});

test('100,000 assets are laid out in less than 30 ms', () => {
  const aspect = Float32Array.from(
    { length: 100_000 },
    (_, index) => 0.5 + ((index * 7_919) % 200) / 100,
  );
  justifiedPlan(aspect, 1_100, 190, 8);
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    justifiedPlan(aspect, 1_100, 190, 8);
    return performance.now() - start;
  });
  expect(Math.min(...times)).toBeLessThan(30);
});
