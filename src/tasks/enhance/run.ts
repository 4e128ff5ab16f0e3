/** Enhances one picture: levels, then grain, then sharpness, strip by strip. */
import { ok } from '#domain/result.ts';
import { sharpened } from '#media/image/filters.ts';
import { withLevels } from '#media/image/levels.ts';
import { denoised } from '#media/image/non-local.ts';
import type { PixelSource } from '#media/image/pixels.ts';

import type { Run } from '../context.ts';
import { onPicture } from '../on-picture.ts';
import { faithfulQuality as quality, formatFor, resultFormat } from '../result-format.ts';
import { leftOutNote, writePicture } from '../write-picture.ts';

import type { EnhanceParams } from './task.ts';

export const run: Run<EnhanceParams> = onPicture(async (opened, params, context) => {
  const { image, metadata } = opened;
  const format = formatFor(resultFormat(opened.format, params.format), image);
  if (!format.ok) return format;
  const hasAlpha = image.hasAlpha && format.value !== 'jpeg';
  const options = { format: format.value, quality, hasAlpha, metadata };
  const written = await writePicture(enhanced(image, params), options, context);
  if (!written.ok) return written;
  return ok({
    file: written.value.file,
    generation: { provider: 'inkreel', model: 'enhance 2', params },
    result: leftOutNote(written.value),
  });
});

/** Sharpening comes last, or it would lift the very grain that denoising takes away. */
function enhanced(image: PixelSource, params: EnhanceParams): PixelSource {
  let picture = image;
  if (params.levels > 0) picture = withLevels(picture, params.levels / 100, params.levels_by);
  if (params.denoise > 0) picture = denoised(picture, params.denoise / 100);
  if (params.sharpen > 0) picture = sharpened(picture, params.sharpen / 100);
  return picture;
}
