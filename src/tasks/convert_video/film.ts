/** A film into a film: packets copied where nothing changes, else decoded, changed, encoded. */
import {
  canEncodeVideo,
  Quality,
  type AudioCodec,
  type AudioSample,
  type ConversionAudioOptions,
  type Input,
  type InputVideoTrack,
  type VideoCodec,
} from 'mediabunny';

import type { TaskOutput } from '#domain/contract/engine.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { mimeOf } from '#formats/media-formats.ts';
import { priming } from '#media/sound/write.ts';
import { canWriteSound } from '#media/timed/encoders.ts';
import type { PlacedBytes } from '#media/timed/blob-target.ts';
import { transcode } from '#media/timed/transcode.ts';

import type { TaskContext } from '../context.ts';
import type { trimOf } from '../trim.ts';

import type { FilmSize } from './size.ts';
import type { ConvertVideoParams } from './task.ts';
import { writeWithin, type Written } from './within.ts';

export interface FilmWork {
  readonly input: Input;
  readonly video: InputVideoTrack;
  readonly params: ConvertVideoParams;
  readonly size: FilmSize;
  readonly part: ReturnType<typeof trimOf>;
  /** What the engine encoded on the way is no original: its packets are not kept. */
  readonly isOriginal: boolean;
  /** What the file holds beside picture and sound, in words; no muxer here takes it over. */
  readonly beside: readonly string[];
}

export type Made = Pick<TaskOutput, 'result'> & {
  readonly file: NonNullable<TaskOutput['file']>;
};

const levels = { small: 'low', good: 'medium', best: 'very-high' } as const;
/** Bits a second of the sound of a film. */
const soundRate = 128_000;

/** The codec that is written, or null when packets are kept as they are. */
async function codecFor({ video, params, size, part }: FilmWork): Promise<VideoCodec | null> {
  const own = await video.getCodec();
  if (params.codec === 'keep') {
    const isUntouched = size.isSame && params.fps === null && params.at_most_kb === null;
    const holds = params.format !== 'webm' || own === 'vp8' || own === 'vp9' || own === 'av1';
    if (isUntouched && holds) return null;
  }
  if (params.codec !== 'keep' && params.codec !== 'auto') return params.codec;
  if (params.codec === 'keep' && own && (await canEncodeVideo(own, size))) {
    if (params.format !== 'webm' || own !== 'avc') return own;
  }
  return params.format === 'webm' ? 'vp9' : part.seconds > 0 ? 'avc' : null;
}

export async function writeFilm(work: FilmWork, context: TaskContext): Promise<Result<Made>> {
  const { video, params, size, part, isOriginal } = work;
  const { format } = params;
  const chosen = await codecFor(work);
  const codec = chosen ?? (isOriginal ? null : 'avc');
  const { width, height } = size;
  if (codec && !(await canEncodeVideo(codec, { width, height }))) {
    const reason = `this browser encodes no ${codec} of ${width} × ${height}; choose another codec or a smaller size`;
    return fail({ code: 'unsupported', what: 'This video', reason });
  }
  const sound = await soundOptions(work, codec === null);
  const write = (rate: number | null, round: number) =>
    writeOnce(work, { codec, sound, rate, round }, context);
  const limit = params.at_most_kb === null ? null : params.at_most_kb * 1000;
  const written =
    limit === null
      ? await write(null, 0)
      : await writeWithin(
          limit,
          { seconds: part.seconds, soundBits: await soundBits(work, sound) },
          write,
        );
  if (!written.ok) return written;
  const { writer, rate, tries = 1 } = written.value;
  const leftOut = [...written.value.leftOut, ...work.beside];
  const stored = await writer.close();
  const facts = {
    mime: mimeOf(format, 'video'),
    format,
    width,
    height,
    duration_s: part.seconds,
    codec: nameOf(codec ?? (await video.getCodec()) ?? ''),
    metadata: {},
  };
  return ok({
    file: { ...stored, facts },
    result: {
      ...(codec ? {} : { copied: true }),
      ...(rate === null ? {} : { bitrate: rate, tries }),
      ...(leftOut.length > 0 ? { left_out: leftOut } : {}),
      ...(await mixedDown(work, sound)),
    },
  });
}

/** Says so where the sound of the result has fewer channels. */
async function mixedDown(
  { input }: FilmWork,
  { numberOfChannels }: ConversionAudioOptions,
): Promise<{ readonly mixed_down?: string }> {
  const own = await (await input.getPrimaryAudioTrack())?.getNumberOfChannels();
  return own !== undefined && numberOfChannels !== undefined && numberOfChannels < own
    ? { mixed_down: `${own} channels to ${numberOfChannels}` }
    : {};
}

/** Writes the film once; nothing of it is left where that fails. `rate`: bits a second, or null for a level. */
async function writeOnce(
  { input, params, size, part }: FilmWork,
  {
    codec,
    sound,
    rate,
    round,
  }: {
    readonly codec: VideoCodec | null;
    readonly sound: ConversionAudioOptions;
    readonly rate: number | null;
    readonly round: number;
  },
  context: TaskContext,
): Promise<Result<Written>> {
  const { width, height } = size;
  const writer = await context.createBlob();
  let end = 0;
  const measured: PlacedBytes = {
    writeAt: (bytes, at) => {
      end = Math.max(end, at + bytes.length);
      return writer.writeAt(bytes, at);
    },
  };
  try {
    const written = await transcode({
      input,
      format: params.format,
      writer: measured,
      trim: part.trim,
      video: codec
        ? {
            codec,
            width,
            height,
            fit: 'fill',
            rotate: params.rotate,
            ...(size.crop ? { crop: size.crop } : {}),
            ...(params.fps === null ? {} : { frameRate: params.fps }),
            quality:
              rate === null ? new Quality(levels[params.quality]) : new Quality({ bitrate: rate }),
            allowTransformationMetadata: false,
            forceTranscode: true,
          }
        : {},
      audio: sound,
      // Containers that know no time before 0 would have what begins there encoded again: AAC, and
      // what is cut between two key frames. There all of the film begins so much later.
      ...(codec ? {} : { copy: { shiftTolerance: Infinity } }),
      signal: context.signal,
      onProgress: (fraction) =>
        context.progress(
          fraction,
          codec ? (rate === null ? codec : `${codec}, try ${round + 1}`) : 'copied as it is',
        ),
    });
    if (written.ok) return ok({ writer, size: end, rate, leftOut: written.value });
    await writer.abort();
    return written;
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  }
}

/** Packets of a sound that is copied from which its bits a second are judged. */
const judged = 1_000;

/** About how many bits a second the sound of the result takes. */
async function soundBits(
  { input }: FilmWork,
  { discard, codec }: ConversionAudioOptions,
): Promise<number> {
  if (discard) return 0;
  if (codec !== undefined) return soundRate;
  const audio = await input.getPrimaryAudioTrack();
  return audio ? Math.round((await audio.computePacketStats(judged)).averageBitrate) : 0;
}

const nameOf = (codec: string): string => (codec === 'avc' ? 'h264' : codec);

/** What becomes of the sound: copied where the container holds it, else AAC or Opus. */
async function soundOptions(
  { input, params, part, isOriginal }: FilmWork,
  isCopied: boolean,
): Promise<ConversionAudioOptions> {
  const audio = await input.getPrimaryAudioTrack();
  if (!audio || params.sound === 'none') return { discard: true };
  const own = await audio.getCodec();
  const wanted: AudioCodec = params.format === 'webm' ? 'opus' : 'aac';
  const isHeld =
    params.format === 'webm' ? own === 'opus' || own === 'vorbis' : own === 'aac' || own === 'mp3';
  const holds = isHeld || (params.format === 'mkv' && own !== null);
  // A cut in the middle of a packet cannot be copied exactly; a kept film may begin a little early.
  if (holds && isOriginal && (part.isWhole || isCopied)) return {};
  const channels = Math.min(2, await audio.getNumberOfChannels());
  const sampleRate = wanted === 'opus' ? 48_000 : Math.min(48_000, await audio.getSampleRate());
  await canWriteSound(wanted, channels, sampleRate);
  const before = params.format === 'mp4' || params.format === 'mov' ? (priming[wanted] ?? 0) : 0;
  return {
    codec: wanted,
    numberOfChannels: channels,
    sampleRate,
    ...(before > 0 ? { process: earlier(before / sampleRate) } : {}),
    quality: new Quality({ bitrate: soundRate }),
    forceTranscode: true,
  };
}

/** Moves a sound ahead by what its encoder puts before it, which the file then leaves out: it stays in step. */
const earlier =
  (seconds: number) =>
  (sample: AudioSample): AudioSample => {
    sample.setTimestamp(sample.timestamp - seconds);
    return sample;
  };
