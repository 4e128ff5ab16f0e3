/**
 * Networks that fill holes (MI-GAN, LaMa and their like) and networks that cut out (U²-Net, IS-Net,
 * BiRefNet and their like), as their manifests describe them. For workers only.
 *
 * A hole is filled in a square around it: the square is brought to the one size of the network,
 * and of the answer only masked pixels are put back, so every other pixel stays as it was.
 */
import type { ModelManifest } from '#domain/local-model.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { cropAround, islands, type Box, type MaskPlane } from './holes.ts';
import type { RunnableModel } from './manifest.ts';
import type { Feed } from './network.ts';
import { networkSize, openModel, type ModelOptions, type RanOn } from './open-model.ts';
import { resizePlane } from './resize.ts';
import { feedOf, planesOf } from './tensors.ts';
import { reflect } from './tiles.ts';

export type { MaskPlane } from './holes.ts';

/** RGBA pixels, 8 bits each, colour not multiplied by alpha. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Colour planes 0 to 1 of a part of a picture, mirrored where it goes beyond. */
function planesOfBox({ width, height, data }: Pixels, box: Box): Float32Array {
  const area = box.width * box.height;
  const planes = new Float32Array(3 * area);
  for (let y = 0; y < box.height; y += 1) {
    const row = reflect(box.top + y, height) * width;
    for (let x = 0; x < box.width; x += 1) {
      const from = (row + reflect(box.left + x, width)) * 4;
      const to = y * box.width + x;
      planes[to] = (data[from] ?? 0) / 255;
      planes[to + area] = (data[from + 1] ?? 0) / 255;
      planes[to + 2 * area] = (data[from + 2] ?? 0) / 255;
    }
  }
  return planes;
}

function maskOfBox({ width, height, data }: MaskPlane, box: Box): Float32Array {
  const mask = new Float32Array(box.width * box.height);
  for (let y = 0; y < box.height; y += 1) {
    const row = reflect(box.top + y, height) * width;
    for (let x = 0; x < box.width; x += 1) {
      mask[y * box.width + x] = (data[row + reflect(box.left + x, width)] ?? 0) > 0 ? 1 : 0;
    }
  }
  return mask;
}

function resizePlanes(planes: Float32Array, from: Size, to: Size): Float32Array {
  if (from.width === to.width && from.height === to.height) return planes;
  const count = planes.length / (from.width * from.height);
  const result = new Float32Array(count * to.width * to.height);
  for (let plane = 0; plane < count; plane += 1) {
    const area = from.width * from.height;
    const values = planes.subarray(plane * area, (plane + 1) * area);
    result.set(resizePlane(values, from, to), plane * to.width * to.height);
  }
  return result;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The inputs of an inpainting network: `planes` 0 to 1, `hole` 1 where the picture is to change. */
export function inpaintFeeds(
  model: ModelManifest,
  planes: Float32Array,
  hole: Float32Array,
  size: Size,
): Readonly<Record<string, Feed>> {
  const area = size.width * size.height;
  const [low, high] = model.range;
  // Networks learnt the picture multiplied by the mask: blank is the number 0, whatever black is.
  const blankness = Math.min(Math.max(low, high), Math.max(Math.min(low, high), 0));
  const colours = new Float32Array(planes.length);
  for (let at = 0; at < planes.length; at += 1) {
    const blank = model.blankHole && (hole[at % area] ?? 0) > 0;
    colours[at] = blank ? blankness : low + (planes[at] ?? 0) * (high - low);
  }
  const one = model.dtype === 'uint8' ? 255 : 1;
  const mask = hole.map(
    (value) => (model.maskOnes === 'hole' ? value : 1 - value) * one - model.maskOffset,
  );
  switch (model.mask) {
    case 'none':
      return { [model.input]: feedOf(colours, model, size) };
    case 'input': {
      const dims = model.layout === 'NCHW' ? [1, 1, ...sides(size)] : [1, ...sides(size), 1];
      return {
        [model.input]: feedOf(colours, model, size),
        [model.maskInput ?? 'mask']: { type: model.dtype, dims, data: mask },
      };
    }
    case 'after_colours':
    case 'before_colours': {
      const at = model.mask === 'after_colours' ? 'after' : 'before';
      return { [model.input]: feedOf(colours, model, size, { plane: mask, at }) };
    }
  }
}

const sides = ({ width, height }: Size): readonly number[] => [height, width];

/**
 * Fills what a mask marks. Gives the pixels of the whole picture; those that the mask leaves at 0
 * are the same bytes as before, alpha is the picture's own.
 */
export async function inpaintWithModel(
  picture: Pixels,
  mask: MaskPlane,
  options: ModelOptions,
): Promise<Result<RanOn & { readonly data: Uint8ClampedArray }>> {
  const { model, signal } = options;
  if (mask.width !== picture.width || mask.height !== picture.height) {
    return fail({ code: 'invalid_input', field: 'mask', reason: 'it has another size' });
  }
  const boxes = islands(mask);
  if (boxes.length === 0) {
    return fail({ code: 'invalid_input', field: 'mask', reason: 'it marks nothing' });
  }
  const opened = await openModel(options);
  if (!opened.ok) return opened;
  const network = opened.value;
  const size = networkSize(model);
  const filled: Pixels = { ...picture, data: new Uint8ClampedArray(picture.data) };
  try {
    for (const [index, island] of boxes.entries()) {
      if (signal.aborted) return fail({ code: 'cancelled' });
      const crop = cropAround(island, picture, size);
      const planes = resizePlanes(planesOfBox(filled, crop), crop, size);
      // A pixel that is partly hole is hole.
      const hole = resizePlane(maskOfBox(mask, crop), crop, size).map((part) => (part > 0 ? 1 : 0));
      const answer = await network.run(inpaintFeeds(model, planes, hole, size), model.output);
      if (!answer.ok) return answer;
      const made = planesOf(answer.value.data, model, size);
      if (!made) return wrongAnswer(model, answer.value.dims);
      putBack(filled, mask, island, crop, resizePlanes(made, size, crop), model.outputRange);
      options.onStep?.((index + 1) / boxes.length, network.backend);
    }
    return ok({ data: filled.data, backend: network.backend, threads: network.threads });
  } finally {
    await network.release();
  }
}

/** Writes the masked pixels of one island; a mask between 0 and 255 mixes. */
function putBack(
  { width, data }: Pixels,
  mask: MaskPlane,
  island: Box,
  crop: Box,
  planes: Float32Array,
  [low, high]: ModelManifest['outputRange'],
): void {
  const area = crop.width * crop.height;
  for (let y = island.top; y < island.top + island.height; y += 1) {
    for (let x = island.left; x < island.left + island.width; x += 1) {
      const share = (mask.data[y * width + x] ?? 0) / 255;
      if (share === 0) continue;
      const from = (y - crop.top) * crop.width + x - crop.left;
      const to = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        const made = (((planes[from + channel * area] ?? 0) - low) / (high - low)) * 255;
        const old = data[to + channel] ?? 0;
        data[to + channel] = old + (Math.min(255, Math.max(0, made)) - old) * share;
      }
    }
  }
}

const wrongAnswer = (model: RunnableModel, dims: readonly number[]): Result<never> =>
  fail({
    code: 'model_failed',
    model: model.id,
    reason: `its answer has the shape ${dims.join(' × ')}`,
  });

/** The matte of a picture: one byte a pixel, 255 where the subject is. */
export async function matteWithModel(
  picture: Pixels,
  options: ModelOptions,
): Promise<Result<RanOn & { readonly data: Uint8ClampedArray }>> {
  const { model, signal } = options;
  const opened = await openModel(options);
  if (!opened.ok) return opened;
  const network = opened.value;
  const size = networkSize(model);
  try {
    if (signal.aborted) return fail({ code: 'cancelled' });
    const whole: Box = { left: 0, top: 0, width: picture.width, height: picture.height };
    const planes = resizePlanes(planesOfBox(picture, whole), whole, size);
    const [low, high] = model.range;
    const feed = feedOf(
      planes.map((value) => low + value * (high - low)),
      model,
      size,
    );
    const answer = await network.run({ [model.input]: feed }, model.output);
    if (!answer.ok) return answer;
    const { data, dims } = answer.value;
    if (data.length !== size.width * size.height) return wrongAnswer(model, dims);
    const matte = resizePlane(activated(data, model), size, picture);
    options.onStep?.(1, network.backend);
    return ok({
      data: Uint8ClampedArray.from(matte, (value) => Math.round(value * 255)),
      backend: network.backend,
      threads: network.threads,
    });
  } finally {
    await network.release();
  }
}

/** The answer as shares of 0 to 1. */
function activated(data: Float32Array, model: ModelManifest): Float32Array {
  const unit = (low: number, high: number): Float32Array =>
    data.map((value) => Math.min(1, Math.max(0, (value - low) / (high - low || 1))));
  switch (model.activation) {
    case 'none':
      return unit(model.outputRange[0], model.outputRange[1]);
    case 'sigmoid':
      return data.map((value) => 1 / (1 + Math.exp(-value)));
    case 'stretch': {
      let [least, most] = [Infinity, -Infinity];
      for (const value of data) {
        if (value < least) least = value;
        if (value > most) most = value;
      }
      return unit(least, most);
    }
  }
}
