import { inflateSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { concat } from '#formats/bytes.ts';
import { pngChunks } from '#formats/png/chunks.ts';
import { pixelsInMemory } from '#media/image/pixels.ts';
import { distanceTo, okLabOf, type Rgb } from './colour.ts';
import { maskBlob } from './file.ts';
import { sourceOf, valueAt, type Mask } from './mask.ts';
import { factsOf } from './measure.ts';
import {
  maskFromAlpha,
  maskFromBrightness,
  maskFromColour,
  maskFromGrey,
  type PixelReader,
} from './select.ts';
import { rectangleMask } from './shapes.ts';

type Rgba = readonly [number, number, number, number];

/** A picture by its places, which counts how many pixels were read of it. */
function picture(width: number, height: number, colour: (x: number, y: number) => Rgba) {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) pixels.set(colour(x, y), (y * width + x) * 4);
  }
  const source = pixelsInMemory(pixels, width, height);
  const asked = { pixels: 0 };
  const reader: PixelReader = {
    width,
    height,
    read: async (x, y, w, h) => {
      asked.pixels += w * h;
      return source.read(x, y, w, h);
    },
  };
  return { reader, asked };
}

const at = (mask: Mask, x: number, y: number): number => valueAt(sourceOf(mask), x, y);
const red: Rgb = [220, 30, 20];

describe('colours', () => {
  it('are as far apart as the eye finds them', () => {
    // Values of the article that OKLab comes from.
    for (const [colour, wanted] of [
      [
        [255, 255, 255],
        [1, 0, 0],
      ],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
      [
        [255, 0, 0],
        [0.628, 0.2249, 0.1258],
      ],
      [
        [0, 0, 255],
        [0.452, -0.0324, -0.3115],
      ],
    ] as const) {
      for (const [index, value] of okLabOf(colour).entries()) {
        expect(value).toBeCloseTo(wanted[index]!, 3);
      }
    }
    const distance = distanceTo([0, 0, 0]);
    expect(distance(255, 255, 255)).toBeCloseTo(100, 3);
    expect(distance(255, 255, 255)).toBe(distance(255, 255, 255));
  });
});

describe('selecting', () => {
  it('takes a colour everywhere, or only what hangs together', async () => {
    // Two red squares on grey, one of them over four tiles; a bridge of one pixel lies at a corner.
    const { reader } = picture(600, 400, (x, y) => {
      const first = x >= 200 && x < 320 && y >= 200 && y < 300;
      const second = x >= 320 && x < 400 && y >= 100 && y < 200;
      return first || second ? [...red, 255] : [128, 128, 128, 255];
    });
    const all = await maskFromColour(reader, { colour: red, tolerance: 5 });
    expect(factsOf(all).area).toBe(120 * 100 + 80 * 100);
    const one = await maskFromColour(reader, {
      colour: red,
      tolerance: 5,
      from: { x: 210.7, y: 290 },
    });
    // By the sides: the square that touches with a corner is another.
    expect(factsOf(one)).toMatchObject({
      area: 120 * 100,
      bounds: { left: 200, top: 200, right: 320, bottom: 300 },
    });
    const ground = await maskFromColour(reader, {
      colour: [128, 128, 128],
      tolerance: 0,
      from: { x: 0, y: 0 },
    });
    expect(factsOf(ground).area).toBe(600 * 400 - factsOf(all).area);
  });

  it('follows a winding way through many tiles, and reads only where it comes', async () => {
    // A comb: stripes joined alternately above and below.
    const { reader, asked } = picture(1500, 600, (x, y) => {
      const stripe = Math.floor(x / 20);
      const inStripe = x % 20 < 10;
      const joins = stripe % 2 === 0 ? y < 10 : y >= 590;
      return stripe < 30 && (inStripe || joins) ? [...red, 255] : [255, 255, 255, 255];
    });
    const comb = await maskFromColour(reader, {
      colour: red,
      tolerance: 3,
      from: { x: 2, y: 300 },
    });
    expect(at(comb, 582, 300)).toBe(255);
    expect(factsOf(comb).parts).toBe(1);
    expect(factsOf(comb).area).toBe(30 * 10 * 600 + 30 * 10 * 10);
    expect(asked.pixels).toBeLessThan(1500 * 600 * 0.6);
  });

  it('grows with the tolerance and runs out softly', async () => {
    const { reader } = picture(256, 4, (x) => [x, x, x, 255]);
    const areas = [];
    for (const tolerance of [0, 5, 20, 100]) {
      const mask = await maskFromColour(reader, { colour: [128, 128, 128], tolerance });
      areas.push(factsOf(mask).area);
    }
    expect(areas).toEqual(areas.toSorted((a, b) => a - b));
    expect(areas[0]).toBeGreaterThan(0);
    expect(areas[3]).toBe(256 * 4);
    const mask = await maskFromColour(reader, { colour: [128, 128, 128], tolerance: 5 });
    const edge = Array.from({ length: 128 }, (_, step) => at(mask, 128 + step, 0));
    expect(edge).toEqual(edge.toSorted((a, b) => b - a));
    expect(edge.some((value) => value > 40 && value < 215)).toBe(true);
  });

  it('takes what can be seen through, what is bright, and a grey picture as it is', async () => {
    const { reader } = picture(300, 10, (x) =>
      x < 100 ? [200, 0, 0, 0] : x < 200 ? [255, 255, 255, 64] : [250, 250, 250, 255],
    );
    const alpha = await maskFromAlpha(reader);
    expect([at(alpha, 50, 5), at(alpha, 150, 5), at(alpha, 250, 5)]).toEqual([255, 191, 0]);
    const bright = await maskFromBrightness(reader, 0.9, 1);
    expect([at(bright, 50, 5), at(bright, 150, 5), at(bright, 250, 5)]).toEqual([0, 64, 255]);
    const grey = await maskFromGrey(reader);
    expect([at(grey, 50, 5), at(grey, 150, 5), at(grey, 250, 5)]).toEqual([0, 64, 250]);
  });
});

describe('a mask as a file', () => {
  it('is a grey PNG of the size of the picture, small where little is marked', async () => {
    const size = { width: 700, height: 530 };
    const mask = rectangleMask({ x: 10.5, y: 20 }, { x: 300, y: 400 }, size);
    const bytes = new Uint8Array(await (await maskBlob(mask)).arrayBuffer());
    const chunks = [...pngChunks(bytes)];
    expect([...chunks[0]!.data]).toEqual([0, 0, 2, 188, 0, 0, 2, 18, 8, 0, 0, 0, 0]);
    const raw = inflateSync(concat(chunks.filter((c) => c.type === 'IDAT').map((c) => c.data)));
    expect(raw.length).toBe(530 * 701);
    expect(bytes.length).toBeLessThan(4000);
  });
});
