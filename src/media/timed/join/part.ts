/** What is known of one part of a join before the first packet is moved. */
import {
  EncodedPacketSink,
  type Input,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny';

import { shapeOf, soundEnd } from '../../sound/read.ts';

/** A picture track. Times in seconds of its own part. */
export interface PictureFacts {
  readonly codec: string;
  /** Equal for two tracks whose packets one decoder takes one after the other. */
  readonly setup: string;
  /** Pixels of a frame as it is seen: square, upright. */
  readonly width: number;
  readonly height: number;
  /** Whether what is stored is what is seen: square pixels, not turned, not mirrored. */
  readonly isPlain: boolean;
  readonly turn: string;
  readonly colour: string;
  readonly isHdr: boolean;
  readonly canDecode: boolean;
  readonly begins: number;
  readonly ends: number;
  /** Length of a frame, in the mean. */
  readonly frame: number;
  /** Bits a second. */
  readonly bitrate: number;
}

/** A sound track. Times in seconds of its own part; before 0 lies what the encoder put there. */
export interface SoundFacts {
  readonly codec: string;
  readonly setup: string;
  readonly rate: number;
  readonly channels: number;
  readonly canDecode: boolean;
  readonly begins: number;
  readonly ends: number;
  /** Where the sound itself ends: behind it lies what the encoder put there. */
  readonly sounds: number;
  /** Length of a packet. */
  readonly packet: number;
  readonly bitrate: number;
}

export interface PartFacts {
  /** As a person calls it. */
  readonly name: string;
  /** Made readable by the media engine: no original, its packets are not kept. */
  readonly isThroughEngine: boolean;
  readonly picture: PictureFacts | null;
  readonly sound: SoundFacts | null;
  /** Tracks beside these two, which a join leaves out. */
  readonly others: number;
  /** What the file says of itself: title, artist, date …; without pictures and raw words. */
  readonly tags: Readonly<Record<string, unknown>>;
}

/** Packets from which rates are measured. */
const some = 120;

/** Reads the facts of an open file. */
export async function partFacts(
  input: Input,
  file: Blob,
  name: string,
  isThroughEngine: boolean,
): Promise<PartFacts> {
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  const tracks = await input.getTracks();
  const { raw: _raw, images: _images, ...tags } = await input.getMetadataTags();
  return {
    name,
    isThroughEngine,
    picture: video && (await pictureFacts(video)),
    sound: audio && (await soundFacts(audio, file)),
    others: tracks.length - (video ? 1 : 0) - (audio ? 1 : 0),
    tags,
  };
}

async function pictureFacts(track: InputVideoTrack): Promise<PictureFacts> {
  const config = await track.getDecoderConfig();
  const [width, height] = [await track.getDisplayWidth(), await track.getDisplayHeight()];
  const coded = [await track.getCodedWidth(), await track.getCodedHeight()] as const;
  const [rotation, flip] = [await track.getRotation(), await track.getFlip()];
  const { averagePacketRate, averageBitrate } = await track.computePacketStats(some);
  const frame = averagePacketRate > 0 ? 1 / averagePacketRate : 0;
  const ends = await endOf(track, frame);
  return {
    codec: (await track.getCodec()) ?? 'unknown',
    setup: JSON.stringify([config?.codec, ...coded, described(config?.description)]),
    width,
    height,
    isPlain: width === coded[0] && height === coded[1] && rotation === 0 && !flip,
    turn: `${rotation}${flip ? ' mirrored' : ''}`,
    colour: JSON.stringify((await track.getColorSpace()) ?? {}),
    isHdr: await track.hasHighDynamicRange(),
    canDecode: await track.canDecode(),
    begins: await track.getFirstTimestamp(),
    ends,
    frame,
    bitrate: averageBitrate,
  };
}

/** When the last frame ends. In WebM it says that it takes no time: there it is as long as the one before. */
async function endOf(track: InputVideoTrack, frame: number): Promise<number> {
  const sink = new EncodedPacketSink(track);
  const last = await sink.getPacket(Infinity, { metadataOnly: true });
  if (!last || last.duration > 0) return track.computeDuration();
  const before = await sink.getPacket(last.timestamp - frame / 2, { metadataOnly: true });
  return last.timestamp + (before?.duration || frame);
}

async function soundFacts(track: InputAudioTrack, file: Blob): Promise<SoundFacts> {
  const config = await track.getDecoderConfig();
  const [rate, channels] = [await track.getSampleRate(), await track.getNumberOfChannels()];
  const { averagePacketRate, averageBitrate } = await track.computePacketStats(some);
  const canDecode = await track.canDecode();
  const shape = canDecode ? await shapeOf(track, file) : null;
  const ends = await track.computeDuration();
  // An MP3 knows no time before its first packet: what its first frame tells of is counted out here.
  const lead = (shape?.edges?.lead ?? 0) / rate;
  return {
    codec: (await track.getCodec()) ?? 'unknown',
    setup: JSON.stringify([config?.codec, described(config?.description)]),
    rate,
    channels,
    canDecode,
    begins: (await track.getFirstTimestamp()) - lead,
    ends: ends - lead,
    sounds: (shape && soundEnd(shape)) ?? ends - lead,
    packet: packetOf((await track.getCodec()) ?? '', rate, averagePacketRate),
    bitrate: averageBitrate,
  };
}

/** Samples that packets of a codec hold, of which the one that fits what was measured is meant. */
const framesOf: Readonly<Record<string, readonly number[]>> = {
  aac: [1024, 2048, 960, 1920],
  mp3: [1152, 576],
  ac3: [1536],
  eac3: [1536],
  opus: [960, 480, 1920, 2880, 240, 120],
};

/** The exact length of a packet, where packets of this codec are all alike; else 0. */
function packetOf(codec: string, rate: number, packetRate: number): number {
  const measured = rate / packetRate;
  const near = (framesOf[codec] ?? []).find((frames) => Math.abs(frames / measured - 1) < 0.03);
  return near === undefined ? 0 : near / rate;
}

/** The bytes that set a decoder up, as text. */
function described(description: AllowSharedBufferSource | undefined): string {
  if (!description) return '';
  const bytes = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
