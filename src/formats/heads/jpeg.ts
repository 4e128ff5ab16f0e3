/** Segments of a JPEG of any size (ITU-T T.81, annex B), of which only the heads are read. */
import { isAt, u16, u8 } from '../bytes.ts';

import type { Reading } from './reading.ts';

export interface JpegHead {
  /** The marker's second byte, e.g. 0xe1 for APP1. */
  readonly marker: number;
  readonly start: number;
  readonly end: number;
  /** What its data begins with: so much names what is in an application's segment. */
  readonly data: Uint8Array;
}

const mostSegments = 200_000;
const named = 32;

/** Whole segments before the first scan, in order. */
export async function* jpegHeads(file: Reading): AsyncGenerator<JpegHead> {
  if (!isAt(await file.at(0, 2), 0, '\xff\xd8')) return;
  for (let [start, count] = [2, 0]; count < mostSegments; count += 1) {
    const head = (await file.at(start, 4 + named)).slice();
    if (u8(head, 0) !== 0xff) return;
    const marker = u8(head, 1);
    if (marker === 0xff) {
      start += 1;
      continue;
    }
    const end = start + 2 + u16(head, 2);
    if (marker === 0xda || marker === 0xd9 || !(end <= file.size) || end < start + 4) return;
    yield { marker, start, end, data: head.subarray(4, Math.min(head.length, end - start)) };
    start = end;
  }
}
