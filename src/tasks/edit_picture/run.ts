/** Edits one picture: shape, then light and colour, strip by strip, into a new file. */
import { ok } from '#domain/result.ts';
import { edited } from '#media/edit/apply.ts';

import type { Run } from '../context.ts';
import { onPicture } from '../on-picture.ts';
import { faithfulQuality as quality, formatFor, resultFormat } from '../result-format.ts';
import { leftOutNote, writePicture } from '../write-picture.ts';

import type { EditPictureParams } from './task.ts';

export const run: Run<EditPictureParams> = onPicture(async (opened, params, context) => {
  const { image, metadata } = opened;
  const { hasAlpha } = image;
  const picture = edited(image, params.edits, hasAlpha);
  const format = formatFor(resultFormat(opened.format, params.format), picture);
  if (!format.ok) return format;
  const options = { format: format.value, quality, hasAlpha, metadata };
  const written = await writePicture(picture, options, context);
  if (!written.ok) return written;
  return ok({
    file: written.value.file,
    generation: { provider: 'inkreel', model: 'edit 1', params },
    result: leftOutNote(written.value),
  });
});
