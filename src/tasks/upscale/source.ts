import { ok } from '#domain/result.ts';
import type { PixelRows } from '#media/enlarge/rows.ts';
import type { DecodedImage } from '#media/image/pixels.ts';

/** Rows of a decoded picture. A picture that could have transparency but has none counts as opaque. */
export function rowsOfImage(image: DecodedImage): PixelRows {
  const { width, height } = image;
  return {
    width,
    height,
    hasAlpha: image.hasAlpha && !isOpaque(image),
    rows: async (first, last) => ok(image.read(0, first, width, last - first + 1)),
  };
}

function isOpaque(image: DecodedImage): boolean {
  const { width, height } = image;
  for (let y = 0; y < height; y += 64) {
    const pixels = image.read(0, y, width, Math.min(64, height - y));
    for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return false;
  }
  return true;
}
