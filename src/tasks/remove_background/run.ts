/** Cuts the subject of one picture out: found small, its edge refined at full size. */
import type { Generation } from '#domain/asset.ts';
import type { TaskOutput } from '#domain/contract/engine.ts';
import type { AssetId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { PixelSource } from '#media/image/pixels.ts';
import { colourOf, onGround, resampled } from '#media/image/views.ts';
import { longStep } from '#media/long-step.ts';
import { cutOut, matteOnly, withoutHidden } from '#media/matting/cut-out.ts';
import type { WorkPicture } from '#media/matting/grab-cut.ts';
import { matteOf } from '#media/matting/refine.ts';
import { findSubject, shrunkHints } from '#media/matting/subject.ts';

import { addedModelGeneration, isModelId, openAddedModel } from '../added-model.ts';
import type { Run, TaskContext } from '../context.ts';
import { onPicture, partOf } from '../on-picture.ts';
import { openMask } from '../open-mask.ts';
import { leftOutNote, writePicture } from '../write-picture.ts';

import { cutOutGeneration, sizeRefusal, type CutOutParams } from './task.ts';
import { writeGrey } from './write-grey.ts';

/** Quality of WebP results. */
const quality = 92;
/** Most pixels on which the subject is looked for, by colours and by a model. */
const workPixels = { strokes: 300_000, model: 1_000_000 };
/** Most pixels of strokes that are read. */
const mostHints = 16_000_000;
/** Share of the progress that is finding the subject; the rest is writing. */
const findingShare = 0.4;

/** What was found of the subject, at working size, and how. */
interface Found {
  /** Share of the subject in each pixel, 0–1. */
  readonly labels: Float32Array;
  readonly generation: Generation;
  readonly references: readonly AssetId[];
  readonly notes: Readonly<Record<string, unknown>>;
}

export const run: Run<CutOutParams> = onPicture(async ({ image, metadata }, params, context) => {
  const limit = sizeRefusal(image.width, image.height, params.output);
  if (limit) return fail({ code: 'too_large', what: 'the result', limit });
  const isModel = params.method !== 'strokes';
  const most = isModel ? workPixels.model : workPixels.strokes;
  const work = await longStep(() => workPicture(image, image.hasAlpha, most));
  const found = await (isModel
    ? byModel(work, params, context)
    : byColours(work, image, params, context));
  if (!found.ok) return found;
  context.signal.throwIfAborted();
  const { labels, generation, references, notes } = found.value;
  context.progress(findingShare);
  const cut = cutOut(image, matteOf(work, labels, isModel), params.feather);
  const written = await writeOutput(cut, params, partOf(context, findingShare), metadata);
  if (!written.ok) return written;
  const share = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  return ok({
    ...written.value,
    references,
    generation,
    result: {
      subject_share: Math.round(share * 1000) / 1000,
      ...notes,
      ...written.value.result,
    },
  });
});

/** The picture small enough to look for the subject in it. */
function workPicture(image: PixelSource, hasAlpha: boolean, most: number): WorkPicture {
  const { width, height } = image;
  const scale = Math.min(1, Math.sqrt(most / (width * height)));
  const size = {
    width: Math.max(1, Math.floor(width * scale)),
    height: Math.max(1, Math.floor(height * scale)),
  };
  const small = scale === 1 ? image : resampled(image, { ...size, hasAlpha });
  return { ...size, pixels: small.read(0, 0, size.width, size.height) };
}

async function byColours(
  work: WorkPicture,
  image: PixelSource,
  params: CutOutParams,
  context: TaskContext,
): Promise<Result<Found>> {
  const references: AssetId[] = [];
  const notes: Record<string, unknown> = {};
  let hints: Uint8Array | null = null;
  if (params.hints !== null) {
    const scale = Math.min(1, Math.sqrt(mostHints / (image.width * image.height)));
    const size = {
      width: Math.max(work.width, Math.round(image.width * scale)),
      height: Math.max(work.height, Math.round(image.height * scale)),
    };
    const opened = await openMask(context, 'hints', params.hints, size);
    if (!opened.ok) return opened;
    hints = shrunkHints(opened.value.plane.data, size, work);
    references.push(opened.value.id);
    if (opened.value.isStretched) notes['mask_stretched'] = true;
  }
  const found = await longStep(() => findSubject(work, { box: params.box, hints }));
  if (!found) {
    return fail({
      code: 'invalid_input',
      field: params.hints === null ? 'box' : 'hints',
      reason: 'no subject could be told from the background: draw a box or strokes on both',
    });
  }
  if (found.isGuess) notes['guessed'] = true;
  return ok({ labels: found.labels, generation: cutOutGeneration(params), references, notes });
}

async function byModel(
  work: WorkPicture,
  params: CutOutParams,
  context: TaskContext,
): Promise<Result<Found>> {
  if (!isModelId(params.method)) {
    return fail({ code: 'invalid_input', field: 'method', reason: 'there is no such method' });
  }
  const opened = await openAddedModel(context, params.method, 'matting');
  if (!opened.ok) return opened;
  const { model, bytes, choice, chosen } = opened.value;
  const { matteWithModel } = await import('#models/local/mask-model.ts');
  const picture = { width: work.width, height: work.height, data: work.pixels };
  const made = await matteWithModel(picture, { model, bytes, choice, signal: context.signal });
  if (!made.ok) return made;
  return ok({
    labels: Float32Array.from(made.value.data, (share) => share / 255),
    generation: addedModelGeneration(chosen, params),
    references: [],
    notes: { backend: made.value.backend },
  });
}

/** Writes the cut as it was asked for. */
async function writeOutput(
  cut: PixelSource,
  { output, colour }: CutOutParams,
  context: TaskContext,
  metadata: Parameters<typeof writePicture>[1]['metadata'],
): Promise<Result<Pick<TaskOutput, 'file' | 'result'>>> {
  if (output === 'mask') return writeGrey(matteOnly(cut), context);
  const isOpaque = output === 'colour';
  const picture = isOpaque ? onGround(cut, colourOf(colour)) : withoutHidden(cut);
  const written = await writePicture(
    picture,
    {
      format: output === 'webp' ? 'webp' : 'png',
      quality,
      hasAlpha: !isOpaque,
      ...(metadata && { metadata }),
    },
    context,
  );
  if (!written.ok) return written;
  return ok({ file: written.value.file, result: leftOutNote(written.value) });
}
