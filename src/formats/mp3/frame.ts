/** The header of a frame of MPEG audio, layer III (ISO/IEC 11172-3 and 13818-3, and MPEG 2.5). */
import { u8 } from '../bytes.ts';

export interface Mp3Frame {
  /** The four bytes of the header. */
  readonly header: readonly [number, number, number, number];
  /** Whether it is of MPEG 1; those of MPEG 2 and 2.5 are half as long. */
  readonly isFirst: boolean;
  readonly isMono: boolean;
  readonly rate: number;
  /** Samples of each channel in a frame. */
  readonly samples: number;
  /** Bytes of the frame, its header included. */
  readonly size: number;
  /** Bits a second. */
  readonly bitrate: number;
}

/** kbit/s by index, of MPEG 1 and of the two later ones. */
const firstRates = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const laterRates = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
/** Samples a second by index, of MPEG 1; a half and a quarter of it in the later ones. */
const sampleRates = [44_100, 48_000, 32_000];

/** Bit rates in bits a second that frames of this version may have, lowest first. */
export const bitratesOf = (isFirst: boolean): readonly number[] =>
  (isFirst ? firstRates : laterRates).map((rate) => rate * 1000);

/** Bytes of a frame without padding. */
export const frameSize = (isFirst: boolean, bitrate: number, rate: number): number =>
  Math.floor(((isFirst ? 144 : 72) * bitrate) / rate);

/** The frame whose header stands at a place; null where none does. */
export function mp3FrameAt(bytes: Uint8Array, at: number): Mp3Frame | null {
  const [a, b, c, d] = [0, 1, 2, 3].map((more) => u8(bytes, at + more));
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  if (a !== 0xff || (b & 0xe0) !== 0xe0 || Number.isNaN(d)) return null;
  const version = (b >> 3) & 3;
  const isLayer3 = ((b >> 1) & 3) === 1;
  const bitrate = bitratesOf(version === 3)[(c >> 4) - 1];
  const full = sampleRates[(c >> 2) & 3];
  if (version === 1 || !isLayer3 || bitrate === undefined || full === undefined) return null;
  const isFirst = version === 3;
  const rate = isFirst ? full : version === 2 ? full / 2 : full / 4;
  return {
    header: [a, b, c, d],
    isFirst,
    isMono: d >> 6 === 3,
    rate,
    samples: isFirst ? 1152 : 576,
    size: frameSize(isFirst, bitrate, rate) + ((c >> 1) & 1),
    bitrate,
  };
}
