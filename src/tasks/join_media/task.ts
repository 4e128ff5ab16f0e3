import * as z from 'zod/mini';

import type { AssetRow } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import { fail, ok } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import type { MediaFormat } from '#formats/media-formats.ts';

import { qualityField } from '../common-fields.ts';
import { derivedName } from '../derived-name.ts';
import { parseSettings } from '../parse-settings.ts';

import { about } from './about.ts';

/** More parts than anybody lays in order by hand. */
export const mostParts = 500;

const settings = z.strictObject({
  /** Assets that follow the source, in their order; filled in from the selection. */
  following: z._default(
    z.array(z.string().check(z.minLength(1), z.maxLength(64))).check(z.maxLength(mostParts - 1)),
    [],
  ),
  /** Of what has to be made again. */
  quality: z._default(z.enum(['small', 'good', 'best']), 'good'),
  /** Seconds over which one sound fades into the next; films are never faded. */
  fade: z._default(z.number().check(z.gte(0), z.lte(30)), 0),
  /** Whether sounds meet where packets do, or to the sample, for which they are made again. */
  seams: z._default(z.enum(['packets', 'exact']), 'packets'),
});

export type JoinMediaParams = z.infer<typeof settings>;

function refuses(source: AssetRow): string | null {
  if (source.state !== 'ready' || source.blob === null) return `“${source.name}” is not ready yet.`;
  return null;
}

/** The container that a result will most likely have; the run knows it. */
function likelyFormat({ kind, format }: AssetRow): MediaFormat {
  if (kind === 'video') {
    return format === 'webm' || format === 'mkv' || format === 'mov' ? format : 'mp4';
  }
  const kept: readonly MediaFormat[] = ['mp3', 'ogg', 'webm', 'mkv', 'flac', 'wav'];
  return kept.find((one) => one === format) ?? 'm4a';
}

/** Joins films, or sounds, in an order: packets as they are where that can be. */
export const joinMedia: TaskKind<JoinMediaParams> = {
  ...about,
  fields: [
    qualityField('Of a picture that has to be made again.'),
    {
      type: 'choice',
      name: 'seams',
      label: 'Where sounds meet',
      options: [
        {
          value: 'packets',
          label: 'As they are, where that can be',
          help: 'Nothing is encoded again. The last 0.03 s of a part may sound faint.',
        },
        {
          value: 'exact',
          label: 'To the sample',
          help: 'No hole and no click; sound that lost something before is encoded once more.',
        },
      ],
      initial: 'packets',
    },
    {
      type: 'number',
      name: 'fade',
      label: 'Crossfade',
      help: 'Sounds only: how long one fades into the next. 0 puts them end to end.',
      min: 0,
      max: 30,
      step: 0.1,
      unit: 's',
      initial: 0,
    },
  ],
  parse: (given) => parseSettings(settings, given),
  refuses,
  gather: {
    with: (params, sources) => {
      const [first, ...others] = sources;
      if (sources.length > mostParts) {
        return fail({ code: 'too_large', what: 'The selection', limit: `${mostParts} parts` });
      }
      const other = others.find(({ kind }) => kind !== first?.kind);
      if (other) {
        const reason = 'films are joined with films, and sounds with sounds';
        return fail({ code: 'not_allowed', what: other.name, reason });
      }
      const following = others.length > 0 ? others.map(({ id }) => id) : params.following;
      if (following.length === 0) {
        return fail({ code: 'invalid_input', field: 'assets', reason: 'at least two are needed' });
      }
      return ok({ ...params, following });
    },
    // The border: settings hold ids as plain text.
    others: ({ following }) => following as AssetId[],
  },
  placeholder: (source, params) => {
    const format = likelyFormat(source);
    return {
      kind: source.kind,
      name: derivedName(source.name, 'joined', format),
      provenance: source.provenance,
      ...(source.width === null ? {} : { width: source.width }),
      ...(source.height === null ? {} : { height: source.height }),
      format,
      generation: { provider: 'inkreel', model: 'join 1', params },
    };
  },
};
