/** The sounds of several files on their way into one track. */
import {
  EncodedAudioPacketSource,
  EncodedPacketSink,
  type AudioCodec,
  type Output,
} from 'mediabunny';

import { decoderDelay } from '#formats/mp3/info-tag.ts';
import { inChannels } from '../../sound/channels.ts';
import { openMp3Tag, type Mp3Tag } from '../../sound/mp3-tag.ts';
import type { Block } from '../../sound/overlap-add.ts';
import { shapeOf, soundBlocks } from '../../sound/read.ts';
import { resampling, silence } from '../../sound/resample.ts';
import { leading, type SoundPump } from '../../sound/write.ts';

import type { JoinPart, OpenTrack } from './open.ts';
import { packetsBefore, packetsOf } from './plan.ts';

export interface SoundJob {
  readonly parts: readonly JoinPart[];
  /** Seconds at which each part begins, and at which the last one ends. */
  readonly starts: readonly number[];
  readonly openTrack: OpenTrack;
}

/**
 * What the first frame of an MP3 of these parts shall tell of its edges; null for other codecs, and
 * where the first part does not tell of its own.
 */
export function copiedTag(
  { parts, starts }: Pick<SoundJob, 'parts' | 'starts'>,
  codec: AudioCodec,
): CopiedTag | null {
  const [first, last] = [parts[0]?.facts.sound, parts.at(-1)?.facts.sound];
  if (codec !== 'mp3' || !first || !last) return null;
  const delay = Math.round(-first.begins * first.rate) - decoderDelay;
  const samples = Math.round(((starts.at(-2) ?? 0) + last.sounds) * first.rate);
  return delay < 0 ? null : { tag: openMp3Tag(delay), samples, begins: first.begins };
}

interface CopiedTag {
  readonly tag: Mp3Tag;
  /** Samples of each channel from the first of the sound to its last. */
  readonly samples: number;
  /** Seconds at which the first packet begins: before 0. */
  readonly begins: number;
}

/** Copies packets in one unbroken row, as `onPackets` laid them out. */
export function copiedSounds(
  { parts, starts, openTrack }: SoundJob,
  codec: AudioCodec,
  output: Output,
  tagged: CopiedTag | null,
): SoundPump {
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  const all = (async function* () {
    for (const [at, part] of parts.entries()) {
      const { sound } = part.facts;
      const { track, close } = await openTrack(part, 'audio');
      try {
        if (!sound || !track.isAudioTrack()) continue;
        const decoderConfig = await track.getDecoderConfig();
        if (!decoderConfig) continue;
        const start = starts[at] ?? 0;
        const first = at === 0 ? 0 : packetsBefore(sound);
        const next = parts[at + 1]?.facts.sound ?? null;
        const last = packetsOf(sound, start, next, starts[at + 1] ?? 0);
        let number = -1;
        for await (const packet of new EncodedPacketSink(track).packets()) {
          number += 1;
          if (number < first) continue;
          if (number >= last) break;
          const timestamp = start + sound.begins + number * sound.packet - (tagged?.begins ?? 0);
          // Only the very last packet may be cut short: elsewhere the row would have a hole.
          const duration = next === null ? packet.duration : sound.packet;
          const moved = packet.clone({ timestamp, duration });
          if (tagged?.tag.isFirst()) {
            await source.add(leading(moved, tagged.tag.begin(packet.data)), { decoderConfig });
          }
          tagged?.tag.take(packet.data);
          await source.add(moved, { decoderConfig });
          yield timestamp;
        }
      } finally {
        close();
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
    async correct(written) {
      if (!tagged) return;
      const { bytes, behind } = tagged.tag.end(tagged.samples);
      await written.writeAt(bytes, written.end() - behind);
    },
  };
}

/** The sound of the result: one rate, one number of channels, and how two of them meet. */
export interface Layout {
  readonly rate: number;
  readonly channels: number;
  /** Seconds over which one fades into the next. */
  readonly fade: number;
}

/** Samples of each channel that `joinedSound` gives. */
export const joinedFrames = (starts: readonly number[], rate: number): number =>
  Math.round((starts.at(-1) ?? 0) * rate);

/**
 * The sounds as one, to the sample: each part begins at the sample that is nearest to its start, and
 * what is missing is silence. Where parts overlap, one fades out as the other fades in, at equal power.
 */
export async function* joinedSound(
  { parts, starts, openTrack }: SoundJob,
  layout: Layout,
  signal: AbortSignal,
): AsyncGenerator<Block> {
  const { rate, channels, fade } = layout;
  const end = joinedFrames(starts, rate);
  const faded = Math.round(fade * rate);
  /** The end of the part before, which fades out under the beginning of the next. */
  let tail: Block = silence(channels, 0);
  for (const [at, part] of parts.entries()) {
    const begin = Math.round((starts[at] ?? 0) * rate);
    const isLast = at === parts.length - 1;
    const next = isLast ? end : Math.round((starts[at + 1] ?? 0) * rate);
    const length = next - begin + (isLast ? 0 : faded);
    let done = 0;
    /** What may still have to fade out: never more than the fade and one block. */
    let kept: Block = silence(channels, 0);
    for await (const block of exactly(
      partSound(part, openTrack, layout, signal),
      channels,
      length,
    )) {
      const mixed = at === 0 ? block : fadedIn(block, tail, done, faded);
      done += block[0]?.length ?? 0;
      kept = kept.map((samples, channel) => behind(samples, mixed[channel]));
      const ready = Math.max(0, (kept[0]?.length ?? 0) - (isLast ? 0 : faded));
      if (ready === 0) continue;
      yield kept.map((samples) => samples.slice(0, ready));
      kept = kept.map((samples) => samples.slice(ready));
    }
    tail = kept;
  }
}

/** The sound of one part from its time 0 on, in the rate and the channels of the result. */
async function* partSound(
  part: JoinPart,
  openTrack: OpenTrack,
  { rate, channels }: Layout,
  signal: AbortSignal,
): AsyncGenerator<Block> {
  if (!part.facts.sound) return;
  const { track, close } = await openTrack(part, 'audio');
  try {
    if (!track.isAudioTrack()) return;
    const shape = await shapeOf(track, part.file);
    const stage = resampling(channels, shape.rate, rate);
    const late = Math.round(shape.start * shape.rate);
    for (let left = late; left > 0; left -= shape.rate) {
      yield stage.push(silence(channels, Math.min(left, shape.rate)));
    }
    for await (const block of soundBlocks(track, shape, signal)) {
      yield stage.push(inChannels(block, channels));
    }
    yield stage.end();
  } finally {
    close();
  }
}

/** So many samples and no more; silence where there are too few. */
async function* exactly(
  blocks: AsyncGenerator<Block>,
  channels: number,
  length: number,
): AsyncGenerator<Block> {
  let left = length;
  try {
    for await (const block of blocks) {
      const count = Math.min(left, block[0]?.length ?? 0);
      if (count > 0) yield block.map((samples) => samples.subarray(0, count));
      left -= count;
      if (left === 0) return;
    }
    for (; left > 0; left -= Math.min(left, piece)) yield silence(channels, Math.min(left, piece));
  } finally {
    await blocks.return(undefined);
  }
}

/** Samples of silence that are given at once. */
const piece = 1 << 15;

/** A block that lies `at` samples behind the seam, over the tail of the part before. */
function fadedIn(block: Block, tail: Block, at: number, length: number): Block {
  if (at >= length) return block;
  return block.map((samples, channel) => {
    const out = samples.slice();
    const under = tail[channel];
    for (let n = 0; n < out.length && at + n < length; n += 1) {
      const turn = ((at + n + 0.5) / length) * (Math.PI / 2);
      out[n] = (samples[n] ?? 0) * Math.sin(turn) + (under?.[at + n] ?? 0) * Math.cos(turn);
    }
    return out;
  });
}

function behind(samples: Float32Array, more: Float32Array | undefined): Float32Array {
  if (!more) return samples;
  const longer = new Float32Array(samples.length + more.length);
  longer.set(samples);
  longer.set(more, samples.length);
  return longer;
}
