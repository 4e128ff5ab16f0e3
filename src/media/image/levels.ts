/** Auto levels: stretches what is between two percentiles to the full range. */
import type { PixelSource } from './pixels.ts';

/** Counts of values 0–255: red, green, blue, luma (Rec. 709 weights), of visible pixels. */
export type Histogram = readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array];

/** Share of the pixels that may be cut off at each end. */
const clip = 0.005;
/** A narrower range than this is a flat picture, whose noise should not be stretched. */
const leastRange = 24;

/** Counts the values of a picture, strip by strip. */
export function histogramOf(source: PixelSource): Histogram {
  const counts: Histogram = [
    new Uint32Array(256),
    new Uint32Array(256),
    new Uint32Array(256),
    new Uint32Array(256),
  ];
  const [reds, greens, blues, lumas] = counts;
  const count = (values: Uint32Array, value: number): void => {
    values[value] = (values[value] ?? 0) + 1;
  };
  for (let y = 0; y < source.height; y += 64) {
    const pixels = source.read(0, y, source.width, Math.min(64, source.height - y));
    for (let at = 0; at < pixels.length; at += 4) {
      if ((pixels[at + 3] ?? 0) < 8) continue;
      const [red, green, blue] = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
      count(reds, red);
      count(greens, green);
      count(blues, blue);
      count(lumas, Math.round(red * 0.2126 + green * 0.7152 + blue * 0.0722));
    }
  }
  return counts;
}

/** The values below and above which the given share of the counts lies. */
export function rangeOf(counts: Uint32Array): readonly [number, number] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const end = (from: number, step: 1 | -1): number => {
    let sum = 0;
    for (let value = from; value >= 0 && value < 256; value += step) {
      sum += counts[value] ?? 0;
      if (sum > total * clip) return value;
    }
    return from;
  };
  return [end(0, 1), end(255, -1)];
}

/** A table from old to new values, `strength` (0–1) of the way to the full stretch. */
export function levelTable([low, high]: readonly [number, number], strength: number): Uint8Array {
  const table = new Uint8ClampedArray(256);
  const stretches = high - low >= leastRange;
  for (let value = 0; value < 256; value += 1) {
    const stretched = stretches ? ((value - low) * 255) / (high - low) : value;
    table[value] = value + (Math.min(255, Math.max(0, stretched)) - value) * strength;
  }
  return new Uint8Array(table);
}

/**
 * A picture with its levels stretched: one range for all channels, which keeps the colours, or
 * one for each, which takes a colour cast away.
 */
export function withLevels(
  source: PixelSource,
  strength: number,
  each: 'brightness' | 'channels',
): PixelSource {
  const [reds, greens, blues, lumas] = histogramOf(source);
  const ranges = each === 'channels' ? [reds, greens, blues] : [lumas, lumas, lumas];
  const tables = ranges.map((counts) => levelTable(rangeOf(counts), strength));
  return {
    width: source.width,
    height: source.height,
    read(x, y, w, h) {
      const pixels = source.read(x, y, w, h);
      for (const [channel, table] of tables.entries()) {
        for (let at = channel; at < pixels.length; at += 4) {
          pixels[at] = table[pixels[at] ?? 0] ?? 0;
        }
      }
      return pixels;
    },
  };
}
