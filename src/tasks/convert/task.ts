import * as z from 'zod/mini';

import type { AssetRow } from '#domain/asset.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { derivedName } from '../derived-name.ts';
import { parseSettings } from '../parse-settings.ts';

const settings = z.strictObject({
  format: z._default(z.enum(['png', 'jpeg', 'webp', 'avif']), 'webp'),
  quality: z._default(z.int().check(z.gte(1), z.lte(100)), 85),
  /** Longest side of the result in pixels; null keeps the size. */
  long_side: z._default(z.nullable(z.int().check(z.gte(1), z.lte(65_535))), null),
  /** Percent of the source's size; goes before `long_side` when it is not 100. */
  percent: z._default(z.number().check(z.gt(0), z.lte(800)), 100),
  /** Whether a picture may become larger than it is; otherwise it keeps its size. */
  enlarge: z._default(z.boolean(), false),
  keep_metadata: z._default(z.boolean(), true),
  /** What goes behind transparency where the format has none: "#rrggbb". */
  background: z._default(z.string().check(z.regex(/^#[0-9a-f]{6}$/i)), '#ffffff'),
});

export type ConvertParams = z.infer<typeof settings>;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Most pixels of a result that a canvas or the AVIF encoder must hold whole. */
const mostPixels = { png: 400_000_000, jpeg: 100_000_000, webp: 100_000_000, avif: 40_000_000 };
const longestSide = { png: 65_535, jpeg: 16_384, webp: 16_383, avif: 16_384 };

/** The size of the result; without `enlarge` never larger than the source. */
export function resultSize({ width, height }: Size, params: ConvertParams): Size {
  const wanted =
    params.percent === 100
      ? (params.long_side ?? Math.max(width, height)) / Math.max(width, height)
      : params.percent / 100;
  const factor = params.enlarge ? wanted : Math.min(1, wanted);
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
}

/** Why a result of this size cannot be written, or null. */
export function sizeRefusal({ width, height }: Size, params: ConvertParams): string | null {
  const side = longestSide[params.format];
  const pixels = mostPixels[params.format];
  if (Math.max(width, height) <= side && width * height <= pixels) return null;
  const name = params.format.toUpperCase();
  return `${width} × ${height} pixels is too large for ${name} here: at most ${side} on a side and ${pixels / 1e6} megapixels. Choose a smaller size${params.format === 'png' ? '' : ', or PNG'}.`;
}

const sizeOf = (source: AssetRow): Size | null =>
  source.width !== null && source.height !== null
    ? { width: source.width, height: source.height }
    : null;

function refuses(source: AssetRow, params: ConvertParams): string | null {
  if (source.state !== 'ready' || source.blob === null) return 'The picture is not ready yet.';
  if (source.format === 'svg') return 'Browsers cannot draw SVG in the background.';
  const size = sizeOf(source);
  return size ? sizeRefusal(resultSize(size, params), params) : null;
}

/** Writes a picture in another format, size or quality. */
export const convert: TaskKind<ConvertParams> = {
  kind: 'convert',
  lane: 'media',
  words: {
    act: 'Convert',
    doing: 'Converting',
    from: 'Converted from',
    help: 'Writes a copy in another format or size. The original stays as it is.',
  },
  accepts: ['image'],
  makes: 'derivative',
  tool: true,
  max_attempts: 2,
  fields: [
    {
      type: 'choice',
      name: 'format',
      label: 'Format',
      options: [
        { value: 'webp', label: 'WebP', help: 'Small, with transparency; every browser opens it.' },
        { value: 'jpeg', label: 'JPEG', help: 'Opens everywhere; has no transparency.' },
        { value: 'png', label: 'PNG', help: 'Loses nothing, makes large files.' },
        { value: 'avif', label: 'AVIF', help: 'Smallest files; slow to write.' },
      ],
      initial: 'webp',
    },
    {
      type: 'number',
      name: 'quality',
      label: 'Quality',
      help: 'PNG loses nothing and ignores it.',
      min: 1,
      max: 100,
      step: 1,
      initial: 85,
    },
    {
      type: 'number',
      name: 'long_side',
      label: 'Longest side',
      help: 'Empty keeps the size.',
      min: 1,
      max: 65_535,
      step: 1,
      unit: 'px',
      initial: null,
    },
    {
      type: 'number',
      name: 'percent',
      label: 'Percent of the size',
      help: 'Used instead of the longest side when it is not 100.',
      min: 1,
      max: 800,
      step: 1,
      unit: '%',
      initial: 100,
    },
    {
      type: 'toggle',
      name: 'enlarge',
      label: 'Enlarge smaller pictures',
      help: 'Off: a picture smaller than the size asked for keeps its own.',
      initial: false,
    },
    {
      type: 'toggle',
      name: 'keep_metadata',
      label: 'Keep metadata',
      help: 'EXIF, XMP and colour profile. Off also takes out where a photo was taken.',
      initial: true,
    },
    {
      type: 'choice',
      name: 'background',
      label: 'Behind transparency',
      help: 'For JPEG, which has none.',
      options: [
        { value: '#ffffff', label: 'White' },
        { value: '#000000', label: 'Black' },
        { value: '#808080', label: 'Grey' },
      ],
      initial: '#ffffff',
    },
  ],
  parse: (given) => parseSettings(settings, given),
  refuses,
  placeholder: (source, params) => {
    const size = sizeOf(source);
    const result = size && resultSize(size, params);
    const isResized =
      size && result && (size.width !== result.width || size.height !== result.height);
    const done = isResized ? `${Math.max(result.width, result.height)} px` : '';
    const plain = derivedName(source.name, done, params.format);
    return {
      kind: 'image',
      name: plain === source.name ? derivedName(source.name, 'converted', params.format) : plain,
      provenance: source.provenance,
      ...result,
      format: params.format,
      generation: { provider: 'inkreel', model: 'convert 1', params },
    };
  },
};
