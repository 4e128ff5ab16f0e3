/** Pictures turned, mirrored, cut and surrounded, region by region: nothing is copied as a whole. */
import { upright, type Pixels, type PixelSource } from './pixels.ts';
import type { Colour } from './views.ts';

/** EXIF orientations that do to pixels what a turn clockwise does, mirrored (left–right) first or not. */
const orientations = {
  0: [1, 2],
  90: [6, 7],
  180: [3, 4],
  270: [8, 5],
} as const;

/** The picture mirrored left–right where asked, then turned clockwise. Needs a source read anywhere. */
export function turned(
  source: PixelSource,
  degrees: 0 | 90 | 180 | 270,
  mirrored: boolean,
): PixelSource {
  const orientation = orientations[degrees][mirrored ? 1 : 0];
  if (orientation === 1) return source;
  const sideways = degrees === 90 || degrees === 270;
  const width = sideways ? source.height : source.width;
  const height = sideways ? source.width : source.height;
  /** Whether columns and rows of the result run against their line in the source. */
  const backX = [2, 3, 6, 7].includes(orientation);
  const backY = [3, 4, 7, 8].includes(orientation);
  return {
    width,
    height,
    read(x, y, w, h) {
      const fromX = backX ? width - x - w : x;
      const fromY = backY ? height - y - h : y;
      const [left, top, across, down] = sideways ? [fromY, fromX, h, w] : [fromX, fromY, w, h];
      return upright(source.read(left, top, across, down), across, down, orientation).pixels;
    },
  };
}

/**
 * A window of `width` × `height` with its corner at (left, top) of the source; where it reaches
 * beyond, the ground shows (a colour, or nothing). Whole rows only, from top to bottom, so that it
 * may stand on a picture that is resampled as it is read.
 */
export function windowOf(
  source: PixelSource,
  { left, top, width, height }: Readonly<Record<'left' | 'top' | 'width' | 'height', number>>,
  ground: Colour | null,
): PixelSource {
  let nextRow = 0;
  /** Rows of the source above y that nobody wants still have to be read past. */
  const rowsOf = (y: number, h: number): Pixels => {
    while (nextRow < y) {
      const many = Math.min(64, y - nextRow);
      source.read(0, nextRow, source.width, many);
      nextRow += many;
    }
    nextRow = y + h;
    return source.read(0, y, source.width, h);
  };
  return {
    width,
    height,
    read(x, y, w, h) {
      if (x !== 0 || w !== width) throw new RangeError('a window is read in whole rows');
      const result = new Uint8ClampedArray(w * h * 4);
      if (ground) fill(result, ground);
      const first = Math.max(0, top + y);
      const last = Math.min(source.height, top + y + h);
      if (last <= first) return result;
      const rows = rowsOf(first, last - first);
      const from = Math.max(0, left);
      const count = Math.min(source.width, left + width) - from;
      for (let row = first; row < last; row += 1) {
        const at = (row - first) * source.width + from;
        const to = (row - top - y) * width + from - left;
        result.set(rows.subarray(at * 4, (at + count) * 4), to * 4);
      }
      return result;
    },
  };
}

function fill(pixels: Pixels, [red, green, blue]: Colour): void {
  for (let at = 0; at < pixels.length; at += 4) {
    pixels[at] = red;
    pixels[at + 1] = green;
    pixels[at + 2] = blue;
    pixels[at + 3] = 255;
  }
}
