/**
 * The first frame of an MP3, which holds no sound but says how much there is: Xing's fields, and
 * behind them those of LAME, which tell what the encoder put before and behind the sound ("Mp3 Info
 * Tag rev. 1", G. Bouvigne, 2003; read as ffmpeg's `mp3dec.c` reads it).
 */
import { bytesOf, bytesOfU32, isAt, latin1, u24, u32, u8 } from '../bytes.ts';

import { bitratesOf, frameSize, mp3FrameAt, type Mp3Frame } from './frame.ts';

/** Samples by which every decoder of layer III is late; the delay of an encoder comes on top. */
export const decoderDelay = 529;

export interface Mp3Edges {
  /** Decoded samples of each channel before the first that was encoded. */
  readonly lead: number;
  /** Samples that were encoded, or null where that is not said. */
  readonly frames: number | null;
}

/** Where "Xing" or "Info" stands in a frame: behind its header and its side information. */
const tagPlace = ({ isFirst, isMono }: Mp3Frame): number =>
  isFirst ? (isMono ? 21 : 36) : isMono ? 13 : 21;

/** Bytes of Xing's fields when all are there, and of LAME's behind them. */
const [xingBytes, lameBytes] = [120, 36];
const has = { frames: 1, bytes: 2, places: 4, quality: 8 } as const;

/** How far the first frame may lie behind the beginning that was given. */
const mostJunk = 4096;

/**
 * Reads the tag from the beginning of an MP3, behind what ID3 put there. null where there is none,
 * or one of an encoder that says nothing of its delay.
 */
export function readInfoTag(head: Uint8Array): Mp3Edges | null {
  let at = 0;
  let frame = mp3FrameAt(head, at);
  while (!frame && at < mostJunk && at < head.length) {
    at = head.indexOf(0xff, at + 1);
    if (at === -1) return null;
    frame = mp3FrameAt(head, at);
  }
  if (!frame) return null;
  const tag = at + tagPlace(frame);
  if (!isAt(head, tag, 'Xing') && !isAt(head, tag, 'Info')) return null;
  const flags = u32(head, tag + 4);
  const count = flags & has.frames ? u32(head, tag + 8) : null;
  const lame =
    tag +
    8 +
    (flags & has.frames ? 4 : 0) +
    (flags & has.bytes ? 4 : 0) +
    (flags & has.places ? 100 : 0) +
    (flags & has.quality ? 4 : 0);
  if (!/^(LAME|L3\.9|Lavf|Lavc)/.test(latin1(head, lame, 4))) return null;
  const delays = u24(head, lame + 21);
  if (Number.isNaN(delays)) return null;
  const [delay, padding] = [delays >> 12, delays & 0xfff];
  const frames = count === null ? null : count * frame.samples - delay - padding;
  return { lead: delay + decoderDelay, frames: frames !== null && frames > 0 ? frames : null };
}

/** Bytes of the ID3v2 tag that begins here, with its header; 0 where none does. */
export function id3Bytes(head: Uint8Array): number {
  if (!isAt(head, 0, 'ID3')) return 0;
  const parts = [6, 7, 8, 9].map((at) => u8(head, at));
  if (parts.some((part) => !(part < 0x80))) return 0;
  const size = parts.reduce((sum, part) => sum * 0x80 + part, 0);
  return 10 + size + (u8(head, 5) & 0x10 ? 10 : 0);
}

/** What the first frame says; sizes in bytes, everything of sound in samples of each channel. */
export interface InfoTag {
  /** A frame of the sound, which this one is like. */
  readonly like: Mp3Frame;
  /** Bytes of every frame of the sound, in order. */
  readonly sizes: readonly number[];
  /** CRC-16 of all of their bytes. */
  readonly check: number;
  /** Samples that the encoder put before the sound. */
  readonly delay: number;
  /** How long the sound is. */
  readonly samples: number;
}

/** Bytes of the frame that `writeInfoTag` makes for sound like this one. */
export const infoTagBytes = (like: Mp3Frame): number =>
  frameSize(like.isFirst, rateForTag(like), like.rate);

/** The lowest bit rate whose frames are long enough to hold all fields. */
const rateForTag = (like: Mp3Frame): number => {
  const needed = tagPlace(like) + xingBytes + lameBytes;
  const rates = bitratesOf(like.isFirst);
  return rates.find((rate) => frameSize(like.isFirst, rate, like.rate) >= needed) ?? rates[13] ?? 0;
};

/** Makes the first frame of an MP3. */
export function writeInfoTag({ like, sizes, check, delay, samples }: InfoTag): Uint8Array {
  const bytes = new Uint8Array(infoTagBytes(like));
  const rate = rateForTag(like);
  const [a, b, c, d] = like.header;
  // No CRC behind the header, no padding, and no joint stereo, of which nothing is in this frame.
  const index = (bitratesOf(like.isFirst).indexOf(rate) + 1) << 4;
  bytes.set([a, b | 1, index | (c & 0x0c), d & 0xcf]);
  const tag = tagPlace(like);
  const whole = sizes.reduce((sum, size) => sum + size, bytes.length);
  // Padding alone makes frames of a constant rate one byte longer.
  const [least, most] = sizes.reduce(
    ([low, high], size) => [Math.min(low, size), Math.max(high, size)],
    [Infinity, 0],
  );
  const isConstant = most - least <= 1;
  bytes.set(bytesOf(isConstant ? 'Info' : 'Xing'), tag);
  bytes.set(bytesOfU32(has.frames | has.bytes | has.places | has.quality), tag + 4);
  bytes.set(bytesOfU32(sizes.length), tag + 8);
  bytes.set(bytesOfU32(whole), tag + 12);
  bytes.set(placesOf(sizes, bytes.length, whole), tag + 16);
  const padding = sizes.length * like.samples - delay - samples;
  const lame = tag + xingBytes;
  bytes.set(bytesOf('LAME3.100'), lame);
  // Revision 0 of the tag; of a rate that varies it does not say how.
  bytes[lame + 9] = isConstant ? 1 : 0;
  bytes[lame + 20] = Math.min(255, like.bitrate / 1000);
  bytes.set(
    bytesOfU32((delay << 12) | Math.max(0, Math.min(0xfff, padding))).subarray(1),
    lame + 21,
  );
  bytes.set(bytesOfU32(whole), lame + 28);
  bytes.set(bytesOfU32(check).subarray(2), lame + 32);
  const own = crc16(bytes.subarray(0, lame + 34));
  bytes.set(bytesOfU32(own).subarray(2), lame + 34);
  return bytes;
}

/** For every hundredth of the time, in 256ths, at which byte it begins. */
function placesOf(sizes: readonly number[], first: number, whole: number): Uint8Array {
  const places = new Uint8Array(100);
  let [at, next] = [first, 0];
  for (let part = 0; part < 100; part += 1) {
    const wanted = Math.floor((sizes.length * part) / 100);
    for (; next < wanted; next += 1) at += sizes[next] ?? 0;
    places[part] = Math.min(255, Math.floor((256 * at) / whole));
  }
  return places;
}

/** CRC-16/ARC (polynomial 0x8005, reflected), as LAME takes it; `before`: of the bytes until here. */
export function crc16(bytes: Uint8Array, before = 0): number {
  let crc = before;
  for (const byte of bytes) crc = (crc >> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0);
  return crc;
}

const crcTable = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  return crc;
});
