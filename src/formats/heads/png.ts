/** Chunks of a PNG of any size (W3C PNG, third edition, section 5), of which only the heads are read. */
import { isAt, latin1, u32 } from '../bytes.ts';

import type { Reading } from './reading.ts';

export interface PngHead {
  /** Four letters, e.g. "IHDR". */
  readonly type: string;
  /** Where the chunk's length field stands. */
  readonly start: number;
  readonly end: number;
}

const mostChunks = 1_000_000;

/** Whole chunks in order up to the last one of the picture; one that is cut off ends the walk. */
export async function* pngHeads(file: Reading): AsyncGenerator<PngHead> {
  if (!isAt(await file.at(0, 8), 0, '\x89PNG')) return;
  for (let [start, count] = [8, 0]; start + 12 <= file.size && count < mostChunks; count += 1) {
    const head = await file.at(start, 8);
    const type = latin1(head, 4, 4);
    const end = start + 12 + u32(head, 0);
    if (!(end <= file.size)) return;
    yield { type, start, end };
    if (type === 'IEND') return;
    start = end;
  }
}
