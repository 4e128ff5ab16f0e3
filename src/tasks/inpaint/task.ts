import * as z from 'zod/mini';

import type { AssetRow, Generation } from '#domain/asset.ts';
import { fail, ok } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import {
  addedModelGeneration,
  chooseModel,
  chosenModelSetting,
  isModelId,
} from '../added-model.ts';
import { formatField } from '../common-fields.ts';
import { derivedName } from '../derived-name.ts';
import { parseSettings } from '../parse-settings.ts';
import { resultFormat, sizeRefusal } from '../result-format.ts';

import { about } from './about.ts';

const settings = z.strictObject({
  /** Asset that says what to fill: grey, 255 = change, as large as the upright picture or not. */
  mask: z.string().check(z.minLength(1, 'choose or draw a mask'), z.maxLength(64)),
  /** 'patchmatch', 'smooth', or the id of a model that was added on this device. */
  method: z._default(z.string().check(z.minLength(1), z.maxLength(200)), 'patchmatch'),
  /** Pixels by which the mask is made larger before anything is filled. */
  grow: z._default(z.int().check(z.gte(0), z.lte(200)), 4),
  /** Pixels outside of that over which the old picture fades into the new one. */
  feather: z._default(z.int().check(z.gte(0), z.lte(200)), 4),
  seed: z._default(z.int().check(z.gte(0), z.lte(0x7fffffff)), 1),
  format: z._default(z.enum(['png', 'same']), 'png'),
  /** What is known of an added model; filled in when the task is queued. */
  model: chosenModelSetting,
});

export type InpaintParams = z.infer<typeof settings>;

/** The methods that need no model, and what each is called in a generation record. */
export const ownMethods = { patchmatch: 'patchmatch 1', smooth: 'smooth 1' } as const;

export const isOwnMethod = (method: string): method is keyof typeof ownMethods =>
  Object.hasOwn(ownMethods, method);

function refuses(source: AssetRow, params: InpaintParams): string | null {
  if (source.state !== 'ready' || source.blob === null) return 'The picture is not ready yet.';
  if (source.format === 'svg') return 'A drawing in SVG has no pixels: convert it to PNG first.';
  if (source.id === params.mask) return 'The picture cannot be its own mask.';
  if (source.width === null || source.height === null) return null;
  return sizeRefusal(source.width, source.height, resultFormat(source.format, params.format));
}

/** How the result is made. */
export const inpaintGeneration = (params: InpaintParams): Generation =>
  params.model
    ? addedModelGeneration(params.model, params)
    : {
        provider: 'inkreel',
        model: isOwnMethod(params.method) ? ownMethods[params.method] : params.method,
        params,
        seed: params.seed,
      };

/** Fills what a mask marks from what is around it; every other pixel stays as it is. */
export const inpaint: TaskKind<InpaintParams> = {
  ...about,
  fields: [
    {
      type: 'choice',
      name: 'method',
      label: 'Method',
      options: [
        {
          value: 'patchmatch',
          label: 'Texture (no model)',
          help: 'Continues lines, patterns and texture from elsewhere in the picture.',
        },
        {
          value: 'smooth',
          label: 'Smooth (no model, at once)',
          help: 'Lets the colours around flow in. For scratches, specks and soft grounds.',
        },
      ],
      optionsFrom: 'inpaint',
      initial: 'patchmatch',
    },
    {
      type: 'number',
      name: 'grow',
      label: 'Grow the mask',
      help: 'Takes soft edges and shadows of what is removed along.',
      min: 0,
      max: 200,
      step: 1,
      unit: 'px',
      initial: 4,
    },
    {
      type: 'number',
      name: 'feather',
      label: 'Feather',
      help: 'Width of the change from the old picture to the new one.',
      min: 0,
      max: 200,
      step: 1,
      unit: 'px',
      initial: 4,
    },
    {
      type: 'number',
      name: 'seed',
      label: 'Variation',
      help: 'Another number gives another filling; the same number the same one.',
      min: 0,
      max: 0x7fffffff,
      step: 1,
      initial: 1,
    },
    formatField('What is not masked stays exactly as it is.'),
  ],
  parse: (given) => parseSettings(settings, given),
  complete: ({ model: _unasked, ...params }, library) => {
    if (isOwnMethod(params.method)) return ok(params);
    const reason = 'there is no such method';
    if (!isModelId(params.method)) return fail({ code: 'invalid_input', field: 'method', reason });
    const chosen = chooseModel(library, params.method, 'inpaint');
    return chosen.ok ? ok({ ...params, model: chosen.value }) : chosen;
  },
  refuses,
  placeholder: (source, params) => {
    const format = resultFormat(source.format, params.format);
    return {
      kind: 'image',
      name: derivedName(source.name, 'inpainted', format),
      provenance: 'enhanced',
      ...(source.width === null ? {} : { width: source.width }),
      ...(source.height === null ? {} : { height: source.height }),
      format,
      generation: inpaintGeneration(params),
    };
  },
};
