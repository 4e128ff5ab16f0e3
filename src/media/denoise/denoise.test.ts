import { describe, expect, it } from 'vitest';

import { grainOf } from './analyse.ts';
import { filmDenoiser, processorFilter } from './film.ts';
import { boxSums, smoothed } from './filter.ts';
import { packed, planesOf, type Plane } from './planes.ts';

/** mulberry32 and Box & Muller: grain of deviation 1, the same for the same seed. */
function grainFrom(seed: number): () => number {
  let state = seed >>> 0;
  const chance = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}

const [width, height] = [160, 120];
/** A scene wider than the frame: soft hills, hard edges, fine stripes. */
const scene = (x: number, y: number): number => {
  const hills = 110 + 45 * Math.sin(x / 23) * Math.cos(y / 17);
  const edge = (Math.floor(x / 40) + Math.floor(y / 30)) % 2 === 0 ? 30 : -10;
  const stripes = y > 90 ? 18 * Math.sin(x / 1.8) : 0;
  return Math.min(255, Math.max(0, hills + edge + stripes));
};
const frame = (of: (x: number, y: number) => number): Uint8Array =>
  Uint8Array.from({ length: width * height }, (_, at) =>
    Math.round(of(at % width, Math.floor(at / width))),
  );
const withGrain = (data: Uint8Array, sigma: number, seed: number): Uint8Array => {
  const grain = grainFrom(seed);
  return data.map((value) => Math.min(255, Math.max(0, Math.round(value + sigma * grain()))));
};
const plane = (data: Uint8Array): Plane => ({ width, height, data });
const psnr = (one: Uint8Array, other: Uint8Array): number => {
  const error = one.reduce((sum, value, at) => sum + (value - other[at]!) ** 2, 0) / one.length;
  return 10 * Math.log10(255 ** 2 / error);
};

async function denoised(frames: readonly Uint8Array[], strength = 50, overTime = 100) {
  const film = filmDenoiser(processorFilter(), [grainOf(plane(frames[0]!))], {
    strength,
    overTime,
  });
  const out: Uint8Array[] = [];
  for (const data of frames) out.push((await film.next([plane(data)]))[0]!.data);
  return out;
}

describe('denoising video', () => {
  it.each([5, 12, 25])('measures grain of %i', (sigma) => {
    const found = grainOf(plane(withGrain(frame(scene), sigma, 1)));
    expect(found).toBeGreaterThan(sigma * 0.7);
    expect(found).toBeLessThan(sigma * 1.3);
  });

  it('gains at least 3 dB PSNR on grain of 25 over a slow pan', async () => {
    const clean = Array.from({ length: 14 }, (_, n) =>
      frame((x, y) => scene(x + n * 1.3, y + n * 0.4)),
    );
    const noisy = clean.map((data, n) => withGrain(data, 25, n + 1));
    const out = await denoised(noisy);
    const before = clean.slice(6).map((data, n) => psnr(data, noisy[n + 6]!));
    const after = clean.slice(6).map((data, n) => psnr(data, out[n + 6]!));
    const mean = (of: number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
    console.log(`pan ${mean(before).toFixed(2)} → ${mean(after).toFixed(2)} dB`);
    expect(mean(after) - mean(before)).toBeGreaterThanOrEqual(3);
  });

  it('gains far more where nothing moves', async () => {
    const clean = frame(scene);
    const noisy = Array.from({ length: 14 }, (_, n) => withGrain(clean, 25, n + 1));
    const out = await denoised(noisy);
    console.log(
      `still ${psnr(clean, noisy[13]!).toFixed(2)} → ${psnr(clean, out[13]!).toFixed(2)} dB`,
    );
    expect(psnr(clean, out[13]!) - psnr(clean, noisy[13]!)).toBeGreaterThan(7);
  });

  it('leaves nothing of the scene before a cut', async () => {
    const other = frame((x, y) => 60 + ((x * 7 + y * 3) % 90));
    const cut = [
      ...Array.from({ length: 6 }, (_, n) => withGrain(frame(scene), 12, n)),
      withGrain(other, 12, 50),
    ];
    const across = (await denoised(cut)).at(-1)!;
    const alone = (await denoised([cut.at(-1)!]))[0]!;
    expect(psnr(across, alone)).toBeGreaterThan(35);
  });

  it('does not smear a square that moves fast', async () => {
    const moving = Array.from({ length: 8 }, (_, n) =>
      frame((x, y) => (x >= 10 + n * 14 && x < 34 + n * 14 && y >= 40 && y < 64 ? 220 : 60)),
    );
    const noisy = moving.map((data, n) => withGrain(data, 15, n + 3));
    const last = (await denoised(noisy)).at(-1)!;
    // Where it was one and two frames before there is ground again.
    for (const x of [10 + 6 * 14, 10 + 6 * 14 + 8, 10 + 5 * 14]) {
      let sum = 0;
      for (let y = 44; y < 60; y += 1) sum += last[y * width + x]!;
      expect(Math.abs(sum / 16 - 60)).toBeLessThan(8);
    }
    // And it is still there as it was.
    expect(last[52 * width + 10 + 7 * 14 + 12]!).toBeGreaterThan(205);
  });

  it('changes clean frames little', async () => {
    const clean = Array.from({ length: 4 }, (_, n) => frame((x, y) => scene(x + n, y)));
    const out = await denoised(clean);
    expect(psnr(clean[3]!, out[3]!)).toBeGreaterThan(38);
  });

  it('sums and smooths planes of any size, the edge repeated outwards', () => {
    for (const [wide, high] of [
      [1, 1],
      [2, 3],
      [3, 2],
      [4, 5],
      [5, 4],
      [6, 1],
      [9, 7],
    ] as const) {
      const data = Uint8Array.from({ length: wide * high }, (_, at) => (at * 97 + 13) % 251);
      const around = (at: number, reach: number, weight: (x: number, y: number) => number) => {
        let sum = 0;
        for (let y = -reach; y <= reach; y += 1) {
          for (let x = -reach; x <= reach; x += 1) {
            const column = Math.min(wide - 1, Math.max(0, (at % wide) + x));
            const row = Math.min(high - 1, Math.max(0, Math.floor(at / wide) + y));
            sum += weight(x, y) * data[row * wide + column]!;
          }
        }
        return sum;
      };
      const lines = new Uint16Array(wide * high);
      const sums = new Uint16Array(wide * high);
      const means = new Uint8Array(wide * high);
      boxSums(data, wide, high, lines, sums);
      smoothed(data, wide, high, lines, means);
      const places = [...data.keys()];
      expect([...sums]).toEqual(places.map((at) => around(at, 2, () => 1)));
      const weights = (x: number, y: number) => (2 - Math.abs(x)) * (2 - Math.abs(y));
      expect([...means]).toEqual(places.map((at) => (around(at, 1, weights) + 8) >> 4));
    }
  });

  it('takes frames of odd sizes apart and puts them together', () => {
    for (const format of ['I420', 'I422', 'I444', 'RGBX'] as const) {
      const size = { I420: 35 + 2 * 12, I422: 35 + 2 * 20, I444: 105, RGBX: 140 }[format];
      const bytes = Uint8Array.from({ length: size }, (_, at) =>
        format === 'RGBX' && at % 4 === 3 ? 255 : at,
      );
      expect([...packed(planesOf(bytes, format, 7, 5), format).bytes]).toEqual([...bytes]);
    }
    const pairs = Uint8Array.from([...Array(35).keys(), ...Array(24).keys()]);
    const [, u, v] = planesOf(pairs, 'NV12', 7, 5);
    expect([u!.data[1], v!.data[1]]).toEqual([2, 3]);
  });
});
