import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { planTiles, reflect, smallerTile, sourceIndices, span, stretches } from './tiles.ts';

const pictures = fc.record({
  width: fc.integer({ min: 1, max: 5000 }),
  height: fc.integer({ min: 1, max: 5000 }),
});
const tiles = fc.constantFrom(32, 64, 96, 128, 200, 256, 512);
const margins = fc.integer({ min: 0, max: 15 });
const multiples = fc.constantFrom(1, 2, 4, 8);
const lanesOf = fc.constantFrom(1, 2, 3, 4);

describe('planTiles', () => {
  it('covers every pixel exactly once', () => {
    fc.assert(
      fc.property(
        pictures,
        tiles,
        margins,
        multiples,
        lanesOf,
        (picture, tile, margin, multipleOf, lanes) => {
          const plan = planTiles(picture, { tile, margin, multipleOf, lanes });
          const across = stretches(picture.width, plan.coreWidth);
          const down = stretches(picture.height, plan.coreHeight);
          expect(across).toHaveLength(plan.columns);
          expect(down).toHaveLength(plan.rows);
          for (const [list, side] of [
            [across, picture.width],
            [down, picture.height],
          ] as const) {
            let next = 0;
            for (const { start, length } of list) {
              expect(start).toBe(next);
              expect(length).toBeGreaterThan(0);
              next += length;
            }
            expect(next).toBe(side);
          }
        },
      ),
    );
  });

  it('gives the model a shape that holds core and margins, fits the limit and the multiple', () => {
    fc.assert(
      fc.property(
        pictures,
        tiles,
        margins,
        multiples,
        lanesOf,
        (picture, tile, margin, multipleOf, lanes) => {
          const plan = planTiles(picture, { tile, margin, multipleOf, lanes });
          expect(plan.width % multipleOf).toBe(0);
          expect(plan.height % multipleOf).toBe(0);
          expect(plan.width).toBeGreaterThanOrEqual(plan.coreWidth + 2 * margin);
          if (tile - multipleOf <= 2 * margin) return;
          expect(plan.width * plan.height).toBeLessThanOrEqual(tile * tile);
          expect(Math.max(plan.width, plan.height)).toBeLessThanOrEqual(1.5 * tile);
        },
      ),
    );
  });

  it('wastes little just past a multiple of the core', () => {
    for (const width of [242, 243, 300, 485, 1000, 1024, 1025, 3000]) {
      const plan = planTiles({ width, height: width }, { tile: 256, margin: 7 });
      const computed = plan.columns * plan.width * plan.rows * plan.height;
      expect(computed / width ** 2).toBeLessThan(1.26);
    }
  });
});

describe('planTiles for several lanes', () => {
  it('leaves no lane without a tile, and computes little twice', () => {
    const picture = { width: 1024, height: 768 };
    const two = planTiles(picture, { tile: 384, margin: 9, lanes: 2 });
    expect((two.columns * two.rows) % 2).toBe(0);
    expect((two.columns * two.width * two.rows * two.height) / (1024 * 768)).toBeLessThan(1.12);
    // A picture that is one tile is shared out too.
    const small = planTiles({ width: 300, height: 200 }, { tile: 384, margin: 9, lanes: 4 });
    expect(small.columns * small.rows).toBe(4);
  });
});

describe('reflect', () => {
  it('mirrors without repeating the border', () => {
    expect([-3, -2, -1, 0, 1, 2, 3, 4, 5, 6].map((index) => reflect(index, 4))).toEqual([
      3, 2, 1, 0, 1, 2, 3, 2, 1, 0,
    ]);
    expect([-2, 0, 5].map((index) => reflect(index, 1))).toEqual([0, 0, 0]);
  });

  it('stays inside and changes nothing inside', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 1, max: 90 }),
        (i, side) => {
          const found = reflect(i, side);
          expect(found).toBeGreaterThanOrEqual(0);
          expect(found).toBeLessThan(side);
          if (i >= 0 && i < side) expect(found).toBe(i);
          expect(reflect(-i, side)).toBe(found);
        },
      ),
    );
  });
});

describe('sourceIndices', () => {
  it('shows the same pixels around a core whatever the tile', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 80 }),
        margins,
        fc.integer({ min: 0, max: 9 }),
        (side, core, margin, spare) => {
          for (const kept of stretches(side, core)) {
            const indices = sourceIndices(kept, margin, core + 2 * margin + spare, side);
            for (let offset = 0; offset < kept.length + 2 * margin; offset += 1) {
              expect(indices[offset]).toBe(reflect(kept.start - margin + offset, side));
            }
            const { first, last } = span(indices);
            // Only rows within reach are asked for, so that a stream need not remember more.
            expect(first).toBeGreaterThanOrEqual(Math.max(0, kept.start - 2 * margin));
            expect(last).toBeLessThan(side);
          }
        },
      ),
    );
  });
});

describe('smallerTile', () => {
  it('halves down to what still is of use', () => {
    expect(smallerTile(256, 7)).toBe(128);
    expect(smallerTile(128, 7)).toBe(64);
    expect(smallerTile(64, 7)).toBe(32);
    expect(smallerTile(32, 7)).toBeNull();
    expect(smallerTile(128, 16)).toBe(64);
    expect(smallerTile(64, 16)).toBeNull();
  });
});
