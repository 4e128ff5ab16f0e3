/** Pictures made from other pictures on the fly: only the strips that are read exist. */
import type { Pixels, PixelSource } from './pixels.ts';
import { resample, type ResampleOptions } from './resample.ts';

/** A resampled picture. It can be read once, from top to bottom, in whole rows. */
export function resampled(source: PixelSource, options: ResampleOptions): PixelSource {
  const { width, height } = options;
  const strips = resample(source, options);
  let waiting: Pixels = new Uint8ClampedArray(0);
  let nextRow = 0;
  return {
    width,
    height,
    read(x, y, w, h) {
      if (x !== 0 || w !== width || y !== nextRow || y + h > height) {
        throw new RangeError('a resampled picture is read once, row by row');
      }
      nextRow += h;
      const rows: Pixels = new Uint8ClampedArray(w * h * 4);
      let filled = 0;
      while (filled < rows.length) {
        if (waiting.length === 0) waiting = strips.next().value ?? waiting;
        const part = waiting.subarray(0, rows.length - filled);
        rows.set(part, filled);
        filled += part.length;
        waiting = waiting.subarray(part.length);
      }
      return rows;
    },
  };
}

/** Red, green and blue, 0–255. */
export type Colour = readonly [number, number, number];

/** The colour of "#rrggbb". */
export const colourOf = (hex: string): Colour => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
];

/** The picture on a ground of one colour, opaque. */
export function onGround(source: PixelSource, [red, green, blue]: Colour): PixelSource {
  return {
    width: source.width,
    height: source.height,
    read(x, y, w, h) {
      const pixels = source.read(x, y, w, h);
      for (let at = 0; at < pixels.length; at += 4) {
        const share = (pixels[at + 3] ?? 0) / 255;
        pixels[at] = (pixels[at] ?? 0) * share + red * (1 - share);
        pixels[at + 1] = (pixels[at + 1] ?? 0) * share + green * (1 - share);
        pixels[at + 2] = (pixels[at + 2] ?? 0) * share + blue * (1 - share);
        pixels[at + 3] = 255;
      }
      return pixels;
    },
  };
}

/** Filters a block of pixels whose outer `margin` rows and columns are only looked at. */
export type BlockFilter = (block: Pixels, width: number, height: number) => Pixels;

/**
 * A picture seen through a filter that looks `margin` pixels around each one. Blocks reach beyond
 * what is asked by the margin, and repeat the edge pixels outside the picture, so that the result
 * is the same however it is cut into strips.
 */
export function filtered(source: PixelSource, margin: number, filter: BlockFilter): PixelSource {
  const { width, height } = source;
  return {
    width,
    height,
    read(x, y, w, h) {
      const [left, top] = [Math.max(0, x - margin), Math.max(0, y - margin)];
      const right = Math.min(width, x + w + margin);
      const bottom = Math.min(height, y + h + margin);
      const inner = source.read(left, top, right - left, bottom - top);
      const [blockWidth, blockHeight] = [w + 2 * margin, h + 2 * margin];
      const block = new Uint32Array(blockWidth * blockHeight);
      const from = new Uint32Array(inner.buffer, inner.byteOffset, inner.length / 4);
      for (let row = 0; row < blockHeight; row += 1) {
        const fromRow = Math.min(Math.max(y - margin + row, 0), height - 1) - top;
        for (let column = 0; column < blockWidth; column += 1) {
          const fromColumn = Math.min(Math.max(x - margin + column, 0), width - 1) - left;
          const at = fromRow * (right - left) + fromColumn;
          block[row * blockWidth + column] = from[at] ?? 0;
        }
      }
      const done = filter(new Uint8ClampedArray(block.buffer), blockWidth, blockHeight);
      const result: Pixels = new Uint8ClampedArray(w * h * 4);
      for (let row = 0; row < h; row += 1) {
        const start = ((row + margin) * blockWidth + margin) * 4;
        result.set(done.subarray(start, start + w * 4), row * w * 4);
      }
      return result;
    },
  };
}
