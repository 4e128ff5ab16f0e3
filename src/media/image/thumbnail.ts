import { failureFrom } from '#domain/failure.ts';
import type { Result } from '#domain/result.ts';
import type { PictureFormat } from '#formats/media-formats.ts';

import { decodeImage, openSmallPicture, type KnownPicture } from './decode.ts';
import type { PixelSource } from './pixels.ts';

/** Longest side of a thumbnail in pixels. */
export const thumbnailSide = 512;
/** As encoders count it, 0 to 1. JPEG at 0.75 takes 1.6 times the bytes of WebP at 0.8. */
const qualityOf = { 'image/jpeg': 0.75, 'image/webp': 0.8 } as const;

export interface ThumbnailPicture {
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** How a thumbnail is made. `seen` is called with the drawn small picture before it is encoded. */
export interface ThumbnailOptions {
  readonly partial: boolean;
  readonly seen?: (canvas: OffscreenCanvas) => void;
}

/**
 * A canvas in memory. Said so, or the browser draws it with the graphics card and fetches it back,
 * which costs more than the whole rest where the card is a simulated one.
 */
function drawable(width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw { code: 'out_of_memory', what: 'a canvas for a thumbnail' };
  context.imageSmoothingQuality = 'high';
  return { canvas, context };
}

/**
 * A canvas as JPEG, which is written twelve times faster than WebP, or where there is alpha as WebP
 * (PNG in browsers that write no WebP).
 */
export async function thumbnailOfCanvas(
  canvas: OffscreenCanvas,
  hasAlpha: boolean,
): Promise<ThumbnailPicture> {
  const type = hasAlpha ? 'image/webp' : 'image/jpeg';
  const blob = await canvas.convertToBlob({ type, quality: qualityOf[type] });
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
  known: KnownPicture,
  format: PictureFormat,
  { partial, seen }: ThumbnailOptions,
): Promise<Result<ThumbnailPicture>> {
  try {
    if (format === 'tiff' || format === 'svg') {
      const decoded = await decodeImage(new Blob([known.bytes]), format);
      if (!decoded.ok) return decoded;
      try {
        return { ok: true, value: await thumbnailOf(decoded.value, seen) };
      } finally {
        decoded.value.close();
      }
    }
    const opened = await openSmallPicture(known, format, { fit: thumbnailSide, partial });
    if (!opened.ok) return opened;
    const { source, width, height, hasAlpha } = opened.value;
    try {
      const { canvas, context } = drawable(width, height);
      context.drawImage(source, 0, 0, width, height);
      seen?.(canvas);
      const isSeenThrough = hasAlpha && !isOpaque(context.getImageData(0, 0, width, height).data);
      return { ok: true, value: await thumbnailOfCanvas(canvas, isSeenThrough) };
    } finally {
      source.close();
    }
  } catch (thrown) {
    return { ok: false, failure: failureFrom(thrown) };
  }
}

function isOpaque(pixels: Uint8ClampedArray): boolean {
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return false;
  return true;
}

/** A thumbnail of a picture of any size: drawn small from strips, never enlarged. */
export async function thumbnailOf(
  source: PixelSource,
  seen?: ThumbnailOptions['seen'],
): Promise<ThumbnailPicture> {
  const factor = Math.min(1, thumbnailSide / Math.max(source.width, source.height));
  const width = Math.max(1, Math.round(source.width * factor));
  const height = Math.max(1, Math.round(source.height * factor));
  const { canvas, context } = drawable(width, height);
  const rows = Math.max(1, Math.floor(2 ** 24 / (source.width * 4)));
  for (let y = 0; y < source.height; y += rows) {
    const many = Math.min(rows, source.height - y);
    const strip = drawable(source.width, many);
    const pixels = new ImageData(source.read(0, y, source.width, many), source.width, many);
    strip.context.putImageData(pixels, 0, 0);
    context.drawImage(strip.canvas, 0, y * factor, width, many * factor);
  }
  seen?.(canvas);
  return thumbnailOfCanvas(canvas, !isOpaque(context.getImageData(0, 0, width, height).data));
}
