/** Writes a cleaned sound, with every other track of the file copied packet by packet. */
import { AudioSampleSink, Output, type InputAudioTrack } from 'mediabunny';

import type { TaskOutput } from '#domain/contract/engine.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { mimeOf } from '#formats/media-formats.ts';
import { cleanedBlocks } from '#media/sound/clean.ts';
import type { Stage } from '#media/sound/overlap-add.ts';
import { soundPlan, type SoundPlan } from '#media/sound/plan.ts';
import { soundPump } from '#media/sound/write.ts';
import { blobTarget } from '#media/timed/blob-target.ts';
import { containerOf } from '#media/timed/containers.ts';
import { copyPump, pumpAll, wordsOf, type Pump } from '#media/timed/pumps.ts';

import type { TaskContext } from '../context.ts';

import type { OpenSound } from './open.ts';

/** Bits per second of a lossy result: what the source has, within what still sounds well. */
const bitrates = { leastPerChannel: 64_000, mostPerChannel: 160_000 };
/** Packets from which the bit rate of the source is read. */
const packets = 200;
/** The last pass takes the second half of the progress. */
const before = 0.5;

export async function writeCleaned(
  { input, audio, shape }: OpenSound,
  what: { readonly frames: number; readonly stages: readonly Stage[]; readonly isVideo: boolean },
  context: TaskContext,
): Promise<
  Result<{ readonly file: NonNullable<TaskOutput['file']>; readonly leftOut: readonly string[] }>
> {
  const { signal } = context;
  const { channels, rate } = shape;
  const codec = await audio.getCodec();
  const given = context.source?.format ?? '';
  const plan = codec ? await soundPlan(given, codec, channels, rate, what.isVideo) : null;
  if (!plan) {
    const reason = 'this browser encodes no sound for its container';
    return fail({ code: 'unsupported', what: 'This sound', reason });
  }
  const bitrate = await bitrateOf(audio, channels);
  const writer = await context.createBlob();
  try {
    const format = containerOf(plan.format, what.frames * channels * 4);
    const output = new Output({ format, target: blobTarget(writer) });
    const { raw, ...tags } = await input.getMetadataTags();
    const isSame = (await input.getFormat()).mimeType === format.mimeType;
    output.setMetadataTags({ ...tags, ...(raw && isSame ? { raw } : {}) });
    const { pumps, leftOut } = await pumpsOf(
      { audio, shape, plan, bitrate, ...what },
      output,
      signal,
    );
    const seconds = Math.max(0.1, what.frames / rate);
    try {
      await output.start();
      await pumpAll(pumps, signal, (at) =>
        context.progress(
          before + (1 - before) * Math.min(1, (at - shape.start) / seconds),
          'writing',
        ),
      );
      signal.throwIfAborted();
      await output.finalize();
    } catch (thrown) {
      await output.cancel().catch(() => undefined);
      throw thrown;
    }
    const stored = await writer.close();
    const kind = what.isVideo ? 'video' : 'audio';
    const facts = {
      mime: mimeOf(plan.format, kind),
      format: plan.format,
      ...(what.isVideo
        ? { metadata: { audio_codec: plan.codec } }
        : { duration_s: seconds, codec: plan.codec, metadata: {} }),
      sample_rate_hz: plan.codec === 'opus' ? 48_000 : rate,
      channels,
    };
    return ok({ file: { ...stored, facts }, leftOut });
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  }
}

async function bitrateOf(audio: InputAudioTrack, channels: number): Promise<number> {
  const { averageBitrate } = await audio.computePacketStats(packets);
  const [least, most] = [bitrates.leastPerChannel * channels, bitrates.mostPerChannel * channels];
  return Math.round(Math.min(most, Math.max(least, averageBitrate)));
}

/** Whether the samples have at most 16 bits; what lost something before has no more to give. */
async function is16Bit(audio: InputAudioTrack): Promise<boolean> {
  const codec = await audio.getCodec();
  if (codec !== 'flac' && !codec?.startsWith('pcm-')) return true;
  const sample = await new AudioSampleSink(audio).getSample(await audio.getFirstTimestamp());
  const format = sample?.format;
  sample?.close();
  return format === 'u8' || format === 's16' || format === 'u8-planar' || format === 's16-planar';
}

/** A pump for each track, in the order of the file; what cannot be copied is named. */
async function pumpsOf(
  {
    audio,
    shape,
    plan,
    bitrate,
    frames,
    stages,
    isVideo,
  }: Pick<OpenSound, 'audio' | 'shape'> & {
    readonly plan: SoundPlan;
    readonly bitrate: number;
    readonly frames: number;
    readonly stages: readonly Stage[];
    readonly isVideo: boolean;
  },
  output: Output,
  signal: AbortSignal,
): Promise<{ readonly pumps: readonly Pump[]; readonly leftOut: readonly string[] }> {
  const pumps: Pump[] = [];
  const leftOut: string[] = [];
  for (const track of isVideo ? await audio.input.getTracks() : [audio]) {
    if (track.id === audio.id) {
      const blocks = cleanedBlocks(audio, shape, stages, signal);
      const job = { plan, shape, frames, bitrate, is16Bit: await is16Bit(audio), blocks };
      pumps.push(soundPump(job, output, await wordsOf(audio)));
      continue;
    }
    const pump = await copyPump(track, output);
    if (pump) pumps.push(pump);
    else leftOut.push(`${track.type} track ${track.number}`);
  }
  return { pumps, leftOut };
}
