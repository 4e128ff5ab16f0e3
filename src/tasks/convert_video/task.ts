import * as z from 'zod/mini';

import type { AssetRow } from '#domain/asset.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { derivedName } from '../derived-name.ts';
import { parseSettings } from '../parse-settings.ts';
import { trimRefusal, trimShape } from '../trim.ts';

import { about } from './about.ts';
import { convertVideoFields } from './fields.ts';
import { filmSize } from './size.ts';

const side = z._default(z.nullable(z.int().check(z.gte(16), z.lte(8192))), null);
const edge = z._default(z.int().check(z.gte(0), z.lte(8192)), 0);

const settings = z
  .strictObject({
    format: z._default(z.enum(['mp4', 'webm', 'mov', 'mkv', 'gif', 'webp']), 'mp4'),
    /** `keep` copies packets where nothing changes; `auto` is what the container usually holds. */
    codec: z._default(z.enum(['keep', 'auto', 'avc', 'vp9', 'av1']), 'auto'),
    quality: z._default(z.enum(['small', 'good', 'best']), 'good'),
    /** Most kilobytes (of 1,000 bytes) of the result. */
    at_most_kb: z._default(z.nullable(z.int().check(z.gte(20), z.lte(100_000_000))), null),
    ...trimShape,
    /** One side alone: the other follows. */
    width: side,
    height: side,
    /** Pixels cut off at each edge, after turning and before scaling. */
    crop_left: edge,
    crop_top: edge,
    crop_right: edge,
    crop_bottom: edge,
    rotate: z._default(z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]), 0),
    /** Frames a second; null keeps those of the source (15 for GIF and WebP). */
    fps: z._default(z.nullable(z.number().check(z.gte(1), z.lte(120))), null),
    sound: z._default(z.enum(['keep', 'none']), 'keep'),
    /** What becomes of the half pictures of an interlaced film; one that is not stays as it is. */
    interlaced: z._default(z.enum(['frames', 'fields', 'keep']), 'frames'),
  })
  .check(trimRefusal);

export type ConvertVideoParams = z.infer<typeof settings>;

/** Whether the result is a picture that moves, and no film. */
export const isMovingPicture = (format: ConvertVideoParams['format']): format is 'gif' | 'webp' =>
  format === 'gif' || format === 'webp';

function refuses(source: AssetRow, params: ConvertVideoParams): string | null {
  if (source.state !== 'ready' || source.blob === null) return 'The video is not ready yet.';
  if (source.duration_s !== null && params.start >= source.duration_s) {
    return 'The cut begins behind the end of the video.';
  }
  const { width, height } = source;
  if (width !== null && height !== null && !filmSize({ width, height }, params)) {
    return 'Nothing would be left: more is cut off than there is.';
  }
  return null;
}

/** Writes a film in another container, codec, size, pace or length; or as a moving picture. */
export const convertVideo: TaskKind<ConvertVideoParams> = {
  ...about,
  fields: convertVideoFields,
  parse: (given) => parseSettings(settings, given),
  refuses,
  placeholder: (source, params) => {
    const plain = derivedName(source.name, '', params.format);
    const { width, height } = source;
    const size = width !== null && height !== null ? filmSize({ width, height }, params) : null;
    return {
      kind: isMovingPicture(params.format) ? 'image' : 'video',
      name: plain === source.name ? derivedName(source.name, 'converted', params.format) : plain,
      provenance: source.provenance,
      ...(size ? { width: size.width, height: size.height } : {}),
      format: params.format,
      generation: { provider: 'inkreel', model: 'convert video 1', params },
    };
  },
};
