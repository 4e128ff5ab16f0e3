import * as z from 'zod/mini';

import type { AssetRow } from '#domain/asset.ts';
import type { ChosenModel } from '#domain/contract/models.ts';
import type { LocalModelId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import { crisp } from '#models/local/crisp/manifest.ts';
import { localModels } from '#models/local/registry.ts';
import { addedModelGeneration, chooseModel, isModelId } from '../added-model.ts';
import { parseSettings } from '../parse-settings.ts';
import { about } from './about.ts';
import { passesFor } from './passes.ts';

const settings = z.strictObject({
  scale: z._default(z.int().check(z.gte(2), z.lte(16)), 2),
  /** 'crisp', 'lanczos', or the id of a model that was added on this device. */
  method: z._default(
    z.string().check(
      z.refine((method) => method === 'crisp' || method === 'lanczos' || isModelId(method), {
        message: 'must be crisp, lanczos or the id of a model',
      }),
    ),
    'crisp',
  ),
  format: z._default(z.enum(['png', 'jpeg', 'webp', 'same']), 'png'),
  /** What is known of an added model; filled in when the task is queued. */
  model: z.optional(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      scale: z.int().check(z.gte(2), z.lte(16)),
      licence: z.string(),
      commercial_use: z.nullable(z.boolean()),
    }),
  ),
});

export interface UpscaleParams {
  /** Width of the result by width of the source; an added model has its own. */
  readonly scale: number;
  readonly method: string;
  readonly format: 'png' | 'jpeg' | 'webp' | 'same';
  readonly model?: ChosenModel;
}
export type UpscaleFormat = 'png' | 'jpeg' | 'webp';

/** Longest side of a result, in pixels: what 16 bits can say, and what other programs open. */
export const longestSide = 65_535;
/** Largest result, in pixels. */
export const mostPixels = 400_000_000;
/** JPEG and WebP are encoded by the browser, from a canvas that must hold the whole picture. */
export const canvasLimits = {
  jpeg: { side: 16_384, pixels: 100_000_000 },
  webp: { side: 16_383, pixels: 100_000_000 },
} as const;

/** The format that a result will have; formats that cannot be written here become PNG. */
export function resultFormat(source: string | null, params: UpscaleParams): UpscaleFormat {
  if (params.format !== 'same') return params.format;
  return source === 'jpeg' || source === 'webp' ? source : 'png';
}

const extensions: Readonly<Record<UpscaleFormat, string>> = {
  png: 'png',
  jpeg: 'jpg',
  webp: 'webp',
};

/** "Lantern street.jpg" doubled is "Lantern street 2×.png", and that doubled again "Lantern street 4×.png". */
export function resultName(name: string, scale: number, format: UpscaleFormat): string {
  const dot = name.lastIndexOf('.');
  const isExtension = dot > 0 && /^\.[a-z0-9]{1,5}$/i.test(name.slice(dot));
  const whole = (isExtension ? name.slice(0, dot) : name).trimEnd();
  const before = / (\d{1,3})×$/.exec(whole);
  const stem = before ? whole.slice(0, before.index) : whole;
  const ending = ` ${scale * Number(before?.[1] ?? 1)}×.${extensions[format]}`;
  return (
    Array.from(stem)
      .slice(0, 255 - ending.length)
      .join('') + ending
  );
}

const megapixels = (pixels: number): string => `${Math.round(pixels / 100_000) / 10} megapixels`;

/** Why a picture of this size cannot become that large, or null. */
export function sizeRefusal(
  width: number,
  height: number,
  scale: number,
  format: UpscaleFormat,
): string | null {
  const [wide, high] = [width * scale, height * scale];
  const size = `The result would be ${wide} × ${high} pixels (${megapixels(wide * high)})`;
  const limit = format === 'png' ? { side: longestSide, pixels: mostPixels } : canvasLimits[format];
  if (wide <= limit.side && high <= limit.side && wide * high <= limit.pixels) return null;
  const most = `the limit is ${limit.side} pixels a side and ${megapixels(limit.pixels)}`;
  return format === 'png'
    ? `${size}; ${most}.`
    : `${size}; as ${format.toUpperCase()} ${most}. PNG can be larger.`;
}

function parse(given: unknown): Result<UpscaleParams> {
  const parsed = parseSettings(settings, given);
  if (!parsed.ok) return parsed;
  const { model, ...plain } = parsed.value;
  if (isModelId(plain.method)) {
    // The border: ids are strings until they are looked up.
    return ok(model ? { ...plain, model: { ...model, id: model.id as LocalModelId } } : plain);
  }
  return plain.scale === 2 || plain.scale === 4
    ? ok(plain)
    : fail({ code: 'invalid_input', field: 'scale', reason: 'must be 2 or 4' });
}

function refuses(source: AssetRow, params: UpscaleParams): string | null {
  if (source.state !== 'ready' || source.blob === null) return 'The picture is not ready yet.';
  if (source.format === 'svg') return 'A drawing in SVG has no pixels: convert it to PNG first.';
  // A size that was not read is judged when the picture is opened.
  if (source.width === null || source.height === null) return null;
  const format = resultFormat(source.format, params);
  return sizeRefusal(source.width, source.height, params.scale, format);
}

/** Makes a picture two or four times as wide and high. */
export const upscale: TaskKind<UpscaleParams> = {
  ...about,
  fields: [
    {
      type: 'choice',
      name: 'method',
      label: 'Method',
      options: [
        {
          value: 'crisp',
          label: `${crisp.words.name} (model on this device)`,
          help: crisp.words.description,
        },
        {
          value: 'lanczos',
          label: 'Lanczos (no model, adds no detail)',
          help: 'Plain, fast interpolation. Edges stay as soft as they are.',
        },
      ],
      optionsFrom: 'upscale',
      initial: 'crisp',
    },
    {
      type: 'choice',
      name: 'scale',
      label: 'Size',
      when: { name: 'method', is: ['crisp', 'lanczos'] },
      options: [
        { value: 2, label: '2×' },
        { value: 4, label: '4×', help: 'Made in one step by a model of its own.' },
      ],
      initial: 2,
    },
    {
      type: 'choice',
      name: 'format',
      label: 'Format',
      options: [
        { value: 'png', label: 'PNG', help: 'Lossless, and the only one for very large results.' },
        { value: 'jpeg', label: 'JPEG', help: 'Small; transparency becomes white.' },
        { value: 'webp', label: 'WebP', help: 'Small; keeps transparency.' },
        {
          value: 'same',
          label: 'Same as original',
          help: 'PNG where the original’s cannot be written.',
        },
      ],
      initial: 'png',
    },
  ],
  parse,
  complete: (params, library) => {
    const { method } = params;
    if (!isModelId(method)) return ok(params);
    const model = chooseModel(library, method, 'upscale');
    return model.ok ? ok({ ...params, scale: model.value.scale, model: model.value }) : model;
  },
  refuses,
  placeholder: (source, params) => {
    const format = resultFormat(source.format, params);
    const size =
      source.width === null || source.height === null
        ? {}
        : { width: source.width * params.scale, height: source.height * params.scale };
    return {
      kind: 'image',
      name: resultName(source.name, params.scale, format),
      provenance: 'enhanced',
      ...size,
      format,
      generation: upscaleGeneration(params, {}),
    };
  },
};

/** How the result was made: the intent at first, with what really ran once it is known. */
export function upscaleGeneration(
  params: UpscaleParams,
  ran: Readonly<Record<string, unknown>>,
  models = localModels,
) {
  const wanted = { scale: params.scale, method: params.method, format: params.format, ...ran };
  if (params.method === 'lanczos') {
    return { provider: 'local', model: 'lanczos-3', params: wanted };
  }
  if (params.model) return addedModelGeneration(params.model, wanted);
  const [model] = passesFor(params.scale, models);
  return {
    provider: 'local',
    model: model.id,
    params: wanted,
    model_license: model.licence,
    commercial_use: model.commercialUse,
  };
}
