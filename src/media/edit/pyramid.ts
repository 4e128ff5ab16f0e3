/**
 * A picture at half, a quarter, an eighth … of its size, for looking at. The picture itself is read
 * once from top to bottom; what is kept of it is a twelfth of its bytes: the levels from a quarter
 * on. Half size is made of the picture whenever a part of it is asked for.
 */
import type { DecodedImage, Pixels, PixelSource } from '../image/pixels.ts';
import { pixelsInMemory } from '../image/pixels.ts';

/** The last level is at most so wide and high. */
const smallest = 256;
/** Level of the largest picture that is kept. */
const firstKept = 2;
/** Rows of the picture that one step reads; a multiple of 2^firstKept. */
const stripRows = 64;

/** Levels of a picture, the picture itself among them. */
export function levelsOf({ width, height }: { readonly width: number; readonly height: number }) {
  let levels = 1;
  while (Math.max(width, height) / 2 ** (levels - 1) > smallest) levels += 1;
  return levels;
}

/**
 * Pixels made small: each is the mean of `by` × `by`, weighted by alpha so that hidden colours do
 * not show; at the right and lower edge the mean of those that are there. Sides are rounded up.
 */
export function shrunk(pixels: Pixels, width: number, height: number, by: number): Pixels {
  const [toWidth, toHeight] = [Math.ceil(width / by), Math.ceil(height / by)];
  const result: Pixels = new Uint8ClampedArray(toWidth * toHeight * 4);
  for (let y = 0, to = 0; y < toHeight; y += 1) {
    const bottom = Math.min(height, (y + 1) * by);
    for (let x = 0; x < toWidth; x += 1, to += 4) {
      const right = Math.min(width, (x + 1) * by);
      let [red, green, blue, alpha, count] = [0, 0, 0, 0, 0];
      for (let row = y * by; row < bottom; row += 1) {
        for (
          let at = (row * width + x * by) * 4, end = (row * width + right) * 4;
          at < end;
          at += 4
        ) {
          const weight = pixels[at + 3] ?? 0;
          red += (pixels[at] ?? 0) * weight;
          green += (pixels[at + 1] ?? 0) * weight;
          blue += (pixels[at + 2] ?? 0) * weight;
          alpha += weight;
          count += 1;
        }
      }
      if (alpha === 0) continue;
      result[to] = red / alpha;
      result[to + 1] = green / alpha;
      result[to + 2] = blue / alpha;
      result[to + 3] = alpha / count;
    }
  }
  return result;
}

/** The levels of a decoded picture. Close it: it closes the picture. */
export interface Pyramid {
  readonly levels: number;
  /** Reads the next strip of the picture; the part that is done, 1 at the end. */
  readonly step: () => number;
  /** A level that can be read already, or null. Level 0 and 1 always can. */
  readonly level: (level: number) => PixelSource | null;
  readonly close: () => void;
}

/** Half a picture, made when it is read. */
function half(source: PixelSource): PixelSource {
  return {
    width: Math.ceil(source.width / 2),
    height: Math.ceil(source.height / 2),
    read(x, y, w, h) {
      const [width, height] = [
        Math.min(w * 2, source.width - x * 2),
        Math.min(h * 2, source.height - y * 2),
      ];
      return shrunk(source.read(x * 2, y * 2, width, height), width, height, 2);
    },
  };
}

/** Makes the levels of a picture step by step. */
export function openPyramid(image: DecodedImage): Pyramid {
  const { width, height } = image;
  const levels = levelsOf(image);
  const by = 2 ** firstKept;
  const kept: PixelSource[] = [];
  const size = { width: Math.ceil(width / by), height: Math.ceil(height / by) };
  const first: Pixels =
    levels > firstKept
      ? new Uint8ClampedArray(size.width * size.height * 4)
      : new Uint8ClampedArray(0);
  let row = levels > firstKept ? 0 : height;
  return {
    levels,
    step() {
      if (row >= height) return 1;
      const rows = Math.min(stripRows, height - row);
      const strip = shrunk(image.read(0, row, width, rows), width, rows, by);
      first.set(strip, (row / by) * size.width * 4);
      row += rows;
      if (row >= height) {
        let last = { pixels: first, ...size };
        kept.push(pixelsInMemory(last.pixels, last.width, last.height));
        for (let level = firstKept + 1; level < levels; level += 1) {
          last = {
            pixels: shrunk(last.pixels, last.width, last.height, 2),
            width: Math.ceil(last.width / 2),
            height: Math.ceil(last.height / 2),
          };
          kept.push(pixelsInMemory(last.pixels, last.width, last.height));
        }
      }
      return Math.min(1, row / height);
    },
    level: (level) =>
      level === 0 ? image : level === 1 ? half(image) : (kept[level - firstKept] ?? null),
    close() {
      kept.length = 0;
      image.close();
    },
  };
}
