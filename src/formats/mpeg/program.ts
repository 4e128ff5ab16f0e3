/**
 * MPEG program streams, as in .mpg and .vob: packs of packets of elementary streams.
 * ISO/IEC 11172-1 section 2.4.3 (MPEG-1) and ISO/IEC 13818-1 section 2.5.3 (MPEG-2).
 */
import { find, u16, u8 } from '../bytes.ts';

/** Ticks of a second in time stamps, and after how many ticks these begin again at 0. */
export const ticks = 90_000;
export const wrap = 2 ** 33;

/** A packet of one elementary stream. */
export interface PesPacket {
  /** 0xe0 to 0xef are pictures, 0xc0 to 0xdf sound, 0xbd sound of other makers and subtitles. */
  readonly stream: number;
  /** When what begins in it is shown, in ticks; NaN where it does not say. */
  readonly time: number;
  readonly payload: Uint8Array;
}

const packStart = '\0\0\x01\xba';
/** Most packets of one walk: each of them has at least six bytes, most have 2,048. */
const mostPackets = 50_000;

/** Whether bytes begin as a program stream does: a pack header of MPEG-1 or MPEG-2. */
export const isProgramStream = (head: Uint8Array): boolean =>
  packLength(head, 0) > 0 && find(head, packStart, 0, 4) === 0;

/** Length of the pack header at a place; NaN when it is none. */
function packLength(bytes: Uint8Array, at: number): number {
  const mark = u8(bytes, at + 4);
  if ((mark & 0xc0) === 0x40) return 14 + (u8(bytes, at + 13) & 7);
  return (mark & 0xf0) === 0x20 ? 12 : Number.NaN;
}

/**
 * The packets in a piece of a program stream, from its first pack on. Where the stream is damaged
 * the walk goes on at the next pack.
 */
export function* packetsIn(bytes: Uint8Array): Generator<PesPacket> {
  let at = find(bytes, packStart);
  for (let count = 0; at >= 0 && at + 6 <= bytes.length && count < mostPackets; count += 1) {
    const code = u16(bytes, at) === 0 && u8(bytes, at + 2) === 1 ? u8(bytes, at + 3) : Number.NaN;
    const length = code === 0xba ? packLength(bytes, at) : 6 + u16(bytes, at + 4);
    if (!(code >= 0xba) || !(length > 0)) {
      at = find(bytes, packStart, at + 1);
      continue;
    }
    if (isStream(code)) yield pesPacket(bytes.subarray(at, at + length), code);
    at += length;
  }
}

const isStream = (code: number): boolean => code === 0xbd || (code >= 0xc0 && code <= 0xef);

/** Reads the header of a packet: in MPEG-2 it says its length, in MPEG-1 it is walked through. */
export function pesPacket(packet: Uint8Array, stream: number): PesPacket {
  if ((u8(packet, 6) & 0xc0) === 0x80) {
    const time = (u8(packet, 7) & 0x80) === 0 ? Number.NaN : timeAt(packet, 9);
    return { stream, time, payload: packet.subarray(9 + u8(packet, 8)) };
  }
  let at = 6;
  while (at < 22 && u8(packet, at) === 0xff) at += 1;
  if ((u8(packet, at) & 0xc0) === 0x40) at += 2;
  const mark = u8(packet, at) & 0xf0;
  const time = mark === 0x20 || mark === 0x30 ? timeAt(packet, at) : Number.NaN;
  return {
    stream,
    time,
    payload: packet.subarray(at + (mark === 0x20 ? 5 : mark === 0x30 ? 10 : 1)),
  };
}

/** A time stamp: 33 bits in five bytes, with marker bits between. */
const timeAt = (bytes: Uint8Array, at: number): number =>
  ((u8(bytes, at) >> 1) & 7) * 2 ** 30 +
  (u16(bytes, at + 1) >> 1) * 2 ** 15 +
  (u16(bytes, at + 3) >> 1);
