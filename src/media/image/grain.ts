/** How strong the grain of a picture is. */
import type { PixelSource } from './pixels.ts';

/** Side of a tile that is looked at, and how many there are at most along each side. */
const tileSide = 48;
const tilesAlong = 5;
/** Median of the size of a normally distributed value over its standard deviation. */
const medianOfNormal = 0.6745;

/**
 * The standard deviation of the grain in levels (0–255), from the mask of J. Immerkær (1996), which
 * sees neither level nor slope; the median over tiles from all over the picture, so that edges and
 * drawing do not count as grain. What is transparent is passed over.
 */
export function grainOf(source: PixelSource): number {
  const counts = new Uint32Array(4096);
  let total = 0;
  for (let row = 0; row < tilesAlong; row += 1) {
    for (let column = 0; column < tilesAlong; column += 1) {
      const width = Math.min(tileSide, source.width);
      const height = Math.min(tileSide, source.height);
      const x = Math.round(((source.width - width) * column) / (tilesAlong - 1));
      const y = Math.round(((source.height - height) * row) / (tilesAlong - 1));
      const pixels = source.read(x, y, width, height);
      const at = (left: number, top: number): number => pixels[(top * width + left) * 4 + 1] ?? 0;
      for (let top = 1; top < height - 1; top += 1) {
        for (let left = 1; left < width - 1; left += 1) {
          if (pixels[(top * width + left) * 4 + 3] === 0) continue;
          const found =
            at(left - 1, top - 1) +
            at(left + 1, top - 1) +
            at(left - 1, top + 1) +
            at(left + 1, top + 1) +
            4 * at(left, top) -
            2 * (at(left, top - 1) + at(left, top + 1) + at(left - 1, top) + at(left + 1, top));
          counts[Math.abs(found)] = (counts[Math.abs(found)] ?? 0) + 1;
          total += 1;
        }
      }
    }
  }
  let below = 0;
  for (let value = 0; value < counts.length; value += 1) {
    const here = counts[value] ?? 0;
    // Between two whole values by how far the middle lies in this one.
    if (here > 0 && below + here > total / 2) {
      const within = (total / 2 - below) / here;
      return Math.max(0, value - 0.5 + within) / (6 * medianOfNormal);
    }
    below += here;
  }
  return 0;
}
