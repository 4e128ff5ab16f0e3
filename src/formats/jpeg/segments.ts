/** Segments of JPEG (ITU-T T.81, annex B) up to the first scan. */
import { isAt, u16, u8 } from '../bytes.ts';

export interface JpegSegment {
  /** The marker's second byte, e.g. 0xe1 for APP1. */
  readonly marker: number;
  readonly data: Uint8Array;
  /** Where the marker stands. */
  readonly start: number;
  readonly end: number;
}

/** Every whole segment before the first scan, in order. */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  if (!isAt(bytes, 0, '\xff\xd8')) return;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return;
    const marker = u8(bytes, at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return;
    const end = at + 2 + u16(bytes, at + 2);
    if (!(end <= bytes.length) || end < at + 4) return;
    yield { marker, data: bytes.subarray(at + 4, end), start: at, end };
    at = end;
  }
}

/** Whether a marker is a frame header: SOF0–15 without the tables that share their range. */
export const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Whether the file ends with EOI, allowing for bytes that makers put behind it. */
export const isJpegWhole = (bytes: Uint8Array): boolean => {
  // Nearly always at the very end.
  const tail = bytes.subarray(-65536);
  for (let at = tail.lastIndexOf(0xd9); at > 0; at = tail.lastIndexOf(0xd9, at - 1)) {
    if (tail[at - 1] === 0xff) return true;
  }
  return false;
};
