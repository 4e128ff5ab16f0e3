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
import { derivedName } from '../derived-name.ts';
import { parseSettings } from '../parse-settings.ts';

import { about } from './about.ts';

const share = z.number().check(z.gte(0), z.lte(1));
const settings = z.strictObject({
  /** Box around the subject, in shares of the upright picture, so that it fits any size. */
  box: z._default(
    z.nullable(
      z
        .strictObject({ left: share, top: share, right: share, bottom: share })
        .check(z.refine((box) => box.left < box.right && box.top < box.bottom, 'the box is empty')),
    ),
    null,
  ),
  /** Asset with strokes: grey, 255 surely the subject, 0 surely background, 128 undecided. */
  hints: z._default(z.nullable(z.string().check(z.minLength(1), z.maxLength(64))), null),
  /** 'strokes' (no model), or the id of a model that was added on this device. */
  method: z._default(z.string().check(z.minLength(1), z.maxLength(200)), 'strokes'),
  /** Softens the edge of the cut by about so many pixels. */
  feather: z._default(z.number().check(z.gte(0), z.lte(50)), 0),
  output: z._default(z.enum(['png', 'webp', 'colour', 'mask']), 'png'),
  /** The ground of the output 'colour': "#rrggbb". */
  colour: z._default(z.string().check(z.regex(/^#[0-9a-f]{6}$/i)), '#ffffff'),
  /** What is known of an added model; filled in when the task is queued. */
  model: chosenModelSetting,
});

export type CutOutParams = z.infer<typeof settings>;

/** WebP is written from a canvas that must hold the whole picture. */
const webpLimit = { side: 16_383, pixels: 100_000_000 };

/** Why a picture of this size cannot be written as asked, or null. */
export function sizeRefusal(
  width: number,
  height: number,
  output: CutOutParams['output'],
): string | null {
  const { side, pixels } = webpLimit;
  if (output !== 'webp' || (Math.max(width, height) <= side && width * height <= pixels))
    return null;
  return `${width} × ${height} pixels is too large for WebP here. Choose PNG.`;
}

function refuses(source: AssetRow, params: CutOutParams): string | null {
  if (source.state !== 'ready' || source.blob === null) return 'The picture is not ready yet.';
  if (source.format === 'svg') return 'A drawing in SVG has no pixels: convert it to PNG first.';
  if (source.id === params.hints) return 'The picture cannot be its own strokes.';
  if (source.width === null || source.height === null) return null;
  return sizeRefusal(source.width, source.height, params.output);
}

/** How the result is made. */
export const cutOutGeneration = (params: CutOutParams): Generation =>
  params.model
    ? addedModelGeneration(params.model, params)
    : {
        provider: 'inkreel',
        model: params.method === 'strokes' ? 'grabcut 1' : params.method,
        params,
      };

/** Cuts the subject of a picture out of its background. */
export const removeBackground: TaskKind<CutOutParams> = {
  ...about,
  fields: [
    {
      type: 'choice',
      name: 'method',
      label: 'Method',
      options: [
        {
          value: 'strokes',
          label: 'Colours and edges (no model)',
          help: 'Without a box or strokes it takes what does not look like the border.',
        },
      ],
      optionsFrom: 'matting',
      initial: 'strokes',
    },
    {
      type: 'choice',
      name: 'output',
      label: 'Result',
      options: [
        { value: 'png', label: 'Transparent PNG', help: 'Loses nothing.' },
        { value: 'webp', label: 'Transparent WebP', help: 'Smaller, loses a little.' },
        { value: 'colour', label: 'On a colour' },
        { value: 'mask', label: 'Only the mask', help: 'White where the subject is.' },
      ],
      initial: 'png',
    },
    {
      type: 'choice',
      name: 'colour',
      label: 'Ground',
      when: { name: 'output', is: ['colour'] },
      options: [
        { value: '#ffffff', label: 'White' },
        { value: '#000000', label: 'Black' },
        { value: '#808080', label: 'Grey' },
      ],
      initial: '#ffffff',
    },
    {
      type: 'number',
      name: 'feather',
      label: 'Soften the edge',
      min: 0,
      max: 50,
      step: 0.5,
      unit: 'px',
      initial: 0,
    },
  ],
  parse: (given) => parseSettings(settings, given),
  complete: ({ model: _unasked, ...params }, library) => {
    if (params.method === 'strokes') return ok(params);
    const reason = 'there is no such method';
    if (!isModelId(params.method)) return fail({ code: 'invalid_input', field: 'method', reason });
    const chosen = chooseModel(library, params.method, 'matting');
    return chosen.ok ? ok({ ...params, model: chosen.value }) : chosen;
  },
  refuses,
  placeholder: (source, params) => {
    const isMask = params.output === 'mask';
    const format = params.output === 'webp' ? 'webp' : 'png';
    return {
      kind: isMask ? 'mask' : 'image',
      name: derivedName(source.name, isMask ? 'mask' : 'cut out', format),
      provenance: 'enhanced',
      ...(source.width === null ? {} : { width: source.width }),
      ...(source.height === null ? {} : { height: source.height }),
      format,
      generation: cutOutGeneration(params),
    };
  },
};
