import * as z from 'zod/mini';

import type { AssetRow } from '#domain/asset.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { formatField, percentField } from '../common-fields.ts';
import { derivedName } from '../derived-name.ts';
import { parseSettings } from '../parse-settings.ts';
import { resultFormat, sizeRefusal } from '../result-format.ts';

import { about } from './about.ts';

const strength = z.int().check(z.gte(0), z.lte(100));
const settings = z.strictObject({
  levels: z._default(strength, 70),
  levels_by: z._default(z.enum(['brightness', 'channels']), 'brightness'),
  denoise: z._default(strength, 20),
  sharpen: z._default(strength, 30),
  format: z._default(z.enum(['png', 'same']), 'png'),
});

export type EnhanceParams = z.infer<typeof settings>;

function refuses(source: AssetRow, params: EnhanceParams): string | null {
  if (source.state !== 'ready' || source.blob === null) return 'The picture is not ready yet.';
  if (source.format === 'svg') return 'Browsers cannot draw SVG in the background.';
  if (params.levels + params.denoise + params.sharpen === 0) {
    return 'Everything is set to 0: there is nothing to do.';
  }
  if (source.width === null || source.height === null) return null;
  return sizeRefusal(source.width, source.height, resultFormat(source.format, params.format));
}

/** Clears and crispens a picture by plain arithmetic; no model. */
export const enhance: TaskKind<EnhanceParams> = {
  ...about,
  fields: [
    percentField(
      'levels',
      'Auto levels',
      'Stretches the darkest and lightest parts to black and white.',
      70,
    ),
    {
      type: 'choice',
      name: 'levels_by',
      label: 'Levels by',
      options: [
        { value: 'brightness', label: 'Brightness', help: 'Keeps the colours.' },
        { value: 'channels', label: 'Each colour', help: 'Takes a colour cast away.' },
      ],
      initial: 'brightness',
    },
    percentField('denoise', 'Denoise', 'Smooths grain and keeps edges.', 20),
    percentField('sharpen', 'Sharpen', 'Lifts the contrast of edges.', 30),
    formatField('Loses nothing.'),
  ],
  parse: (given) => parseSettings(settings, given),
  refuses,
  placeholder: (source, params) => {
    const format = resultFormat(source.format, params.format);
    return {
      kind: 'image',
      name: derivedName(source.name, 'enhanced', format),
      provenance: 'enhanced',
      ...(source.width === null ? {} : { width: source.width }),
      ...(source.height === null ? {} : { height: source.height }),
      format,
      generation: { provider: 'inkreel', model: 'enhance 2', params },
    };
  },
};
