import * as z from 'zod/mini';

import type { AssetRow } from '#domain/asset.ts';
import { faceRefusal } from '#domain/face.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { formatField, percentField } from '../common-fields.ts';
import { derivedName } from '../derived-name.ts';
import { parseSettings } from '../parse-settings.ts';
import { resultFormat, sizeRefusal } from '../result-format.ts';

import { about } from './about.ts';

/** Places in pixels of the upright picture; a face may reach beyond its edge. */
const coordinate = z.number().check(z.gte(-20_000), z.lte(90_000));
const point = z.strictObject({ x: coordinate, y: coordinate });
const points = z
  .strictObject({
    eyeLeft: point,
    eyeRight: point,
    nose: point,
    mouthLeft: point,
    mouthRight: point,
  })
  .check((context) => {
    const reason = faceRefusal(context.value);
    if (reason) context.issues.push({ code: 'custom', message: reason, input: context.value });
  });
const percent = z.int().check(z.gte(0), z.lte(100));

const settings = z.strictObject({
  /** Asset from which the face is taken. */
  face: z.string().check(z.minLength(1, 'choose a face'), z.maxLength(64)),
  /** The five points of the face there. */
  from: points,
  /** The five points of the face that it takes the place of. */
  to: points,
  /** Percent: how much of the new face shows. */
  strength: z._default(percent.check(z.gte(1)), 100),
  /** Percent: how far its colours are brought to those of the old one. */
  colour: z._default(percent, 80),
  /** Percent of the face over which it fades into the picture. */
  feather: z._default(percent, 18),
  format: z._default(z.enum(['png', 'same']), 'png'),
});

export type FaceSwapParams = z.infer<typeof settings>;

function refuses(source: AssetRow, params: FaceSwapParams): string | null {
  if (source.state !== 'ready' || source.blob === null) return 'The picture is not ready yet.';
  if (source.format === 'svg') return 'A drawing in SVG has no pixels: convert it to PNG first.';
  if (source.width === null || source.height === null) return null;
  return sizeRefusal(source.width, source.height, resultFormat(source.format, params.format));
}

/** Puts a face in the place of another: plain geometry and arithmetic, no model. */
export const faceSwap: TaskKind<FaceSwapParams> = {
  ...about,
  fields: [
    percentField('strength', 'Strength', 'Less lets the old face show through.', 100, 1),
    percentField('colour', 'Match colours', 'Brings skin and light to those of the picture.', 80),
    percentField(
      'feather',
      'Soft edge',
      'Share of the face over which it fades into the picture.',
      18,
    ),
    formatField('All but the face stays exactly as it is.'),
  ],
  parse: (given) => parseSettings(settings, given),
  refuses,
  placeholder: (source, params) => {
    const format = resultFormat(source.format, params.format);
    return {
      kind: 'image',
      name: derivedName(source.name, 'face swapped', format),
      provenance: 'enhanced',
      ...(source.width === null ? {} : { width: source.width }),
      ...(source.height === null ? {} : { height: source.height }),
      format,
      generation: { provider: 'inkreel', model: 'face swap 1', params },
    };
  },
};
