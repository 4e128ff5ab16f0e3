/** Writes a cleaned sound, with every other track of the file copied packet by packet. */
import { type Output, type Input, type InputAudioTrack } from 'mediabunny';

import type { TaskOutput } from '#domain/contract/engine.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { mimeOf } from '#formats/media-formats.ts';
import { cleanedBlocks } from '#media/sound/clean.ts';
import type { Stage } from '#media/sound/overlap-add.ts';
import { soundPlan, type SoundPlan } from '#media/sound/plan.ts';
import { is16Bit } from '#media/sound/read.ts';
import { soundContainer, soundPump, type SoundPump } from '#media/sound/write.ts';
import { blobTarget, measured } from '#media/timed/blob-target.ts';
import { containerOf } from '#media/timed/containers.ts';
import { tagsFor } from '#media/timed/tags.ts';
import { copyPump, pumpAll, wordsOf, type Pump } from '#media/timed/pumps.ts';
import { openOutput } from '#media/timed/output.ts';

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
  const given = await containerFor(input, context.source?.format ?? '', what.isVideo);
  const plan = codec ? await soundPlan(given, codec, channels, rate, what.isVideo) : null;
  if (!plan) {
    const reason = 'this browser encodes no sound for its container';
    return fail({ code: 'unsupported', what: 'This sound', reason });
  }
  const bitrate = await bitrateOf(audio, channels);
  const writer = await context.createBlob();
  try {
    const format = soundContainer(plan, what.frames * channels * 4);
    const written = measured(writer);
    const output = openOutput({ format, target: blobTarget(written) });
    output.setMetadataTags(await tagsFor(input, format));
    const { pumps, sound, leftOut } = await pumpsOf(
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
      await sound?.correct(written);
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

/** The container of the result: a film that only the media engine reads comes out in one for browsers. */
async function containerFor(input: Input, given: string, isVideo: boolean): Promise<string> {
  if (!isVideo || /^(mp4|mov|mkv|webm)$/.test(given)) return given;
  const codec = await (await input.getPrimaryVideoTrack())?.getCodec();
  const held: readonly string[] = containerOf('mp4').getSupportedVideoCodecs();
  return !codec || held.includes(codec) ? 'mp4' : 'mkv';
}

async function bitrateOf(audio: InputAudioTrack, channels: number): Promise<number> {
  const { averageBitrate } = await audio.computePacketStats(packets);
  const [least, most] = [bitrates.leastPerChannel * channels, bitrates.mostPerChannel * channels];
  return Math.round(Math.min(most, Math.max(least, averageBitrate)));
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
): Promise<{
  readonly pumps: readonly Pump[];
  readonly sound: SoundPump | null;
  readonly leftOut: readonly string[];
}> {
  const pumps: Pump[] = [];
  let sound: SoundPump | null = null;
  const leftOut: string[] = [];
  for (const track of isVideo ? await audio.input.getTracks() : [audio]) {
    if (track.id === audio.id) {
      const blocks = cleanedBlocks(audio, shape, stages, signal);
      const job = { plan, shape, frames, bitrate, is16Bit: await is16Bit(audio), blocks };
      sound = soundPump(job, output, await wordsOf(audio));
      pumps.push(sound);
      continue;
    }
    const pump = await copyPump(track, output);
    if (pump) pumps.push(pump);
    else leftOut.push(`${track.type} track ${track.number}`);
  }
  return { pumps, sound, leftOut };
}
