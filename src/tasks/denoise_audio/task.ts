import * as z from 'zod/mini';

import type { AssetRow } from '#domain/asset.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import type { MediaFormat } from '#formats/media-formats.ts';

import { derivedName } from '../derived-name.ts';
import { parseSettings } from '../parse-settings.ts';
import { withoutSound } from '../without-sound.ts';

import { about } from './about.ts';

const percent = z.int().check(z.gte(0), z.lte(100));
/** Values of the choice of loudness; "keep" leaves it as it is. */
const loudnesses = ['keep', '-14', '-16', '-19', '-23', '-24'] as const;
const settings = z.strictObject({
  strength: z._default(percent, 60),
  mix: z._default(percent, 100),
  passage: z._default(z.enum(['found', 'chosen']), 'found'),
  start: z._default(z.number().check(z.gte(0), z.lte(360_000)), 0),
  length: z._default(z.number().check(z.gte(0.1), z.lte(30)), 0.5),
  loudness: z._default(z.enum(loudnesses), 'keep'),
});

export type DenoiseAudioParams = z.infer<typeof settings>;

/** What the result will be, as far as it can be told before the file is opened. */
function likelyFormat(source: AssetRow): MediaFormat {
  const { format } = source;
  if (source.kind === 'video') {
    return format === 'mov' || format === 'mkv' || format === 'webm' ? format : 'mp4';
  }
  if (format === 'wav' || format === 'mp3' || format === 'ogg' || format === 'm4a') return format;
  return format === 'aac' ? 'm4a' : 'flac';
}

function refuses(source: AssetRow, params: DenoiseAudioParams): string | null {
  if (source.state !== 'ready' || source.blob === null) return 'The sound is not ready yet.';
  const none = withoutSound(source);
  if (none !== null) return none;
  if (params.loudness === 'keep' && (params.strength === 0 || params.mix === 0)) {
    return 'Everything is set to 0: there is nothing to do.';
  }
  if (
    params.passage === 'chosen' &&
    source.duration_s !== null &&
    params.start + params.length > source.duration_s + 0.01
  ) {
    return 'The quiet passage goes beyond the end of the sound.';
  }
  return null;
}

/** Takes steady noise out of sound, by what a quiet passage of it teaches; no model. */
export const denoiseAudio: TaskKind<DenoiseAudioParams> = {
  ...about,
  fields: [
    {
      type: 'number',
      name: 'strength',
      label: 'Strength',
      help: 'How far noise is taken down. 60 sounds natural; 100 leaves almost none.',
      min: 0,
      max: 100,
      step: 1,
      unit: '%',
      initial: 60,
    },
    {
      type: 'number',
      name: 'mix',
      label: 'Cleaned share',
      help: 'Less mixes the original back in.',
      min: 0,
      max: 100,
      step: 1,
      unit: '%',
      initial: 100,
    },
    {
      type: 'choice',
      name: 'passage',
      label: 'Quiet passage',
      options: [
        { value: 'found', label: 'Found for each', help: 'The quietest steady passage.' },
        { value: 'chosen', label: 'Chosen', help: 'The same place in every sound.' },
      ],
      initial: 'found',
    },
    {
      type: 'number',
      name: 'start',
      label: 'Passage starts at',
      min: 0,
      max: 360_000,
      step: 0.01,
      unit: 's',
      initial: 0,
      when: { name: 'passage', is: ['chosen'] },
    },
    {
      type: 'number',
      name: 'length',
      label: 'Passage lasts',
      help: 'Nothing but the noise may be heard in it.',
      min: 0.1,
      max: 30,
      step: 0.01,
      unit: 's',
      initial: 0.5,
      when: { name: 'passage', is: ['chosen'] },
    },
    {
      type: 'choice',
      name: 'loudness',
      label: 'Loudness',
      help: 'Measured as EBU R 128 does; peaks stay under −1 dBTP.',
      options: [
        { value: 'keep', label: 'As it is' },
        { value: '-14', label: '−14 LUFS: streaming' },
        { value: '-16', label: '−16 LUFS: podcast' },
        { value: '-19', label: '−19 LUFS: podcast in mono' },
        { value: '-23', label: '−23 LUFS: broadcast, EBU R 128' },
        { value: '-24', label: '−24 LKFS: broadcast, ATSC A/85' },
      ],
      initial: 'keep',
    },
  ],
  parse: (given) => parseSettings(settings, given),
  refuses,
  placeholder: (source, params) => {
    const format = likelyFormat(source);
    return {
      kind: source.kind === 'video' ? 'video' : 'audio',
      name: derivedName(source.name, 'cleaned', format),
      provenance: 'enhanced',
      ...(source.width === null ? {} : { width: source.width }),
      ...(source.height === null ? {} : { height: source.height }),
      format,
      generation: { provider: 'inkreel', model: 'denoise sound 1', params },
    };
  },
};
