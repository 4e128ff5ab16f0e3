/** Sound in MPEG streams: ISO/IEC 11172-3 section 2.4.1.3, ISO/IEC 13818-7 (ADTS), ATSC A/52, DVD's LPCM. */
import { find, u16, u24, u8 } from '../bytes.ts';

export interface StreamedSound {
  readonly codec: string;
  readonly rate: number;
  readonly channels: number;
  /** How long a piece of the stream lasts that begins with a frame, in seconds; NaN: not known. */
  readonly lasts: (piece: Uint8Array) => number;
}

/** How long pieces last of which each second has as many bytes as the others. */
const even =
  (bytesPerSecond: number): StreamedSound['lasts'] =>
  ({ length }) =>
    length / bytesPerSecond;

const unknown = { rate: Number.NaN, channels: Number.NaN, lasts: () => Number.NaN };

/** Kilobits a second of each layer, as MPEG-1 has them and, at half the rates, MPEG-2. */
const kilobits: Readonly<Record<string, readonly number[]>> = {
  first1: [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  first2: [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  first3: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  second1: [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  second2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};

/** The first frame of MPEG sound in a stream, layers I to III; null when there is none. */
export function mpegSound(stream: Uint8Array): StreamedSound | null {
  for (let at = stream.indexOf(0xff); at >= 0; at = stream.indexOf(0xff, at + 1)) {
    const [second, third, fourth] = [at + 1, at + 2, at + 3].map((place) => u8(stream, place));
    if (second === undefined || third === undefined || fourth === undefined) return null;
    if (!(fourth >= 0)) return null;
    const [version, layer] = [(second >> 3) & 3, 4 - ((second >> 1) & 3)];
    const [speed, bits] = [(third >> 2) & 3, third >> 4];
    if (second >> 5 !== 7 || version === 1 || layer === 4 || speed === 3) continue;
    const table = version === 3 ? `first${layer}` : `second${Math.min(layer, 2)}`;
    const kilo = kilobits[table]?.[bits];
    if (kilo === undefined) continue;
    const divisor = version === 3 ? 1 : version === 2 ? 2 : 4;
    return {
      codec: `mp${layer}`,
      rate: ([44_100, 48_000, 32_000][speed] ?? Number.NaN) / divisor,
      channels: fourth >> 6 === 3 ? 1 : 2,
      lasts: even(kilo > 0 ? kilo * 125 : Number.NaN),
    };
  }
  return null;
}

/** Kilobits a second of AC-3 by half its frame size code. */
const ac3Kilobits: readonly number[] = [
  32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640,
];
const ac3Channels: readonly number[] = [2, 1, 2, 3, 3, 4, 4, 5];

/** The first frame of AC-3 or E-AC-3 in a stream; null when there is none. */
export function ac3Sound(stream: Uint8Array): StreamedSound | null {
  const at = find(stream, '\x0b\x77');
  if (at < 0 || at + 8 > stream.length) return null;
  const version = u8(stream, at + 5) >> 3;
  const rates = [48_000, 44_100, 32_000];
  if (version > 10) {
    const code = u8(stream, at + 4);
    const rate = rates[code >> 6] ?? (rates[(code >> 4) & 3] ?? Number.NaN) / 2;
    const blocks = code >> 6 === 3 ? 6 : ([1, 2, 3, 6][(code >> 4) & 3] ?? 6);
    const bytes = ((u16(stream, at + 2) & 0x7ff) + 1) * 2;
    const channels = (ac3Channels[(code >> 1) & 7] ?? Number.NaN) + (code & 1);
    return { codec: 'eac3', rate, channels, lasts: even((bytes * rate) / (blocks * 256)) };
  }
  const code = u8(stream, at + 4);
  const mode = u8(stream, at + 6) >> 5;
  // Which levels its mix has stands before the bit that tells of a channel for the lowest tones.
  const before =
    (mode === 2 ? 2 : 0) + ((mode & 1) === 1 && mode !== 1 ? 2 : 0) + ((mode & 4) === 4 ? 2 : 0);
  const low = (u16(stream, at + 6) >> (12 - before)) & 1;
  return {
    codec: 'ac3',
    rate: rates[code >> 6] ?? Number.NaN,
    channels: (ac3Channels[mode] ?? Number.NaN) + low,
    lasts: even((ac3Kilobits[(code & 0x3f) >> 1] ?? Number.NaN) * 125),
  };
}

/**
 * Sound in a private stream of a DVD, whose first byte tells what it is; null for what is no sound
 * (subtitles, menus).
 *
 * @param payload of the first packet that the stream has, its own header of four bytes included
 */
export function privateSound(payload: Uint8Array): StreamedSound | null {
  const kind = u8(payload, 0);
  if ((kind >= 0x80 && kind <= 0x87) || (kind >= 0xc0 && kind <= 0xcf)) {
    return ac3Sound(payload.subarray(4));
  }
  if (kind >= 0x88 && kind <= 0x8f) return { codec: 'dts', ...unknown };
  if (!(kind >= 0xa0 && kind <= 0xa7) || payload.length < 7) return null;
  const code = u8(payload, 5);
  const rate = [48_000, 96_000, 44_100, 32_000][(code >> 4) & 3] ?? Number.NaN;
  const channels = (code & 7) + 1;
  const bits = 16 + (code >> 6) * 4;
  return { codec: 'pcm', rate, channels, lasts: even((rate * channels * bits) / 8) };
}

const adtsRates: readonly number[] = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
  7_350,
];

/** Length in bytes of the ADTS frame at a place; NaN when there is none. */
function adtsLength(stream: Uint8Array, at: number): number {
  if ((u16(stream, at) & 0xfff6) !== 0xfff0) return Number.NaN;
  const length = ((u24(stream, at + 3) >> 5) & 0x1fff) >>> 0;
  return length > 7 ? length : Number.NaN;
}

/** The first frame of AAC in a stream, where each has a header of its own; null when there is none. */
export function adtsSound(stream: Uint8Array): StreamedSound | null {
  const at = stream.findIndex((byte, place) => byte === 0xff && adtsLength(stream, place) > 0);
  if (at < 0) return null;
  const rate = adtsRates[(u8(stream, at + 2) >> 2) & 15] ?? Number.NaN;
  const setting = (u16(stream, at + 2) >> 6) & 7;
  return {
    codec: 'aac',
    rate,
    channels: setting === 7 ? 8 : setting,
    lasts: (piece) => {
      let frames = 0;
      for (let place = 0; adtsLength(piece, place) > 0; place += adtsLength(piece, place))
        frames += 1;
      return (frames * 1024) / rate;
    },
  };
}
