/**
 * A print of a picture: 64 bits that change little when it is made smaller, saved as JPEG or made
 * somewhat lighter. The perceptual hash by cosine transform of C. Zauner, "Implementation and
 * Benchmarking of Perceptual Image Hash Functions" (2010): luma averaged to 32 × 32, DCT-II, the
 * 8 × 8 lowest frequencies without those of zero, one bit each for "above the median".
 */
import { noPrint } from '#domain/likeness.ts';

import type { Pixels } from './pixels.ts';

const side = 32;
const kept = 8;
/** Below this spread of luma (0–255) a picture has no structure: its bits would be rounding. */
const leastSpread = 2;

/** Cosines of the DCT-II: row k holds frequency k + 1 at each of the 32 places. */
const cosines = Array.from({ length: kept }, (_, k) =>
  Float64Array.from({ length: side }, (__, x) =>
    Math.cos(((2 * x + 1) * (k + 1) * Math.PI) / (2 * side)),
  ),
);

/** Luma (ITU-R BT.601) over white, so that what shows through counts as a page would show it. */
function lumaOf(pixels: Pixels): Float32Array {
  const luma = new Float32Array(pixels.length / 4);
  for (let at = 0, place = 0; at < pixels.length; at += 4, place += 1) {
    const grey =
      0.299 * (pixels[at] ?? 0) + 0.587 * (pixels[at + 1] ?? 0) + 0.114 * (pixels[at + 2] ?? 0);
    const alpha = (pixels[at + 3] ?? 0) / 255;
    luma[place] = grey * alpha + 255 * (1 - alpha);
  }
  return luma;
}

/** Averages a line of `from` values (each `step` apart) to 32, each place by the area that it covers. */
function shrinkLine(
  source: Float32Array,
  start: number,
  step: number,
  from: number,
  put: (place: number, value: number) => void,
): void {
  const width = from / side;
  for (let place = 0; place < side; place += 1) {
    const low = place * width;
    const high = low + width;
    let sum = 0;
    for (let at = Math.floor(low); at < Math.min(from, Math.ceil(high)); at += 1) {
      const share = Math.min(high, at + 1) - Math.max(low, at);
      sum += (source[start + at * step] ?? 0) * share;
    }
    put(place, sum / width);
  }
}

/** The luma of a picture as 32 × 32 averages. */
function small(pixels: Pixels, width: number, height: number): Float32Array {
  const luma = lumaOf(pixels);
  const narrow = new Float32Array(side * height);
  for (let y = 0; y < height; y += 1) {
    shrinkLine(luma, y * width, 1, width, (place, value) => {
      narrow[y * side + place] = value;
    });
  }
  const result = new Float32Array(side * side);
  for (let x = 0; x < side; x += 1) {
    shrinkLine(narrow, x, side, height, (place, value) => {
      result[place * side + x] = value;
    });
  }
  return result;
}

/** The 64 lowest frequencies of 32 × 32 values, those of zero left out, row by row. */
function frequencies(values: Float32Array): Float64Array {
  const rows = new Float64Array(side * kept);
  for (let y = 0; y < side; y += 1) {
    for (const [k, cosine] of cosines.entries()) {
      let sum = 0;
      for (let x = 0; x < side; x += 1) sum += (values[y * side + x] ?? 0) * (cosine[x] ?? 0);
      rows[y * kept + k] = sum;
    }
  }
  const result = new Float64Array(kept * kept);
  for (const [l, cosine] of cosines.entries()) {
    for (let k = 0; k < kept; k += 1) {
      let sum = 0;
      for (let y = 0; y < side; y += 1) sum += (rows[y * kept + k] ?? 0) * (cosine[y] ?? 0);
      result[l * kept + k] = sum;
    }
  }
  return result;
}

/**
 * The print of RGBA pixels (straight alpha) as 16 hexadecimal digits; `noPrint` for a picture
 * without structure. A picture of any size will do; 512 pixels on the longest side are plenty.
 */
export function printOfPixels(pixels: Pixels, width: number, height: number): string {
  const values = small(pixels, width, height);
  let [low, high] = [255, 0];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (high - low < leastSpread) return noPrint;
  const found = frequencies(values);
  const sorted = found.toSorted();
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
  let print = '';
  for (let at = 0; at < found.length; at += 4) {
    let digit = 0;
    for (let bit = 0; bit < 4; bit += 1) {
      digit = digit * 2 + ((found[at + bit] ?? 0) > median ? 1 : 0);
    }
    print += digit.toString(16);
  }
  return print;
}
