/**
 * When the frames of an ASF are shown, out of its data packets (ASF Specification, section 5.2):
 * few files state a frame rate, but each frame says its time in whole milliseconds.
 */
import { isAt, u16, u32, u8 } from '../bytes.ts';

import { guids } from './objects.ts';

/** Bytes of the Data Object before its first packet. */
const dataHead = 50;
/** Frames from which the rate is measured, and payloads that are looked at in one packet. */
const mostFrames = 240;
const mostPayloads = 63;

/** A cursor that reads numbers whose length is a code of two bits: none, 1, 2 or 4 bytes. */
interface Cursor {
  at: number;
}
function read(bytes: Uint8Array, cursor: Cursor, code: number): number {
  const { at } = cursor;
  cursor.at += [0, 1, 2, 4][code & 3] ?? 0;
  if ((code & 3) === 0) return 0;
  if ((code & 3) === 1) return u8(bytes, at);
  return (code & 3) === 2 ? u16(bytes, at, true) : u32(bytes, at, true);
}

/**
 * Times in seconds of the first frames of a stream, in the order of the file.
 *
 * @param bytes the file from its beginning on, as far as it was read
 * @param header length of its header
 * @param size bytes of each packet
 */
export function frameTimes(
  bytes: Uint8Array,
  header: number,
  size: number,
  stream: number,
): readonly number[] {
  const times: number[] = [];
  if (!isAt(bytes, header, guids.data) || !(size > 16)) return times;
  for (let at = header + dataHead; at + size <= bytes.length; at += size) {
    for (const time of timesInPacket(bytes.subarray(at, at + size), stream))
      times.push(time / 1000);
    if (times.length >= mostFrames) break;
  }
  return times;
}

/** Presentation times in ms of the frames of a stream that begin in a packet. */
function timesInPacket(packet: Uint8Array, stream: number): readonly number[] {
  const times: number[] = [];
  const correction = u8(packet, 0);
  const cursor: Cursor = { at: correction & 0x80 ? 1 + (correction & 0x0f) : 0 };
  const lengths = u8(packet, cursor.at);
  const properties = u8(packet, cursor.at + 1);
  cursor.at += 2;
  // Of the packet, its sequence and its padding; then the time and length of sending.
  for (const shift of [5, 1, 3]) read(packet, cursor, lengths >> shift);
  cursor.at += 6;
  const isMany = (lengths & 1) === 1;
  const flags = isMany ? u8(packet, cursor.at) : 1;
  if (isMany) cursor.at += 1;
  for (let left = Math.min(flags & 0x3f, mostPayloads); left > 0; left -= 1) {
    const number = u8(packet, cursor.at) & 0x7f;
    cursor.at += 1;
    read(packet, cursor, properties >> 4);
    const offset = read(packet, cursor, properties >> 2);
    const extra = read(packet, cursor, properties);
    // One byte of extra data means that small frames are packed; they are not those of a film.
    const time = extra >= 8 ? u32(packet, cursor.at + 4, true) : Number.NaN;
    if (number === stream && offset === 0 && time >= 0) times.push(time);
    cursor.at += extra;
    if (!isMany) break;
    const length = read(packet, cursor, flags >> 6);
    cursor.at += length;
    if (!(cursor.at < packet.length)) break;
  }
  return times;
}
