/** The geometry of a converted film: turned, cut, then scaled to even sides. Pure. */
import type { ConvertVideoParams } from './task.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface FilmSize extends Size {
  /** What is cut out of the turned film; null when all of it stays. */
  readonly crop: (Size & { readonly left: number; readonly top: number }) | null;
  /** Whether pixels are changed at all. */
  readonly isSame: boolean;
}

/** Encoders of films want even sides. */
const even = (value: number): number => Math.max(2, Math.round(value / 2) * 2);

/** What becomes of frames of this size; null when nothing is left of them. Never enlarged unasked. */
export function filmSize(source: Size, params: ConvertVideoParams): FilmSize | null {
  const sideways = params.rotate === 90 || params.rotate === 270;
  const turned = sideways ? { width: source.height, height: source.width } : source;
  const { crop_left: left, crop_top: top, crop_right: right, crop_bottom: bottom } = params;
  const cut = { width: turned.width - left - right, height: turned.height - top - bottom };
  if (cut.width < 16 || cut.height < 16) return null;
  const isCut = left + top + right + bottom > 0;
  // A side that was not asked for follows the other one as it really becomes.
  const width = even(
    params.width ??
      (params.height === null ? cut.width : (cut.width * even(params.height)) / cut.height),
  );
  const height = even(
    params.height ?? (params.width === null ? cut.height : (cut.height * width) / cut.width),
  );
  return {
    width,
    height,
    crop: isCut ? { left, top, ...cut } : null,
    isSame: !isCut && width === turned.width && height === turned.height && params.rotate === 0,
  };
}
