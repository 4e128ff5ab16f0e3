/** Boxes of the ISO base media file format (ISO/IEC 14496-12), for the items of AVIF. */
import { latin1, u32, u64 } from '../bytes.ts';

export interface IsoBox {
  readonly type: string;
  /** Where the box begins, its contents begin, and where it ends. */
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/** Boxes between two places; a box that reaches beyond is cut at the end. */
export function* isoBoxes(
  bytes: Uint8Array,
  from = 0,
  to: number = bytes.length,
): Generator<IsoBox> {
  const limit = Math.min(to, bytes.length);
  let start = from;
  while (start + 8 <= limit) {
    let size = u32(bytes, start);
    let body = start + 8;
    if (size === 1) {
      size = u64(bytes, start + 8);
      body = start + 16;
    } else if (size === 0) size = limit - start;
    if (!(size >= body - start)) return;
    const end = Math.min(start + size, limit);
    yield { type: latin1(bytes, start + 4, 4), start, body, end };
    start += size;
  }
}

/** The first box that a path of names leads to; `meta` and `iref` have four bytes before their boxes. */
export function isoBoxAt(bytes: Uint8Array, path: readonly string[]): IsoBox | undefined {
  let found: IsoBox | undefined;
  for (const name of path) {
    const from = found ? found.body + (found.type === 'meta' ? 4 : 0) : 0;
    const to = found?.end ?? bytes.length;
    found = undefined;
    for (const box of isoBoxes(bytes, from, to)) {
      if (box.type === name) {
        found = box;
        break;
      }
    }
    if (!found) return undefined;
  }
  return found;
}
