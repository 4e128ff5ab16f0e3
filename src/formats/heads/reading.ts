/** Bytes between two places; fewer at the end of the file. */
export const bytesAt = async (
  file: Blob,
  at: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.slice(at, at + Math.max(0, length)).arrayBuffer());

/** Small reads at any place of a large file, through a window that is read at once. */
export interface Reading {
  readonly size: number;
  /** Bytes at a place; fewer where the file ends. Not kept by the reader, so do not keep them either. */
  at(place: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * @param window bytes that are read at once: few where heads lie far apart, many where they lie close
 * @param known what is in memory already, from the first byte of the file on
 */
export function reading(
  file: Blob,
  window = 128 * 1024,
  known: Uint8Array<ArrayBuffer> = new Uint8Array(),
): Reading {
  let [start, bytes] = [0, known];
  return {
    size: file.size,
    async at(place, length) {
      const end = start + bytes.length;
      if (place < start || (place + length > end && end < file.size)) {
        const read = await bytesAt(file, place, Math.max(window, length));
        [start, bytes] = [place, read];
      }
      return bytes.subarray(place - start, place - start + length);
    },
  };
}
