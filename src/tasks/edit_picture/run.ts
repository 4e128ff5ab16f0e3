/** Edits one picture: shape, then light and colour, strip by strip, into a new file. */
import { failureFrom } from '#domain/failure.ts';
import { fail, ok } from '#domain/result.ts';
import { edited } from '#media/edit/apply.ts';

import type { Run } from '../context.ts';
import { sizeRefusal } from '../result-format.ts';
import { openSource } from '../open-picture.ts';
import { writePicture } from '../write-picture.ts';

import { type EditPictureParams, resultFormat } from './task.ts';

/** Quality of JPEG and WebP results, high because editing should not lose anything. */
const quality = 95;

export const run: Run<EditPictureParams> = async (params, context) => {
  try {
    const opened = await openSource(context);
    if (!opened.ok) return opened;
    const { image, metadata } = opened.value;
    try {
      const format = resultFormat(opened.value.format, params);
      const picture = edited(image, params.edits, image.hasAlpha);
      const refusal = sizeRefusal(picture.width, picture.height, format);
      if (refusal) return fail({ code: 'too_large', what: 'the result', limit: refusal });
      const { hasAlpha } = image;
      const written = await writePicture(picture, { format, quality, hasAlpha, metadata }, context);
      if (!written.ok) return written;
      const { file, leftOut } = written.value;
      return ok({
        file,
        generation: { provider: 'inkreel', model: 'edit 1', params },
        result: leftOut.length > 0 ? { metadata_left_out: leftOut } : {},
      });
    } finally {
      image.close();
    }
  } catch (thrown) {
    return fail(context.signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
  }
};
