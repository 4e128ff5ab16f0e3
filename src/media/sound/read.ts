/** Decodes a sound into blocks without gaps, from its first presented sample to its last. */
import { AudioSampleSink, type InputAudioTrack } from 'mediabunny';

import type { Block } from './overlap-add.ts';

/** What is known of a sound before it is decoded. */
export interface SoundShape {
  readonly channels: number;
  readonly rate: number;
  /** Seconds at which it begins; more than 0 in films whose sound comes later. */
  readonly start: number;
}

/** Most channels that are taken. */
export const mostChannels = 8;
/** A hole in the times of a track longer than this (seconds) is filled with silence. */
const hole = 0.02;
/** No hole longer than this is believed. */
const longestHole = 3600;

/** @throws a failure when this browser cannot decode it, or it has more channels than are taken */
export async function shapeOf(track: InputAudioTrack): Promise<SoundShape> {
  const codec = await track.getCodec();
  if (!codec || !(await track.canDecode())) {
    const reason = `this browser does not decode ${codec ?? 'its sound'}`;
    throw { code: 'unsupported', what: 'This sound', reason };
  }
  const channels = await track.getNumberOfChannels();
  if (channels > mostChannels) {
    throw { code: 'too_large', what: 'the number of channels', limit: `${mostChannels} channels` };
  }
  return {
    channels,
    rate: await track.getSampleRate(),
    start: Math.max(0, await track.getFirstTimestamp()),
  };
}

/**
 * The samples as one array a channel (−1 to 1). What an encoder put before time 0 is left out; a
 * hole is filled. Blocks are as long as the codec's own; none is held.
 *
 * @param span in seconds of the track's time; all of it when not given
 */
export async function* soundBlocks(
  track: InputAudioTrack,
  { channels, rate, start }: SoundShape,
  signal: AbortSignal,
  span?: { readonly from: number; readonly to: number },
): AsyncGenerator<Block> {
  const begin = Math.round(Math.max(start, span?.from ?? 0) * rate);
  const end = span ? Math.round(span.to * rate) : Infinity;
  let next = begin;
  const samples = new AudioSampleSink(track).samples(begin / rate, span?.to);
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
