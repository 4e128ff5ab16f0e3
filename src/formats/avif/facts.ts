/** What an AVIF still says about itself (AV1 Image File Format; HEIF, ISO/IEC 23008-12). */
import { isAt, latin1, u16, u32, u64, u8 } from '../bytes.ts';

import { isoBoxAt, isoBoxes } from './boxes.ts';

export interface AvifFacts {
  /** Pixels as stored, before `irot`. */
  readonly width: number;
  readonly height: number;
  readonly bitDepth?: number;
  readonly hasAlpha: boolean;
  /** What `irot` and `imir` amount to, as an EXIF orientation. */
  readonly orientation: number;
  readonly icc?: Uint8Array;
  /** Pictures one after the other; 1 where it does not move. */
  readonly frames: number;
  /** Seconds that all frames take, where it moves. */
  readonly duration_s?: number;
}

/** Facts from the item properties; the largest `ispe` is the picture, others are tiles and alpha. */
export function avifFacts(bytes: Uint8Array): AvifFacts | undefined {
  const properties = isoBoxAt(bytes, ['meta', 'iprp', 'ipco']);
  if (!properties) return undefined;
  let width = 0;
  let height = 0;
  let bitDepth: number | undefined;
  let hasAlpha = false;
  let turns = 0;
  let mirror: number | undefined;
  let icc: Uint8Array | undefined;
  for (const { type, body, end } of isoBoxes(bytes, properties.body, properties.end)) {
    if (type === 'ispe' && u32(bytes, body + 4) * u32(bytes, body + 8) > width * height) {
      width = u32(bytes, body + 4);
      height = u32(bytes, body + 8);
    } else if (type === 'av1C') {
      const flags = u8(bytes, body + 2);
      bitDepth ??= flags & 0x40 ? (flags & 0x20 ? 12 : 10) : 8;
    } else if (type === 'auxC') {
      hasAlpha ||= latin1(bytes, body + 4, end - body - 4).includes('alpha');
    } else if (type === 'irot') turns = u8(bytes, body) & 3;
    else if (type === 'imir') mirror = u8(bytes, body) & 1;
    else if (type === 'colr' && /^(prof|rICC)$/.test(latin1(bytes, body, 4))) {
      icc ??= bytes.subarray(body + 4, end);
    }
  }
  if (width === 0 || height === 0) return undefined;
  // irot turns against the clock; EXIF 8, 3 and 6 are one, two and three such quarter turns.
  const turned = [1, 8, 3, 6][turns] ?? 1;
  const mirrored = mirror === 0 ? ([4, 5, 2, 7][turns] ?? 4) : ([2, 7, 4, 5][turns] ?? 2);
  return {
    width,
    height,
    ...(bitDepth === undefined ? {} : { bitDepth }),
    hasAlpha,
    orientation: mirror === undefined ? turned : mirrored,
    ...(icc ? { icc } : {}),
    ...movement(bytes),
  };
}

/** How many frames the first track of a sequence has (`stsz`), and how long it lasts (`mdhd`). */
function movement(bytes: Uint8Array): Pick<AvifFacts, 'frames' | 'duration_s'> {
  const sizes = isoBoxAt(bytes, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsz']);
  const clock = isoBoxAt(bytes, ['moov', 'trak', 'mdia', 'mdhd']);
  const frames = sizes ? u32(bytes, sizes.body + 8) : 0;
  if (!clock || !(frames > 1)) return { frames: 1 };
  const isLong = u8(bytes, clock.body) === 1;
  const [scale, length] = isLong
    ? [u32(bytes, clock.body + 20), u64(bytes, clock.body + 24)]
    : [u32(bytes, clock.body + 12), u32(bytes, clock.body + 16)];
  const seconds = length / scale;
  return { frames, ...(seconds > 0 && Number.isFinite(seconds) ? { duration_s: seconds } : {}) };
}

/** The bytes of the first metadata item of a kind: "Exif", or "mime" for XMP. */
export function avifItem(bytes: Uint8Array, kind: 'Exif' | 'mime'): Uint8Array | undefined {
  const infos = isoBoxAt(bytes, ['meta', 'iinf']);
  const places = isoBoxAt(bytes, ['meta', 'iloc']);
  if (!infos || !places) return undefined;
  const first = infos.body + (u8(bytes, infos.body) === 0 ? 6 : 8);
  for (const { type, body, end } of isoBoxes(bytes, first, infos.end)) {
    const version = u8(bytes, body);
    if (type !== 'infe' || version < 2) continue;
    const wide = version === 2 ? 0 : 2;
    if (!isAt(bytes, body + 8 + wide, kind)) continue;
    if (kind === 'mime' && !latin1(bytes, body, end - body).includes('rdf+xml')) continue;
    const id = wide ? u32(bytes, body + 4) : u16(bytes, body + 4);
    return placeOf(bytes, places.body, places.end, id);
  }
  return undefined;
}

/** Follows `iloc` to an item that lies in one piece of the file. */
function placeOf(bytes: Uint8Array, body: number, end: number, id: number): Uint8Array | undefined {
  const version = u8(bytes, body);
  const sizes = u16(bytes, body + 4);
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexBytes = version > 0 ? sizes & 15 : 0;
  const number = (at: number, size: number): number =>
    size === 0 ? 0 : size === 4 ? u32(bytes, at) : Number.NaN;
  const wide = version >= 2;
  const count = wide ? u32(bytes, body + 6) : u16(bytes, body + 6);
  let at = body + (wide ? 10 : 8);
  for (let index = 0; index < count && at < end; index += 1) {
    const found = wide ? u32(bytes, at) : u16(bytes, at);
    at += wide ? 4 : 2;
    const method = version > 0 ? u16(bytes, at) & 15 : 0;
    at += version > 0 ? 2 : 0;
    const base = number(at + 2, baseBytes);
    const extents = u16(bytes, at + 2 + baseBytes);
    at += 4 + baseBytes;
    if (found === id && method === 0 && extents === 1) {
      const start = base + number(at + indexBytes, offsetBytes);
      const length = number(at + indexBytes + offsetBytes, lengthBytes);
      return start + length <= bytes.length ? bytes.subarray(start, start + length) : undefined;
    }
    at += extents * (indexBytes + offsetBytes + lengthBytes);
  }
  return undefined;
}
