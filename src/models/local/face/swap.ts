/**
 * Networks that swap faces from two pictures: the face that is put in and the face that goes, each
 * cut out with its points where the network's templates have them. For workers only.
 */
import type { FacePoints } from '#domain/face.ts';
import type { ModelManifest, SwapUse } from '#domain/local-model.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { alignedFace, type AlignedFace } from '#media/face/align.ts';
import type { Pixels, PixelSource } from '#media/image/pixels.ts';
import type { RunnableModel } from '../manifest.ts';
import type { Feed } from '../network.ts';
import { networkSize, openModel, type ModelOptions, type RanOn } from '../open-model.ts';
import { feedOf, planesOf } from '../tensors.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** One face of a swap: a picture and where it is in it. */
export interface PlacedFace {
  readonly picture: PixelSource;
  readonly points: FacePoints;
}

/** Planes R, G, B between black and white; what is transparent is black. */
function planesOfPixels(pixels: Pixels, [low, high]: ModelManifest['range']): Float32Array {
  const area = pixels.length / 4;
  const planes = new Float32Array(3 * area);
  for (let at = 0; at < area; at += 1) {
    const alpha = (pixels[at * 4 + 3] ?? 0) / 255;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = ((pixels[at * 4 + channel] ?? 0) / 255) * alpha;
      planes[at + channel * area] = low + value * (high - low);
    }
  }
  return planes;
}

/** Both inputs of a network that swaps faces; planes are in the ranges of the manifest. */
export function swapFeeds(
  model: ModelManifest,
  swap: SwapUse,
  target: Float32Array,
  source: Float32Array,
): Readonly<Record<string, Feed>> {
  const { layout, channelOrder, dtype } = model;
  const plain = { layout, channelOrder, dtype, mean: null, deviation: null };
  return {
    [model.input]: feedOf(target, model, networkSize(model)),
    [swap.source]: feedOf(source, plain, swap.sourceSize),
  };
}

/** The answer as pixels, opaque. */
function pixelsOf(planes: Float32Array, [low, high]: ModelManifest['outputRange']): Pixels {
  const area = planes.length / 3;
  const pixels: Pixels = new Uint8ClampedArray(area * 4);
  for (let at = 0; at < area; at += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      const value = planes[at + channel * area] ?? 0;
      pixels[at * 4 + channel] = ((value - low) / (high - low)) * 255;
    }
    pixels[at * 4 + 3] = 255;
  }
  return pixels;
}

/** The face that a network makes of two; it lies as `laidBack` takes it. */
export async function swapWithModel(
  onto: PlacedFace,
  from: PlacedFace,
  options: ModelOptions,
): Promise<Result<RanOn & { readonly face: AlignedFace }>> {
  const { model, signal } = options;
  const { swap } = model;
  if (!swap) return unfit(model, 'it is not described how it takes its two faces');
  const size: Size = networkSize(model);
  const cut = alignedFace(onto.picture, onto.points, swap.template, size);
  const other = alignedFace(from.picture, from.points, swap.sourceTemplate, swap.sourceSize);
  const opened = await openModel(options);
  if (!opened.ok) return opened;
  const network = opened.value;
  try {
    if (signal.aborted) return fail({ code: 'cancelled' });
    const feeds = swapFeeds(
      model,
      swap,
      planesOfPixels(cut.pixels, model.range),
      planesOfPixels(other.pixels, swap.sourceRange),
    );
    const answer = await network.run(feeds, model.output);
    if (!answer.ok) return answer;
    const planes = planesOf(answer.value.data, model, size);
    if (!planes) return unfit(model, `its answer has the shape ${answer.value.dims.join(' × ')}`);
    options.onStep?.(1, network.backend);
    const { backend, threads } = network;
    return ok({
      face: { ...cut, pixels: pixelsOf(planes, model.outputRange) },
      backend,
      threads,
    });
  } finally {
    await network.release();
  }
}

const unfit = ({ id }: RunnableModel, reason: string): Result<never> =>
  fail({ code: 'model_failed', model: id, reason });
