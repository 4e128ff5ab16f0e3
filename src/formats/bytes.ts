/**
 * Reading numbers and short texts out of untrusted bytes. A place beyond the end gives NaN, which
 * makes every comparison false and so ends every loop: a parser built on these never throws.
 */

/** Unsigned byte at an offset, NaN beyond the end. */
export const u8 = (bytes: Uint8Array, offset: number): number => bytes[offset] ?? Number.NaN;

/** Unsigned 16-bit number, big-endian unless `little`; NaN beyond the end. */
export const u16 = (bytes: Uint8Array, offset: number, little = false): number =>
  little
    ? u8(bytes, offset) + u8(bytes, offset + 1) * 0x100
    : u8(bytes, offset) * 0x100 + u8(bytes, offset + 1);

/** Unsigned 24-bit number, big-endian unless `little`; NaN beyond the end. */
export const u24 = (bytes: Uint8Array, offset: number, little = false): number =>
  little
    ? u16(bytes, offset, true) + u8(bytes, offset + 2) * 0x10000
    : u16(bytes, offset) * 0x100 + u8(bytes, offset + 2);

/** Unsigned 32-bit number, big-endian unless `little`; NaN beyond the end. */
export const u32 = (bytes: Uint8Array, offset: number, little = false): number =>
  little
    ? u16(bytes, offset, true) + u16(bytes, offset + 2, true) * 0x10000
    : u16(bytes, offset) * 0x10000 + u16(bytes, offset + 2);

/** Unsigned number of four times seven bits, as ID3 writes lengths; NaN beyond the end. */
export const u28 = (bytes: Uint8Array, offset: number): number =>
  ((u8(bytes, offset) * 128 + u8(bytes, offset + 1)) * 128 + u8(bytes, offset + 2)) * 128 +
  u8(bytes, offset + 3);

/** Unsigned 64-bit number as a double: exact up to 2^53, NaN beyond the end. */
export const u64 = (bytes: Uint8Array, offset: number, little = false): number =>
  little
    ? u32(bytes, offset, true) + u32(bytes, offset + 4, true) * 0x100000000
    : u32(bytes, offset) * 0x100000000 + u32(bytes, offset + 4);

/** Signed 32-bit number, big-endian unless `little`; NaN beyond the end. */
export const i32 = (bytes: Uint8Array, offset: number, little = false): number => {
  const value = u32(bytes, offset, little);
  return value >= 0x80000000 ? value - 0x100000000 : value;
};

/** Bytes as Latin-1 text: shorter when the bytes end before. */
export const latin1 = (bytes: Uint8Array, offset: number, length: number): string => {
  if (!(offset >= 0) || !(length > 0)) return '';
  let text = '';
  for (const byte of bytes.subarray(offset, offset + length)) text += String.fromCharCode(byte);
  return text;
};

/** Whether a Latin-1 text stands at an offset. */
export const isAt = (bytes: Uint8Array, offset: number, text: string): boolean => {
  if (!(offset >= 0) || offset + text.length > bytes.length) return false;
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[offset + index] !== text.charCodeAt(index)) return false;
  }
  return true;
};

/** First place of a Latin-1 text between two offsets, or −1. */
export const find = (bytes: Uint8Array, text: string, from = 0, to = bytes.length): number => {
  const first = text.charCodeAt(0);
  const last = Math.min(to, bytes.length) - text.length;
  for (let at = bytes.indexOf(first, from); at !== -1 && at <= last;) {
    if (isAt(bytes, at, text)) return at;
    at = bytes.indexOf(first, at + 1);
  }
  return -1;
};

/** Joins parts into one array of bytes. */
export const concat = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** The bytes of a Latin-1 text. */
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);

/** The four bytes of an unsigned 32-bit number, big-endian unless `little`. */
export const bytesOfU32 = (value: number, little = false): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, little);
  return bytes;
};

/** A number of up to 28 bits in four bytes of seven, as ID3 writes lengths. */
export const bytesOfU28 = (value: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.of((value >> 21) & 127, (value >> 14) & 127, (value >> 7) & 127, value & 127);
