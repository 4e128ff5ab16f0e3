/** What can fill a hole: our own two methods, or a model that was added. */
import type { Generation } from '#domain/asset.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Crop } from '#media/inpaint/crop.ts';
import { fillPatches } from '#media/inpaint/fill.ts';
import { hole } from '#media/inpaint/membrane.ts';
import { fillSmooth } from '#media/inpaint/smooth.ts';

import { addedModelGeneration, isModelId, openAddedModel } from '../added-model.ts';
import type { TaskContext } from '../context.ts';

import { inpaintGeneration, type InpaintParams } from './task.ts';

/** Fills the hole of a crop in place; `onProgress` gets 0–1. Says what it really was. */
type Fill = (
  crop: Crop,
  onProgress: (fraction: number) => void,
) => Promise<Result<{ readonly wasSmooth: boolean }>>;

export interface Filler {
  readonly fill: Fill;
  readonly generation: Generation;
  /** Whether all areas are better filled in one go: opening it costs more than looking at more. */
  readonly takesAll: boolean;
}

/** Longest time in milliseconds that is worked before other events, a cancel say, get their turn. */
const turn = 40;

const nothingLeft: Result<never> = fail({
  code: 'invalid_input',
  field: 'mask',
  reason: 'it covers all that can be seen, so nothing is left to fill from',
});

/** Opens the filler that the settings ask for. */
export async function openFiller(
  params: InpaintParams,
  context: TaskContext,
): Promise<Result<Filler>> {
  const generation = inpaintGeneration(params);
  if (params.method === 'smooth') {
    return ok({ fill: smoothFill, generation, takesAll: false });
  }
  if (params.method === 'patchmatch') {
    return ok({ fill: patchFill(params.seed, context.signal), generation, takesAll: false });
  }
  if (!isModelId(params.method)) {
    return fail({ code: 'invalid_input', field: 'method', reason: 'there is no such method' });
  }
  return openModelFiller(params, context);
}

const smoothFill: Fill = async ({ pixels, state, left, right, top, bottom }, onProgress) => {
  if (!fillSmooth(pixels, state, right - left, bottom - top)) return nothingLeft;
  onProgress(1);
  return ok({ wasSmooth: true });
};

const patchFill =
  (seed: number, signal: AbortSignal): Fill =>
  async ({ pixels, state, left, right, top, bottom }, onProgress) => {
    const steps = fillPatches(pixels, state, right - left, bottom - top, seed);
    let since = performance.now();
    for (;;) {
      const step = steps.next();
      if (step.done === true) {
        return step.value ? ok({ wasSmooth: step.value === 'smooth' }) : nothingLeft;
      }
      if (performance.now() - since < turn) continue;
      onProgress(step.value);
      await new Promise<void>((resolve) => {
        setTimeout(resolve);
      });
      signal.throwIfAborted();
      since = performance.now();
    }
  };

async function openModelFiller(
  params: InpaintParams,
  context: TaskContext,
): Promise<Result<Filler>> {
  if (!isModelId(params.method)) return nothingLeft;
  const opened = await openAddedModel(context, params.method, 'inpaint');
  if (!opened.ok) return opened;
  const { model, bytes, choice, chosen } = opened.value;
  const { inpaintWithModel } = await import('#models/local/mask-model.ts');
  const fill: Fill = async (crop, onProgress) => {
    const size = { width: crop.right - crop.left, height: crop.bottom - crop.top };
    const mask = { ...size, data: crop.state.map((state) => (state === hole ? 255 : 0)) };
    const made = await inpaintWithModel({ ...size, data: crop.pixels }, mask, {
      model,
      bytes,
      choice,
      signal: context.signal,
      onStep: onProgress,
    });
    if (!made.ok) return made;
    crop.pixels.set(made.value.data);
    return ok({ wasSmooth: false });
  };
  return ok({ fill, generation: addedModelGeneration(chosen, params), takesAll: true });
}
