/** Enhances one picture: levels, then grain, then sharpness, strip by strip. */
import { failureFrom } from '#domain/failure.ts';
import { fail, ok } from '#domain/result.ts';
import { sharpened } from '#media/image/filters.ts';
import { withLevels } from '#media/image/levels.ts';
import { denoised } from '#media/image/non-local.ts';
import type { PixelSource } from '#media/image/pixels.ts';

import type { Run } from '../context.ts';
import { openSource } from '../open-picture.ts';
import { resultFormat, sizeRefusal } from '../result-format.ts';
import { writePicture } from '../write-picture.ts';

import type { EnhanceParams } from './task.ts';

/** Quality of JPEG and WebP results, high because enhancing should not lose anything. */
const quality = 95;

export const run: Run<EnhanceParams> = async (params, context) => {
  try {
    const opened = await openSource(context);
    if (!opened.ok) return opened;
    const { image, metadata } = opened.value;
    try {
      const format = resultFormat(opened.value.format, params.format);
      const refusal = sizeRefusal(image.width, image.height, format);
      if (refusal) return fail({ code: 'too_large', what: 'the result', limit: refusal });
      let picture: PixelSource = image;
      // Sharpening comes last, or it would lift the very grain that denoising takes away.
      if (params.levels > 0) picture = withLevels(picture, params.levels / 100, params.levels_by);
      if (params.denoise > 0) picture = denoised(picture, params.denoise / 100);
      if (params.sharpen > 0) picture = sharpened(picture, params.sharpen / 100);
      const hasAlpha = image.hasAlpha && format !== 'jpeg';
      const written = await writePicture(picture, { format, quality, hasAlpha, metadata }, context);
      if (!written.ok) return written;
      const { file, leftOut } = written.value;
      return ok({
        file,
        generation: { provider: 'inkreel', model: 'enhance 2', params },
        result: leftOut.length > 0 ? { metadata_left_out: leftOut } : {},
      });
    } finally {
      image.close();
    }
  } catch (thrown) {
    return fail(context.signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
  }
};
