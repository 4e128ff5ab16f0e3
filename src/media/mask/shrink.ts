/** Masks made small, for previews. */
import { boxOfTile, clipped, fullTile, tileSide, tilesIn, type Mask } from './mask.ts';

/**
 * A part of a mask made smaller by a whole factor: each byte is the greatest of its square, so that
 * the thinnest stroke stays. What lies outside of the mask is 0; empty tiles cost nothing.
 *
 * @param shrink        pixels of the mask along the side of a square
 * @param width, height of the result, in squares
 */
export function shrunkMask(
  mask: Mask,
  { x, y }: { readonly x: number; readonly y: number },
  shrink: number,
  { width, height }: { readonly width: number; readonly height: number },
): Uint8Array<ArrayBuffer> {
  const small = new Uint8Array(width * height);
  const wanted = { left: x, top: y, right: x + width * shrink, bottom: y + height * shrink };
  for (const index of tilesIn(mask, wanted)) {
    const tile = mask.tiles[index] ?? null;
    const bounds = boxOfTile(mask, index);
    const part = tile && clipped(wanted, mask);
    if (!part) continue;
    const left = Math.max(part.left, bounds.left) - x;
    const right = Math.min(part.right, bounds.right) - x;
    const top = Math.max(part.top, bounds.top) - y;
    const bottom = Math.min(part.bottom, bounds.bottom) - y;
    if (tile === fullTile) {
      const [first, last] = [Math.floor(left / shrink), Math.ceil(right / shrink)];
      for (let row = Math.floor(top / shrink); row < Math.ceil(bottom / shrink); row += 1) {
        small.fill(255, row * width + first, row * width + last);
      }
      continue;
    }
    for (let row = top; row < bottom; row += 1) {
      const to = Math.floor(row / shrink) * width;
      const from = (row + y - bounds.top) * tileSide + x - bounds.left;
      for (let column = left; column < right; column += 1) {
        const value = tile[from + column] ?? 0;
        if (value === 0) continue;
        const at = to + Math.floor(column / shrink);
        if (value > (small[at] ?? 0)) small[at] = value;
      }
    }
  }
  return small;
}
