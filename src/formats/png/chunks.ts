/** Chunks of PNG (W3C PNG, third edition, section 5). */
import { bytesOf, bytesOfU32, concat, isAt, latin1, u32 } from '../bytes.ts';
import { crc32 } from '../checksum.ts';

export const pngSignature: Uint8Array<ArrayBuffer> = bytesOf('\x89PNG\r\n\x1a\n');

export interface PngChunk {
  /** Four letters, e.g. "IHDR". */
  readonly type: string;
  readonly data: Uint8Array;
  /** Where the chunk's length field stands. */
  readonly start: number;
  /** The first byte behind the chunk. */
  readonly end: number;
}

/** Every whole chunk of a PNG in order; a chunk that is cut off ends the walk. */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  if (!isAt(bytes, 0, '\x89PNG')) return;
  let start = 8;
  while (start + 12 <= bytes.length) {
    const length = u32(bytes, start);
    const end = start + 12 + length;
    if (!(end <= bytes.length)) return;
    const type = latin1(bytes, start + 4, 4);
    yield { type, data: bytes.subarray(start + 8, start + 8 + length), start, end };
    if (type === 'IEND') return;
    start = end;
  }
}

/** One chunk ready to be written: length, type, data, CRC. */
export function pngChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const name = bytesOf(type);
  return concat([bytesOfU32(data.length), name, data, bytesOfU32(crc32(name, data))]);
}
