import { expect, test } from 'vitest';

import { pixelsInMemory } from '../image/pixels.ts';
import { areasOf, sizeOf, type MaskPlane } from './areas.ts';
import { cropAround, patchOf, weightsIn, withPatches, type Patch } from './crop.ts';
import { hole, known, unusable } from './membrane.ts';

function maskOf(width: number, height: number, grey: (x: number, y: number) => number): MaskPlane {
  const data = new Uint8Array(width * height);
  for (let at = 0; at < data.length; at += 1) data[at] = grey(at % width, Math.floor(at / width));
  return { width, height, data };
}

const square = (x: number, y: number, left: number, top: number, side: number): boolean =>
  x >= left && x < left + side && y >= top && y < top + side;

test('marks far apart are areas of their own, near ones are one, specks of JPEG are none', () => {
  const mask = maskOf(600, 300, (x, y) =>
    square(x, y, 10, 20, 8) || square(x, y, 30, 20, 8) || square(x, y, 500, 200, 20)
      ? 255
      : (x + y) % 5,
  );
  expect(areasOf(mask, 6)).toEqual([
    { left: 4, top: 14, right: 44, bottom: 34 },
    { left: 494, top: 194, right: 526, bottom: 226 },
  ]);
  expect(
    areasOf(
      maskOf(50, 50, () => 7),
      4,
    ),
  ).toEqual([]);
});

test('a long scratch is cut into parts, a large blot is not; nothing marked is left out', () => {
  const scratch = maskOf(3000, 2000, (x, y) => (Math.abs(y - x * 0.6) < 3 ? 255 : 0));
  const parts = areasOf(scratch, 4);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.every((part) => sizeOf(part) < 1_600_000)).toBe(true);
  for (let at = 0; at < scratch.data.length; at += 1) {
    if (scratch.data[at] === 0) continue;
    const [x, y] = [at % 3000, Math.floor(at / 3000)];
    const isIn = parts.some((p) => x >= p.left && x < p.right && y >= p.top && y < p.bottom);
    if (!isIn) throw new Error(`${x}, ${y} is in no area`);
  }
  const blot = maskOf(2200, 1600, (x, y) => (Math.hypot(x - 1100, y - 800) < 700 ? 255 : 0));
  expect(areasOf(blot, 4)).toHaveLength(1);
});

test('an edge grows as a disc, fades out over its feather and ends there', () => {
  const mask = maskOf(60, 60, (x, y) => (x === 30 && y === 30 ? 255 : 0));
  const weights = weightsIn(
    mask,
    { left: 0, top: 0, right: 60, bottom: 60 },
    { grow: 5, feather: 4 },
  );
  const at = (x: number, y: number) => weights[y * 60 + x];
  expect([at(35, 30), at(33, 34), at(36, 30), at(40, 30), at(35, 35)]).toEqual([
    255,
    255,
    at(30, 24),
    0,
    at(25, 25),
  ]);
  expect(at(36, 30)).toBeLessThan(255);
  expect(at(39, 30)).toBeGreaterThan(0);
  const soft = maskOf(9, 1, (x) => x * 30);
  const kept = weightsIn(soft, { left: 0, top: 0, right: 9, bottom: 1 }, { grow: 0, feather: 0 });
  expect([...kept]).toEqual([0, 30, 60, 90, 120, 150, 180, 210, 240]);
});

test('a crop knows what may be looked at, and a patch is laid over its own pixels only', () => {
  const [width, height] = [80, 40];
  const pixels = new Uint8ClampedArray(width * height * 4).map((_, at) =>
    at % 4 === 3 ? 255 : at % 97,
  );
  pixels[(5 * width + 5) * 4 + 3] = 0;
  const source = pixelsInMemory(pixels, width, height);
  const mask = maskOf(width, height, (x, y) =>
    square(x, y, 20, 10, 8) || square(x, y, 60, 10, 8) ? 255 : 0,
  );
  const edge = { grow: 0, feather: 0 };
  const area = { left: 20, top: 10, right: 28, bottom: 18 };
  const open = { margin: 40, edge, patches: [] as readonly Patch[] };
  const crop = cropAround(source, mask, area, open);
  const stateAt = (x: number, y: number, of = crop) =>
    of.state[(y - of.top) * (of.right - of.left) + x - of.left];
  expect([stateAt(22, 12), stateAt(62, 12), stateAt(5, 5), stateAt(50, 20)]).toEqual([
    hole,
    unusable,
    unusable,
    known,
  ]);
  crop.pixels.fill(9);
  const patch = patchOf(crop, area);
  const over = withPatches(source, [patch]);
  const whole = over.read(0, 0, width, height);
  for (let at = 0; at < width * height; at += 1) {
    const isInside = square(at % width, Math.floor(at / width), 20, 10, 8);
    expect(whole[at * 4]).toBe(isInside ? 9 : pixels[at * 4]);
    expect(whole[at * 4 + 3]).toBe(pixels[at * 4 + 3]);
  }
  expect(over.read(24, 12, 10, 2)).toEqual(
    new Uint8ClampedArray([
      ...whole.slice((12 * width + 24) * 4, (12 * width + 34) * 4),
      ...whole.slice((13 * width + 24) * 4, (13 * width + 34) * 4),
    ]),
  );
  // What a patch has filled may be looked at.
  const next = cropAround(
    source,
    mask,
    { left: 60, top: 10, right: 68, bottom: 18 },
    { ...open, patches: [patch] },
  );
  expect([stateAt(22, 12, next), stateAt(62, 12, next)]).toEqual([known, hole]);
  expect(next.pixels[((12 - next.top) * (next.right - next.left) + 22 - next.left) * 4]).toBe(9);
});
