/** Facts of sound and video: mediabunny where it reads the container, own header readers else. */
import {
  EncodedPacketSink,
  type Input,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny';

import { flacFactBytes, flacFacts } from '#formats/flac/facts.ts';
import { isUneven } from '#formats/frame-rate.ts';
import type { MediaFormat } from '#formats/media-formats.ts';
import { knownFacts, type TimedFacts } from '#formats/timed-facts.ts';

import { mayHaveFields } from './half-pictures.ts';
import { headerReaders } from './header-readers.ts';
import { openInput } from './input.ts';

/** An opened file; dispose it. */
export interface OpenTimed {
  readonly facts: TimedFacts;
  /** Whether frames come at uneven times; false where that was not measured. */
  readonly isVariable: boolean;
  /** Whether its frames may be half pictures; where the container is read by mediabunny. */
  readonly hasFields?: boolean;
  readonly video: InputVideoTrack | null;
  readonly audio: InputAudioTrack | null;
  dispose(): void;
}

/** Packets from which the frame rate is measured. */
const packets = 240;

/** Opens a sound or video file. Throws when the container cannot be read at all. */
export async function openTimed(
  file: Blob,
  format: MediaFormat,
  isVideo: boolean,
): Promise<OpenTimed> {
  const read = headerReaders[format];
  if (read && (format !== 'ogg' || isVideo)) {
    const { facts, isVariable = false } = await read(file);
    return { facts, isVariable, video: null, audio: null, dispose: () => undefined };
  }
  const input = openInput(file);
  const dispose = (): void => input.dispose();
  try {
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    const facts = await factsOf(input, video, audio);
    const isVariable = video !== null && (await hasUnevenFrames(video));
    const hasFields = video !== null && (await mayHaveFields(video));
    return { facts, isVariable, hasFields, video, audio, dispose };
  } catch (thrown) {
    dispose();
    if (format !== 'flac') throw thrown;
    // One that mediabunny finds no frames in: the engine does.
    const head = await file.slice(0, flacFactBytes).arrayBuffer();
    const facts = flacFacts(new Uint8Array(head));
    if (facts.duration_s === undefined) throw thrown;
    return { facts, isVariable: false, video: null, audio: null, dispose };
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

/** Whether the first frames of a film come at uneven times. */
async function hasUnevenFrames(track: InputVideoTrack): Promise<boolean> {
  const times: number[] = [];
  const sink = new EncodedPacketSink(track);
  for await (const packet of sink.packets(undefined, undefined, { metadataOnly: true })) {
    times.push(packet.timestamp);
    if (times.length >= packets) break;
  }
  return isUneven(times);
}

/** mediabunny says "avc" for what everyone else calls H.264. */
const codecName = (codec: string | null): string | undefined =>
  codec === 'avc' ? 'h264' : (codec ?? undefined);
