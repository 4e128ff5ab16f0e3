/** The pictures of several films on their way into one track. */
import {
  EncodedPacketSink,
  EncodedVideoPacketSource,
  VideoSampleSink,
  VideoSampleSource,
  type InputVideoTrack,
  type Output,
  type Quality,
  type VideoCodec,
  type VideoSample,
} from 'mediabunny';

import type { Pump } from '../pumps.ts';

import type { JoinPart, OpenTrack } from './open.ts';
import type { PicturePlan } from './plan.ts';

export interface PictureJob {
  readonly parts: readonly JoinPart[];
  /** Seconds at which each part begins, and at which the last one ends. */
  readonly starts: readonly number[];
  readonly plan: PicturePlan;
  readonly openTrack: OpenTrack;
}

/** What became of the pictures so far. */
export interface PictureCount {
  frames: number;
}

/** Copies packets, each moved by the beginning of its part. */
export function copiedPictures(
  { parts, starts, openTrack }: PictureJob,
  codec: VideoCodec,
  output: Output,
  count: PictureCount,
): Pump {
  const source = new EncodedVideoPacketSource(codec);
  return overParts({ parts, openTrack }, output, source, async function* (track, at) {
    const decoderConfig = await track.getDecoderConfig();
    if (!decoderConfig) throw unreadable(parts[at]);
    const begin = starts[at] ?? 0;
    const packets = new EncodedPacketSink(track).packets(undefined, undefined, {
      verifyKeyPackets: true,
    });
    for await (const packet of packets) {
      const timestamp = begin + packet.timestamp;
      const duration = packet.duration || (parts[at]?.facts.picture?.frame ?? 0);
      await source.add(packet.clone({ timestamp, duration }), { decoderConfig });
      count.frames += 1;
      yield timestamp;
    }
  });
}

/** Decodes frames, fits them into the size of the result, and encodes them; their times are kept. */
export function remadePictures(
  { parts, starts, plan, openTrack }: PictureJob,
  encoding: { readonly codec: VideoCodec; readonly quality: Quality },
  output: Output,
  count: PictureCount,
): Pump {
  const source = new VideoSampleSource({ ...encoding, sizeChangeBehavior: 'passThrough' });
  return overParts({ parts, openTrack }, output, source, async function* (track, at) {
    const [begin, end] = [starts[at] ?? 0, starts[at + 1] ?? Infinity];
    for await (const sample of new VideoSampleSink(track).samples()) {
      const timestamp = begin + sample.timestamp;
      try {
        // Frames before the beginning are only there to decode what follows.
        if (sample.timestamp < -sample.duration / 2 || timestamp >= end) continue;
        const frame = plan.isDrawn ? await drawn(sample, plan) : sample.clone();
        frame.setTimestamp(Math.max(begin, timestamp));
        await source.add(frame);
        frame.close();
        count.frames += 1;
      } finally {
        sample.close();
      }
      yield timestamp;
    }
  });
}

/** A frame upright and whole inside the size of the result, with black beside it where it must be. */
const drawn = (sample: VideoSample, { width, height }: PicturePlan): Promise<VideoSample> =>
  sample.transform({ width, height, fit: 'contain', alpha: 'discard' });

/** Takes one part after another; only the one at work is open. */
function overParts(
  { parts, openTrack }: Pick<PictureJob, 'parts' | 'openTrack'>,
  output: Output,
  source: EncodedVideoPacketSource | VideoSampleSource,
  move: (track: InputVideoTrack, at: number) => AsyncGenerator<number>,
): Pump {
  output.addVideoTrack(source);
  const all = (async function* () {
    for (const [at, part] of parts.entries()) {
      const opened = await openTrack(part, 'video');
      try {
        if (!opened.track.isVideoTrack()) throw unreadable(part);
        yield* move(opened.track, at);
      } finally {
        opened.close();
      }
    }
  })();
  return {
    async step() {
      const { done, value } = await all.next();
      if (!done) return value;
      source.close();
      return null;
    },
    stop: async () => void (await all.return(undefined)),
  };
}

const unreadable = (part: JoinPart | undefined) => ({
  code: 'corrupt',
  what: part ? `“${part.facts.name}”` : 'This video',
  reason: 'it has no picture that can be read',
});
