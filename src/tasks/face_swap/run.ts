/**
 * Swaps one face: both pictures are opened, faces that nobody has placed are found, a patch is
 * made, and the picture is written with it.
 */
import type { FacePoints } from '#domain/face.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { laidBack } from '#media/face/align.ts';
import { faceBox } from '#media/face/blend-face.ts';
import { mostFacePixels, swapFace } from '#media/face/swap.ts';
import type { PixelSource } from '#media/image/pixels.ts';
import { withPatches, type Patch } from '#media/inpaint/crop.ts';

import { isModelId, openAddedModel } from '../added-model.ts';
import type { Run, TaskContext } from '../context.ts';
import { openDetector } from '../find_faces/detector.ts';
import { onPicture, partOf } from '../on-picture.ts';
import { openFurther } from '../open-further.ts';
import { faithfulQuality as quality, formatFor, resultFormat } from '../result-format.ts';
import { leftOutNote, writePicture } from '../write-picture.ts';

import { faceGeneration } from './generation.ts';
import type { FaceSwapParams } from './task.ts';

/** Both faces of a swap, placed; how many there were where they were found. */
interface Placed {
  readonly to: FacePoints;
  readonly from: FacePoints;
  readonly notes: { readonly faces_found?: number };
}

export const run: Run<FaceSwapParams> = onPicture(async (opened, params, context) => {
  const { image, metadata } = opened;
  const format = formatFor(resultFormat(opened.format, params.format), image);
  if (!format.ok) return format;
  context.progress(0.05, 'reading the other face');
  const further = await openFurther(context, 'face', params.face);
  if (!further.ok) return further;
  const swapped = await (async () => {
    try {
      return await swap(image, further.value.image, params, context);
    } finally {
      further.value.image.close();
    }
  })();
  if (!swapped.ok) return swapped;
  const { patch, notes } = swapped.value;
  context.signal.throwIfAborted();
  context.progress(0.5, 'writing');
  const hasAlpha = image.hasAlpha && format.value !== 'jpeg';
  const written = await writePicture(
    withPatches(image, [patch]),
    { format: format.value, quality, hasAlpha, metadata },
    partOf(context, 0.5),
  );
  if (!written.ok) return written;
  return ok({
    file: written.value.file,
    references: [further.value.id],
    generation: faceGeneration(params),
    result: { ...notes, ...leftOutNote(written.value) },
  });
});

/** What came of a way to swap; no patch where the place lies outside of the picture. */
interface Made {
  readonly patch: Patch | null;
  readonly backend?: string;
}

async function swap(
  image: PixelSource,
  face: PixelSource,
  params: FaceSwapParams,
  context: TaskContext,
): Promise<Result<{ readonly patch: Patch; readonly notes: Readonly<Record<string, unknown>> }>> {
  const placed = await place(image, face, params, partOf(context, 0.05, 0.3));
  if (!placed.ok) return placed;
  const { to, from, notes } = placed.value;
  const { left, top, right, bottom } = faceBox(to, image);
  if ((right - left) * (bottom - top) > mostFacePixels) {
    const limit = `${mostFacePixels / 1e6} megapixels; shrink a copy of the picture first`;
    return fail({ code: 'too_large', what: 'The face', limit });
  }
  const options = {
    strength: params.strength / 100,
    colour: params.colour / 100,
    feather: params.feather / 100,
  };
  const made: Result<Made> =
    params.method === 'warp'
      ? ok({ patch: swapFace(image, to, face, from, options) })
      : await byModel();
  if (!made.ok) return made;
  const { patch, backend } = made.value;
  if (!patch) {
    const reason = 'the points lie outside of the picture';
    return fail({ code: 'invalid_input', field: 'to', reason });
  }
  return ok({ patch, notes: { ...notes, ...(backend === undefined ? {} : { backend }) } });

  async function byModel(): Promise<Result<Made>> {
    if (!isModelId(params.method)) {
      const reason = 'there is no such method';
      return fail({ code: 'invalid_input', field: 'method', reason });
    }
    const opened = await openAddedModel(context, params.method, 'face_swap');
    if (!opened.ok) return opened;
    const { model, bytes, choice } = opened.value;
    context.progress(0.3, 'asking the model');
    const { swapWithModel } = await import('#models/local/face/swap.ts');
    const onto = { picture: image, points: to };
    const other = { picture: face, points: from };
    const { signal } = context;
    const answer = await swapWithModel(onto, other, { model, bytes, choice, signal });
    if (!answer.ok) return answer;
    const patch = laidBack(image, to, answer.value.face, options);
    return ok({ patch, backend: answer.value.backend });
  }
}

/** Where both faces are: as given, or as the detector finds them. */
async function place(
  image: PixelSource,
  face: PixelSource,
  { to, from, detector }: FaceSwapParams,
  context: TaskContext,
): Promise<Result<Placed>> {
  if (to && from) return ok({ to, from, notes: {} });
  const opened = await openDetector(detector, context);
  if (!opened.ok) return opened;
  const find = async (
    picture: PixelSource,
    where: string,
  ): Promise<Result<{ readonly points: FacePoints; readonly count: number | null }>> => {
    const found = await opened.value.find(picture);
    if (!found.ok) return found;
    const [largest] = found.value.faces;
    if (largest) return ok({ points: largest.points, count: found.value.faces.length });
    const reason = `no face was found in ${where}: place its points in the editor`;
    return fail({ code: 'invalid_input', reason });
  };
  const there = to ? ok({ points: to, count: null }) : await find(image, 'this picture');
  if (!there.ok) return there;
  const here = from
    ? ok({ points: from, count: null })
    : await find(face, 'the picture of the new face');
  if (!here.ok) return here;
  const { points, count } = there.value;
  const notes = count === null ? {} : { faces_found: count };
  return ok({ to: points, from: here.value.points, notes });
}
