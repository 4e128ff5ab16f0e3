/** The one tile that a model is tested with: soft shapes in colour, and a hole in the middle. */
import type { ModelPort } from '#domain/local-model.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { RunnableModel } from '../manifest.ts';
import { inpaintFeeds, networkSize } from '../mask-model.ts';
import type { Feed } from '../network.ts';
import { feedOf } from '../tensors.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Most numbers that a test may put in or wait for: what a browser tab survives. */
const mostElements = 64_000_000;

/** Size of the tile: the network's own, or a small one that it can take. */
export function trialSize(model: RunnableModel): Size {
  if (model.fixed) return model.fixed;
  if (model.task === 'inpaint' || model.task === 'matting') return networkSize(model);
  const side = Math.ceil(64 / model.multipleOf) * model.multipleOf;
  return { width: side, height: side };
}

/** Red runs across, green down, blue in circles; all between a tenth and nine tenths. */
function pattern({ width, height }: Size): Float32Array {
  const area = width * height;
  const planes = new Float32Array(3 * area);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const far = Math.hypot(x - width / 2, y - height / 2) / Math.max(width, height);
      planes[at] = 0.1 + (0.8 * x) / Math.max(1, width - 1);
      planes[at + area] = 0.1 + (0.8 * y) / Math.max(1, height - 1);
      planes[at + 2 * area] = 0.5 + 0.4 * Math.cos(far * 20);
    }
  }
  return planes;
}

/** A hole over the middle quarter. */
function hole({ width, height }: Size): Float32Array {
  const mask = new Float32Array(width * height);
  for (let y = Math.floor(height * 0.375); y < height * 0.625; y += 1) {
    for (let x = Math.floor(width * 0.375); x < width * 0.625; x += 1) mask[y * width + x] = 1;
  }
  return mask;
}

/** Everything that the network wants to be given. */
export function trialFeeds(
  model: RunnableModel,
  inputs: readonly ModelPort[],
): Result<Readonly<Record<string, Feed>>> {
  const size = trialSize(model);
  const elements = 4 * size.width * size.height * Math.max(1, model.scale) ** 2;
  if (elements > mostElements) return fail({ code: 'out_of_memory', what: 'one tile of it' });
  if (model.task === 'inpaint') return ok(inpaintFeeds(model, pattern(size), hole(size), size));
  if (model.task === 'upscale' || model.task === 'matting') {
    const [low, high] = model.range;
    const planes = pattern(size).map((value) => low + value * (high - low));
    return ok({ [model.input]: feedOf(planes, model, size) });
  }
  return emptyFeeds(inputs, size);
}

/** Nothing but zeros: shows that it loads and runs, no more. */
function emptyFeeds(
  inputs: readonly ModelPort[],
  { width, height }: Size,
): Result<Readonly<Record<string, Feed>>> {
  const feeds: Record<string, Feed> = {};
  for (const { name, type, dims } of inputs) {
    if (type !== 'float32' && type !== 'float16' && type !== 'uint8') {
      return fail({ code: 'unsupported', what: `its input “${name}”`, reason: `it is ${type}` });
    }
    const last = dims.length - 1;
    const sides = dims.map((dim, at) =>
      typeof dim === 'number' ? dim : at === last ? width : at === last - 1 ? height : 1,
    );
    const elements = sides.reduce((product, side) => product * side, 1);
    if (elements > mostElements)
      return fail({ code: 'out_of_memory', what: `its input “${name}”` });
    feeds[name] = { type, dims: sides, data: new Float32Array(elements) };
  }
  return ok(feeds);
}
