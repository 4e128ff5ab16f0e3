/** Pictures of MPEG-1 (ISO/IEC 11172-2, section 2.4) and MPEG-2 (ISO/IEC 13818-2, section 6.3.3). */
import { find, u16, u24, u8 } from '../bytes.ts';

export interface SequenceFacts {
  readonly codec: 'mpeg1video' | 'mpeg2video';
  /** As it is seen, with square pixels. */
  readonly width: number;
  readonly height: number;
  /** NaN where the code is none of the standard. */
  readonly fps: number;
}

const rates: Readonly<Record<number, number>> = {
  1: 24_000 / 1001,
  2: 24,
  3: 25,
  4: 30_000 / 1001,
  5: 30,
  6: 50,
  7: 60_000 / 1001,
  8: 60,
};

/** MPEG-2 says what the whole picture looks like: width to height. */
const shapes: Readonly<Record<number, number>> = { 2: 4 / 3, 3: 16 / 9, 4: 2.21 };

/** MPEG-1 says what a pixel looks like: height to width. */
const pixelShapes: readonly number[] = [
  1, 1, 0.6735, 0.7031, 0.7615, 0.8055, 0.8437, 0.8935, 0.9157, 0.9815, 1.0255, 1.0695, 1.095,
  1.1575, 1.2015,
];

/** The first sequence header in an elementary stream of pictures, or null. */
export function sequenceIn(stream: Uint8Array): SequenceFacts | null {
  const at = find(stream, '\0\0\x01\xb3');
  if (at < 0 || at + 12 > stream.length) return null;
  const sides = u24(stream, at + 4);
  const code = u8(stream, at + 7);
  const next = find(stream, '\0\0\x01', at + 11);
  // A sequence extension (its kind is 1) follows in MPEG-2, and only there.
  const isSecond = u8(stream, next + 3) === 0xb5 && u8(stream, next + 4) >> 4 === 1;
  const more = isSecond ? u16(stream, next + 5) : 0;
  const width = (sides >> 12) + (((more >> 7) & 3) << 12);
  const height = (sides & 0xfff) + (((more >> 5) & 3) << 12);
  const factor = isSecond ? u8(stream, next + 9) : 0;
  const rate = (rates[code & 15] ?? Number.NaN) * (1 + ((factor >> 5) & 3));
  const shape = code >> 4;
  const seen = isSecond
    ? height * (shapes[shape] ?? width / height)
    : width / (pixelShapes[shape] ?? 1);
  return {
    codec: isSecond ? 'mpeg2video' : 'mpeg1video',
    width: Math.round(seen),
    height,
    fps: Math.round((rate / (1 + (factor & 31))) * 1000) / 1000,
  };
}

/** How many pictures begin in a piece of an elementary stream. */
export function picturesIn(stream: Uint8Array): number {
  let pictures = 0;
  for (let at = find(stream, '\0\0\x01\0'); at >= 0; at = find(stream, '\0\0\x01\0', at + 4)) {
    pictures += 1;
  }
  return pictures;
}
