/** What a sequence parameter set of H.264 says (ITU-T H.264, 7.3.2.1.1), as far as it is of use here. */
import { u16, u8 } from '../bytes.ts';

/** Reads bits and Exp-Golomb numbers (9.1); beyond the end there are zeros, and `isOver` says so. */
function bitsOf(bytes: Uint8Array) {
  let at = 0;
  const bit = (): number => {
    const byte = bytes[at >> 3] ?? 0;
    const value = (byte >> (7 - (at & 7))) & 1;
    at += 1;
    return value;
  };
  const bits = (count: number): number => {
    let value = 0;
    for (let n = 0; n < count; n += 1) value = value * 2 + bit();
    return value;
  };
  const unsigned = (): number => {
    let zeros = 0;
    while (zeros < 32 && at < bytes.length * 8 && bit() === 0) zeros += 1;
    return 2 ** zeros - 1 + bits(zeros);
  };
  return {
    bit,
    bits,
    unsigned,
    signed(): number {
      const value = unsigned();
      return value % 2 === 1 ? (value + 1) / 2 : -value / 2;
    },
    isOver: () => at > bytes.length * 8,
  };
}

/** Without the bytes that keep start codes out of the data (7.4.1.1). */
function withoutGuards(unit: Uint8Array): Uint8Array {
  const kept: number[] = [];
  for (let at = 0; at < unit.length; at += 1) {
    const isGuard = unit[at] === 3 && at >= 2 && unit[at - 1] === 0 && unit[at - 2] === 0;
    if (!isGuard) kept.push(unit[at] ?? 0);
  }
  return Uint8Array.from(kept);
}

/** Profiles whose sets tell of their colours too. */
const highProfiles = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135]);

/**
 * Whether a stream with this set may have pictures of half the lines (fields, or frames of two); null
 * when the set cannot be read. `unit` is the NAL unit with its header byte.
 */
export function mayHaveFields(unit: Uint8Array): boolean | null {
  if ((u8(unit, 0) & 31) !== 7) return null;
  const read = bitsOf(withoutGuards(unit.subarray(1)));
  const profile = read.bits(8);
  read.bits(16);
  read.unsigned();
  if (highProfiles.has(profile)) {
    const chroma = read.unsigned();
    if (chroma === 3) read.bit();
    read.unsigned();
    read.unsigned();
    read.bit();
    if (read.bit() === 1) skipScaling(read, chroma === 3 ? 12 : 8);
  }
  read.unsigned();
  const order = read.unsigned();
  if (order === 0) read.unsigned();
  if (order === 1) {
    read.bit();
    read.signed();
    read.signed();
    const count = Math.min(255, read.unsigned());
    for (let n = 0; n < count; n += 1) read.signed();
  }
  read.unsigned();
  read.bit();
  read.unsigned();
  read.unsigned();
  const isFrames = read.bit() === 1;
  return read.isOver() ? null : !isFrames;
}

function skipScaling(read: ReturnType<typeof bitsOf>, lists: number): void {
  for (let list = 0; list < lists; list += 1) {
    if (read.bit() === 0) continue;
    let [last, next] = [8, 8];
    for (let n = 0; n < (list < 6 ? 16 : 64) && next !== 0; n += 1) {
      next = (last + read.signed() + 256) % 256;
      if (next !== 0) last = next;
    }
  }
}

/** The same by a decoder's configuration record (ISO/IEC 14496-15, 5.3.3.1); null when it has no set. */
export function configHasFields(config: Uint8Array): boolean | null {
  if (u8(config, 0) !== 1 || (u8(config, 5) & 31) === 0) return null;
  const length = u16(config, 6);
  return length > 0 && 8 + length <= config.length
    ? mayHaveFields(config.subarray(8, 8 + length))
    : null;
}
