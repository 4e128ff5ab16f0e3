import { describe, expect, it } from 'vitest';

import { sharpened } from './filters.ts';
import { grainOf } from './grain.ts';
import { histogramOf, levelTable, rangeOf, withLevels } from './levels.ts';
import { denoised } from './non-local.ts';
import { pixelsInMemory, type PixelSource } from './pixels.ts';
import { onGround, resampled } from './views.ts';

const [width, height] = [37, 53];
const noise = () => {
  const pixels = new Uint8ClampedArray(width * height * 4);
  let value = 3;
  for (let i = 0; i < pixels.length; i += 1) {
    value = (Math.imul(value, 1664525) + 1013904223) >>> 0;
    pixels[i] = value >>> 24;
  }
  return pixels;
};
const inStrips = (source: PixelSource, rows: number): number[] => {
  const parts: number[] = [];
  for (let y = 0; y < source.height; y += rows) {
    parts.push(...source.read(0, y, source.width, Math.min(rows, source.height - y)));
  }
  return parts;
};
const flat = (level: number) =>
  pixelsInMemory(
    new Uint8ClampedArray(width * height * 4).map((_, i) => (i % 4 === 3 ? 255 : level)),
    width,
    height,
  );
const filters: [string, (source: PixelSource) => PixelSource][] = [
  ['denoise', (source) => denoised(source, 0.5)],
  ['sharpen', (source) => sharpened(source, 0.5)],
  ['both after levels', (source) => sharpened(denoised(withLevels(source, 1, 'channels'), 0.3), 1)],
];

describe('filters', () => {
  it.each(filters)('%s gives the same pixels however it is cut', (_, filter) => {
    const source = pixelsInMemory(noise(), width, height);
    const whole = inStrips(filter(source), height);
    expect(inStrips(filter(source), 1)).toEqual(whole);
    expect(inStrips(filter(source), 7)).toEqual(whole);
    const part = filter(source).read(5, 6, 7, 8);
    expect([...part]).toEqual([
      ...pixelsInMemory(new Uint8ClampedArray(whole), width, height).read(5, 6, 7, 8),
    ]);
  });

  it.each(filters)('%s leaves a flat picture flat and alpha alone', (_, filter) => {
    expect(inStrips(filter(flat(90)), 64)).toEqual(inStrips(flat(90), 64));
    const pixels = noise();
    const alpha = inStrips(filter(pixelsInMemory(pixels, width, height)), 64).filter(
      (_v, i) => i % 4 === 3,
    );
    expect(alpha).toEqual([...pixels].filter((_v, i) => i % 4 === 3));
  });

  it('denoise keeps edges and letters, takes grain away, and leaves a clean picture as it is', () => {
    const [wide, high] = [96, 80];
    // An edge, and strokes two pixels wide on its right.
    const clean = (x: number, y: number): number =>
      x < 40 ? 60 : x > 56 && x < 80 && y % 12 < 2 ? 40 : 190;
    let state = 5;
    const chance = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    const drawn = (grain: number): PixelSource =>
      pixelsInMemory(
        new Uint8ClampedArray(wide * high * 4).map((_, i) => {
          if (i % 4 === 3) return 255;
          const at = i >> 2;
          return (
            clean(at % wide, Math.floor(at / wide)) + grain * (chance() + chance() + chance() - 1.5)
          );
        }),
        wide,
        high,
      );
    const error = (picture: PixelSource): number => {
      const pixels = picture.read(0, 0, wide, high);
      let sum = 0;
      for (let at = 0; at < wide * high; at += 1) {
        sum += ((pixels[at * 4] ?? 0) - clean(at % wide, Math.floor(at / wide))) ** 2;
      }
      return sum / (wide * high);
    };
    const grainy = drawn(36);
    expect(grainOf(grainy)).toBeGreaterThan(14);
    expect(grainOf(grainy)).toBeLessThan(22);
    const gain = 10 * Math.log10(error(grainy) / error(denoised(grainy, 0.7)));
    expect(gain).toBeGreaterThan(9);
    const still = drawn(0);
    expect(grainOf(still)).toBeLessThan(0.6);
    expect(inStrips(denoised(still, 1), 64)).toEqual(inStrips(still, 64));
  });
});

describe('levels', () => {
  it('find the percentiles and stretch between them', () => {
    const pixels = new Uint8ClampedArray(1000 * 4).map((_, i) =>
      i % 4 === 3 ? 255 : 50 + Math.floor((i >> 2) / 10),
    );
    const counts = histogramOf(pixelsInMemory(pixels, 1000, 1));
    const [low, high] = rangeOf(counts[3]);
    expect([low, high]).toEqual([50, 149]);
    const table = levelTable([low, high], 1);
    expect([table[50], table[149], table[0], table[255]]).toEqual([0, 255, 0, 255]);
    expect([...levelTable([100, 110], 1)]).toEqual(Array.from({ length: 256 }, (_, i) => i));
    expect(levelTable([50, 150], 0)[70]).toBe(70);
  });
});

describe('views', () => {
  it('resample in strips of any height, once, from the top', () => {
    const source = pixelsInMemory(noise(), width, height);
    const options = { width: 20, height: 31, hasAlpha: true };
    expect(inStrips(resampled(source, options), 5)).toEqual(
      inStrips(resampled(source, options), 31),
    );
    const view = resampled(source, options);
    view.read(0, 0, 20, 3);
    expect(() => view.read(0, 0, 20, 3)).toThrow(RangeError);
  });

  it('put a ground behind transparency', () => {
    const pixels = new Uint8ClampedArray([255, 0, 0, 0, 255, 0, 0, 255, 255, 0, 0, 128]);
    const seen = onGround(pixelsInMemory(pixels, 3, 1), [0, 0, 255]).read(0, 0, 3, 1);
    expect([...seen]).toEqual([0, 0, 255, 255, 255, 0, 0, 255, 128, 0, 127, 255]);
  });
});
