/** Writes a sound in another format, to the sample, with its words. */
import { type Input, type InputAudioTrack } from 'mediabunny';

import { inChannels } from '#media/sound/channels.ts';
import type { Block } from '#media/sound/overlap-add.ts';
import type { SoundPlan } from '#media/sound/plan.ts';
import { soundBlocks, type SoundShape } from '#media/sound/read.ts';
import { resampling, silence } from '#media/sound/resample.ts';
import { soundContainer, soundPump } from '#media/sound/write.ts';
import { blobTarget, measured, type PlacedBytes } from '#media/timed/blob-target.ts';
import { pumpAll } from '#media/timed/pumps.ts';
import { tagsFor } from '#media/timed/tags.ts';
import { openOutput } from '#media/timed/output.ts';

export interface ConvertedSound {
  readonly input: Input;
  readonly audio: InputAudioTrack;
  readonly shape: SoundShape;
  /** The part that is wanted, in seconds of the file. */
  readonly part: { readonly start: number; readonly end: number };
  readonly plan: SoundPlan;
  /** Of the result. */
  readonly channels: number;
  readonly rate: number;
  /** Bits a second, for codecs that lose something. */
  readonly bitrate: number;
  readonly is16Bit: boolean;
}

/** Samples of each channel, at its own rate, that the part holds. */
export function framesOf({ shape, part }: ConvertedSound): number {
  const { rate, start, edges } = shape;
  const last = Math.round(start * rate) + (edges?.frames ?? Infinity);
  return Math.max(0, Math.min(last, Math.round(part.end * rate)) - Math.round(part.start * rate));
}

/**
 * Writes it; the writer is closed by its owner.
 *
 * @param reached told the share that is done, 0 to 1
 * @returns samples of each channel that were written, at the rate of the result
 */
export async function writeConverted(
  sound: ConvertedSound,
  writer: PlacedBytes,
  signal: AbortSignal,
  reached: (share: number) => void,
): Promise<number> {
  const { input, plan, channels, rate, bitrate, is16Bit } = sound;
  const frames = Math.round((framesOf(sound) * rate) / sound.shape.rate);
  const format = soundContainer(plan, frames * channels * 4);
  const written = measured(writer);
  const output = openOutput({ format, target: blobTarget(written) });
  output.setMetadataTags(await tagsFor(input, format));
  let count = 0;
  const counted = async function* (): AsyncGenerator<Block> {
    for await (const block of convertedBlocks(sound, signal)) {
      count += block[0]?.length ?? 0;
      yield block;
    }
  };
  const shape = { channels, rate, start: 0 };
  const job = { plan, shape, frames, bitrate, is16Bit, blocks: counted() };
  const pump = soundPump(job, output, {});
  try {
    await output.start();
    await pumpAll([pump], signal, (at) => {
      if (Number.isFinite(at)) reached(Math.min(1, (at * rate) / Math.max(1, frames)));
    });
    signal.throwIfAborted();
    await output.finalize();
    await pump.correct(written);
  } catch (thrown) {
    await output.cancel().catch(() => undefined);
    throw thrown;
  }
  return count;
}

/** The part in the rate and the channels of the result, from its first sample; silence before a late sound. */
async function* convertedBlocks(
  { audio, shape, part, channels, rate }: ConvertedSound,
  signal: AbortSignal,
): AsyncGenerator<Block> {
  const stage = resampling(channels, shape.rate, rate);
  const late = Math.round((Math.min(shape.start, part.end) - part.start) * shape.rate);
  for (let left = late; left > 0; left -= shape.rate) {
    signal.throwIfAborted();
    yield stage.push(silence(channels, Math.min(left, shape.rate)));
  }
  const span = { from: part.start, to: part.end };
  for await (const block of soundBlocks(audio, shape, signal, span)) {
    yield stage.push(inChannels(block, channels));
  }
  yield stage.end();
}
