/** Where the bands of an enlarged picture go: a PNG that streams, or a canvas for JPEG and WebP. */
import type { Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { writeMetadata, type PictureMetadata } from '#formats/metadata/files.ts';
import { openPngEncoder } from '#formats/png/encoder.ts';
import type { Band, PictureShape } from '#media/enlarge/rows.ts';
import type { BlobWriter } from '../context.ts';
import type { UpscaleFormat } from './task.ts';

export interface ResultEncoder {
  write(band: Band): Promise<void>;
  /** Ends the file; all its bytes are with the writer then. */
  close(): Promise<Result<null>>;
}

/** Opens an encoder. What the writer throws (a full disk) comes out of `write` and `close`. */
export function openResult(
  format: UpscaleFormat,
  shape: PictureShape,
  metadata: PictureMetadata,
  writer: BlobWriter,
): Result<ResultEncoder> {
  if (format !== 'png') return openCanvas(format, shape, metadata, writer);
  const { width, height, hasAlpha } = shape;
  const encoder = openPngEncoder({ width, height, hasAlpha, metadata }, (bytes) =>
    writer.write(bytes),
  );
  return ok({
    write: (band) => encoder.write(band.pixels),
    close: async () => {
      await encoder.close();
      return ok(null);
    },
  });
}

/** Quality of lossy results, 0 to 1: high, for they are what people go on working with. */
const quality = 0.95;

function openCanvas(
  format: 'jpeg' | 'webp',
  { width, height, hasAlpha }: PictureShape,
  metadata: PictureMetadata,
  writer: BlobWriter,
): Result<ResultEncoder> {
  const type = `image/${format}`;
  const canvas = new OffscreenCanvas(width, height);
  const drawing = canvas.getContext('2d', { alpha: hasAlpha && format === 'webp' });
  if (!drawing) return fail(outOfCanvas(width, height));
  return ok({
    write: async ({ y, height: rows, pixels }) => {
      if (hasAlpha && format === 'jpeg') layOnWhite(pixels);
      drawing.putImageData(new ImageData(new Uint8ClampedArray(pixels), width, rows), 0, y);
    },
    close: async () => {
      const blob = await canvas.convertToBlob({ type, quality });
      // A browser that cannot write a format gives a PNG without saying so.
      if (blob.type !== type) {
        const reason = 'this browser does not write it';
        return fail({ code: 'unsupported', what: format, reason });
      }
      const encoded = new Uint8Array(await blob.arrayBuffer());
      const written = await writeMetadata(encoded, format, metadata);
      if (!written.ok) return written;
      await writer.write(written.value.bytes);
      return ok(null);
    },
  });
}

const outOfCanvas = (width: number, height: number): Failure => ({
  code: 'out_of_memory',
  what: `a canvas of ${width} × ${height} pixels`,
});

/** JPEG has no transparency: what shows through becomes white. */
function layOnWhite(pixels: Uint8ClampedArray): void {
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = (pixels[at + 3] ?? 0) / 255;
    for (let channel = at; channel < at + 3; channel += 1) {
      pixels[channel] = (pixels[channel] ?? 0) * alpha + 255 * (1 - alpha);
    }
    pixels[at + 3] = 255;
  }
}
