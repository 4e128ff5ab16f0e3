/** Between rows of RGBA pixels and the planes of numbers that a model takes and gives. */
import type { RowWindow } from '#media/enlarge/rows.ts';
import type { LocalModelManifest } from './manifest.ts';

/** Fills planes R, G, B with the pixels that the tile's columns and rows show, in the model's range. */
export function fillPlanes(
  planes: Float32Array,
  window: RowWindow,
  columns: Int32Array,
  rows: Int32Array,
  [low, high]: LocalModelManifest['range'],
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

/** Writes a rectangle of the output's planes into a band; alpha is left as it is. */
export function writeColours(
  band: Uint8ClampedArray,
  bandWidth: number,
  planes: Float32Array,
  outputWidth: number,
  cut: Cut,
  [low, high]: LocalModelManifest['range'],
): void {
  const plane = planes.length / 3;
  const factor = 255 / (high - low);
  for (let row = 0; row < cut.height; row += 1) {
    let from = (cut.top + row) * outputWidth + cut.left;
    let to = (row * bandWidth + cut.toColumn) * 4;
    for (let column = 0; column < cut.width; column += 1, from += 1, to += 4) {
      // The array itself rounds and clamps.
      band[to] = ((planes[from] ?? 0) - low) * factor;
      band[to + 1] = ((planes[from + plane] ?? 0) - low) * factor;
      band[to + 2] = ((planes[from + 2 * plane] ?? 0) - low) * factor;
    }
  }
}
