import { expect, test } from 'vitest';

import { joinMasks } from './combine.ts';
import { emptyMask, fullMask, readBlock, sourceOf, type Mask } from './mask.ts';
import { ellipseMask, rectangleMask } from './shapes.ts';
import { shrunkMask } from './shrink.ts';

/** The same, pixel by pixel. */
function plainly(mask: Mask, x: number, y: number, shrink: number, width: number, height: number) {
  const bytes = readBlock(sourceOf(mask), 0, 0, mask.width, mask.height);
  const small = new Uint8Array(width * height);
  for (let top = y; top < Math.min(mask.height, y + height * shrink); top += 1) {
    for (let left = x; left < Math.min(mask.width, x + width * shrink); left += 1) {
      const at = Math.floor((top - y) / shrink) * width + Math.floor((left - x) / shrink);
      small[at] = Math.max(small[at] ?? 0, bytes[top * mask.width + left] ?? 0);
    }
  }
  return small;
}

test('each square has the greatest byte of its pixels, across tiles and at the edge', () => {
  const size = { width: 700, height: 530 };
  const mask = joinMasks(
    ellipseMask({ x: 30, y: 40 }, { x: 330.5, y: 300 }, size),
    rectangleMask({ x: 200, y: 200 }, { x: 700, y: 530 }, size),
    'add',
  );
  for (const [x, y, shrink, width, height] of [
    [0, 0, 1, 700, 530],
    [0, 0, 4, 175, 133],
    [0, 0, 16, 44, 34],
    [251, 97, 8, 40, 20],
    [3, 5, 3, 233, 175],
  ] as const) {
    const small = shrunkMask(mask, { x, y }, shrink, { width, height });
    expect(Buffer.compare(small, plainly(mask, x, y, shrink, width, height))).toBe(0);
  }
});

test('a line of one pixel stays, and 200 megapixels of little or everything take no time', () => {
  const size = { width: 20_000, height: 10_000 };
  const line = rectangleMask({ x: 100, y: 5000 }, { x: 19_900, y: 5001 }, size);
  const started = performance.now();
  const small = shrunkMask(line, { x: 0, y: 0 }, 64, { width: 313, height: 157 });
  expect(small.filter((value) => value === 255)).toHaveLength(310);
  const all = shrunkMask(fullMask(20_000, 10_000), { x: 0, y: 0 }, 64, { width: 313, height: 157 });
  expect(all.every((value) => value === 255)).toBe(true);
  const none = shrunkMask(emptyMask(20_000, 10_000), { x: 0, y: 0 }, 64, { width: 9, height: 9 });
  expect(none.every((value) => value === 0)).toBe(true);
  // A look at each pixel takes seconds.
  expect(performance.now() - started).toBeLessThan(1500);
});
