/**
 * Writes PNG row by row, so that a picture larger than memory can be made: rows go in, bytes come
 * out as soon as they are packed. 8 bits per channel, not interlaced. Source: W3C PNG.
 */
import { bytesOfU32, concat } from '../bytes.ts';
import type { PictureMetadata } from '../metadata/metadata.ts';

import { pngChunk, pngSignature } from './chunks.ts';
import { filterRow } from './filters.ts';
import { pngMetadataChunks } from './metadata.ts';

/** Largest data of one IDAT chunk, in bytes. */
const chunkBytes = 1 << 18;
/** Filtered bytes handed to the packer at once. */
const batchBytes = 1 << 20;

export interface PngPicture {
  readonly width: number;
  readonly height: number;
  /** false drops the fourth channel and stores RGB. */
  readonly hasAlpha: boolean;
  /** Rows are given, and stored, as one byte of grey per pixel; without alpha. */
  readonly isGrey?: boolean;
  /** EXIF, XMP and colour profile to carry along. */
  readonly metadata?: PictureMetadata;
}

export interface PngEncoder {
  /** Appends whole rows of RGBA (or of grey), top to bottom; await it, that is the back-pressure. */
  write(rows: Uint8Array | Uint8ClampedArray): Promise<void>;
  /** Ends the file; a programming error unless exactly `height` rows were written. */
  close(): Promise<void>;
}

/**
 * Opens an encoder.
 *
 * @param sink takes the bytes of the file in order; what it throws comes out of `write` or `close`
 */
export function openPngEncoder(
  picture: PngPicture,
  sink: (bytes: Uint8Array<ArrayBuffer>) => Promise<void> | void,
): PngEncoder {
  const { width, height, hasAlpha, isGrey = false, metadata } = picture;
  const step = isGrey ? 1 : hasAlpha ? 4 : 3;
  /** Bytes of a pixel as it is handed in. */
  const given = isGrey ? 1 : 4;
  const packer = new CompressionStream('deflate');
  const input = packer.writable.getWriter();
  const state = { rowsWritten: 0, above: new Uint8Array(width * step) };

  const pumped = (async () => {
    const head = new Uint8Array(13);
    head.set(bytesOfU32(width), 0);
    head.set(bytesOfU32(height), 4);
    head.set([8, isGrey ? 0 : hasAlpha ? 6 : 2, 0, 0, 0], 8);
    await sink(concat([pngSignature, pngChunk('IHDR', head)]));
    for (const chunk of await pngMetadataChunks(metadata ?? {})) await sink(chunk);
    const output = packer.readable.getReader();
    try {
      let waiting: Uint8Array[] = [];
      let size = 0;
      for (;;) {
        const { done, value } = await output.read();
        if (value) {
          waiting.push(value);
          size += value.length;
        }
        if (size >= chunkBytes || (done && size > 0)) {
          await sink(pngChunk('IDAT', concat(waiting)));
          waiting = [];
          size = 0;
        }
        if (done) break;
      }
    } catch (thrown) {
      // Frees a writer that waits for room in the packer.
      await output.cancel(thrown).catch(() => undefined);
      throw thrown;
    }
    await sink(pngChunk('IEND', new Uint8Array(0)));
  })();
  // A failure of the sink is reported by write or close; it must not count as unhandled before.
  const failed = pumped.then(
    () => undefined,
    (thrown: unknown) => ({ thrown }),
  );
  failed
    .then((failure) => (failure ? input.abort(failure.thrown) : undefined))
    .catch(() => undefined);

  const give = async (bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    const written = input.write(bytes).then(
      () => undefined,
      (thrown: unknown) => ({ thrown }),
    );
    const failure = await Promise.race([written, failed]);
    if (failure) throw (await failed)?.thrown ?? failure.thrown;
  };

  return {
    async write(rows) {
      const count = rows.length / (width * given);
      if (!Number.isInteger(count) || state.rowsWritten + count > height) {
        throw new RangeError('PNG rows do not fit the picture');
      }
      const rowsPerBatch = Math.max(1, Math.floor(batchBytes / (width * step + 1)));
      for (let first = 0; first < count; first += rowsPerBatch) {
        const many = Math.min(rowsPerBatch, count - first);
        const batch = new Uint8Array(many * (width * step + 1));
        for (let index = 0; index < many; index += 1) {
          const start = (first + index) * width * given;
          const row = packRow(rows.subarray(start, start + width * given), step);
          const at = index * (width * step + 1);
          filterRow(row, state.above, step, batch.subarray(at, at + width * step + 1));
          state.above = row;
        }
        await give(batch);
      }
      state.rowsWritten += count;
    },
    async close() {
      if (state.rowsWritten !== height) throw new RangeError('PNG rows are missing');
      await Promise.race([input.close(), failed]).catch(() => undefined);
      const failure = await failed;
      if (failure) throw failure.thrown;
    },
  };
}

/** A row of its own (the caller may reuse his), with the fourth channel left out for RGB; grey as it is. */
function packRow(row: Uint8Array | Uint8ClampedArray, step: number): Uint8Array<ArrayBuffer> {
  if (step !== 3) return new Uint8Array(row);
  const packed = new Uint8Array((row.length / 4) * 3);
  for (let from = 0, to = 0; from < row.length; from += 4, to += 3) {
    packed[to] = row[from] ?? 0;
    packed[to + 1] = row[from + 1] ?? 0;
    packed[to + 2] = row[from + 2] ?? 0;
  }
  return packed;
}
