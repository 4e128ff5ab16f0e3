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
  /** Converts colours from the picture's own profile to sRGB; as stored otherwise. Not for TIFF. */
  readonly toSrgb?: boolean;
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

/** What is known of a picture before it is decoded: its whole file and what its header says. */
export interface KnownPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly header: PictureHeader;
  readonly orientation: number;
}

async function judge(blob: Blob, format: PictureFormat): Promise<Result<KnownPicture>> {
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
  return { ok: true, value: { bytes, header: header.value, orientation } };
}

/** The browser's decoder: upright, colours as stored, shrunk when `fit` asks for it. */
async function openBitmap(
  { bytes, header, orientation }: KnownPicture,
  format: PictureFormat,
  options: DecodeOptions,
  alpha: 'straight' | 'any',
): Promise<Result<ImageBitmap>> {
  const size = sizeAfter(header, orientation, options.fit);
  const end = options.partial === true && format === 'jpeg' ? [endOfJpeg] : [];
  const typed = new Blob([bytes, ...end], { type: `image/${format}` });
  try {
    const bitmap = await createImageBitmap(typed, {
      colorSpaceConversion: options.toSrgb === true ? 'default' : 'none',
      ...(alpha === 'straight' && { premultiplyAlpha: 'none' }),
      imageOrientation: 'from-image',
      ...(size && { resizeWidth: size.width, resizeHeight: size.height, resizeQuality: 'high' }),
    });
    return { ok: true, value: bitmap };
  } catch (thrown) {
    const failure = failureFrom(thrown);
    if (failure.code === 'out_of_memory') return { ok: false, failure };
    const reason = 'the browser could not decode it';
    return { ok: false, failure: { code: 'corrupt', what: `${format} picture`, reason } };
  }
}

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
  const judged = await judge(blob, format);
  if (!judged.ok) return judged;
  const { bytes, header, orientation } = judged.value;
  if (format === 'tiff') return decodeTiff(bytes, header, orientation);
  const opened = await openBitmap(judged.value, format, options, 'straight');
  if (!opened.ok) return opened;
  const hasAlpha = mayHaveAlpha(header, format);
  const reader = openBitmapReader(opened.value, hasAlpha);
  const { bitDepth: depth = 8 } = header;
  return { ok: true, value: { ...reader, hasAlpha, depth, orientation } };
}

/** A picture made small, upright, for drawing on a canvas of this size; the caller closes it. */
export interface SmallPicture {
  readonly source: ImageBitmap | VideoFrame;
  readonly width: number;
  readonly height: number;
  /** Whether there may be pixels that are not opaque. */
  readonly hasAlpha: boolean;
}

/**
 * Decodes a picture for looking at only: shrunk to fit, in sRGB, alpha may be premultiplied. Failures as
 * `decodeImage`; TIFF and SVG, which no browser decodes in a worker, are `unsupported`.
 */
export async function openSmallPicture(
  known: KnownPicture,
  format: PictureFormat,
  options: DecodeOptions & { readonly fit: number },
): Promise<Result<SmallPicture>> {
  if (format === 'tiff' || format === 'svg') {
    const reason = 'browsers do not decode it in a background thread';
    return { ok: false, failure: { code: 'unsupported', what: format.toUpperCase(), reason } };
  }
  const refused = tooLarge(known.header);
  if (refused) return { ok: false, failure: refused };
  const size = sizeAfter(known.header, known.orientation, options.fit);
  const hasAlpha = mayHaveAlpha(known.header, format);
  if (format === 'jpeg' && size && known.orientation === 1 && options.partial !== true) {
    const frame = await shrunkJpeg(known, size.width);
    if (frame) return { ok: true, value: { source: frame, ...size, hasAlpha } };
  }
  // It is for looking at, and the screen that it is drawn for has sRGB.
  const opened = await openBitmap(known, format, { toSrgb: true, ...options }, 'any');
  if (!opened.ok) return opened;
  const { width, height } = opened.value;
  return { ok: true, value: { source: opened.value, width, height, hasAlpha } };
}

/** Where the header says nothing there may be alpha, but a JPEG never has any. */
const mayHaveAlpha = (header: PictureHeader, format: PictureFormat): boolean =>
  header.hasAlpha ?? format !== 'jpeg';

/**
 * A JPEG decoded straight to the next of the eight sizes that its transform gives for little (ISO
 * 10918-1: blocks of 8 × 8 give n × n), a third of the time of a whole decode. Null where the
 * browser cannot, or the file is one of the odd ones: `createImageBitmap` tells what is wrong.
 */
async function shrunkJpeg(
  { bytes, header }: KnownPicture,
  width: number,
): Promise<VideoFrame | null> {
  if (typeof ImageDecoder === 'undefined') return null;
  const eighths = Math.ceil((8 * width) / header.width);
  if (eighths >= 8) return null;
  try {
    const decoder = new ImageDecoder({
      data: bytes,
      type: 'image/jpeg',
      colorSpaceConversion: 'default',
      desiredWidth: Math.ceil((header.width * eighths) / 8),
      desiredHeight: Math.ceil((header.height * eighths) / 8),
    });
    try {
      return (await decoder.decode()).image;
    } finally {
      decoder.close();
    }
  } catch {
    return null;
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
