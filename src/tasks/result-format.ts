/** The format of a picture made from a picture, for tools that change its pixels and not its size. */
export type ResultFormat = 'png' | 'jpeg' | 'webp';

/** JPEG and WebP are written from a canvas that must hold the whole picture. */
const canvasLimit = { side: 16_383, pixels: 100_000_000 };

/** PNG, unless the source's own format was asked for and can be written. */
export const resultFormat = (source: string | null, wished: 'png' | 'same'): ResultFormat =>
  wished === 'same' && (source === 'jpeg' || source === 'webp') ? source : 'png';

/** Why a picture of this size cannot be written in the format asked for, or null. */
export function sizeRefusal(width: number, height: number, format: ResultFormat): string | null {
  const { side, pixels } = canvasLimit;
  if (format === 'png' || (Math.max(width, height) <= side && width * height <= pixels))
    return null;
  return `${width} × ${height} pixels is too large for ${format.toUpperCase()} here. Choose PNG.`;
}
