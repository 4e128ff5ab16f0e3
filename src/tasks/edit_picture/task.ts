import * as z from 'zod/mini';

import type { AssetRow } from '#domain/asset.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import { changesNothing, editsSchema } from '#media/edit/edits.ts';
import { editedSize } from '#media/edit/frame.ts';

import { derivedName } from '../derived-name.ts';
import { resultFormat, sizeRefusal } from '../result-format.ts';
import { parseSettings } from '../parse-settings.ts';

import { about } from './about.ts';

const settings = z.strictObject({
  edits: editsSchema,
  format: z._default(z.enum(['same', 'png']), 'same'),
});

export type EditPictureParams = z.infer<typeof settings>;

function refuses(source: AssetRow, params: EditPictureParams): string | null {
  if (source.state !== 'ready' || source.blob === null) return 'The picture is not ready yet.';
  if (source.format === 'svg') return 'Browsers cannot draw SVG in the background.';
  if (changesNothing(params.edits)) return 'Nothing is edited: there is nothing to do.';
  if (source.width === null || source.height === null) return null;
  const size = editedSize({ width: source.width, height: source.height }, params.edits);
  return sizeRefusal(size.width, size.height, resultFormat(source.format, params.format));
}

/** Crop, turn, straighten, light, levels and curves as a list; the editor makes it. */
export const editPicture: TaskKind<EditPictureParams> = {
  ...about,
  fields: [
    {
      type: 'choice',
      name: 'format',
      label: 'Format',
      options: [
        { value: 'same', label: 'Same as original', help: 'JPEG and WebP; PNG for all others.' },
        { value: 'png', label: 'PNG', help: 'Loses nothing.' },
      ],
      initial: 'same',
    },
  ],
  parse: (given) => parseSettings(settings, given),
  refuses,
  placeholder: (source, params) => {
    const format = resultFormat(source.format, params.format);
    const size =
      source.width === null || source.height === null
        ? {}
        : editedSize({ width: source.width, height: source.height }, params.edits);
    return {
      kind: 'image',
      name: derivedName(source.name, 'edited', format),
      provenance: 'enhanced',
      ...size,
      format,
      generation: { provider: 'inkreel', model: 'edit 1', params },
    };
  },
};
