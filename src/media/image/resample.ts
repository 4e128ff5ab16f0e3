/**
 * Lanczos-3 resampling (Duchon 1979), separable: rows first, then columns. When a side shrinks,
 * the kernel widens by the same factor, which is the right low-pass; edges repeat the last pixel;
 * colours are weighted by alpha, so that hidden colours do not bleed. It runs in the encoded
 * (gamma) values, as picture tools usually do.
 */
import type { Pixels, PixelSource } from './pixels.ts';

const lobes = 3;

/** The Lanczos window of three lobes at a distance in pixels. */
export function lanczos3(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1e-8) return 1;
  if (x >= lobes) return 0;
  const angle = Math.PI * x;
  return (lobes * Math.sin(angle) * Math.sin(angle / lobes)) / (angle * angle);
}

/** For each place of the result: the first source place, and `taps` weights that add up to 1. */
interface Weights {
  readonly first: Int32Array;
  readonly weights: Float32Array;
  readonly taps: number;
}

/** Weights from `from` to `to` places; places beyond the edge are counted to the edge pixel. */
export function weightsOf(from: number, to: number): Weights {
  const ratio = from / to;
  const width = Math.max(1, ratio);
  const reach = lobes * width;
  const taps = Math.min(from, Math.ceil(reach * 2) + 1);
  const first = new Int32Array(to);
  const weights = new Float32Array(to * taps);
  for (let place = 0; place < to; place += 1) {
    const centre = (place + 0.5) * ratio - 0.5;
    const low = Math.ceil(centre - reach);
    const high = Math.floor(centre + reach);
    const start = Math.min(Math.max(low, 0), from - taps);
    first[place] = start;
    let sum = 0;
    for (let source = low; source <= high; source += 1) sum += lanczos3((source - centre) / width);
    for (let source = low; source <= high; source += 1) {
      const at = Math.min(Math.max(source, 0), from - 1) - start;
      const index = place * taps + at;
      weights[index] = (weights[index] ?? 0) + lanczos3((source - centre) / width) / sum;
    }
  }
  return { first, weights, taps };
}

/** One source row, alpha-weighted and resampled to the new width: RGBA as floats, 0–255. */
function resampleRow(row: Pixels, hasAlpha: boolean, columns: Weights): Float32Array {
  const { first, weights, taps } = columns;
  const source = new Float32Array(row.length);
  for (let at = 0; at < row.length; at += 4) {
    const alpha = row[at + 3] ?? 0;
    const share = hasAlpha ? alpha / 255 : 1;
    source[at] = (row[at] ?? 0) * share;
    source[at + 1] = (row[at + 1] ?? 0) * share;
    source[at + 2] = (row[at + 2] ?? 0) * share;
    source[at + 3] = alpha;
  }
  const result = new Float32Array(first.length * 4);
  for (let place = 0; place < first.length; place += 1) {
    let [red, green, blue, alpha] = [0, 0, 0, 0];
    let at = (first[place] ?? 0) * 4;
    for (let tap = place * taps, end = tap + taps; tap < end; tap += 1, at += 4) {
      const weight = weights[tap] ?? 0;
      red += (source[at] ?? 0) * weight;
      green += (source[at + 1] ?? 0) * weight;
      blue += (source[at + 2] ?? 0) * weight;
      alpha += (source[at + 3] ?? 0) * weight;
    }
    result[place * 4] = red;
    result[place * 4 + 1] = green;
    result[place * 4 + 2] = blue;
    result[place * 4 + 3] = alpha;
  }
  return result;
}

/** Takes the alpha weight back and rounds (a clamped array rounds and clips by itself). */
function finishRow(sums: Float32Array, hasAlpha: boolean, target: Pixels, offset: number): void {
  for (let at = 0; at < sums.length; at += 4) {
    const alpha = hasAlpha ? Math.min(255, Math.max(0, sums[at + 3] ?? 0)) : 255;
    const share = hasAlpha ? (alpha < 0.5 ? 0 : 255 / alpha) : 1;
    target[offset + at] = (sums[at] ?? 0) * share;
    target[offset + at + 1] = (sums[at + 1] ?? 0) * share;
    target[offset + at + 2] = (sums[at + 2] ?? 0) * share;
    target[offset + at + 3] = alpha;
  }
}

export interface ResampleOptions {
  readonly width: number;
  readonly height: number;
  /** false treats every pixel as opaque, which is faster. */
  readonly hasAlpha: boolean;
  /** Rows of the result given at once; 64 by default. */
  readonly rows?: number;
}

/** Source rows read at once. */
const band = 32;

/**
 * Resamples a picture from top to bottom and gives the result in strips of whole rows; holds only
 * the source rows that the kernel spans, so that neither picture needs to be in memory.
 */
export function* resample(source: PixelSource, options: ResampleOptions): Generator<Pixels> {
  const { width, height, hasAlpha } = options;
  const columns = weightsOf(source.width, width);
  const lines = weightsOf(source.height, height);
  const kept = new Map<number, Float32Array>();
  let nextRow = 0;
  let dropped = 0;
  const strip = options.rows ?? 64;
  for (let top = 0; top < height; top += strip) {
    const rows = Math.min(strip, height - top);
    const target: Pixels = new Uint8ClampedArray(rows * width * 4);
    for (let y = top; y < top + rows; y += 1) {
      const start = lines.first[y] ?? 0;
      const end = start + lines.taps;
      while (nextRow < end) {
        const many = Math.min(band, source.height - nextRow);
        const pixels = source.read(0, nextRow, source.width, many);
        for (let row = 0; row < many; row += 1) {
          const line = pixels.subarray(row * source.width * 4, (row + 1) * source.width * 4);
          kept.set(nextRow + row, resampleRow(line, hasAlpha, columns));
        }
        nextRow += many;
      }
      for (; dropped < start; dropped += 1) kept.delete(dropped);
      const sums = new Float32Array(width * 4);
      for (let tap = 0; tap < lines.taps; tap += 1) {
        const weight = lines.weights[y * lines.taps + tap] ?? 0;
        const line = weight === 0 ? undefined : kept.get(start + tap);
        if (!line) continue;
        for (let at = 0; at < sums.length; at += 1) {
          sums[at] = (sums[at] ?? 0) + weight * (line[at] ?? 0);
        }
      }
      finishRow(sums, hasAlpha, target, (y - top) * width * 4);
    }
    yield target;
  }
}
