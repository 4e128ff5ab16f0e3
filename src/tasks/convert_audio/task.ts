import * as z from 'zod/mini';

import type { AssetRow } from '#domain/asset.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { trimFields } from '../common-fields.ts';
import { derivedName } from '../derived-name.ts';
import { parseSettings } from '../parse-settings.ts';
import { trimRefusal, trimShape } from '../trim.ts';
import { withoutSound } from '../without-sound.ts';

import { about } from './about.ts';

export const audioFormats = ['mp3', 'm4a', 'ogg', 'flac', 'wav'] as const;

const settings = z
  .strictObject({
    format: z._default(z.enum(audioFormats), 'mp3'),
    /** Kilobits a second of a lossy result. */
    bitrate: z._default(z.int().check(z.gte(16), z.lte(512)), 192),
    channels: z._default(z.enum(['keep', 'mono', 'stereo']), 'keep'),
    /** Samples a second; null keeps those of the source where the format takes them. */
    rate: z._default(z.nullable(z.int().check(z.gte(8000), z.lte(192_000))), null),
    ...trimShape,
  })
  .check(trimRefusal);

export type ConvertAudioParams = z.infer<typeof settings>;

const isLossy = (format: ConvertAudioParams['format']): boolean =>
  format === 'mp3' || format === 'm4a' || format === 'ogg';
const lossy = { name: 'format', is: audioFormats.filter(isLossy) } as const;

function refuses(source: AssetRow, params: ConvertAudioParams): string | null {
  if (source.state !== 'ready' || source.blob === null) return 'The sound is not ready yet.';
  const none = withoutSound(source);
  if (none !== null) return none;
  if (source.duration_s !== null && params.start >= source.duration_s) {
    return 'The cut begins behind the end of the sound.';
  }
  return null;
}

/** Writes a sound, or the sound of a film, in another format. */
export const convertAudio: TaskKind<ConvertAudioParams> = {
  ...about,
  fields: [
    {
      type: 'choice',
      name: 'format',
      label: 'Format',
      options: [
        { value: 'mp3', label: 'MP3', help: 'Plays everywhere.' },
        { value: 'm4a', label: 'M4A (AAC)', help: 'Plays everywhere; better at low rates.' },
        { value: 'ogg', label: 'OGG (Opus)', help: 'The best at any rate; not on old devices.' },
        { value: 'flac', label: 'FLAC', help: 'Loses nothing, about half the size of WAV.' },
        { value: 'wav', label: 'WAV', help: 'Loses nothing; for every editor.' },
      ],
      initial: 'mp3',
    },
    {
      type: 'choice',
      name: 'bitrate',
      label: 'Bit rate',
      when: lossy,
      options: [
        { value: 64, label: '64 kbit/s: speech' },
        { value: 96, label: '96 kbit/s' },
        { value: 128, label: '128 kbit/s' },
        { value: 192, label: '192 kbit/s: music' },
        { value: 256, label: '256 kbit/s' },
        { value: 320, label: '320 kbit/s' },
      ],
      initial: 192,
    },
    ...trimFields,
    {
      type: 'choice',
      name: 'channels',
      more: true,
      label: 'Channels',
      options: [
        { value: 'keep', label: 'As they are' },
        { value: 'stereo', label: 'Stereo' },
        { value: 'mono', label: 'Mono' },
      ],
      initial: 'keep',
    },
    {
      type: 'number',
      name: 'rate',
      more: true,
      label: 'Sample rate',
      help: 'Empty keeps it where the format can.',
      min: 8000,
      max: 192_000,
      step: 1,
      unit: 'Hz',
      initial: null,
    },
  ],
  parse: (given) => parseSettings(settings, given),
  refuses,
  placeholder: (source, params) => {
    const plain = derivedName(source.name, '', params.format);
    return {
      kind: 'audio',
      name: plain === source.name ? derivedName(source.name, 'converted', params.format) : plain,
      provenance: source.provenance,
      format: params.format,
      generation: { provider: 'inkreel', model: 'convert sound 1', params },
    };
  },
};
