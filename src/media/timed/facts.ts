/** Facts of sound and video: mediabunny where it reads the container, own header readers else. */
import {
  EncodedPacketSink,
  type Input,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny';

import { aviFacts } from '#formats/avi/facts.ts';
import { flvFacts } from '#formats/flv/facts.ts';
import type { MediaFormat } from '#formats/media-formats.ts';
import { theoraFacts } from '#formats/ogg/theora.ts';
import { knownFacts, type TimedFacts } from '#formats/timed-facts.ts';

import { openInput } from './input.ts';

/** An opened file; dispose it. */
export interface OpenTimed {
  readonly facts: TimedFacts;
  /** Whether frames come at uneven times; false where that was not measured. */
  readonly isVariable: boolean;
  readonly video: InputVideoTrack | null;
  readonly audio: InputAudioTrack | null;
  dispose(): void;
}

const edge = 65_536;
/** Packets from which the frame rate is measured. */
const packets = 240;

/** Opens a sound or video file. Throws when the container cannot be read at all. */
export async function openTimed(
  file: Blob,
  format: MediaFormat,
  isVideo: boolean,
): Promise<OpenTimed> {
  if (format === 'avi' || format === 'flv' || (format === 'ogg' && isVideo)) {
    const head = new Uint8Array(await file.slice(0, edge).arrayBuffer());
    const tail = new Uint8Array(await file.slice(Math.max(0, file.size - edge)).arrayBuffer());
    const facts =
      format === 'avi'
        ? aviFacts(head)
        : format === 'flv'
          ? flvFacts(head, tail)
          : theoraFacts(head, tail);
    return { facts, isVariable: false, video: null, audio: null, dispose: () => undefined };
  }
  const input = openInput(file);
  try {
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    const facts = await factsOf(input, video, audio);
    const isVariable = video !== null && (await hasUnevenFrames(video));
    return { facts, isVariable, video, audio, dispose: () => input.dispose() };
  } catch (thrown) {
    input.dispose();
    throw thrown;
  }
}

async function factsOf(
  input: Input,
  video: InputVideoTrack | null,
  audio: InputAudioTrack | null,
): Promise<TimedFacts> {
  const sound = audio ? await audio.getCodec() : null;
  const picture = video ? codecName(await video.getCodec()) : undefined;
  const rate = video ? (await video.computePacketStats(packets)).averagePacketRate : Number.NaN;
  return knownFacts({
    width: video ? await video.getDisplayWidth() : undefined,
    height: video ? await video.getDisplayHeight() : undefined,
    duration_s: Math.round((await input.computeDuration()) * 1e6) / 1e6,
    fps: Math.round(rate * 1000) / 1000,
    codec: video ? picture : (sound ?? undefined),
    audio_codec: video ? (sound ?? undefined) : undefined,
    sample_rate_hz: audio ? await audio.getSampleRate() : undefined,
    channels: audio ? await audio.getNumberOfChannels() : undefined,
  });
}

/** Part of a frame by which times may differ, and milliseconds for containers that round to them. */
const unevenShare = 0.1;
const rounding = 0.002;

/**
 * Whether the first frames of a film come at uneven times (a variable frame rate, as phones and
 * screen recorders write it). A few odd ones are no rule: a twentieth of them must be.
 */
async function hasUnevenFrames(track: InputVideoTrack): Promise<boolean> {
  const times: number[] = [];
  const sink = new EncodedPacketSink(track);
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
    times.push(packet.timestamp);
    if (times.length >= packets) break;
  }
  times.sort((a, b) => a - b);
  // The last few may wait for frames that were not read: packets come in decoding order.
  const steps = times.slice(1, -3).map((time, at) => time - (times[at] ?? 0));
  const usual = steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 0;
  const slack = Math.max(rounding, usual * unevenShare);
  const odd = steps.filter((step) => Math.abs(step - usual) > slack).length;
  return steps.length >= 8 && odd > steps.length / 20;
}

/** mediabunny says "avc" for what everyone else calls H.264. */
const codecName = (codec: string | null): string | undefined =>
  codec === 'avc' ? 'h264' : (codec ?? undefined);
