/** What the tests of the networks share: the shipped file in ONNX Runtime, enlarging as the app does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as ort from 'onnxruntime-web/wasm';

import type { LocalModelManifest } from '../manifest.ts';
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

interface Named {
  readonly name: string;
  readonly picture: Picture;
}

/** A network's file, opened for testing. */
export interface TestNetwork {
  readonly bytes: Uint8Array;
  /** How many dB the network is above Lanczos-3 on each picture, from it reduced by bicubic. */
  gains(
    pictures: readonly Named[],
    damage?: (small: Picture) => Picture,
  ): Promise<Readonly<Record<string, number>>>;
  /** A picture from four overlapping tiles, and the same from one piece: bytes of float32. */
  tiledAndWhole(picture: Picture, size: number): Promise<readonly [Buffer, Buffer]>;
}

/** Opens the shipped file on one WASM thread. */
export async function openTestNetwork(manifest: LocalModelManifest): Promise<TestNetwork> {
  const { radius, scale } = manifest;
  const bytes = readFileSync(join(process.cwd(), 'public', manifest.file));
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });

  // The bare network: no rim, no rounding.
  const run = async (picture: Picture): Promise<Picture> => {
    const { width, height, planes } = picture;
    const input = new ort.Tensor('float32', planes, [1, 3, height, width]);
    const values = (await session.run({ [manifest.input]: input }))[manifest.output]?.data;
    if (!(values instanceof Float32Array)) throw new Error('the network gave no float32 values');
    return { width: width * scale, height: height * scale, planes: values };
  };

  // As the app does: the rim is mirrored before, and cut off after. 8-bit.
  const enlarge = async (picture: Picture): Promise<Picture> => {
    const large = await run(mirrorRim(picture, radius));
    const [width, height] = [picture.width * scale, picture.height * scale];
    return toEightBits(crop(large, radius * scale, radius * scale, width, height));
  };

  return {
    bytes,
    gains: async (pictures, damage = (small) => small) => {
      const found: Record<string, number> = {};
      for (const { name, picture } of pictures) {
        const { width, height } = picture;
        const small = damage(resample(picture, width / scale, height / scale, bicubic));
        const ours = psnr(await enlarge(small), picture);
        found[name] = ours - psnr(resample(small, width, height, lanczos), picture);
      }
      return found;
    },
    tiledAndWhole: async (picture, size) => {
      const padded = mirrorRim(crop(picture, 0, 0, 2 * size, 2 * size), radius);
      const whole = await run(padded);
      const edge = size * scale;
      const tiles: Picture[] = [];
      for (const [left, top] of [
        [0, 0],
        [size, 0],
        [0, size],
        [size, size],
      ] as const) {
        const tile = crop(padded, left, top, size + 2 * radius, size + 2 * radius);
        tiles.push(crop(await run(tile), radius * scale, radius * scale, edge, edge));
      }
      const joined = drawPicture(2 * edge, 2 * edge, (plane, x, y) => {
        const tile = tiles[(x < edge ? 0 : 1) + (y < edge ? 0 : 2)];
        return tile?.planes[(plane * edge + (y % edge)) * edge + (x % edge)] ?? Number.NaN;
      });
      const inner = crop(whole, radius * scale, radius * scale, joined.width, joined.height);
      return [bytesOf(joined), bytesOf(inner)];
    },
  };
}

const bytesOf = ({ planes }: Picture) => Buffer.from(planes.buffer, 0, planes.byteLength);
