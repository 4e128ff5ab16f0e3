/** Small reads at any place of a large file, through a window that is read at once. */
export interface Reading {
  readonly size: number;
  /** Bytes at a place; fewer where the file ends. Not kept by the reader, so do not keep them either. */
  at(place: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

const windowSize = 128 * 1024;

export function reading(file: Blob): Reading {
  let [start, bytes] = [0, new Uint8Array()];
  return {
    size: file.size,
    async at(place, length) {
      if (place < start || place + length > start + bytes.length) {
        start = place;
        const until = place + Math.max(windowSize, length);
        bytes = new Uint8Array(await file.slice(place, until).arrayBuffer());
      }
      return bytes.subarray(place - start, place - start + length);
    },
  };
}
