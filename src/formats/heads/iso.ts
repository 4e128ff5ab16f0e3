/** Boxes of an ISO media file (ISO/IEC 14496-12) of any size, of which only the heads are read. */
import { latin1, u32, u64 } from '../bytes.ts';

import type { Reading } from './reading.ts';

export interface BoxHead {
  readonly type: string;
  readonly start: number;
  readonly body: number;
  readonly end: number;
  /** Its length is told as "until the end". */
  readonly isOpen: boolean;
}

const mostBoxes = 100_000;

/** Boxes between two places in order; undefined when they are damaged or too many. */
export async function boxHeads(
  file: Reading,
  from = 0,
  to: number = file.size,
): Promise<readonly BoxHead[] | undefined> {
  const heads: BoxHead[] = [];
  for (let start = from; start < to;) {
    const head = await file.at(start, 16);
    const told = u32(head, 0);
    const size = told === 1 ? u64(head, 8) : told === 0 ? to - start : told;
    const body = start + (told === 1 ? 16 : 8);
    const end = start + size;
    if (!(end >= body && end <= to) || heads.length >= mostBoxes) return undefined;
    heads.push({ type: latin1(head, 4, 4), start, body, end, isOpen: told === 0 });
    start = end;
  }
  return heads;
}
