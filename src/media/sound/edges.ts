/**
 * Where a sound begins and ends among what its packets decode to: encoders that lose something put
 * samples of their own before and behind it, and each container says in its own way how many.
 */
import {
  AudioSampleSink,
  EncodedPacketSink,
  MATROSKA,
  MP3,
  MP4,
  OGG,
  QTFF,
  WEBM,
  type InputAudioTrack,
} from 'mediabunny';

import { latin1, u32, u64 } from '#formats/bytes.ts';
import { flacSamples } from '#formats/flac/facts.ts';
import { id3Bytes, readInfoTag } from '#formats/mp3/info-tag.ts';
import { mp4Edges } from '#formats/mp4/edges.ts';

/** In samples of each channel, at the rate of the sound. */
export interface SoundEdges {
  /** Samples that are decoded from time 0 on and are not of the sound. */
  readonly lead: number;
  /** How long the sound is; Infinity where only its end tells. */
  readonly frames: number;
}

const unknown: SoundEdges = { lead: 0, frames: Infinity };

/** Bytes of an MP3 in which its first frame lies, and tags before it that are skipped. */
const [mp3Head, mostTags] = [8192, 8];
/** Top boxes of an MP4 that are looked at, and bytes of the one with its tables. */
const [mostBoxes, mostTables] = [64, 32 * 1024 * 1024];

/**
 * Reads them from the file of a track; nothing of them where the container does not say.
 *
 * @param rate samples a second as they are decoded
 */
export async function soundEdges(
  file: Blob,
  track: InputAudioTrack,
  rate: number,
): Promise<SoundEdges> {
  const format = await track.input.getFormat();
  if (format === MP3) return mp3Edges(file);
  if (format === MP4 || format === QTFF) return mp4SoundEdges(file, track, rate);
  if (format === MATROSKA || format === WEBM) return matroskaEdges(track, rate);
  if (format === OGG && (await track.getCodec()) === 'opus') return opusEdges(track, rate);
  return unknown;
}

const read = async (file: Blob, at: number, length: number): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(at, at + length).arrayBuffer());

async function mp3Edges(file: Blob): Promise<SoundEdges> {
  let at = 0;
  for (let tags = 0; tags < mostTags; tags += 1) {
    const bytes = id3Bytes(await read(file, at, 10));
    if (bytes === 0) break;
    at += bytes;
  }
  const said = readInfoTag(await read(file, at, mp3Head));
  return said ? { lead: said.lead, frames: said.frames ?? Infinity } : unknown;
}

/**
 * Times are already those behind the edit list. Its end is believed where it lies well before that
 * of the packets; else the last packet, which is cut short, tells it more finely.
 */
async function mp4SoundEdges(
  file: Blob,
  track: InputAudioTrack,
  rate: number,
): Promise<SoundEdges> {
  const codec = await track.getCodec();
  if (codec === null || codec.startsWith('pcm-')) return unknown;
  const moov = await tablesOf(file);
  const said = moov && mp4Edges(moov, track.id);
  if (!said) return unknown;
  const start = Math.max(0, await track.getFirstTimestamp());
  const last = Math.round(((await track.computeDuration()) - start) * rate);
  // What iTunes counts is not told of sound that is decoded to another rate than it says.
  const isPlain = rate === (await track.getSampleRate());
  if (said.itunes && isPlain && said.itunes.frames <= last) {
    return { lead: said.isEdited ? 0 : said.itunes.lead, frames: said.itunes.frames };
  }
  const shown = said.shown === null ? Infinity : said.shown * rate;
  const frames = shown < last - said.step * rate ? Math.round(shown) : last;
  return { lead: 0, frames: frames > 0 ? frames : Infinity };
}

/** The contents of `moov`; null where there is none, or it is larger than is believed. */
async function tablesOf(file: Blob): Promise<Uint8Array | null> {
  let at = 0;
  for (let box = 0; box < mostBoxes && at + 8 <= file.size; box += 1) {
    const head = await read(file, at, 16);
    const short = u32(head, 0);
    const size = short === 1 ? u64(head, 8) : short === 0 ? file.size - at : short;
    const body = short === 1 ? 16 : 8;
    if (!(size >= body)) return null;
    if (latin1(head, 4, 4) === 'moov') {
      return size <= mostTables ? read(file, at + body, size - body) : null;
    }
    at += size;
  }
  return null;
}

/**
 * A block of Matroska has no length of its own, so that the last one tells it only when it is decoded;
 * its times are rounded to a millisecond. A FLAC in it counts its samples.
 */
async function matroskaEdges(track: InputAudioTrack, rate: number): Promise<SoundEdges> {
  const codec = await track.getCodec();
  const description = (await track.getDecoderConfig())?.description;
  const counted = codec === 'flac' && description ? flacSamples(bytesIn(description)) : null;
  if (counted !== null) return { lead: 0, frames: counted };
  const last = await new EncodedPacketSink(track).getPacket(Infinity, { metadataOnly: true });
  if (!last || last.duration > 0) return unknown;
  const sample = await new AudioSampleSink(track).getSample(last.timestamp);
  const length = sample?.duration ?? 0;
  sample?.close();
  const start = Math.max(0, await track.getFirstTimestamp());
  const frames = Math.round((last.timestamp + length - start) * rate);
  return { lead: 0, frames: frames > 0 ? frames : Infinity };
}

const bytesIn = (source: AllowSharedBufferSource): Uint8Array =>
  ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);

/** The time of the last page tells the end (RFC 7845, 4.5); what lies before the sound is counted out already. */
async function opusEdges(track: InputAudioTrack, rate: number): Promise<SoundEdges> {
  const last = (await track.computeDuration()) - Math.max(0, await track.getFirstTimestamp());
  const frames = Math.round(last * rate);
  return { lead: 0, frames: frames > 0 ? frames : Infinity };
}
