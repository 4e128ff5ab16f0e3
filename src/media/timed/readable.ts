/**
 * A film or a sound as the browser's own codecs can read it. What they cannot (AVI, FLV, WMV, MPEG,
 * HEVC where the browser lacks it, ProRes …) goes through the media engine first: its packets into
 * another container where that is enough, else through a quick, nearly lossless encoding on the disk.
 */
import { EncodedPacketSink, MPEG_TS, type Input } from 'mediabunny';

import { fail, ok, type Result } from '#domain/result.ts';
import { engineNote } from '../ffmpeg/engine.ts';
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
  /** Lets go of the input and of what lies on the disk for it. */
  release(): Promise<void>;
}

export interface ReadableUse {
  readonly signal: AbortSignal;
  /** How far the way through the engine is, 0 to 1, with a word about it. */
  readonly onProgress: (fraction: number, note: string) => void;
  /** Seconds that it lasts, when that is known. */
  readonly seconds: number | null;
}

/** x264 so quick and so fine that the next encoding decides how it looks; sound without loss. */
const fineArguments = '-c:v libx264 -preset ultrafast -crf 14 -pix_fmt yuv420p -c:a flac -ac 2';

/** Opens what `wanted` asks for (a picture, a sound) so that it can be decoded. */
export async function openReadable(
  file: Blob,
  wanted: 'video' | 'audio',
  use: ReadableUse,
): Promise<Result<Readable>> {
  const own = await readableInput(file, wanted);
  if (own) {
    const release = async (): Promise<void> => own.dispose();
    return ok({ input: own, file, isThroughEngine: false, isOriginal: true, release });
  }
  const copied = await throughEngine(file, null, wanted, use);
  // Not every packet fits into the other container: some have no time, some no codec there.
  if (copied.ok || !/^(corrupt|unsupported)$/.test(copied.failure.code)) return copied;
  return throughEngine(file, fineArguments.split(' '), wanted, use);
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
      if (track && (await track.canDecode()) && (!sound || (await sound.canDecode()))) return input;
    }
  } catch {
    // What cannot be read at all may still be read by the engine, which then says what is wrong.
  }
  input.dispose();
  return null;
}

/** Whether anything in the track lasts: the engine writes one also where it decoded nothing. */
async function holdsSomething(input: Input, wanted: 'video' | 'audio'): Promise<boolean> {
  const track =
    wanted === 'video' ? await input.getPrimaryVideoTrack() : await input.getPrimaryAudioTrack();
  const first = track && (await new EncodedPacketSink(track).getFirstPacket());
  return first !== null && (await input.computeDuration()) > first.timestamp;
}

/** Through the engine into Matroska: with these codecs, or with null packet by packet. */
async function throughEngine(
  file: Blob,
  codecs: readonly string[] | null,
  wanted: 'video' | 'audio',
  { signal, onProgress, seconds }: ReadableUse,
): Promise<Result<Readable>> {
  const ran = await runFfmpeg({
    inputs: [{ name: 'source', data: file }],
    arguments: [
      ...'-v warning -i /in/source -map 0:v:0? -map 0:a:0? -sn -dn'.split(' '),
      ...(codecs ?? ['-c', 'copy']),
      ...'-f matroska /out/read.mkv'.split(' '),
    ],
    outputs: ['read.mkv'],
    signal,
    engine: { fetch: true, onFetch: (fraction) => onProgress(fraction * 0.2, engineNote) },
    onProgress: (at) =>
      onProgress(0.2 + 0.8 * (seconds ? Math.min(1, at / seconds) : 0), 'read by the media engine'),
  });
  const what = wanted === 'video' ? 'This video' : 'This sound';
  if (!ran.ok) {
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
    release: async () => {
      input.dispose();
      await ran.value.release();
    },
  });
}
