/**
 * Where a film changes its scene, judged by colour: the histograms of two small frames are
 * compared, as in Zhang, Kankanhalli, Smoliar, "Automatic partitioning of full-motion video"
 * (Multimedia Systems 1, 1993). Pure: pixels in, times out.
 */

/** A colour histogram: 64 shares that add up to 1. */
export type Histogram = Float32Array;

/** Distance of two neighbours from which they count as two scenes; 0 is the same, 1 nothing alike. */
export const cutDistance = 0.35;
/** Most pictures in a strip. */
export const stripLength = 12;
/** With fewer cuts than this a strip shows the film evenly instead. */
const fewest = 3;

/** The histogram of RGBA pixels: four steps for each of red, green and blue. */
export function histogramOf(rgba: Uint8ClampedArray): Histogram {
  const counts = new Float32Array(64);
  const share = 4 / Math.max(4, rgba.length);
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [rgba[at], rgba[at + 1], rgba[at + 2]];
    const bin = ((red >> 6) << 4) | ((green >> 6) << 2) | (blue >> 6);
    counts[bin] = (counts[bin] ?? 0) + share;
  }
  return counts;
}

/** Half the sum of differences: 0 for equal histograms, 1 for histograms without a common colour. */
export const distanceOf = (a: Histogram, b: Histogram): number =>
  a.reduce((sum, share, bin) => sum + Math.abs(share - (b[bin] ?? 0)), 0) / 2;

/** One picture of the strip: which sample it shows, and whether a scene begins there. */
export interface StripPlace {
  readonly sample: number;
  readonly cut: boolean;
}

/**
 * The samples that a strip shows, in order: the beginning and the strongest cuts; evenly spaced ones
 * where there are hardly any cuts.
 *
 * @param distances of each sample from the one before it; the first is not looked at
 */
export function stripPlaces(distances: readonly number[]): readonly StripPlace[] {
  if (distances.length === 0) return [];
  const cuts = distances
    .map((distance, sample) => ({ distance, sample }))
    .filter(({ distance, sample }) => sample > 0 && distance >= cutDistance)
    .toSorted((a, b) => b.distance - a.distance)
    .slice(0, stripLength - 1)
    .map(({ sample }) => sample);
  const chosen = new Map(cuts.map((sample) => [sample, true]));
  if (cuts.length < fewest) {
    for (const sample of evenly(distances.length, stripLength - cuts.length)) {
      if (!chosen.has(sample)) chosen.set(sample, false);
    }
  } else chosen.set(0, false);
  return [...chosen]
    .map(([sample, cut]) => ({ sample, cut }))
    .toSorted((a, b) => a.sample - b.sample);
}

/** At most `count` numbers from 0 to `length` − 1, evenly spaced, the first among them. */
export function evenly(length: number, count: number): readonly number[] {
  const taken = Math.min(length, count);
  return Array.from({ length: taken }, (_none, at) => Math.floor((at * length) / taken));
}
