import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pixelsInMemory, upright } from './pixels.ts';
import { lanczos3, resample, weightsOf } from './resample.ts';

const picture = (width: number, height: number, seed: number) => {
  const pixels = new Uint8ClampedArray(width * height * 4);
  let value = seed;
  for (let i = 0; i < pixels.length; i += 1) {
    value = (Math.imul(value, 1664525) + 1013904223) >>> 0;
    pixels[i] = value >>> 24;
  }
  return pixels;
};

const joined = (parts: Iterable<Uint8ClampedArray>) => [...parts].flatMap((part) => [...part]);

/** The formula as it stands in books: a sum over both axes at once, in doubles. */
const straight = (pixels: Uint8ClampedArray, w: number, h: number, W: number, H: number) => {
  const out: number[] = [];
  const kernel = (x: number) =>
    x === 0
      ? 1
      : Math.abs(x) >= 3
        ? 0
        : (Math.sin(Math.PI * x) / (Math.PI * x)) *
          (Math.sin((Math.PI * x) / 3) / ((Math.PI * x) / 3));
  const [rx, ry] = [w / W, h / H];
  const [sx, sy] = [Math.max(1, rx), Math.max(1, ry)];
  const clamp = (v: number, max: number) => Math.min(max, Math.max(0, v));
  for (let Y = 0; Y < H; Y += 1) {
    for (let X = 0; X < W; X += 1) {
      const [cx, cy] = [(X + 0.5) * rx - 0.5, (Y + 0.5) * ry - 0.5];
      const sum = [0, 0, 0, 0];
      let total = 0;
      for (let y = Math.ceil(cy - 3 * sy); y <= cy + 3 * sy; y += 1) {
        for (let x = Math.ceil(cx - 3 * sx); x <= cx + 3 * sx; x += 1) {
          const k = kernel((x - cx) / sx) * kernel((y - cy) / sy);
          const at = (clamp(y, h - 1) * w + clamp(x, w - 1)) * 4;
          const a = pixels[at + 3]! / 255;
          total += k;
          for (let c = 0; c < 3; c += 1) sum[c]! += k * a * pixels[at + c]!;
          sum[3]! += k * a;
        }
      }
      const alpha = Math.min(1, Math.max(0, sum[3]! / total));
      for (let c = 0; c < 3; c += 1) {
        out.push(alpha * 255 < 0.5 ? 0 : Math.min(255, Math.max(0, sum[c]! / total / alpha)));
      }
      out.push(alpha * 255);
    }
  }
  return out;
};

describe('Lanczos-3', () => {
  it('agrees with the straight formula, both ways and with alpha', () => {
    for (const [w, h, W, H] of [
      [9, 7, 23, 15],
      [31, 20, 8, 5],
      [5, 40, 17, 11],
      [1, 1, 4, 3],
      [2, 3, 1, 1],
    ] as const) {
      const pixels = picture(w, h, w * 31 + H);
      const wanted = straight(pixels, w, h, W, H);
      const found = joined(
        resample(pixelsInMemory(pixels, w, h), { width: W, height: H, hasAlpha: true, rows: 3 }),
      );
      expect(found.length).toBe(wanted.length);
      for (let i = 0; i < found.length; i += 1) {
        // Where almost nothing is left of alpha, colour is a quotient of rounding errors.
        const alpha = wanted[i - (i % 4) + 3]!;
        if (alpha > 4 || i % 4 === 3) expect(Math.abs(found[i]! - wanted[i]!)).toBeLessThan(0.6);
      }
    }
  });

  it('keeps a flat colour flat, and the same size the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (w, h, W, H) => {
          const flat = new Uint8ClampedArray(w * h * 4)
            .fill(255)
            .map((v, i) => (i % 4 === 0 ? 77 : v));
          const result = joined(
            resample(pixelsInMemory(flat, w, h), { width: W, height: H, hasAlpha: true }),
          );
          expect(result.every((v, i) => v === (i % 4 === 0 ? 77 : 255))).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
    const pixels = picture(20, 10, 5).map((v, i) => (i % 4 === 3 ? 255 : v));
    expect(
      joined(resample(pixelsInMemory(pixels, 20, 10), { width: 20, height: 10, hasAlpha: false })),
    ).toEqual([...pixels]);
  });

  it('lets no hidden colour bleed', () => {
    const pixels = new Uint8ClampedArray(8 * 4);
    for (let x = 0; x < 8; x += 1) pixels.set(x < 4 ? [0, 0, 255, 255] : [255, 0, 0, 0], x * 4);
    const found = joined(
      resample(pixelsInMemory(pixels, 8, 1), { width: 24, height: 1, hasAlpha: true }),
    );
    for (let x = 0; x < 24; x += 1) expect(found[x * 4]).toBeLessThanOrEqual(1);
  });

  it('has weights that add up to one, inside the source', () => {
    for (const [from, to] of [
      [1, 9],
      [100, 7],
      [7, 100],
      [3, 3],
    ] as const) {
      const { first, weights, taps } = weightsOf(from, to);
      for (let place = 0; place < to; place += 1) {
        const sum = weights.subarray(place * taps, (place + 1) * taps).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(1, 5);
        expect(first[place]! + taps).toBeLessThanOrEqual(from);
        expect(first[place]!).toBeGreaterThanOrEqual(0);
      }
    }
    expect(lanczos3(0)).toBe(1);
    expect(lanczos3(3)).toBe(0);
  });
});

describe('orientation', () => {
  it('turns a picture as each of the eight values says', () => {
    // a b c / d e f, as red values 1 … 6
    const pixels = new Uint8ClampedArray([1, 2, 3, 4, 5, 6].flatMap((v) => [v, 0, 0, 255]));
    const seen = (orientation: number) => {
      const turned = upright(pixels, 3, 2, orientation);
      return `${turned.width}:${[...turned.pixels].filter((_, i) => i % 4 === 0).join('')}`;
    };
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(seen)).toEqual([
      '3:123456',
      '3:321654',
      '3:654321',
      '3:456123',
      '2:142536',
      '2:415263',
      '2:635241',
      '2:362514',
    ]);
  });
});
