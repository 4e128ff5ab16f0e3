/** Swaps one face: both pictures are opened, a patch is made, and the picture is written with it. */
import { fail, ok } from '#domain/result.ts';
import { faceBox, mostFacePixels, swapFace } from '#media/face/swap.ts';
import { withPatches } from '#media/inpaint/crop.ts';

import type { Run } from '../context.ts';
import { onPicture, partOf } from '../on-picture.ts';
import { openFurther } from '../open-further.ts';
import { faithfulQuality as quality, formatFor, resultFormat } from '../result-format.ts';
import { leftOutNote, writePicture } from '../write-picture.ts';

import type { FaceSwapParams } from './task.ts';

export const run: Run<FaceSwapParams> = onPicture(async (opened, params, context) => {
  const { image, metadata } = opened;
  const format = formatFor(resultFormat(opened.format, params.format), image);
  if (!format.ok) return format;
  const { left, top, right, bottom } = faceBox(params.to, image);
  if ((right - left) * (bottom - top) > mostFacePixels) {
    const limit = `${mostFacePixels / 1e6} megapixels; shrink a copy of the picture first`;
    return fail({ code: 'too_large', what: 'The face', limit });
  }
  context.progress(0.1, 'reading the other face');
  const further = await openFurther(context, 'face', params.face);
  if (!further.ok) return further;
  const patch = (() => {
    try {
      return swapFace(image, params.to, further.value.image, params.from, {
        strength: params.strength / 100,
        colour: params.colour / 100,
        feather: params.feather / 100,
      });
    } finally {
      further.value.image.close();
    }
  })();
  if (!patch) {
    const reason = 'the points lie outside of the picture';
    return fail({ code: 'invalid_input', field: 'to', reason });
  }
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
    generation: { provider: 'inkreel', model: 'face swap 1', params },
    result: leftOutNote(written.value),
  });
});
