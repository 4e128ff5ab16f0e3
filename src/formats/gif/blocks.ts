/** Blocks of GIF89a: counts frames without unpacking any. */
import { isAt, u16, u8 } from '../bytes.ts';

export interface GifFacts {
  readonly width: number;
  readonly height: number;
  /** Frames that stand in the bytes as a whole. */
  readonly frames: number;
  readonly hasAlpha: boolean;
  /** Sum of the delays, in seconds; absent for a still. */
  readonly duration_s?: number;
}

/** Facts of a GIF; undefined when not even the screen descriptor is there. */
export function gifFacts(bytes: Uint8Array): GifFacts | undefined {
  if (!isAt(bytes, 0, 'GIF8') || bytes.length < 13) return undefined;
  const tableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  /** Behind a row of sub-blocks. */
  const skip = (from: number): number => {
    let at = from;
    while (u8(bytes, at) > 0) at += 1 + u8(bytes, at);
    return at + 1;
  };
  let at = 13 + tableBytes(u8(bytes, 10));
  let frames = 0;
  let hundredths = 0;
  let hasAlpha = false;
  while (at < bytes.length) {
    const kind = u8(bytes, at);
    if (kind === 0x21) {
      if (u8(bytes, at + 1) === 0xf9 && at + 7 <= bytes.length) {
        hasAlpha ||= (u8(bytes, at + 3) & 1) === 1;
        hundredths += u16(bytes, at + 4, true);
      }
      at = skip(at + 2);
    } else if (kind === 0x2c) {
      at = skip(at + 11 + tableBytes(u8(bytes, at + 9) || 0));
      if (at <= bytes.length) frames += 1;
    } else break;
  }
  return {
    width: u16(bytes, 6, true),
    height: u16(bytes, 8, true),
    frames,
    hasAlpha,
    ...(frames > 1 && hundredths > 0 ? { duration_s: hundredths / 100 } : {}),
  };
}
