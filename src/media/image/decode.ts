/**
 * Pictures into pixels. The header is judged before anything is decoded; the browser's decoder
 * runs once; regions are then read from the one bitmap. Works in a worker.
 */
import { failureFrom, type Failure } from '#domain/failure.ts';
import type { Result } from '#domain/result.ts';
import { readMetadata } from '#formats/metadata/files.ts';
import type { PictureFormat } from '#formats/media-formats.ts';
import { readPictureHeader, type PictureHeader } from '#formats/pictures/header.ts';

import { openBitmapReader } from './bitmap-reader.ts';
import { isSideways, type DecodedImage } from './pixels.ts';
import { decodeTiff } from './tiff.ts';

export interface DecodeOptions {
  /** Shrinks while decoding so that the picture fits into a square of this side; never enlarges. */
  readonly fit?: number;
  /** Takes what is there of a JPEG that was cut off (the rest is grey) instead of refusing it. */
  readonly partial?: boolean;
}

/** Most pixels that one decoded picture may have: 16,384², a gigabyte of RGBA. */
export const pixelLimit = 2 ** 28;
/** Longest side that Chromium's decoders and canvases keep without going blank. */
export const sideLimit = 65_535;

const tooLarge = (header: PictureHeader): Failure | null =>
  header.width * header.height > pixelLimit || Math.max(header.width, header.height) > sideLimit
    ? {
        code: 'too_large',
        what: `a picture of ${header.width} × ${header.height} pixels`,
        limit: `${pixelLimit} pixels, ${sideLimit} on a side`,
      }
    : null;

/** Behind a cut off JPEG this makes the decoder give what it has instead of nothing. */
const endOfJpeg = Uint8Array.of(0xff, 0xd9);

/**
 * Decodes the first frame of a picture.
 *
 * Failures: `too_large` by the header alone, `corrupt` when nothing can be decoded, `unsupported`
 * for SVG (no browser draws it in a worker), `out_of_memory`.
 */
export async function decodeImage(
  blob: Blob,
  format: PictureFormat,
  options: DecodeOptions = {},
): Promise<Result<DecodedImage>> {
  if (format === 'svg') {
    const reason = 'browsers draw SVG in a page only, not in a background thread';
    return { ok: false, failure: { code: 'unsupported', what: 'SVG', reason } };
  }
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const header = readPictureHeader(bytes, format);
  if (!header.ok) return header;
  const refused = tooLarge(header.value);
  if (refused) return { ok: false, failure: refused };
  const { orientation = 1 } = await readMetadata(bytes, format);
  if (format === 'tiff') return decodeTiff(bytes, header.value, orientation);

  const size = sizeAfter(header.value, orientation, options.fit);
  const end = options.partial === true && format === 'jpeg' ? [endOfJpeg] : [];
  const typed = new Blob([bytes, ...end], { type: `image/${format}` });
  try {
    const bitmap = await createImageBitmap(typed, {
      colorSpaceConversion: 'none',
      premultiplyAlpha: 'none',
      imageOrientation: 'from-image',
      ...(size && { resizeWidth: size.width, resizeHeight: size.height, resizeQuality: 'high' }),
    });
    const hasAlpha = header.value.hasAlpha ?? true;
    return { ok: true, value: { ...openBitmapReader(bitmap, hasAlpha), hasAlpha, orientation } };
  } catch (thrown) {
    const failure = failureFrom(thrown);
    if (failure.code === 'out_of_memory') return { ok: false, failure };
    const reason = 'the browser could not decode it';
    return { ok: false, failure: { code: 'corrupt', what: `${format} picture`, reason } };
  }
}

/** The size to shrink to, upright, or undefined when the picture fits already. */
function sizeAfter(
  header: PictureHeader,
  orientation: number,
  fit: number | undefined,
): { readonly width: number; readonly height: number } | undefined {
  const longest = Math.max(header.width, header.height);
  if (fit === undefined || longest <= fit) return undefined;
  const width = Math.max(1, Math.round((header.width * fit) / longest));
  const height = Math.max(1, Math.round((header.height * fit) / longest));
  return isSideways(orientation) ? { width: height, height: width } : { width, height };
}
