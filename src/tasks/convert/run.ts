/** Converts one picture: decode, resize, put on a ground, encode, store. */
import { failureFrom } from '#domain/failure.ts';
import { fail, ok } from '#domain/result.ts';
import { onGround, resampled, type Colour } from '#media/image/views.ts';

import type { Run } from '../context.ts';
import { openSource } from '../open-picture.ts';
import { writePicture } from '../write-picture.ts';

import { resultSize, sizeRefusal, type ConvertParams } from './task.ts';

const colourOf = (hex: string): Colour => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
];

export const run: Run<ConvertParams> = async (params, context) => {
  try {
    const opened = await openSource(context);
    if (!opened.ok) return opened;
    const { image, metadata } = opened.value;
    try {
      const size = resultSize(image, params);
      const refusal = sizeRefusal(size, params);
      if (refusal) return fail({ code: 'too_large', what: 'the result', limit: refusal });
      const isResized = size.width !== image.width || size.height !== image.height;
      const { hasAlpha } = image;
      const sized = isResized ? resampled(image, { ...size, hasAlpha }) : image;
      const losesAlpha = hasAlpha && params.format === 'jpeg';
      const picture = losesAlpha ? onGround(sized, colourOf(params.background)) : sized;
      // Colours are not converted, so a profile must stay even where all else is taken out.
      const { icc, profileName } = metadata;
      const profile = {
        ...(icc && { icc }),
        ...(profileName === undefined ? {} : { profileName }),
      };
      const kept = params.keep_metadata ? metadata : profile;
      const written = await writePicture(
        picture,
        {
          format: params.format,
          quality: params.quality,
          hasAlpha: hasAlpha && !losesAlpha,
          metadata: kept,
        },
        context,
      );
      if (!written.ok) return written;
      const { file, leftOut } = written.value;
      const wished = resultSize(image, { ...params, enlarge: true });
      return ok({
        file,
        generation: { provider: 'inkreel', model: 'convert 1', params },
        result: {
          width: size.width,
          height: size.height,
          ...(leftOut.length > 0 ? { metadata_left_out: leftOut } : {}),
          ...(wished.width > size.width ? { kept_size: true } : {}),
          ...(size.width > image.width ? { enlarged: true } : {}),
          ...(losesAlpha ? { transparency_lost: true } : {}),
        },
      });
    } finally {
      image.close();
    }
  } catch (thrown) {
    return fail(context.signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
  }
};
