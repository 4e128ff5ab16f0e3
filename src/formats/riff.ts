/** Chunks of RIFF (WebP, WAV, AVI): four letters, a little-endian length, data, a pad byte. */
import { latin1, u32 } from './bytes.ts';

export interface RiffChunk {
  readonly type: string;
  readonly data: Uint8Array;
  readonly start: number;
  /** Behind the pad byte. */
  readonly end: number;
}

/** Chunks between two places; the last one may be cut off by the end of the bytes. */
export function* riffChunks(
  bytes: Uint8Array,
  from = 12,
  to: number = bytes.length,
): Generator<RiffChunk> {
  let start = from;
  while (start + 8 <= Math.min(to, bytes.length)) {
    const length = u32(bytes, start + 4, true);
    const end = start + 8 + length + (length & 1);
    yield {
      type: latin1(bytes, start, 4),
      data: bytes.subarray(start + 8, Math.min(start + 8 + length, to)),
      start,
      end,
    };
    start = end;
  }
}
