import fc from 'fast-check';
import { expect, it } from 'vitest';

import { cellsPerPage, planSheet, sheetPages } from './contact-sheet.ts';

it('puts everything on pages of at most a hundred, evenly', () => {
  expect(sheetPages(1)).toEqual([1]);
  expect(sheetPages(100)).toEqual([100]);
  expect(sheetPages(101)).toEqual([51, 50]);
  expect(sheetPages(250)).toEqual([84, 84, 82]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (count) => {
      const pages = sheetPages(count);
      expect(pages.reduce((sum, page) => sum + page, 0)).toBe(count);
      expect(Math.max(...pages)).toBeLessThanOrEqual(cellsPerPage);
      expect(Math.min(...pages)).toBeGreaterThan(0);
    }),
  );
});

it('keeps every cell on the page, and none upon another', () => {
  for (let count = 1; count <= cellsPerPage; count += 1) {
    const plan = planSheet(count);
    expect(plan.cells).toHaveLength(count);
    expect(new Set(plan.cells.map(({ x, y }) => `${x} ${y}`)).size).toBe(count);
    for (const { x, y } of plan.cells) {
      expect(x + 240).toBeLessThanOrEqual(plan.width);
      expect(y + 264).toBeLessThanOrEqual(plan.height);
    }
    expect(Math.max(plan.width, plan.height)).toBeLessThan(4096);
  }
});
