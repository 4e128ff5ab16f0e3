import { describe, expect, it } from 'vitest';

import { plainManifest } from '#domain/local-model.ts';
import { sourceOfBytes } from '#formats/onnx/protobuf.ts';
import { readOnnx } from '#formats/onnx/read.ts';
import { filler, matter } from '#formats/onnx/test-encoder.ts';
import { guessManifest } from './guess.ts';
import { cropAround, islands } from './holes.ts';
import type { RunnableModel } from './manifest.ts';
import { inpaintFeeds, inpaintWithModel, matteWithModel, type Pixels } from './mask-model.ts';
import { resizePlane } from './resize.ts';

async function modelOf(bytes: Uint8Array): Promise<RunnableModel> {
  const facts = await readOnnx(sourceOfBytes(bytes));
  const manifest = facts.ok ? guessManifest(facts.value) : null;
  if (!manifest) throw new Error('no manifest');
  return { ...manifest, id: 'test' };
}
const signal = new AbortController().signal;

function picture(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    data.set([at % 251, (at * 7) % 253, (at * 13) % 255, at % 3 ? 255 : 120], at * 4);
  }
  return { width, height, data };
}

describe('filling holes', () => {
  it('changes what is masked and not one byte beside it, at the rim and in islands', async () => {
    const bytes = filler([0.8, 0.4, 0.2]);
    const model = await modelOf(bytes);
    const source = picture(300, 200);
    const mask = { width: 300, height: 200, data: new Uint8Array(300 * 200) };
    const mark = (left: number, top: number, width: number, height: number): void => {
      for (let y = top; y < top + height; y += 1) {
        mask.data.fill(255, y * 300 + left, y * 300 + left + width);
      }
    };
    mark(0, 0, 20, 12);
    mark(120, 60, 90, 80);
    mark(280, 190, 20, 10);
    expect(islands(mask)).toHaveLength(3);
    const steps: number[] = [];
    const made = await inpaintWithModel(source, mask, {
      model,
      bytes,
      signal,
      onStep: (fraction) => steps.push(fraction),
    });
    if (!made.ok) throw new Error(JSON.stringify(made.failure));
    expect(steps).toHaveLength(3);
    for (let at = 0; at < mask.data.length; at += 1) {
      const pixel = [...made.value.data.subarray(at * 4, at * 4 + 4)];
      const old = [...source.data.subarray(at * 4, at * 4 + 4)];
      if (mask.data[at]) expect(pixel.slice(0, 3)).toEqual([204, 102, 51]);
      else expect(pixel).toEqual(old);
      expect(pixel[3]).toBe(old[3]);
    }
  });

  it('refuses a mask that marks nothing or has another size', async () => {
    const options = { model: await modelOf(filler([1, 0, 0])), bytes: filler([1, 0, 0]), signal };
    const empty = { width: 30, height: 20, data: new Uint8Array(600) };
    for (const mask of [empty, { width: 20, height: 30, data: new Uint8Array(600).fill(1) }]) {
      expect(await inpaintWithModel(picture(30, 20), mask, options)).toMatchObject({
        failure: { code: 'invalid_input', field: 'mask' },
      });
    }
  });

  it('gives each family its mask as it wants it', () => {
    const size = { width: 2, height: 1 };
    const planes = Float32Array.of(0.2, 0.4, 0.2, 0.4, 0.2, 0.4);
    const hole = Float32Array.of(0, 1);
    const model = { ...plainManifest, task: 'inpaint', input: 'x', output: 'y' } as const;
    // LaMa: masked colours, then the mask, ones for the hole.
    const lama = inpaintFeeds(
      { ...model, mask: 'after_colours', blankHole: true },
      planes,
      hole,
      size,
    );
    expect(lama['x']?.dims).toEqual([1, 4, 1, 2]);
    expect([...(lama['x']?.data ?? [])]).toEqual([0.2, 0, 0.2, 0, 0.2, 0, 0, 1].map(Math.fround));
    // MI-GAN raw: mask − 0.5 first, ones for what stays.
    const migan = inpaintFeeds(
      { ...model, mask: 'before_colours', maskOnes: 'keep', maskOffset: 0.5, blankHole: true },
      planes,
      hole,
      size,
    );
    expect([...(migan['x']?.data ?? [])].slice(0, 4)).toEqual([0.5, -0.5, Math.fround(0.2), 0]);
    // MI-GAN pipeline: bytes, a mask of its own, 255 for what stays.
    const pipeline = inpaintFeeds(
      {
        ...model,
        dtype: 'uint8',
        range: [0, 255],
        mask: 'input',
        maskInput: 'mask',
        maskOnes: 'keep',
      },
      planes,
      hole,
      size,
    );
    expect([...(pipeline['mask']?.data ?? [])]).toEqual([255, 0]);
    expect(pipeline['x']?.data[1]).toBeCloseTo(102);
  });
});

describe('the square around a hole', () => {
  it('holds the hole, keeps the form of the network and stays in the picture', () => {
    const network = { width: 512, height: 512 };
    const picture_ = { width: 2000, height: 900 };
    for (const island of [
      { left: 0, top: 0, width: 10, height: 10 },
      { left: 1990, top: 890, width: 10, height: 10 },
      { left: 200, top: 100, width: 700, height: 300 },
      { left: 0, top: 0, width: 2000, height: 900 },
    ]) {
      const crop = cropAround(island, picture_, network);
      expect(crop.width).toBe(crop.height);
      expect(crop.left).toBeLessThanOrEqual(island.left);
      expect(crop.top).toBeLessThanOrEqual(island.top);
      expect(crop.left + crop.width).toBeGreaterThanOrEqual(island.left + island.width);
      expect(crop.top + crop.height).toBeGreaterThanOrEqual(island.top + island.height);
    }
  });
});

describe('cutting out', () => {
  it('gives a matte in the size of the picture', async () => {
    const bytes = matter();
    const model = await modelOf(bytes);
    const data = new Uint8ClampedArray(200 * 100 * 4).fill(255);
    for (let at = 0; at < 200 * 100; at += 1) if (at % 200 < 100) data[at * 4] = 0;
    const made = await matteWithModel({ width: 200, height: 100, data }, { model, bytes, signal });
    if (!made.ok) throw new Error(JSON.stringify(made.failure));
    expect(made.value.data).toHaveLength(200 * 100);
    expect(made.value.data[50 * 200 + 20]).toBeLessThan(3);
    expect(made.value.data[50 * 200 + 180]).toBeGreaterThan(252);
  });
});

describe('resizing', () => {
  it('keeps a flat plane flat, and gives a mean when it reduces', () => {
    const flat = resizePlane(
      new Float32Array(35).fill(0.3),
      { width: 7, height: 5 },
      { width: 16, height: 3 },
    );
    for (const value of flat) expect(value).toBeCloseTo(0.3, 5);
    const half = resizePlane(
      Float32Array.of(0, 1, 0, 1, 0, 1, 0, 1),
      { width: 8, height: 1 },
      { width: 1, height: 1 },
    );
    expect(half[0]).toBeCloseTo(0.5, 5);
  });
});

it('leaves a hole blank as the number 0, whatever stands for black', () => {
  const use = { ...plainManifest, task: 'inpaint', input: 'x', output: 'y' } as const;
  const blank = (range: readonly [number, number]): number | undefined =>
    inpaintFeeds(
      { ...use, range, mask: 'after_colours', blankHole: true },
      Float32Array.of(0.75, 0.75, 0.75),
      Float32Array.of(1),
      { width: 1, height: 1 },
    )['x']?.data[0];
  // Grey for those that count from −1: they learnt the picture multiplied by the mask.
  expect([blank([0, 1]), blank([0, 255]), blank([-1, 1])]).toEqual([0, 0, 0]);
});
