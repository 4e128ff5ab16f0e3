import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bleed } from './bleed.ts';
import { lanczosStream, phases } from './lanczos.ts';
import { rowsOfPixels, rowsOfStream, type BandStream } from './rows.ts';

async function collect(stream: BandStream): Promise<Uint8ClampedArray> {
  const whole = new Uint8ClampedArray(stream.width * stream.height * 4);
  for (;;) {
    const band = await stream.next();
    if (!band.ok) throw new Error(JSON.stringify(band.failure));
    if (!band.value) return whole;
    whole.set(band.value.pixels, band.value.y * stream.width * 4);
  }
}

const anyPicture = fc
  .record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 1, max: 24 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
      .map((bytes) =>
        rowsOfPixels({ width, height, hasAlpha: true }, new Uint8ClampedArray(bytes)),
      ),
  );

describe('lanczosStream', () => {
  it('is the same in bands of any height', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyPicture,
        fc.constantFrom(2, 3, 4),
        fc.integer({ min: 1, max: 9 }),
        async (picture, scale, bandRows) => {
          const whole = await collect(lanczosStream(picture, scale, 1000));
          expect(await collect(lanczosStream(picture, scale, bandRows))).toEqual(whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps a flat picture flat, to the borders', async () => {
    const pixels = new Uint8ClampedArray(9 * 5 * 4).map(
      (_, at) => [10, 120, 250, 255][at % 4] ?? 0,
    );
    const picture = rowsOfPixels({ width: 9, height: 5, hasAlpha: false }, pixels);
    const large = await collect(lanczosStream(picture, 4));
    for (let at = 0; at < large.length; at += 4) {
      expect([...large.subarray(at, at + 4)]).toEqual([10, 120, 250, 255]);
    }
  });

  it('is the Lanczos kernel: a single bright pixel shows its weights', async () => {
    const pixels = new Uint8ClampedArray(15 * 15 * 4).fill(255);
    for (let at = 0; at < pixels.length; at += 4) pixels[at] = 100;
    pixels[(7 * 15 + 7) * 4] = 200;
    const large = await collect(
      lanczosStream(rowsOfPixels({ width: 15, height: 15, hasAlpha: false }, pixels), 2),
    );
    const kernel = (x: number) =>
      (Math.sin(Math.PI * x) / (Math.PI * x)) * (Math.sin((Math.PI * x) / 3) / ((Math.PI * x) / 3));
    const distances = [-2.75, -1.75, -0.75, 0.25, 1.25, 2.25];
    const sum = distances.reduce((total, distance) => total + kernel(distance), 0);
    // Output pixel 14 lies a quarter to the left of source pixel 7.
    const peak = 100 + 100 * (kernel(0.25) / sum) ** 2;
    const side = 100 + 100 * (kernel(0.25) / sum) * (kernel(0.75) / sum);
    expect(Math.abs((large[(14 * 30 + 14) * 4] ?? 0) - peak)).toBeLessThanOrEqual(0.51);
    expect(Math.abs((large[(14 * 30 + 16) * 4] ?? 0) - side)).toBeLessThanOrEqual(0.51);
    for (const { weights } of phases(2)) {
      expect(weights.reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 12);
    }
  });

  it('leaves no trace of hidden colour', async () => {
    const results = await Promise.all(
      [0, 255].map((hidden) => {
        const pixels = new Uint8ClampedArray(20 * 20 * 4);
        for (let at = 0; at < 400; at += 1) {
          const visible = at % 20 > 6 && at % 20 < 12 && at > 100 && at < 300;
          pixels.set(visible ? [200, 40, 60, 255] : [hidden, hidden, hidden, 0], at * 4);
        }
        return collect(
          lanczosStream(rowsOfPixels({ width: 20, height: 20, hasAlpha: true }, pixels), 2),
        );
      }),
    );
    expect(results[0]).toEqual(results[1]);
  });
});

describe('bleed', () => {
  it('changes only what is faint, and lets nothing farther than its reach matter', () => {
    const [width, height, reach] = [31, 31, 5];
    const pixels = new Uint8ClampedArray(width * height * 4);
    pixels.set([10, 200, 30, 255], (15 * width + 15) * 4);
    pixels.set([90, 90, 90, 0], (15 * width + 26) * 4);
    const result = bleed(pixels, width, reach);
    const at = (x: number, y: number) => [...result.subarray((y * width + x) * 4).subarray(0, 4)];
    expect(at(15, 15)).toEqual([10, 200, 30, 255]);
    expect(at(20, 15)).toEqual([10, 200, 30, 0]);
    expect(at(20, 20)).toEqual([10, 200, 30, 0]);
    expect(at(21, 15)).toEqual([0, 0, 0, 0]);
    expect(at(26, 15)).toEqual([90, 90, 90, 0]);
  });
});

describe('rowsOfStream', () => {
  it('gives moving windows of a stream, and says when it ends early', async () => {
    const pixels = new Uint8ClampedArray(3 * 50 * 4).map((_, at) => Math.floor(at / 12));
    const picture = rowsOfPixels({ width: 3, height: 50, hasAlpha: false }, pixels);
    const bands = (height: number): BandStream => {
      let y = 0;
      return {
        ...picture,
        next: async () => {
          if (y >= height) return { ok: true, value: null };
          const count = Math.min(7, height - y);
          const rows = await picture.rows(y, y + count - 1);
          if (!rows.ok) return rows;
          y += count;
          return { ok: true, value: { y: y - count, height: count, pixels: rows.value } };
        },
        close: async () => undefined,
      };
    };
    const windowed = rowsOfStream(bands(50));
    for (const [first, last] of [
      [0, 3],
      [2, 20],
      [2, 21],
      [19, 49],
    ] as const) {
      const rows = await windowed.rows(first, last);
      expect(rows.ok && rows.value).toEqual(pixels.slice(first * 12, (last + 1) * 12));
    }
    const short = rowsOfStream(bands(30));
    expect(await short.rows(20, 40)).toMatchObject({ ok: false });
  });
});
