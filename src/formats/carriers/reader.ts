import { bytesAt } from './carrier.ts';

/** Reads many small heads of a file with few reads of the disk. */
export interface HeadReader {
  /** Up to `length` bytes at a place; fewer at the end of the file. */
  (at: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** Heads lie far apart in what is large, so a wide window would read much that nobody asked for. */
const window = 4096;

export function headReader(file: Blob): HeadReader {
  let start = 0;
  let held = new Uint8Array(0);
  return async (at, length) => {
    if (length > window) return bytesAt(file, at, length);
    if (at < start || at + length > start + held.length) {
      start = at;
      held = await bytesAt(file, at, window);
    }
    return held.slice(at - start, at - start + length);
  };
}
