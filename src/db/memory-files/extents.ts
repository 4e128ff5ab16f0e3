/**
 * The bytes of one open file in memory, 4 MiB at a time. What lies behind the writing becomes a
 * Blob, which the browser may keep outside this thread, and is read back when it is written again.
 */
const extentSize = 4 * 1024 * 1024;

/** Reads a Blob at once; `FileReaderSync`, which only workers have. */
export type ReadSync = (blob: Blob) => Uint8Array<ArrayBuffer>;

export interface Extents {
  readonly size: () => number;
  /** Bytes read, fewer at the end. */
  readonly read: (bytes: Uint8Array, at: number) => number;
  /** Writes all; a hole before it is filled with zeros. */
  readonly write: (bytes: Uint8Array, at: number) => void;
  readonly truncate: (size: number) => void;
  /** All of it, as it is now. */
  readonly blob: () => Blob;
}

export function createExtents(content: Blob, readSync: ReadSync): Extents {
  let size = content.size;
  const extents: (Uint8Array<ArrayBuffer> | Blob)[] = [];
  for (let at = 0; at < size; at += extentSize) extents.push(content.slice(at, at + extentSize));

  /** An extent as bytes that can be written. */
  const opened = (index: number): Uint8Array<ArrayBuffer> => {
    const extent = extents[index];
    if (extent instanceof Uint8Array) return extent;
    const whole = new Uint8Array(extentSize);
    if (extent) whole.set(readSync(extent));
    extents[index] = whole;
    return whole;
  };
  /** Lets go of what lies well behind the place that is written. */
  const settleBehind = (place: number): void => {
    const extent = extents[place - 2];
    if (extent instanceof Uint8Array) extents[place - 2] = new Blob([extent]);
  };
  /** Walks over the extents that a range touches. */
  const walk = (
    at: number,
    count: number,
    visit: (index: number, from: number, done: number, length: number) => void,
  ): void => {
    for (let done = 0; done < count;) {
      const index = Math.floor((at + done) / extentSize);
      const from = (at + done) % extentSize;
      const length = Math.min(count - done, extentSize - from);
      visit(index, from, done, length);
      done += length;
    }
  };

  const truncate = (to: number): void => {
    if (to < size) {
      extents.length = Math.ceil(to / extentSize);
      const rest = to % extentSize;
      if (rest > 0) opened(extents.length - 1).fill(0, rest);
    }
    for (let index = extents.length; index < Math.ceil(to / extentSize); index += 1) {
      extents[index] = new Uint8Array(extentSize);
    }
    size = to;
  };

  return {
    size: () => size,
    truncate,
    read(bytes, at) {
      const count = Math.max(0, Math.min(bytes.length, size - at));
      walk(at, count, (index, from, done, length) => {
        const extent = extents[index];
        const part =
          extent instanceof Uint8Array
            ? extent.subarray(from, from + length)
            : readSync((extent ?? new Blob()).slice(from, from + length));
        bytes.set(part, done);
      });
      return count;
    },
    write(bytes, at) {
      if (at > size) truncate(at);
      walk(at, bytes.length, (index, from, done, length) => {
        opened(index).set(bytes.subarray(done, done + length), from);
        settleBehind(index);
      });
      size = Math.max(size, at + bytes.length);
    },
    blob() {
      const last = size % extentSize;
      const parts = extents.map((extent, index) => {
        if (index < extents.length - 1 || last === 0) return extent;
        return extent instanceof Uint8Array ? extent.subarray(0, last) : extent.slice(0, last);
      });
      return new Blob(parts);
    },
  };
}
