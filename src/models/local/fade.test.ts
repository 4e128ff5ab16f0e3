/** Tiles of a model of whose sight nothing is known, run for real in Node. */
import * as ort from 'onnxruntime-web';
import { expect, it } from 'vitest';

import { plainManifest } from '#domain/local-model.ts';
import { rowsOfPixels } from '#media/enlarge/rows.ts';
import { enlarger } from '#formats/onnx/test-encoder.ts';
import { enlargeStream } from './enlarge.ts';
import type { RunnableModel } from './manifest.ts';
import { fadeShares } from './planes.ts';
import type { SessionOpener } from './session.ts';
import { openSessionOn } from './tile-session.ts';

ort.env.wasm.numThreads = 1;
ort.env.logLevel = 'error';
const real: SessionOpener = {
  backend: async () => 'wasm',
  open: (manifest, bytes, shape) =>
    openSessionOn({ ort, backend: 'wasm', threads: 1 }, manifest, bytes, shape),
};
const model: RunnableModel = {
  ...plainManifest,
  id: 'fades',
  task: 'upscale',
  input: 'input',
  output: 'output',
  scale: 2,
  radius: null,
  overlap: 8,
  tile: { webgpu: 48, wasm: 48 },
  free: { batch: 'batch', height: 'height', width: 'width' },
};

function picture(width: number, height: number, alpha = 255) {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    pixels.set([at % 256, (at * 31) % 256, 128, at % 5 ? alpha : 255], at * 4);
  }
  return pixels;
}

async function enlarged(
  manifest: RunnableModel,
  sessions: SessionOpener,
  [width, height]: readonly [number, number],
  pixels: Uint8ClampedArray,
  hasAlpha = false,
) {
  const stream = enlargeStream(rowsOfPixels({ width, height, hasAlpha }, pixels), {
    manifest,
    bytes: enlarger(2),
    sessions,
    signal: new AbortController().signal,
  });
  const whole = new Uint8ClampedArray(stream.width * stream.height * 4);
  let next = 0;
  for (;;) {
    const band = await stream.next();
    if (!band.ok) throw new Error(JSON.stringify(band.failure));
    if (!band.value) break;
    expect(band.value.y).toBe(next);
    next += band.value.height;
    whole.set(band.value.pixels, band.value.y * stream.width * 4);
  }
  expect(next).toBe(stream.height);
  await stream.close();
  return whole;
}

it('gives every pixel once, and where tiles agree fading changes nothing', async () => {
  for (const [width, height] of [
    [100, 70],
    [37, 200],
    [20, 20],
  ] as const) {
    for (const fixed of [null, { width: 40, height: 40 }]) {
      const pixels = picture(width, height);
      const result = await enlarged({ ...model, fixed }, real, [width, height], pixels);
      for (let y = 0; y < height * 2; y += 1) {
        for (let x = 0; x < width * 2; x += 1) {
          const at = (y * width * 2 + x) * 4;
          const from = ((y >> 1) * width + (x >> 1)) * 4;
          if (result[at] === pixels[from] && result[at + 3] === 255) continue;
          throw new Error(`pixel ${x}, ${y} is ${result[at]} and not ${pixels[from]}`);
        }
      }
    }
  }
});

it('leaves no step where tiles do not agree', async () => {
  let tile = 0;
  // Every tile is a little brighter than the one before it, as drifting networks make them.
  const drifting: SessionOpener = {
    ...real,
    open: async (manifest, bytes, shape) => {
      const opened = await real.open(manifest, bytes, shape);
      if (!opened.ok) return opened;
      return {
        ok: true,
        value: {
          ...opened.value,
          run: async (planes) => {
            const made = await opened.value.run(planes);
            const lift = 0.08 * (tile++ % 2);
            return made.ok ? { ok: true, value: made.value.map((value) => value + lift) } : made;
          },
        },
      };
    },
  };
  const flat = new Uint8ClampedArray(96 * 96 * 4).fill(100);
  const result = await enlarged(model, drifting, [96, 96], flat);
  let step = 0;
  let [least, most] = [255, 0];
  for (let y = 0; y < 192; y += 1) {
    for (let x = 1; x < 192; x += 1) {
      const value = result[(y * 192 + x) * 4] ?? 0;
      const before = result[(y * 192 + x - 1) * 4] ?? 0;
      const above = y > 0 ? (result[((y - 1) * 192 + x) * 4] ?? 0) : value;
      step = Math.max(step, Math.abs(value - before), Math.abs(value - above));
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  // The tiles are 20 apart; nowhere does that show at once.
  expect(most - least).toBeGreaterThan(15);
  expect(step).toBeLessThanOrEqual(4);
});

it('keeps alpha apart from what the model makes', async () => {
  const pixels = picture(60, 60, 128);
  const result = await enlarged(model, real, [60, 60], pixels, true);
  const alphas = new Set(Array.from({ length: 120 * 120 }, (_, at) => result[at * 4 + 3]));
  expect(alphas.size).toBeGreaterThan(1);
});

it('fades from none to all', () => {
  const shares = fadeShares(16);
  expect(shares[0]).toBeLessThan(0.01);
  expect(shares[15]).toBeGreaterThan(0.99);
  expect((shares[7] ?? 0) + (shares[8] ?? 0)).toBeCloseTo(1);
});
