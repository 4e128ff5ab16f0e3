import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pixelsInMemory, type PixelSource, upright } from '../image/pixels.ts';

import { edited } from './apply.ts';
import { curveThrough } from './curve.ts';
import { changesNothing, noEdits, type PictureEdits, readEdits } from './edits.ts';
import {
  asCrop,
  cropOf,
  editedSize,
  frameSize,
  heldInside,
  inverse,
  mapped,
  toFrame,
} from './frame.ts';
import { applyTone, toneOf } from './tone.ts';

const [width, height] = [37, 53];
const noise = (opaque = false) => {
  const pixels = new Uint8ClampedArray(width * height * 4);
  let value = 3;
  for (let i = 0; i < pixels.length; i += 1) {
    value = (Math.imul(value, 1664525) + 1013904223) >>> 0;
    pixels[i] = opaque && i % 4 === 3 ? 255 : value >>> 24;
  }
  return pixels;
};
const whole = (source: PixelSource): number[] => [
  ...source.read(0, 0, source.width, source.height),
];
const inStrips = (source: PixelSource, rows: number): number[] => {
  const parts: number[] = [];
  for (let y = 0; y < source.height; y += rows) {
    parts.push(...source.read(0, y, source.width, Math.min(rows, source.height - y)));
  }
  return parts;
};
const size = { width, height };

/** Every kind of edit, at any strength. */
const anyEdits: fc.Arbitrary<PictureEdits> = fc.record({
  mirror: fc.boolean(),
  turn: fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const),
  straighten: fc.oneof(fc.constant(0), fc.double({ min: -45, max: 45, noNaN: true })),
  crop: fc.option(
    fc
      .record({
        x: fc.double({ min: 0, max: 0.9, noNaN: true }),
        y: fc.double({ min: 0, max: 0.9, noNaN: true }),
        width: fc.double({ min: 0.01, max: 1, noNaN: true }),
        height: fc.double({ min: 0.01, max: 1, noNaN: true }),
        ratio: fc.option(fc.double({ min: 0.2, max: 5, noNaN: true }), { nil: null }),
      })
      .map((crop) => ({
        ...crop,
        width: Math.min(crop.width, 1 - crop.x),
        height: Math.min(crop.height, 1 - crop.y),
      })),
    { nil: null },
  ),
  exposure: fc.double({ min: -5, max: 5, noNaN: true }),
  temperature: fc.integer({ min: -100, max: 100 }),
  levels: fc.constant({
    all: { black: 12, white: 240, gamma: 1.3 },
    red: noEdits.levels.red,
    green: { black: 0, white: 200, gamma: 0.8 },
    blue: noEdits.levels.blue,
  }),
  contrast: fc.integer({ min: -100, max: 100 }),
  curves: fc.constant({
    all: [
      { x: 0, y: 10 },
      { x: 90, y: 120 },
      { x: 255, y: 250 },
    ],
    red: [],
    green: [],
    blue: [
      { x: 0, y: 255 },
      { x: 255, y: 0 },
    ],
  }),
  saturation: fc.integer({ min: -100, max: 100 }),
});

describe('curves', () => {
  const points = fc
    .uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 2, maxLength: 12 })
    .chain((xs) =>
      fc.tuple(
        fc.constant(xs.toSorted((a, b) => a - b)),
        fc.array(fc.integer({ min: 0, max: 255 }), { minLength: xs.length, maxLength: xs.length }),
      ),
    )
    .map(([xs, ys]) => xs.map((x, at) => ({ x, y: ys[at] ?? 0 })));

  it('go through their points and never beyond two neighbours', () => {
    fc.assert(
      fc.property(points, (given) => {
        const curve = curveThrough(given);
        for (const { x, y } of given) expect(curve(x)).toBeCloseTo(y, 9);
        for (const [at, to] of given.entries()) {
          const from = given[at - 1];
          if (!from) continue;
          let last = curve(from.x);
          const way = Math.sign(to.y - from.y);
          for (let x = from.x; x <= to.x; x += 0.25) {
            const y = curve(x);
            expect((y - last) * way).toBeGreaterThanOrEqual(-1e-9);
            if (way === 0) expect(y).toBeCloseTo(from.y, 9);
            last = y;
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('without points, or along the diagonal, are the straight line', () => {
    expect(curveThrough([])(77)).toBe(77);
    const line = curveThrough([0, 60, 200, 255].map((x) => ({ x, y: x })));
    for (let x = 0; x < 256; x += 1) expect(line(x)).toBeCloseTo(x, 9);
  });

  it('agree with a value computed by hand', () => {
    // Points (0,0), (128,192), (255,255): the inner slope is the mean 0.998, kept by the circle.
    const curve = curveThrough([
      { x: 0, y: 0 },
      { x: 128, y: 192 },
      { x: 255, y: 255 },
    ]);
    const inner = (192 / 128 + 63 / 127) / 2;
    expect(curve(64)).toBeCloseTo(0.125 * 128 * 1.5 + 0.5 * 192 - 0.125 * 128 * inner, 9);
  });
});

describe('light and colour', () => {
  const after = (change: Partial<PictureEdits>, pixel: readonly number[]): readonly number[] => {
    const pixels = new Uint8ClampedArray([...pixel, 77]);
    applyTone(pixels, toneOf({ ...noEdits, ...change }));
    expect(pixels[3]).toBe(77);
    return [...pixels].slice(0, 3);
  };

  it('changes nothing when nothing is wished', () => {
    const pixels = noise();
    const before = [...pixels];
    applyTone(pixels, toneOf(noEdits));
    expect([...pixels]).toEqual(before);
    expect(toneOf(noEdits).bytes).toEqual(
      new Uint8Array(Array.from({ length: 768 }, (_, i) => i % 256)),
    );
  });

  it('one stop more is twice the light', () => {
    // sRGB 128 is 0.2159 of full light; 0.4317 is sRGB 175.6.
    expect(after({ exposure: 1 }, [128, 0, 255])).toEqual([176, 0, 255]);
    expect(after({ exposure: -1 }, [176, 0, 128])).toEqual([128, 0, 92]);
  });

  it('stretches levels, all of them and one channel', () => {
    const none = noEdits.levels.all;
    const all = { black: 55, white: 205, gamma: 1 };
    const levels = { all, red: none, green: none, blue: none };
    expect(after({ levels }, [55, 130, 205])).toEqual([0, 128, 255]);
    const red = { black: 0, white: 255, gamma: 2 };
    expect(after({ levels: { all: none, red, green: none, blue: none } }, [64, 64, 64])).toEqual([
      128, 64, 64,
    ]);
  });

  it('contrast keeps black, middle and white', () => {
    expect(after({ contrast: 100 }, [0, 64, 255])).toEqual([0, 32, 255]);
    expect(after({ contrast: -100 }, [0, 32, 255])).toEqual([0, 64, 255]);
  });

  it('warms without making white brighter, and takes colour away', () => {
    const [red = 0, green = 0, blue = 0] = after({ temperature: 60 }, [128, 128, 128]);
    expect(red).toBeGreaterThan(green);
    expect(green).toBeGreaterThan(blue);
    expect(after({ saturation: -100 }, [255, 0, 0])).toEqual([54, 54, 54]);
    expect(after({ saturation: 100 }, [120, 120, 120])).toEqual([120, 120, 120]);
  });

  it('applies the channel’s curve before the common one', () => {
    const invert = [
      { x: 0, y: 255 },
      { x: 255, y: 0 },
    ];
    const half = [
      { x: 0, y: 0 },
      { x: 255, y: 128 },
    ];
    const curves = { all: half, red: invert, green: [], blue: [] };
    expect(after({ curves }, [255, 255, 0])).toEqual([0, 128, 0]);
  });
});

describe('shape', () => {
  it('turns and mirrors as the eight orientations of EXIF do', () => {
    const pixels = noise();
    const ways = [
      [1, false, 0],
      [2, true, 0],
      [3, false, 2],
      [4, true, 2],
      [5, true, 3],
      [6, false, 1],
      [7, true, 1],
      [8, false, 3],
    ] as const;
    for (const [orientation, mirror, turn] of ways) {
      const wanted = upright(pixels, width, height, orientation);
      const done = edited(
        pixelsInMemory(pixels, width, height),
        { ...noEdits, mirror, turn },
        true,
      );
      expect([done.width, done.height]).toEqual([wanted.width, wanted.height]);
      expect(whole(done), String(orientation)).toEqual([...wanted.pixels]);
      expect([...done.read(3, 5, 7, 2)]).toEqual([
        ...pixelsInMemory(wanted.pixels, wanted.width, wanted.height).read(3, 5, 7, 2),
      ]);
    }
  });

  it('its map of places agrees with its pixels', () => {
    const pixels = new Uint8ClampedArray(width * height * 4);
    const at = { x: 6, y: 20 };
    pixels.set([255, 255, 255, 255], (at.y * width + at.x) * 4);
    for (const mirror of [false, true]) {
      for (const turn of [0, 1, 2, 3] as const) {
        const edits = { ...noEdits, mirror, turn };
        const done = edited(pixelsInMemory(pixels, width, height), edits, true);
        const there = mapped(toFrame(size, edits), { x: at.x + 0.5, y: at.y + 0.5 });
        const found = done.read(Math.floor(there.x), Math.floor(there.y), 1, 1);
        expect([...found]).toEqual([255, 255, 255, 255]);
        const back = mapped(inverse(toFrame(size, edits)), there);
        expect(back.x).toBeCloseTo(at.x + 0.5);
        expect(back.y).toBeCloseTo(at.y + 0.5);
      }
    }
  });

  it('a straightened square of one colour keeps it, without empty corners', () => {
    const pixels = new Uint8ClampedArray(width * height * 4).map(
      (_, i) => [200, 100, 50, 255][i % 4] ?? 0,
    );
    for (const straighten of [-45, -7.3, 0.2, 12, 45]) {
      const done = edited(pixelsInMemory(pixels, width, height), { ...noEdits, straighten }, false);
      expect(new Set(new Uint32Array(new Uint8ClampedArray(whole(done)).buffer)).size).toBe(1);
      // The largest part of the same shape: at least half of it at 7°.
      if (Math.abs(straighten) < 10) expect(done.width * done.height).toBeGreaterThan(980);
    }
  });

  it('straightening back gives nearly the picture again', () => {
    const side = 101;
    const smooth = new Uint8ClampedArray(side * side * 4).map((_, i) => {
      const [x, y] = [(i >> 2) % side, Math.floor((i >> 2) / side)];
      return i % 4 === 3 ? 255 : 128 + 100 * Math.sin(x / 9) * Math.cos(y / 11);
    });
    const source = pixelsInMemory(smooth, side, side);
    const once = edited(source, { ...noEdits, straighten: 10 }, false);
    const back = edited(once, { ...noEdits, straighten: -10 }, false);
    const [w, h] = [40, 40];
    const seen = back.read((back.width - w) >> 1, (back.height - h) >> 1, w, h);
    const wanted = source.read((side - w) >> 1, (side - h) >> 1, w, h);
    const errors = seen.map((v, i) => Math.abs(v - (wanted[i] ?? 0)));
    expect(Math.max(...errors)).toBeLessThan(12);
  });

  it('a crop in pixels comes back in the very same pixels', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30_000 }),
        fc.integer({ min: 1, max: 30_000 }),
        fc.nat(),
        fc.nat(),
        (w, h, a, b) => {
          const picture = { width: w, height: h };
          const [x, y] = [a % w, b % h];
          const part = { x, y, width: 1 + (b % (w - x)), height: 1 + (a % (h - y)) };
          expect(cropOf(picture, { ...noEdits, crop: asCrop(part, picture, null) })).toEqual(part);
        },
      ),
    );
  });

  it('keeps a ratio on a picture of another shape', () => {
    const crop = { x: 0, y: 0, width: 1, height: 1, ratio: 1 };
    expect(editedSize({ width: 400, height: 300 }, { ...noEdits, crop })).toEqual({
      width: 300,
      height: 300,
    });
    expect(cropOf({ width: 300, height: 400 }, { ...noEdits, crop })).toEqual({
      x: 0,
      y: 50,
      width: 300,
      height: 300,
    });
  });

  it('holds any crop inside of a straightened picture', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        const part = cropOf(size, edits);
        const frame = frameSize(size, edits);
        const back = inverse(toFrame(size, edits));
        // A crop of less than a pixel is made one: it may stand over the edge by that.
        const slack = Math.min(part.width, part.height) > 1 ? 0.01 : 3;
        for (const x of [part.x, part.x + part.width]) {
          for (const y of [part.y, part.y + part.height]) {
            const at = mapped(back, { x, y });
            expect(Math.min(at.x, at.y)).toBeGreaterThan(-slack);
            expect(at.x - width).toBeLessThan(slack);
            expect(at.y - height).toBeLessThan(slack);
          }
        }
        expect(part.x + part.width).toBeLessThanOrEqual(frame.width + 1);
      }),
    );
    const held = heldInside(
      { x: 0, y: 0, ...frameSize(size, { ...noEdits, straighten: 20 }) },
      size,
      { ...noEdits, straighten: 20 },
    );
    expect(held.width).toBeGreaterThan(20);
  });
});

describe('all edits together', () => {
  it('give the same pixels however the picture is cut', () => {
    fc.assert(
      fc.property(anyEdits, fc.boolean(), fc.integer({ min: 1, max: 20 }), (edits, alpha, rows) => {
        const source = pixelsInMemory(noise(!alpha), width, height);
        const done = edited(source, edits, alpha);
        expect(inStrips(done, rows)).toEqual(whole(done));
      }),
      { numRuns: 40 },
    );
  });

  it('are read again as they were written, and other things are refused', () => {
    fc.assert(
      fc.property(anyEdits, (edits) => {
        expect(readEdits(JSON.parse(JSON.stringify(edits)))).toEqual(
          JSON.parse(JSON.stringify(edits)),
        );
      }),
    );
    expect(readEdits({})).toEqual(noEdits);
    expect(changesNothing({ ...noEdits })).toBe(true);
    expect(readEdits({ turn: 5 })).toBe(null);
    expect(readEdits({ sharpen: 1 })).toBe(null);
    expect(readEdits({ levels: { all: { black: 200, white: 100 } } })).toBe(null);
    const backwards = [
      { x: 5, y: 0 },
      { x: 2, y: 9 },
    ];
    expect(readEdits({ curves: { red: backwards } })).toBe(null);
  });
});
