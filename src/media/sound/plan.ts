/** In which container and codec a changed sound is written: its own where that can be. */
import type { AudioCodec } from 'mediabunny';

import type { MediaFormat } from '#formats/media-formats.ts';

import { canWriteSound } from '../timed/encoders.ts';

export interface SoundPlan {
  readonly format: MediaFormat;
  readonly codec: AudioCodec;
}

const isPcm = (codec: string): boolean => codec.startsWith('pcm-');
const film = /^(mp4|mov|mkv|webm)$/;

/** Ways to write, best first. */
function wishes(
  format: string,
  codec: AudioCodec,
  rate: number,
  isFilm: boolean,
): readonly SoundPlan[] {
  const own: SoundPlan[] = [];
  const opusFits = rate === 48_000;
  if (isFilm) {
    if (format === 'webm') return [{ format: 'webm', codec: 'opus' }];
    if (format === 'mkv') {
      if (opusFits && codec !== 'flac') own.push({ format: 'mkv', codec: 'opus' });
      return [...own, { format: 'mkv', codec: 'flac' }];
    }
    const container = format === 'mov' ? 'mov' : 'mp4';
    if (isPcm(codec) && container === 'mov') own.push({ format: 'mov', codec });
    return [...own, { format: container, codec: 'aac' }, { format: container, codec: 'flac' }];
  }
  if (format === 'wav') own.push({ format: 'wav', codec: isPcm(codec) ? codec : 'pcm-s16' });
  if (codec === 'mp3') own.push({ format: 'mp3', codec: 'mp3' });
  if (codec === 'aac') own.push({ format: 'm4a', codec: 'aac' });
  if (format === 'ogg' && codec !== 'flac' && opusFits) own.push({ format: 'ogg', codec: 'opus' });
  if (format === 'webm' && opusFits) own.push({ format: 'webm', codec: 'opus' });
  return [...own, { format: 'flac', codec: 'flac' }, { format: 'wav', codec: 'pcm-s24' }];
}

/**
 * Chooses among what can be encoded here. Opus exists at 48 kHz alone, so that sound of other rates
 * goes from OGG into FLAC, which loses nothing, rather than being resampled.
 *
 * @returns null when a film's container takes no sound that can be written here
 */
export async function soundPlan(
  format: string,
  codec: AudioCodec,
  channels: number,
  rate: number,
  isFilm: boolean,
): Promise<SoundPlan | null> {
  for (const wish of wishes(format, codec, rate, isFilm && film.test(format))) {
    const at = wish.codec === 'opus' ? 48_000 : rate;
    if (isPcm(wish.codec) || (await canWriteSound(wish.codec, channels, at))) return wish;
  }
  return null;
}
