/** Converts one sound: what the browser cannot read goes through the media engine first. */
import type { AudioCodec, InputAudioTrack } from 'mediabunny';

import type { Failure } from '#domain/failure.ts';
import { fail, ok } from '#domain/result.ts';
import { mimeOf } from '#formats/media-formats.ts';
import { is16Bit, shapeOf, soundEnd } from '#media/sound/read.ts';
import { canWriteSound } from '#media/timed/encoders.ts';
import { openReadable, type Readable } from '#media/timed/readable.ts';

import type { Run } from '../context.ts';
import { asCorrupt } from '../denoise_audio/open.ts';
import { trimOf } from '../trim.ts';

import type { ConvertAudioParams } from './task.ts';
import { writeConverted } from './write.ts';

const codecs: Readonly<Record<ConvertAudioParams['format'], AudioCodec>> = {
  mp3: 'mp3',
  m4a: 'aac',
  ogg: 'opus',
  flac: 'flac',
  wav: 'pcm-s16',
};
const nothingToHear: Failure = {
  code: 'corrupt',
  what: 'This sound',
  reason: 'there is nothing to hear in it',
};
/** Channels and rates that a codec takes at most. */
const mostChannels: Partial<Record<AudioCodec, number>> = { mp3: 2, aac: 8, opus: 8, flac: 8 };
const mp3Rates = [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];

/** The rate that a codec writes which is nearest above what is wished, or its highest. */
function rateFor(codec: AudioCodec, wished: number): number {
  if (codec === 'opus') return 48_000;
  if (codec === 'mp3') return mp3Rates.find((rate) => rate >= wished) ?? 48_000;
  return codec === 'aac' ? Math.min(96_000, wished) : wished;
}

/** As many channels as are wished, or two where the codec takes no more here; null where not even these. */
async function channelsFor(
  codec: AudioCodec,
  wished: number,
  rate: number,
): Promise<number | null> {
  const most = Math.min(wished, mostChannels[codec] ?? 8);
  if (await canWriteSound(codec, most, rate)) return most;
  return most > 2 && (await canWriteSound(codec, 2, rate)) ? 2 : null;
}

/** WAV keeps 24 bits where the source has more than 16. */
const wavCodec = async (audio: InputAudioTrack): Promise<AudioCodec> => {
  const codec = await audio.getCodec();
  return codec === 'pcm-s24' || codec === 'pcm-s32' || codec === 'pcm-f32' ? 'pcm-s24' : 'pcm-s16';
};

export const run: Run<ConvertAudioParams> = async (params, context) => {
  let readable: Readable | null = null;
  const { signal } = context;
  try {
    const { source } = context;
    if (!source?.blob) return fail({ code: 'not_found', what: 'the sound' });
    const opened = await openReadable(await context.openBlob(source.blob), 'audio', {
      signal,
      seconds: source.duration_s,
      part: { start: params.start, end: params.end },
      onProgress: (fraction, note) => context.progress(fraction * 0.4, note),
    });
    if (!opened.ok) return opened;
    readable = opened.value;
    const { input, isThroughEngine } = readable;
    const audio = await input.getPrimaryAudioTrack();
    if (!audio) return fail({ code: 'unsupported', what: 'This file', reason: 'it has no sound' });
    const shape = await shapeOf(audio, readable.file);
    const length = Math.max(await input.computeDuration(), soundEnd(shape) ?? 0);
    if (!(length > 0)) {
      return fail(nothingToHear);
    }
    const { trim } = trimOf(params, length);
    if (trim.end <= trim.start) {
      const reason = 'it begins behind the end of the sound';
      return fail({ code: 'invalid_input', field: 'start', reason });
    }
    const codec = params.format === 'wav' ? await wavCodec(audio) : codecs[params.format];
    const own = shape.channels;
    const wished = params.channels === 'mono' ? 1 : params.channels === 'stereo' ? 2 : own;
    const rate = rateFor(codec, params.rate ?? shape.rate);
    const channels = await channelsFor(codec, wished, rate);
    if (channels === null) {
      const reason = `this browser encodes no ${codec} with ${wished} channels at ${rate} Hz`;
      return fail({ code: 'unsupported', what: 'This sound', reason });
    }
    const from = isThroughEngine ? 0.4 : 0;
    const sound = {
      input,
      audio,
      shape,
      part: trim,
      channels,
      rate,
      plan: { format: params.format, codec },
      bitrate: params.bitrate * 1000,
      is16Bit: await is16Bit(audio),
    };
    const writer = await context.createBlob();
    const frames = await writeConverted(sound, writer, signal, (share) =>
      context.progress(from + (1 - from) * share),
    ).catch(async (thrown: unknown) => {
      await writer.abort();
      throw thrown;
    });
    if (frames === 0) {
      await writer.abort();
      return fail(nothingToHear);
    }
    const stored = await writer.close();
    return ok({
      file: {
        ...stored,
        facts: {
          mime: mimeOf(params.format, 'audio'),
          format: params.format,
          duration_s: frames / rate,
          codec,
          sample_rate_hz: rate,
          channels,
          metadata: {},
        },
      },
      generation: { provider: 'inkreel', model: 'convert sound 1', params },
      result: {
        ...(channels < own ? { mixed_down: `${own} channels to ${channels}` } : {}),
        ...(isThroughEngine ? { read_by: 'media engine' } : {}),
      },
    });
  } catch (thrown) {
    if (signal.aborted) return fail({ code: 'cancelled' });
    return fail(asCorrupt(thrown, 'This sound'));
  } finally {
    await readable?.release();
  }
};
