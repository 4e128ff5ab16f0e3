import * as z from 'zod/mini';

import type { AssetRow } from '#domain/asset.ts';
import { effectiveDpi, leastDpi, printProfile, printProfiles } from '#domain/print.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { derivedName } from '../derived-name.ts';
import { knownFrames } from '../frames-of.ts';
import { parseSettings } from '../parse-settings.ts';

import { about } from './about.ts';
import { convertFields } from './fields.ts';
import { planSize, sizing, type Size } from './size.ts';

const settings = z.strictObject({
  format: z._default(z.enum(['png', 'jpeg', 'webp', 'avif', 'gif', 'mp4', 'webm']), 'webp'),
  quality: z._default(z.int().check(z.gte(1), z.lte(100)), 85),
  /** Most kilobytes (of 1,000 bytes) that the file may have; quality, then size, are searched for it. */
  at_most_kb: z._default(z.nullable(z.int().check(z.gte(1), z.lte(1_000_000))), null),
  /** How the size is asked for; absent: by what is given below. */
  size: z.optional(z.enum(['keep', 'long_side', 'percent', 'box', 'print'])),
  /** Longest side of the result in pixels; null keeps the size. */
  long_side: z._default(z.nullable(z.int().check(z.gte(1), z.lte(65_535))), null),
  /** Percent of the source's size. */
  percent: z._default(z.number().check(z.gt(0), z.lte(800)), 100),
  width: z._default(z.nullable(z.int().check(z.gte(1), z.lte(65_535))), null),
  height: z._default(z.nullable(z.int().check(z.gte(1), z.lte(65_535))), null),
  print: z._default(z.enum(printProfiles.map(({ id }) => id)), 'shirt'),
  /** How a picture of another shape meets a box or a print. */
  fit: z._default(z.enum(['inside', 'cover', 'pad', 'stretch']), 'inside'),
  /** Which part stays when it is cut. */
  anchor: z._default(z.enum(['centre', 'top', 'bottom', 'left', 'right']), 'centre'),
  /** Whether a picture may become larger than it is; otherwise it keeps its size. */
  enlarge: z._default(z.boolean(), false),
  /** Degrees clockwise. */
  rotate: z._default(z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]), 0),
  mirror: z._default(z.boolean(), false),
  /** `srgb`: colours are converted from the picture's own profile, which then goes. */
  profile: z._default(z.enum(['keep', 'srgb']), 'keep'),
  keep_metadata: z._default(z.boolean(), true),
  /** Behind transparency where the format has none, and around a padded picture: "#rrggbb". */
  background: z._default(z.string().check(z.regex(/^#[0-9a-f]{6}$/i)), '#ffffff'),
});

export type ConvertParams = z.infer<typeof settings>;
export type FilmFormat = Extract<ConvertParams['format'], 'mp4' | 'webm'>;
export type StillFormat = Exclude<ConvertParams['format'], FilmFormat>;

/** The format where it is one of films, which only moving pictures become; else null. */
export const filmFormat = (format: ConvertParams['format']): FilmFormat | null =>
  format === 'mp4' || format === 'webm' ? format : null;

/** Encoders of films want even sides. */
export const evenSize = ({ width, height }: Size): Size => ({
  width: Math.max(2, Math.round(width / 2) * 2),
  height: Math.max(2, Math.round(height / 2) * 2),
});

/** Most pixels of a result that a canvas or an encoder must hold whole. */
const mostPixels = {
  png: 400_000_000,
  jpeg: 100_000_000,
  webp: 100_000_000,
  avif: 40_000_000,
  gif: 40_000_000,
  mp4: 4096 * 2304,
  webm: 4096 * 2304,
};
const longestSide = {
  png: 65_535,
  jpeg: 16_384,
  webp: 16_383,
  avif: 16_384,
  gif: 16_384,
  mp4: 4096,
  webm: 4096,
};

/** Why a result of this size cannot be written, or null. */
export function sizeRefusal({ width, height }: Size, params: ConvertParams): string | null {
  const side = longestSide[params.format];
  const pixels = mostPixels[params.format];
  if (Math.max(width, height) <= side && width * height <= pixels) return null;
  const name = params.format.toUpperCase();
  return `${width} × ${height} pixels is too large for ${name} here: at most ${side} on a side and ${pixels / 1e6} megapixels. Choose a smaller size${params.format === 'png' ? '' : ', or PNG'}.`;
}

/** Why a picture has too few pixels for the print asked for, or null. */
export function printRefusal(source: Size, params: ConvertParams): string | null {
  if (sizing(params) !== 'print') return null;
  const profile = printProfile(params.print);
  const { turned } = planSize(source, params);
  if (!profile) return null;
  const lies = turned.width > turned.height && profile.width_in < profile.height_in;
  const [width_in, height_in] = lies
    ? [profile.height_in, profile.width_in]
    : [profile.width_in, profile.height_in];
  const fit = params.fit === 'cover' ? 'cover' : 'inside';
  const dpi = effectiveDpi(turned, { ...profile, width_in, height_in }, fit);
  if (dpi >= leastDpi) return null;
  const scale = dpi * 2 >= leastDpi ? 2 : 4;
  return `It has ${Math.floor(dpi)} dots per inch on ${profile.name}; prints want ${profile.dpi} and look soft below ${leastDpi}. Upscale it ×${scale} first.`;
}

const sizeOf = (source: AssetRow): Size | null =>
  source.width !== null && source.height !== null
    ? { width: source.width, height: source.height }
    : null;

function refuses(source: AssetRow, params: ConvertParams): string | null {
  if (source.state !== 'ready' || source.blob === null) return 'The picture is not ready yet.';
  if (source.format === 'svg') return 'Browsers cannot draw SVG in the background.';
  if (filmFormat(params.format) && knownFrames(source) === 1) {
    return 'It does not move: only a moving picture becomes a film.';
  }
  const size = sizeOf(source);
  if (!size) return null;
  return sizeRefusal(planSize(size, params).result, params) ?? printRefusal(size, params);
}

/** Writes a picture in another format, size or quality. */
export const convert: TaskKind<ConvertParams> = {
  ...about,
  fields: convertFields,
  parse: (given) => parseSettings(settings, given),
  refuses,
  placeholder: (source, params) => {
    const size = sizeOf(source);
    const plan = size && planSize(size, params);
    const film = filmFormat(params.format);
    const result = film && plan ? evenSize(plan.result) : plan?.result;
    const isResized =
      plan &&
      result &&
      (plan.turned.width !== result.width || plan.turned.height !== result.height);
    const print = sizing(params) === 'print' ? printProfile(params.print)?.name : undefined;
    const done = print ?? (isResized ? `${Math.max(result.width, result.height)} px` : '');
    const plain = derivedName(source.name, done, params.format);
    return {
      kind: film ? 'video' : 'image',
      name: plain === source.name ? derivedName(source.name, 'converted', params.format) : plain,
      provenance: source.provenance,
      ...result,
      format: params.format,
      generation: { provider: 'inkreel', model: 'convert 2', params },
    };
  },
};
