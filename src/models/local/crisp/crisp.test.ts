import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it } from 'vitest';

import { crisp } from './manifest.ts';
import { graphics, photoLike } from './test-held-out.ts';
import { jpegDamage } from './test-jpeg.ts';
import {
  bicubic,
  crop,
  drawPicture,
  lanczos,
  mirrorRim,
  psnr,
  resample,
  toEightBits,
  type Picture,
} from './test-picture.ts';

const bytes = readFileSync(join(process.cwd(), 'public', crisp.file));

let session: ort.InferenceSession;

beforeAll(async () => {
  ort.env.wasm.numThreads = 1;
  session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
});

/** The bare network: no rim, no rounding. */
async function run(picture: Picture): Promise<Picture> {
  const { width, height, planes } = picture;
  const input = new ort.Tensor('float32', planes, [1, 3, height, width]);
  const values = (await session.run({ [crisp.input]: input }))[crisp.output]?.data;
  if (!(values instanceof Float32Array)) throw new Error('the network gave no float32 values');
  return { width: width * crisp.scale, height: height * crisp.scale, planes: values };
}

/** Enlarges as the app does: the rim is mirrored before, and cut off after. */
async function enlarge(picture: Picture): Promise<Picture> {
  const { radius, scale } = crisp;
  const large = await run(mirrorRim(picture, radius));
  const [width, height] = [picture.width * scale, picture.height * scale];
  return toEightBits(crop(large, radius * scale, radius * scale, width, height));
}

/** How many dB the network is above Lanczos-3 on each picture, from an input of half its size. */
async function gains(
  pictures: readonly { readonly name: string; readonly picture: Picture }[],
  damage: (small: Picture) => Picture = (small) => small,
): Promise<Readonly<Record<string, number>>> {
  const found: Record<string, number> = {};
  for (const { name, picture } of pictures) {
    const { width, height } = picture;
    const small = damage(resample(picture, width / crisp.scale, height / crisp.scale, bicubic));
    const ours = psnr(await enlarge(small), picture);
    found[name] = ours - psnr(resample(small, width, height, lanczos), picture);
  }
  return found;
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the shipped file', () => {
  it('is the one that the manifest describes, and small', () => {
    expect(bytes.length).toBe(crisp.bytes);
    expect(bytes.length).toBeLessThanOrEqual(400_000);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(crisp.sha256);
  });

  it('enlarges held-out graphics at least 3 dB better than Lanczos', async () => {
    const found = Object.values(await gains(graphics(3)));
    expect(mean(found)).toBeGreaterThanOrEqual(3);
    expect(Math.min(...found)).toBeGreaterThan(0);
  });

  it.each([60, 75, 85])('enlarges graphics from JPEG %i at least 1 dB better', async (quality) => {
    const found = await gains(graphics(1), (small) => jpegDamage(small, quality));
    expect(mean(Object.values(found))).toBeGreaterThanOrEqual(1);
  });

  it('gains 0.8 dB in the mean on photo-like pictures, and is never worse', async () => {
    const found = await gains(photoLike(3));
    expect(mean(Object.values(found))).toBeGreaterThanOrEqual(0.8);
    expect(Object.entries(found).filter(([, gain]) => gain < 0)).toEqual([]);
  });

  it('gives the same bits in tiles that overlap by its radius as in one piece', async () => {
    const { radius, scale } = crisp;
    const size = 40;
    const [first] = graphics(1);
    if (!first) throw new Error('there is no picture');
    const padded = mirrorRim(crop(first.picture, 0, 0, 2 * size, 2 * size), radius);
    const whole = await run(padded);
    const tiles: Picture[] = [];
    for (const [left, top] of [
      [0, 0],
      [size, 0],
      [0, size],
      [size, size],
    ] as const) {
      const tile = crop(padded, left, top, size + 2 * radius, size + 2 * radius);
      const large = await run(tile);
      tiles.push(crop(large, radius * scale, radius * scale, size * scale, size * scale));
    }
    const joined = drawPicture(2 * size * scale, 2 * size * scale, (plane, x, y) => {
      const edge = size * scale;
      const tile = tiles[(x < edge ? 0 : 1) + (y < edge ? 0 : 2)];
      return tile?.planes[(plane * edge + (y % edge)) * edge + (x % edge)] ?? Number.NaN;
    });
    const inner = crop(whole, radius * scale, radius * scale, joined.width, joined.height);
    expect(Buffer.compare(bytesOf(joined), bytesOf(inner))).toBe(0);
  });
});

const bytesOf = ({ planes }: Picture) => Buffer.from(planes.buffer, 0, planes.byteLength);
