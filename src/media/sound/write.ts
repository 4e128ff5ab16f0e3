/** Encodes a sound so that it lies where it lay, to the sample, whatever its codec puts before it. */
import {
  AudioSample,
  AudioSampleSource,
  EncodedAudioPacketSource,
  EncodedPacket,
  MkvOutputFormat,
  Mp3OutputFormat,
  NullTarget,
  Output,
  Quality,
  type AudioCodec,
  type OutputFormat,
} from 'mediabunny';

import type { MeasuredBytes } from '../timed/blob-target.ts';
import { containerOf } from '../timed/containers.ts';
import type { Pump } from '../timed/pumps.ts';

import { openMp3Tag, type Mp3Tag } from './mp3-tag.ts';
import type { Block } from './overlap-add.ts';
import type { SoundPlan } from './plan.ts';
import type { SoundShape } from './read.ts';

/** What is written. */
export interface SoundJob {
  readonly plan: SoundPlan;
  readonly shape: SoundShape;
  /** Samples of each channel in all; the blocks have no more. */
  readonly frames: number;
  /** For codecs that lose something; bits per second. */
  readonly bitrate: number;
  /** Whether the original has no more than 16 bits a sample. */
  readonly is16Bit: boolean;
  readonly blocks: AsyncGenerator<Block>;
}

/**
 * Samples that our encoders put before the first of the sound (measured). The times of AAC packets
 * are moved back by them (an edit list says so in the file). MP3 has no times: its first frame tells
 * of its delay, to which each decoder adds its own.
 */
export const priming: Partial<Record<AudioCodec, number>> = { aac: 1024, mp3: 576 };
/** Seconds of its own that Opus counts at the front of its times and leaves out when it is decoded. */
const opusSkip = 312 / 48_000;
const withLoss: readonly AudioCodec[] = ['aac', 'mp3', 'opus', 'vorbis'];

/** A pump of sound: what only its end tells is corrected when the file is whole. */
export interface SoundPump extends Pump {
  /** Call it behind `finalize`. */
  correct(written: MeasuredBytes): Promise<void>;
}

/** The container of a plan. The first frame of an MP3 is written by the pump, not by the container. */
export const soundContainer = ({ format, codec }: SoundPlan, bytes: number): OutputFormat =>
  format === 'mp3' && codec === 'mp3'
    ? new Mp3OutputFormat({ xingHeader: false })
    : containerOf(format, bytes);

/** Adds the track to an output of `soundContainer` that has not started, and gives the pump that fills it. */
export function soundPump(
  job: SoundJob,
  output: Output,
  words: Parameters<Output['addAudioTrack']>[1],
): SoundPump {
  const { codec } = job.plan;
  if (withLoss.includes(codec)) return retimedPump(job, output, words);
  const source = new AudioSampleSource({ codec });
  output.addAudioTrack(source, words);
  let done = 0;
  const { rate, start } = job.shape;
  return {
    async step() {
      const { done: ended, value } = await job.blocks.next();
      if (ended) {
        source.close();
        return null;
      }
      const depth = depthOf(codec, job.is16Bit);
      for (const sample of samplesOf(value, rate, start + done / rate, depth)) {
        await source.add(sample);
        sample.close();
      }
      done += value[0]?.length ?? 0;
      return start + done / rate;
    },
    stop: async () => void (await job.blocks.return(undefined)),
    correct: async () => undefined,
  };
}

/** Bits of the whole numbers that a codec without loss takes; null for those of floats. */
function depthOf(codec: AudioCodec, is16Bit: boolean): 16 | 24 | null {
  if (codec === 'flac') return is16Bit ? 16 : 24;
  return codec === 'pcm-s16' ? 16 : codec === 'pcm-s24' ? 24 : null;
}

/** Encodes beside the output, so that the packets' times can be set right before they go in. */
function retimedPump(
  { plan: { codec }, shape: { channels, rate, start }, frames, bitrate, blocks }: SoundJob,
  output: Output,
  words: Parameters<Output['addAudioTrack']>[1],
): SoundPump {
  type Meta = Parameters<EncodedAudioPacketSource['add']>[1];
  const ready: { readonly packet: EncodedPacket; readonly meta: Meta }[] = [];
  const encoder = new AudioSampleSource({
    codec,
    quality: new Quality({ bitrate }),
    ...(codec === 'opus' && rate !== 48_000 ? { transform: { sampleRate: 48_000 } } : {}),
    onEncodedPacket: (packet, meta) => ready.push({ packet, meta }),
  });
  const beside = new Output({
    format: new MkvOutputFormat({ appendOnly: true }),
    target: new NullTarget(),
  });
  beside.addAudioTrack(encoder);
  const target = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(target, words);

  const before = priming[codec] ?? 0;
  const tag: Mp3Tag | null = codec === 'mp3' ? openMp3Tag(before) : null;
  const shift = start - (tag ? 0 : before / rate);
  const end = start + frames / rate + (codec === 'opus' ? opusSkip : 0);
  let fed = 0;
  let begun = false;

  const drain = async (isEnd: boolean): Promise<void> => {
    for (const { packet, meta } of ready.splice(0)) {
      if (tag) {
        if (!tag.wants(isEnd ? fed : Infinity)) continue;
        if (tag.isFirst()) await target.add(leading(packet, tag.begin(packet.data)), meta);
        tag.take(packet.data);
        await target.add(packet, meta);
        continue;
      }
      const timestamp = packet.timestamp + shift;
      // Half a sample: what begins at the end or later only flushes the encoder.
      if (timestamp >= end - 0.5 / rate) continue;
      const duration = Math.min(packet.duration, end - timestamp);
      await target.add(packet.clone({ timestamp, duration }), meta);
    }
  };
  const feed = async (block: Block, isEnd = false): Promise<void> => {
    for (const sample of samplesOf(block, rate, fed / rate, null)) {
      await encoder.add(sample);
      sample.close();
    }
    if (!isEnd) fed += block[0]?.length ?? 0;
    await drain(isEnd);
  };
  return {
    async step() {
      if (!begun) {
        await beside.start();
        begun = true;
      }
      const { done, value } = await blocks.next();
      if (done) {
        // Silence behind the end, so that decoders, which are late, give its last samples too.
        if (tag) {
          const silence = Array.from({ length: channels }, () => new Float32Array(mp3Tail));
          await feed(silence, true);
        }
        await beside.finalize();
        await drain(true);
        target.close();
        return null;
      }
      await feed(value);
      return start + fed / rate;
    },
    async stop() {
      await blocks.return(undefined);
      if (begun) await beside.cancel();
    },
    async correct(written) {
      if (!tag) return;
      const { bytes, behind } = tag.end(fed);
      await written.writeAt(bytes, written.end() - behind);
    },
  };
}

/** Samples of silence behind the sound of an MP3: two frames of the longer kind. */
const mp3Tail = 2304;

/** A frame that lies before another one, and has no sound. */
export const leading = (before: EncodedPacket, data: Uint8Array): EncodedPacket =>
  new EncodedPacket(data, 'key', before.timestamp, 0);

/** Samples are given to encoders in pieces of at most this many. */
const piece = 1 << 15;

/** @param depth bits for lossless codecs that take integers; null for codecs that take floats */
function* samplesOf(
  block: Block,
  sampleRate: number,
  timestamp: number,
  depth: 16 | 24 | null,
): Generator<AudioSample> {
  const length = block[0]?.length ?? 0;
  const channels = block.length;
  for (let from = 0; from < length; from += piece) {
    const count = Math.min(piece, length - from);
    const data =
      depth === 16
        ? new Int16Array(count * channels)
        : depth === 24
          ? new Int32Array(count * channels)
          : new Float32Array(count * channels);
    // 24 bits lie in the upper part of 32.
    const [scale, unit] = depth === 16 ? [32_768, 1] : [8_388_608, 256];
    block.forEach((samples, channel) => {
      const at = channel * count;
      if (depth === null) data.set(samples.subarray(from, from + count), at);
      else {
        for (let n = 0; n < count; n += 1) {
          const whole = Math.round((samples[from + n] ?? 0) * scale);
          data[at + n] = Math.max(-scale, Math.min(scale - 1, whole)) * unit;
        }
      }
    });
    yield new AudioSample({
      data,
      format: depth === 16 ? 's16-planar' : depth === 24 ? 's32-planar' : 'f32-planar',
      numberOfChannels: channels,
      sampleRate,
      timestamp: timestamp + from / sampleRate,
    });
  }
}
