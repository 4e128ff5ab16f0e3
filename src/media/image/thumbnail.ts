import { failureFrom } from '#domain/failure.ts';
import type { Result } from '#domain/result.ts';
import type { PictureFormat } from '#formats/media-formats.ts';

import { decodeImage, openSmallBitmap } from './decode.ts';
import type { PixelSource } from './pixels.ts';

/** Longest side of a thumbnail in pixels. */
export const thumbnailSide = 512;
const quality = 0.8;

export interface ThumbnailPicture {
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/**
 * A canvas in memory. Said so, or the browser draws it with the graphics card and fetches it back,
 * which costs more than the whole rest where the card is a simulated one.
 */
const drawable = (width: number, height: number) => {
  const canvas = new OffscreenCanvas(width, height);
  return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) };
};

/** A canvas as WebP, or as JPEG where the browser writes no WebP. */
export async function thumbnailOfCanvas(canvas: OffscreenCanvas): Promise<ThumbnailPicture> {
  let blob = await canvas.convertToBlob({ type: 'image/webp', quality });
  if (blob.type !== 'image/webp')
    blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
  const { width, height } = canvas;
  return { mime: blob.type, width, height, bytes: new Uint8Array(await blob.arrayBuffer()) };
}

/**
 * The thumbnail of a picture file, never enlarged. The browser's own decoder shrinks; alpha may be
 * premultiplied on the way, for nothing is computed from a thumbnail.
 *
 * Failures: those of `decodeImage`. `partial`: takes what there is of a JPEG that was cut off.
 */
export async function thumbnailOfFile(
  file: Blob,
  format: PictureFormat,
  options: { readonly partial: boolean },
): Promise<Result<ThumbnailPicture>> {
  const fit = { fit: thumbnailSide, ...options };
  try {
    if (format === 'tiff' || format === 'svg') {
      const decoded = await decodeImage(file, format, fit);
      if (!decoded.ok) return decoded;
      try {
        return { ok: true, value: await thumbnailOf(decoded.value) };
      } finally {
        decoded.value.close();
      }
    }
    const opened = await openSmallBitmap(file, format, fit);
    if (!opened.ok) return opened;
    const bitmap = opened.value;
    const { canvas, context } = drawable(bitmap.width, bitmap.height);
    context?.drawImage(bitmap, 0, 0);
    bitmap.close();
    return { ok: true, value: await thumbnailOfCanvas(canvas) };
  } catch (thrown) {
    return { ok: false, failure: failureFrom(thrown) };
  }
}

/** A thumbnail of a picture of any size: drawn small from strips, never enlarged. */
export async function thumbnailOf(source: PixelSource): Promise<ThumbnailPicture> {
  const factor = Math.min(1, thumbnailSide / Math.max(source.width, source.height));
  const width = Math.max(1, Math.round(source.width * factor));
  const height = Math.max(1, Math.round(source.height * factor));
  const { canvas, context } = drawable(width, height);
  if (!context) throw { code: 'out_of_memory', what: 'a canvas for a thumbnail' };
  context.imageSmoothingQuality = 'high';
  const rows = Math.max(1, Math.floor(2 ** 24 / (source.width * 4)));
  for (let y = 0; y < source.height; y += rows) {
    const many = Math.min(rows, source.height - y);
    const strip = drawable(source.width, many);
    const pixels = new ImageData(source.read(0, y, source.width, many), source.width, many);
    strip.context?.putImageData(pixels, 0, 0);
    context.drawImage(strip.canvas, 0, y * factor, width, many * factor);
  }
  return thumbnailOfCanvas(canvas);
}
