/**
 * A film or a sound as the browser's own codecs can read it. What they cannot (AVI, FLV, WMV, MPEG,
 * HEVC where the browser lacks it, ProRes …) goes through the media engine first: its packets into
 * another container where that is enough, else through a quick, nearly lossless encoding on the disk.
 */
import { EncodedPacketSink, FLAC, MPEG_TS, type Input, type InputTrack } from 'mediabunny';

import { fail, ok, type Result } from '#domain/result.ts';
import { engineNote } from '../ffmpeg/engine.ts';
import { pixelsOf, type Pixels } from '../ffmpeg/pixels.ts';
import { runFfmpeg } from '../ffmpeg/run.ts';

import { openInput } from './input.ts';

export interface Readable {
  readonly input: Input;
  /** What the input reads: the file itself, or what the engine made of it. */
  readonly file: Blob;
  /** Whether the media engine had to read it. */
  readonly isThroughEngine: boolean;
  /** Whether its packets are those of the file: nothing was encoded on the way. */
  readonly isOriginal: boolean;
  /** What the pixels held that were encoded on the way; they have 8 bits and no alpha since. */
  readonly pixels?: Pixels;
  /** Lets go of the input and of what lies on the disk for it. */
  readonly release: () => Promise<void>;
}

export interface ReadableUse {
  readonly signal: AbortSignal;
  /** How far the way through the engine is, 0 to 1, with a word about it. */
  readonly onProgress: (fraction: number, note: string) => void;
  /** Seconds that it lasts, when that is known. */
  readonly seconds: number | null;
  /** The part that is needed, in seconds; `end` null is the end. All of it when not given. */
  readonly part?: { readonly start: number; readonly end: number | null };
  /** How the half pictures of an interlaced film become whole ones; they stay when not given. */
  readonly weave?: Weave;
  /** Whether the engine may be fetched, 32 MB; it may when not said. */
  readonly mayFetch?: boolean;
}

/** A frame of every two half pictures, or one of each; of frames that say they are interlaced. */
export type Weave = 'frames' | 'fields';

/**
 * x264 so quick and so fine that the next encoding decides how it looks; sound without loss, in its
 * own channels. Times in Matroska's steps: else they are moved to those of the frame rate.
 */
const fineArguments =
  '-enc_time_base:v 1:1000 -c:v libx264 -preset ultrafast -crf 14 -pix_fmt yuv420p -c:a flac';
const soundArguments = '-c:a flac';
/** Bob Weaver, by J. Porter and T. Mundt, as ffmpeg has it; frames that are whole stay as they are. */
const weaves: Readonly<Record<Weave, string>> = {
  frames: '-vf bwdif=mode=send_frame:deint=interlaced',
  fields: '-vf bwdif=mode=send_field:deint=interlaced',
};

/**
 * Opens what `wanted` asks for so that it can be decoded: a picture with its sound, or a sound alone.
 * Times are those of the file, also where only a part was read.
 */
export async function openReadable(
  file: Blob,
  wanted: 'video' | 'audio',
  use: ReadableUse,
): Promise<Result<Readable>> {
  if (wanted === 'video' && use.weave) {
    const codecs = `${weaves[use.weave]} ${fineArguments}`.split(' ');
    return throughEngine(file, codecs, wanted, use);
  }
  const own = await readableInput(file, wanted);
  if (own) {
    const release = async (): Promise<void> => own.dispose();
    return ok({ input: own, file, isThroughEngine: false, isOriginal: true, release });
  }
  const copied = await throughEngine(file, null, wanted, use);
  // Not every packet fits into the other container: some have no time, some no codec there.
  if (copied.ok || !/^(corrupt|unsupported)$/.test(copied.failure.code)) return copied;
  const fine = wanted === 'video' ? fineArguments : soundArguments;
  return throughEngine(file, fine.split(' '), wanted, use);
}

/** The file, when the browser reads and decodes it; else null. */
export async function readableInput(file: Blob, wanted: 'video' | 'audio'): Promise<Input | null> {
  const input = openInput(file);
  try {
    // A transport stream begins at any time, and tracks of its that are not known are not shown.
    if ((await input.canRead()) && (await input.getFormat()) !== MPEG_TS) {
      const track =
        wanted === 'video'
          ? await input.getPrimaryVideoTrack()
          : await input.getPrimaryAudioTrack();
      const sound = await input.getPrimaryAudioTrack();
      const isDecoded = track && (await track.canDecode()) && (!sound || (await sound.canDecode()));
      if (isDecoded && (await hasFrames(input, track))) return input;
    }
  } catch {
    // What cannot be read at all may still be read by the engine, which then says what is wrong.
  }
  input.dispose();
  return null;
}

/** mediabunny 1.61 finds no frame of a FLAC that says its rate in whole kilohertz, as 192 of them. */
const hasFrames = async (input: Input, track: InputTrack): Promise<boolean> =>
  (await input.getFormat()) !== FLAC ||
  (await new EncodedPacketSink(track).getFirstPacket()) !== null;

/** Whether anything in the track lasts: the engine writes one also where it decoded nothing. */
async function holdsSomething(input: Input, wanted: 'video' | 'audio'): Promise<boolean> {
  const track =
    wanted === 'video' ? await input.getPrimaryVideoTrack() : await input.getPrimaryAudioTrack();
  const first = track && (await new EncodedPacketSink(track).getFirstPacket());
  return first !== null && (await input.computeDuration()) > first.timestamp;
}

/** Streams without an index are entered so many seconds before a part, to decode its first frames too. */
const leadIn = 5;

/** What has the engine read a part alone, and leave its times as they are. */
function partArguments({ part }: ReadableUse): readonly string[] {
  if (!part || (part.start === 0 && part.end === null)) return [];
  const from = Math.max(0, part.start - leadIn);
  return [
    ...(from > 0 ? ['-ss', from.toFixed(3)] : []),
    // A little more than is wanted: what is cut here is cut at a packet.
    ...(part.end === null ? [] : ['-to', (part.end + 1).toFixed(3)]),
    '-copyts',
    '-start_at_zero',
  ];
}

/** Through the engine into Matroska: with these codecs, or with null packet by packet. */
async function throughEngine(
  file: Blob,
  codecs: readonly string[] | null,
  wanted: 'video' | 'audio',
  use: ReadableUse,
): Promise<Result<Readable>> {
  const { signal, onProgress, mayFetch = true } = use;
  const seconds = use.part?.end ?? use.seconds;
  const tracks = wanted === 'video' ? '-map 0:v:0? -map 0:a:0?' : '-map 0:a:0 -vn';
  const ran = await runFfmpeg({
    inputs: [{ name: 'source', data: file }],
    arguments: [
      '-v',
      'info',
      ...partArguments(use),
      ...`-i /in/source ${tracks} -sn -dn`.split(' '),
      ...(codecs ?? ['-c', 'copy']),
      ...'-f matroska /out/read.mkv'.split(' '),
    ],
    outputs: ['read.mkv'],
    signal,
    engine: { fetch: mayFetch, onFetch: (fraction) => onProgress(fraction * 0.2, engineNote) },
    onProgress: (at) =>
      onProgress(0.2 + 0.8 * (seconds ? Math.min(1, at / seconds) : 0), 'read by the media engine'),
  });
  const what = wanted === 'video' ? 'This video' : 'This sound';
  if (!ran.ok) {
    if ('reason' in ran.failure && ran.failure.reason.includes('matches no streams')) {
      const reason = wanted === 'video' ? 'it has no picture' : 'it has no sound';
      return fail({ code: 'unsupported', what: 'This file', reason });
    }
    // The engine knows the file by a name that nobody gave it.
    return fail('what' in ran.failure ? { ...ran.failure, what } : ran.failure);
  }
  const [written] = ran.value.outputs;
  const input = written ? await readableInput(written, wanted) : null;
  if (!input || !written || !(await holdsSomething(input, wanted))) {
    input?.dispose();
    await ran.value.release();
    return fail({ code: 'corrupt', what, reason: 'nothing in it can be decoded' });
  }
  return ok({
    input,
    file: written,
    isThroughEngine: true,
    isOriginal: codecs === null,
    ...(codecs && wanted === 'video' ? { pixels: pixelsOf(ran.value.log.stderr) } : {}),
    release: async () => {
      input.dispose();
      await ran.value.release();
    },
  });
}
