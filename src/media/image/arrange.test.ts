import { expect, test } from 'vitest';

import { turned, windowOf } from './arrange.ts';
import { pixelsInMemory, type PixelSource } from './pixels.ts';

/** A picture whose red channel numbers its pixels, row by row. */
const numbered = (width: number, height: number): PixelSource => {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) pixels.set([at, 0, 0, 255], at * 4);
  return pixelsInMemory(pixels, width, height);
};

const reds = (source: PixelSource, x = 0, y = 0, w = source.width, h = source.height): number[] =>
  [...source.read(x, y, w, h)].filter((_, index) => index % 4 === 0);

test('turns and mirrors', () => {
  // 0 1 2
  // 3 4 5
  const source = numbered(3, 2);
  expect(reds(turned(source, 90, false))).toEqual([3, 0, 4, 1, 5, 2]);
  expect(reds(turned(source, 180, false))).toEqual([5, 4, 3, 2, 1, 0]);
  expect(reds(turned(source, 270, false))).toEqual([2, 5, 1, 4, 0, 3]);
  expect(reds(turned(source, 0, true))).toEqual([2, 1, 0, 5, 4, 3]);
  expect(reds(turned(source, 90, true))).toEqual([5, 2, 4, 1, 3, 0]);
  expect(reds(turned(source, 180, true))).toEqual([3, 4, 5, 0, 1, 2]);
  expect(reds(turned(source, 270, true))).toEqual([0, 3, 1, 4, 2, 5]);
});

test('reads any region of a turned picture as it lies in the whole', () => {
  const source = numbered(7, 5);
  for (const degrees of [0, 90, 180, 270] as const) {
    for (const mirrored of [false, true]) {
      const picture = turned(source, degrees, mirrored);
      const whole = reds(picture);
      for (const [x, y, w, h] of [
        [1, 2, 3, 2],
        [0, 0, 2, 1],
        [3, 1, 2, 4],
      ] as const) {
        const wanted = Array.from(
          { length: w * h },
          (_, at) => whole[(y + Math.floor(at / w)) * picture.width + x + (at % w)],
        );
        expect(reds(picture, x, y, w, h), `${degrees} ${mirrored} ${x},${y}`).toEqual(wanted);
      }
    }
  }
});

test('cuts a window out of rows that can be read once only', () => {
  const source = numbered(4, 4);
  let next = 0;
  const once: PixelSource = {
    ...source,
    read(x, y, w, h) {
      if (y !== next) throw new RangeError('out of order');
      next += h;
      return source.read(x, y, w, h);
    },
  };
  const cut = windowOf(once, { left: 1, top: 1, width: 2, height: 2 }, null);
  expect([...reds(cut, 0, 0, 2, 1), ...reds(cut, 0, 1, 2, 1)]).toEqual([5, 6, 9, 10]);
});

test('surrounds with a ground, or with nothing', () => {
  const box = { left: -1, top: -1, width: 4, height: 3 };
  const on = windowOf(numbered(2, 1), box, [9, 8, 7]).read(0, 0, 4, 3);
  expect([...on.subarray(0, 4)]).toEqual([9, 8, 7, 255]);
  expect([...on.subarray(20, 28)]).toEqual([0, 0, 0, 255, 1, 0, 0, 255]);
  const clear = windowOf(numbered(2, 1), box, null).read(0, 0, 4, 3);
  expect(clear[3]).toBe(0);
  expect(clear[23]).toBe(255);
});
