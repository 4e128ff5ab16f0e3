/** Filters that look at what is around a pixel: done block by block, with a margin, so that memory stays flat. */
import { editMask } from './edit.ts';
import {
  columnsOf,
  fullTile,
  readBlock,
  rowsOf,
  sourceOf,
  tileSide,
  type Mask,
  type Tile,
} from './mask.ts';
import { squaredDistances } from './distance.ts';

/** Tiles on a side of what is filtered at once. */
const blockTiles = 4;

/** What a filter makes of a block; its outer `margin` rows and columns are only looked at. */
type BlockFilter = (block: Tile, width: number, height: number) => Tile;

/** Called between blocks with the share that is done, 0 to 1; what it throws ends the work. */
export type Step = (share: number) => void;

function filtered(mask: Mask, margin: number, filter: BlockFilter, step?: Step): Mask {
  const source = sourceOf(mask);
  const edit = editMask(mask);
  const [columns, rows] = [columnsOf(mask), rowsOf(mask)];
  const reach = Math.ceil(margin / tileSide);
  let done = 0;
  for (let top = 0; top < rows; top += blockTiles) {
    for (let left = 0; left < columns; left += blockTiles) {
      const [right, bottom] = [
        Math.min(columns, left + blockTiles),
        Math.min(rows, top + blockTiles),
      ];
      const around = uniform(mask, left - reach, top - reach, right + reach, bottom + reach);
      done += (right - left) * (bottom - top);
      // Where everything in reach is the same, a filter changes nothing.
      if (around) continue;
      step?.(done / (columns * rows));
      const [wide, high] = [(right - left) * tileSide, (bottom - top) * tileSide];
      const blockWidth = wide + 2 * margin;
      const block = readBlock(
        source,
        left * tileSide - margin,
        top * tileSide - margin,
        blockWidth,
        high + 2 * margin,
      );
      const result = filter(block, blockWidth, high + 2 * margin);
      for (let row = top; row < bottom; row += 1) {
        for (let column = left; column < right; column += 1) {
          const tile = edit.own(row * columns + column);
          const x = margin + (column - left) * tileSide;
          for (let line = 0; line < tileSide; line += 1) {
            const start = (margin + (row - top) * tileSide + line) * blockWidth + x;
            tile.set(result.subarray(start, start + tileSide), line * tileSide);
          }
        }
      }
    }
  }
  return edit.done();
}

/** Whether all tiles in a range of columns and rows are empty, or all full. */
function uniform(mask: Mask, left: number, top: number, right: number, bottom: number): boolean {
  const columns = columnsOf(mask);
  const first = mask.tiles[Math.max(0, top) * columns + Math.max(0, left)] ?? null;
  if (first !== null && first !== fullTile) return false;
  for (let row = Math.max(0, top); row < Math.min(rowsOf(mask), bottom); row += 1) {
    for (let column = Math.max(0, left); column < Math.min(columns, right); column += 1) {
      if ((mask.tiles[row * columns + column] ?? null) !== first) return false;
    }
  }
  return true;
}

/**
 * Makes the marked area larger by `radius` pixels in every direction (exact Euclidean distance), or
 * smaller when it is below zero. The moved edge is one pixel soft; where a feathered edge reaches
 * farther it stays.
 */
export function growMask(mask: Mask, radius: number, step?: Step): Mask {
  if (radius === 0) return mask;
  const by = Math.abs(radius);
  const shrinks = radius < 0;
  return filtered(
    mask,
    Math.ceil(by) + 2,
    (block, width, height) => {
      const result = new Uint8Array(block.length);
      const distances = squaredDistances(block.length, width, height, (at) =>
        shrinks ? (block[at] ?? 0) < 128 : (block[at] ?? 0) >= 128,
      );
      for (let at = 0; at < block.length; at += 1) {
        // Centre to centre; the area itself reaches half a pixel farther, and so does this pixel.
        const covered = by + 1 - Math.sqrt(distances[at] ?? Infinity);
        const value = Math.round(255 * Math.min(1, Math.max(0, covered)));
        const before = block[at] ?? 0;
        result[at] = shrinks ? Math.min(before, 255 - value) : Math.max(before, value);
      }
      return result;
    },
    step,
  );
}

/** Passes of the box filter: four come within 1 % of a Gaussian. */
const passes = 4;

/**
 * Softens the edges as a Gaussian of `sigma` pixels does, by four extended box filters (Gwosdek,
 * Grewenig, Bruhn, Weickert: Theoretical Foundations of Gaussian Convolution by Extended Box
 * Filtering, SSVM 2011): the time does not grow with sigma, and any sigma is met exactly.
 */
export function featherMask(mask: Mask, sigma: number, step?: Step): Mask {
  if (sigma <= 0) return mask;
  const box = extendedBox(sigma);
  return filtered(
    mask,
    passes * (box.radius + 1),
    (block, width, height) => {
      const values = Float32Array.from(block);
      const line = new Float32Array(Math.max(width, height));
      for (let row = 0; row < height; row += 1) {
        for (let pass = 0; pass < passes; pass += 1) {
          boxLine(values, line, row * width, 1, width, box);
        }
      }
      for (let column = 0; column < width; column += 1) {
        for (let pass = 0; pass < passes; pass += 1) {
          boxLine(values, line, column, width, height, box);
        }
      }
      return Uint8Array.from(values, (value) => Math.round(value));
    },
    step,
  );
}

interface ExtendedBox {
  /** Pixels on each side that count in full. */
  readonly radius: number;
  /** Weights of those, and of the one farther on each side. */
  readonly inner: number;
  readonly outer: number;
}

function extendedBox(sigma: number): ExtendedBox {
  const variance = sigma ** 2 / passes;
  const radius = Math.floor((Math.sqrt(12 * variance + 1) - 1) / 2);
  const length = 2 * radius + 1;
  const share =
    (length * (radius * (radius + 1) - 3 * variance)) / (6 * (variance - (radius + 1) ** 2));
  const whole = length + 2 * share;
  return { radius, inner: 1 / whole, outer: share / whole };
}

/** One pass over one line that lies in `values` from `start` on, `gap` apart; its ends are repeated. */
function boxLine(
  values: Float32Array,
  line: Float32Array,
  start: number,
  gap: number,
  length: number,
  { radius, inner, outer }: ExtendedBox,
): void {
  let [low, high] = [255, 0];
  for (let at = 0; at < length; at += 1) {
    const value = values[start + at * gap] ?? 0;
    line[at] = value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low === high) return;
  const [first, last] = [line[0] ?? 0, line[length - 1] ?? 0];
  const at = (index: number): number =>
    index < 0 ? first : index >= length ? last : (line[index] ?? 0);
  let sum = 0;
  for (let index = -radius; index <= radius; index += 1) sum += at(index);
  for (let index = 0; index < length; index += 1) {
    const [before, behind] = [at(index - radius - 1), at(index + radius + 1)];
    values[start + index * gap] = sum * inner + (before + behind) * outer;
    sum += behind - at(index - radius);
  }
}
