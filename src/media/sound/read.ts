/** Decodes a sound into blocks without gaps, from its first presented sample to its last. */
import { AudioSampleSink, type InputAudioTrack } from 'mediabunny';

import { soundEdges, type SoundEdges } from './edges.ts';
import type { Block } from './overlap-add.ts';

/** What is known of a sound before it is decoded. */
export interface SoundShape {
  readonly channels: number;
  readonly rate: number;
  /** Seconds at which it begins; more than 0 in films whose sound comes later. */
  readonly start: number;
  /** What lies before and behind it among its packets; all of them are of it when not given. */
  readonly edges?: SoundEdges;
}

/** Most channels that are taken. */
export const mostChannels = 8;
/** A hole in the times of a track longer than this (seconds) is filled with silence. */
const hole = 0.02;
/** No hole longer than this is believed. */
const longestHole = 3600;
/** Seconds before a place from which on is decoded, so that the decoder knows what it builds on there. */
const warmUp = 0.3;

/**
 * @param file what the track lies in, where the sound shall begin and end to the sample
 * @throws a failure when this browser cannot decode it, or it has more channels than are taken
 */
export async function shapeOf(track: InputAudioTrack, file?: Blob): Promise<SoundShape> {
  const codec = await track.getCodec();
  if (!codec || !(await track.canDecode())) {
    const reason = `this browser does not decode ${codec ?? 'its sound'}`;
    throw { code: 'unsupported', what: 'This sound', reason };
  }
  const channels = await track.getNumberOfChannels();
  if (channels > mostChannels) {
    throw { code: 'too_large', what: 'the number of channels', limit: `${mostChannels} channels` };
  }
  const said = await track.getSampleRate();
  const shape =
    codec === 'aac' && said <= mostOfCore ? await decodedShape(track) : { channels, rate: said };
  return {
    ...shape,
    start: Math.max(0, await track.getFirstTimestamp()),
    ...(file ? { edges: await soundEdges(file, track, shape.rate) } : {}),
  };
}

/** Seconds at which the sound ends among what is decoded of it; null where only its last packet tells. */
export function soundEnd({ start, rate, edges }: SoundShape): number | null {
  return edges && Number.isFinite(edges.frames) ? start + edges.frames / rate : null;
}

/** HE-AAC is decoded to twice the rate, and its second version to two channels, of what its header may say. */
const mostOfCore = 24_000;

async function decodedShape(track: InputAudioTrack): Promise<{ channels: number; rate: number }> {
  const sample = await new AudioSampleSink(track).getSample(await track.getFirstTimestamp());
  const channels = sample?.numberOfChannels ?? (await track.getNumberOfChannels());
  const rate = sample?.sampleRate ?? (await track.getSampleRate());
  sample?.close();
  return { channels, rate };
}

/**
 * The samples as one array a channel (−1 to 1). What an encoder put before and behind is left out; a
 * hole is filled. Blocks are as long as the codec's own; none is held.
 *
 * @param span in seconds of the track's time; all of it when not given
 */
export async function* soundBlocks(
  track: InputAudioTrack,
  { channels, rate, start, edges }: SoundShape,
  signal: AbortSignal,
  span?: { readonly from: number; readonly to: number },
): AsyncGenerator<Block> {
  const { lead = 0, frames = Infinity } = edges ?? {};
  const begin = Math.round(Math.max(start, span?.from ?? 0) * rate) + lead;
  const last = Math.round(start * rate) + frames;
  const end = Math.min(span ? Math.round(span.to * rate) : Infinity, last) + lead;
  let next = begin;
  const until = Number.isFinite(end) ? end / rate : undefined;
  const samples = new AudioSampleSink(track).samples(begin / rate - warmUp, until);
  for await (const sample of samples) {
    try {
      signal.throwIfAborted();
      const first = Math.round(sample.timestamp * rate);
      const gap = first - next;
      if (gap > hole * rate && gap < longestHole * rate) {
        const filled = Math.min(gap, end - next);
        for (let left = filled; left > 0; left -= rate) {
          const length = Math.min(left, rate);
          yield Array.from({ length: channels }, () => new Float32Array(length));
        }
        next += filled;
      }
      // What lies before the beginning: priming, or the front of the first packet of a span.
      const skip = next === begin ? Math.max(0, begin - first) : 0;
      const count = Math.min(sample.numberOfFrames - skip, end - next);
      if (count <= 0) continue;
      yield Array.from({ length: channels }, (_, channel) => {
        const plane = new Float32Array(count);
        if (channel < sample.numberOfChannels) {
          const options = { format: 'f32-planar', frameOffset: skip, frameCount: count } as const;
          sample.copyTo(plane, { planeIndex: channel, ...options });
        }
        return plane;
      });
      next += count;
    } finally {
      sample.close();
    }
  }
}

/** Whether the samples have at most 16 bits; what lost something before has no more to give. */
export async function is16Bit(audio: InputAudioTrack): Promise<boolean> {
  const codec = await audio.getCodec();
  if (codec !== 'flac' && !codec?.startsWith('pcm-')) return true;
  const sample = await new AudioSampleSink(audio).getSample(await audio.getFirstTimestamp());
  const format = sample?.format;
  sample?.close();
  return format === 'u8' || format === 's16' || format === 'u8-planar' || format === 's16-planar';
}
