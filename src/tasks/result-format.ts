/** The format of a picture made from a picture, for tools that change its pixels and not its size. */
import { fail, ok, type Result } from '#domain/result.ts';

export type ResultFormat = 'png' | 'jpeg' | 'webp';

/** Quality of JPEG and WebP where nothing but the work of the tool should change. */
export const faithfulQuality = 95;

/** JPEG and WebP are written from a canvas that must hold the whole picture. */
const canvasLimit = { side: 16_383, pixels: 100_000_000 };

/** PNG, unless the source's own format was asked for and can be written. */
export const resultFormat = (source: string | null, wished: 'png' | 'same'): ResultFormat =>
  wished === 'same' && (source === 'jpeg' || source === 'webp') ? source : 'png';

/** The format of a result, or why it cannot be written so large. */
export function formatFor(
  format: ResultFormat,
  { width, height }: { readonly width: number; readonly height: number },
): Result<ResultFormat> {
  const limit = sizeRefusal(width, height, format);
  return limit ? fail({ code: 'too_large', what: 'the result', limit }) : ok(format);
}

/** Why a picture of this size cannot be written in the format asked for, or null. */
export function sizeRefusal(width: number, height: number, format: ResultFormat): string | null {
  const { side, pixels } = canvasLimit;
  if (format === 'png' || (Math.max(width, height) <= side && width * height <= pixels))
    return null;
  return `${width} × ${height} pixels is too large for ${format.toUpperCase()} here. Choose PNG.`;
}
