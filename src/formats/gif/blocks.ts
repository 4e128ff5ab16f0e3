/** Blocks of GIF89a, gone over without unpacking any, and what they tell of the whole. */
import { isAt, u16, u8 } from '../bytes.ts';

/** A block behind the screen descriptor and its colours. */
export interface GifBlock {
  readonly kind: 'extension' | 'picture' | 'trailer';
  /** Of an extension: what kind it is, e.g. 0xf9 for how a frame is shown. */
  readonly label: number;
  readonly start: number;
  /** Behind the end of the bytes where the block is cut off. */
  readonly end: number;
}

const tableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);

/** Behind a row of sub-blocks. */
function behindRow(bytes: Uint8Array, from: number): number {
  let at = from;
  while (u8(bytes, at) > 0) at += 1 + u8(bytes, at);
  return at + 1;
}

/** Blocks up to the trailer, or to the first that is none; nothing where it is no GIF. */
export function* gifBlocks(bytes: Uint8Array): Generator<GifBlock> {
  if (!isAt(bytes, 0, 'GIF8') || bytes.length < 13) return;
  for (let start = 13 + tableBytes(u8(bytes, 10)); start < bytes.length;) {
    const sign = u8(bytes, start);
    if (sign === 0x3b) {
      yield { kind: 'trailer', label: 0, start, end: start + 1 };
      return;
    }
    if (sign !== 0x21 && sign !== 0x2c) return;
    const isPicture = sign === 0x2c;
    const head = isPicture ? 11 + tableBytes(u8(bytes, start + 9) || 0) : 2;
    const end = behindRow(bytes, start + head);
    const label = isPicture ? 0 : u8(bytes, start + 1);
    yield { kind: isPicture ? 'picture' : 'extension', label, start, end };
    start = end;
  }
}

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
  let frames = 0;
  let hundredths = 0;
  let hasAlpha = false;
  for (const { kind, label, start, end } of gifBlocks(bytes)) {
    if (kind === 'extension' && label === 0xf9 && start + 7 <= bytes.length) {
      hasAlpha ||= (u8(bytes, start + 3) & 1) === 1;
      hundredths += u16(bytes, start + 4, true);
    } else if (kind === 'picture' && end <= bytes.length) frames += 1;
  }
  return {
    width: u16(bytes, 6, true),
    height: u16(bytes, 8, true),
    frames,
    hasAlpha,
    ...(frames > 1 && hundredths > 0 ? { duration_s: hundredths / 100 } : {}),
  };
}
