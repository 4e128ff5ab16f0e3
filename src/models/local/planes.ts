/** Between rows of RGBA pixels and the planes of numbers that a model takes and gives. */
import type { ModelManifest } from '#domain/local-model.ts';
import type { RowWindow } from '#media/enlarge/rows.ts';

/** Fills planes R, G, B with the pixels that the tile's columns and rows show, in the model's range. */
export function fillPlanes(
  planes: Float32Array,
  window: RowWindow,
  columns: Int32Array,
  rows: Int32Array,
  [low, high]: ModelManifest['range'],
): void {
  const plane = columns.length * rows.length;
  const { pixels, first, width } = window;
  const values = Float32Array.from({ length: 256 }, (_, byte) => low + (byte / 255) * (high - low));
  let to = 0;
  for (const row of rows) {
    const line = (row - first) * width;
    for (const column of columns) {
      const from = (line + column) * 4;
      planes[to] = values[pixels[from] ?? 0] ?? 0;
      planes[to + plane] = values[pixels[from + 1] ?? 0] ?? 0;
      planes[to + 2 * plane] = values[pixels[from + 2] ?? 0] ?? 0;
      to += 1;
    }
  }
}

/** A rectangle of the model's output, and where in the band its top left pixel goes. */
export interface Cut {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly toColumn: number;
}

/**
 * Writes a rectangle of the output's planes into a band; alpha is left as it is.
 *
 * @param fade so many columns at the left are mixed with what another tile wrote there before:
 * all of that at first, all of this at the end, along half a cosine
 */
export function writeColours(
  band: Uint8ClampedArray,
  bandWidth: number,
  planes: Float32Array,
  outputWidth: number,
  cut: Cut,
  [low, high]: ModelManifest['range'],
  fade = 0,
): void {
  const plane = planes.length / 3;
  const factor = 255 / (high - low);
  const shares = fadeShares(fade);
  for (let row = 0; row < cut.height; row += 1) {
    let from = (cut.top + row) * outputWidth + cut.left;
    let to = (row * bandWidth + cut.toColumn) * 4;
    for (let column = 0; column < cut.width; column += 1, from += 1, to += 4) {
      const red = ((planes[from] ?? 0) - low) * factor;
      const green = ((planes[from + plane] ?? 0) - low) * factor;
      const blue = ((planes[from + 2 * plane] ?? 0) - low) * factor;
      // The array itself rounds and clamps.
      if (column >= fade) {
        band[to] = red;
        band[to + 1] = green;
        band[to + 2] = blue;
        continue;
      }
      const share = shares[column] ?? 1;
      band[to] = mixed(band[to], red, share);
      band[to + 1] = mixed(band[to + 1], green, share);
      band[to + 2] = mixed(band[to + 2], blue, share);
    }
  }
}

const mixed = (old: number | undefined, fresh: number, share: number): number =>
  (old ?? 0) * (1 - share) + Math.min(255, Math.max(0, fresh)) * share;

/** From almost none to almost all, along half a cosine. */
export const fadeShares = (length: number): Float32Array =>
  Float32Array.from(
    { length },
    (_, at) => 0.5 - 0.5 * Math.cos((Math.PI * (at + 0.5)) / Math.max(1, length)),
  );

/** Mixes the first rows of a band with the rows that the band above it left for them. */
export function fadeRows(band: Uint8ClampedArray, above: Uint8ClampedArray, width: number): void {
  const rows = above.length / (width * 4);
  const shares = fadeShares(rows);
  for (let row = 0; row < rows; row += 1) {
    const share = shares[row] ?? 1;
    const end = (row + 1) * width * 4;
    for (let at = row * width * 4; at < end; at += 4) {
      for (let channel = at; channel < at + 3; channel += 1) {
        band[channel] = mixed(above[channel], band[channel] ?? 0, share);
      }
    }
  }
}
