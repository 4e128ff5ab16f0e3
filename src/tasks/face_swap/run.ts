/** Swaps one face: both pictures are opened, a patch is made, and the picture is written with it. */
import { failureFrom } from '#domain/failure.ts';
import { fail, ok } from '#domain/result.ts';
import { faceBox, mostFacePixels, swapFace } from '#media/face/swap.ts';
import { withPatches } from '#media/inpaint/crop.ts';

import type { Run } from '../context.ts';
import { openFurther } from '../open-further.ts';
import { openSource } from '../open-picture.ts';
import { resultFormat, sizeRefusal } from '../result-format.ts';
import { writePicture } from '../write-picture.ts';

import type { FaceSwapParams } from './task.ts';

/** Quality of JPEG and WebP results, high because nothing else should change. */
const quality = 95;

export const run: Run<FaceSwapParams> = async (params, context) => {
  try {
    const opened = await openSource(context);
    if (!opened.ok) return opened;
    const { image, metadata } = opened.value;
    try {
      const format = resultFormat(opened.value.format, params.format);
      const refusal = sizeRefusal(image.width, image.height, format);
      if (refusal) return fail({ code: 'too_large', what: 'the result', limit: refusal });
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
      const hasAlpha = image.hasAlpha && format !== 'jpeg';
      const written = await writePicture(
        withPatches(image, [patch]),
        { format, quality, hasAlpha, metadata },
        { ...context, progress: (done) => context.progress(0.5 + 0.5 * done, 'writing') },
      );
      if (!written.ok) return written;
      const { file, leftOut } = written.value;
      return ok({
        file,
        references: [further.value.id],
        generation: { provider: 'inkreel', model: 'face swap 1', params },
        result: leftOut.length > 0 ? { metadata_left_out: leftOut } : {},
      });
    } finally {
      image.close();
    }
  } catch (thrown) {
    return fail(context.signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
  }
};
