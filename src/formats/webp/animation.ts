/**
 * Animated WebP out of still ones (WebP container specification, "Extended file format" and
 * "Animation"): RIFF, VP8X, ANIM, then one ANMF a frame with the picture chunks of a still file.
 */
import { bytesOf, bytesOfU32, concat, isAt, u32 } from '../bytes.ts';

/** Largest side of a canvas, and longest time of a frame in ms: 24 bits each. */
const most = 1 << 24;

export interface AnimationShape {
  readonly width: number;
  readonly height: number;
  /** Whether frames may have pixels that are not opaque. */
  readonly hasAlpha: boolean;
  /** How often it is played; 0 for ever. */
  readonly loops: number;
}

const u24 = (value: number): number[] => [value & 255, (value >> 8) & 255, (value >> 16) & 255];

function chunk(name: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const pad = new Uint8Array(data.length % 2);
  return concat([bytesOf(name), bytesOfU32(data.length, true), data, pad]);
}

/** The chunks ALPH, VP8 and VP8L of a still WebP, as they stand; empty when there are none. */
function pictureChunks(still: Uint8Array): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  for (let at = 12; at + 8 <= still.length;) {
    const size = u32(still, at + 4, true);
    const end = at + 8 + size + (size % 2);
    if (isAt(still, at, 'ALPH') || isAt(still, at, 'VP8 ') || isAt(still, at, 'VP8L')) {
      parts.push(still.subarray(at, Math.min(end, still.length)));
    }
    at = end;
  }
  return concat(parts);
}

/** One frame that fills the canvas and replaces the one before, shown for `duration` ms. */
export function webpFrame(
  still: Uint8Array,
  { width, height }: AnimationShape,
  duration: number,
): Uint8Array<ArrayBuffer> {
  const time = Math.min(most - 1, Math.max(1, Math.round(duration)));
  const head = Uint8Array.from([
    ...u24(0),
    ...u24(0),
    ...u24(width - 1),
    ...u24(height - 1),
    ...u24(time),
    // Not blended with what was there.
    0b10,
  ]);
  return chunk('ANMF', concat([head, pictureChunks(still)]));
}

/** What stands before the frames; `frames`: their bytes together. */
export function webpHead(shape: AnimationShape, frames: number): Uint8Array<ArrayBuffer> {
  const { width, height, hasAlpha, loops } = shape;
  const flags = 0b10 | (hasAlpha ? 0b1_0000 : 0);
  const extended = chunk(
    'VP8X',
    Uint8Array.from([flags, 0, 0, 0, ...u24(width - 1), ...u24(height - 1)]),
  );
  const animation = chunk('ANIM', Uint8Array.from([0, 0, 0, 0, loops & 255, loops >> 8]));
  const size = 4 + extended.length + animation.length + frames;
  return concat([bytesOf('RIFF'), bytesOfU32(size, true), bytesOf('WEBP'), extended, animation]);
}
