/**
 * From a hard cut at working size to soft edges at full size: the guided filter (K. He, J. Sun,
 * X. Tang, PAMI 2013) in its fast form (He and Sun, 2015). Alpha near the edge is a linear function
 * of the colour; its coefficients are found small and used large, so that edges follow the picture.
 * The true colours of both sides at the edge come from M. Forte, "Approximate Fast Foreground
 * Colour Estimation" (ICIP 2021).
 */
import type { WorkPicture } from './grab-cut.ts';

/** Pixels (of working size) around the cut in which alpha may be between 0 and 1. */
const band = 4;
const filterRadius = 3;
/** How little colours must vary before alpha no longer follows them; of values 0–1. */
const evenness = 2e-4;
/** Squares in which the colours of a side are looked for; where there are none, the larger. */
const colourRadii = [7, 28] as const;

/** Planes of working size from which alpha and colour of every full size pixel follow. */
export interface Matte {
  readonly width: number;
  readonly height: number;
  /** alpha = offset + red × … + green × … + blue × …, colours 0–1: four planes. */
  readonly alpha: readonly Float32Array[];
  /** 1 near the edge, where colours say more of alpha than the filter does. */
  readonly edge: Float32Array;
  readonly subject: Side;
  readonly ground: Side;
}

/** How one side looks near each pixel. */
export interface Side {
  /** Red, green, blue, 0–255: three planes. */
  readonly colours: readonly Float32Array[];
  /** Usual distance of its pixels from that colour, 0–255. */
  readonly spread: Float32Array;
}

/** What a network is nearly sure of, as a share, is sure: few ever say 0 or 1. */
const nearlySure = 0.05;
/** How much the shares around a pixel of a soft cut differ from its own where there is an edge. */
const leastStep = 0.02;

/**
 * @param given share of the subject in each pixel, 0–1
 * @param isSoft whether shares between 0 and 1 are meant, as those of a network are: where they are
 *   even they stay as they are, and only near a step does colour have a say
 */
export function matteOf(picture: WorkPicture, given: Float32Array, isSoft = false): Matte {
  const { width, height, pixels } = picture;
  const labels = isSoft
    ? given.map((share) => Math.min(1, Math.max(0, (share - nearlySure) / (1 - 2 * nearlySure))))
    : given;
  const size = { width, height };
  const colours = [0, 1, 2].map((channel) =>
    Float32Array.from(labels, (_, at) => (pixels[at * 4 + channel] ?? 0) / 255),
  );
  const alpha = coefficients(colours, labels, size);
  const near = boxMean(labels, size, band);
  const isEdge = (label: number, step: number): boolean =>
    isSoft ? step > leastStep : step > 1e-4 || (label > 0.002 && label < 0.998);
  const edge = Float32Array.from(labels, (label, at) =>
    isEdge(label, Math.abs((near[at] ?? 0) - label)) ? 1 : 0,
  );
  // Far from the edge the cut is right as it is; only there is a colour surely one side's own.
  const pure = boxMean(labels, size, 2);
  const surely = (least: (share: number) => boolean): Float32Array =>
    pure.map((share) => (least(share) ? 1 : 0));
  for (let at = 0; at < labels.length; at += 1) {
    if (edge[at] === 1) continue;
    for (const [index, plane] of alpha.entries()) plane[at] = index === 0 ? (labels[at] ?? 0) : 0;
  }
  return {
    ...size,
    alpha,
    edge,
    subject: sideOf(
      colours,
      surely((share) => share > 0.999),
      size,
    ),
    ground: sideOf(
      colours,
      surely((share) => share < 0.001),
      size,
    ),
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Means over squares of 2r + 1, cut at the borders, by running sums. */
export function boxMean(
  values: Float32Array,
  { width, height }: Size,
  radius: number,
): Float32Array {
  const across = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1) {
    let sum = 0;
    const row = y * width;
    for (let x = 0; x < Math.min(radius, width); x += 1) sum += values[row + x] ?? 0;
    for (let x = 0; x < width; x += 1) {
      if (x + radius < width) sum += values[row + x + radius] ?? 0;
      if (x - radius - 1 >= 0) sum -= values[row + x - radius - 1] ?? 0;
      const count = Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1;
      across[row + x] = sum / count;
    }
  }
  const result = new Float32Array(values.length);
  const sums = new Float64Array(width);
  for (let y = 0; y < Math.min(radius, height); y += 1) {
    for (let x = 0; x < width; x += 1) sums[x] = (sums[x] ?? 0) + (across[y * width + x] ?? 0);
  }
  for (let y = 0; y < height; y += 1) {
    const count = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    const [enters, leaves] = [(y + radius) * width, (y - radius - 1) * width];
    for (let x = 0; x < width; x += 1) {
      let sum = sums[x] ?? 0;
      if (y + radius < height) sum += across[enters + x] ?? 0;
      if (leaves >= 0) sum -= across[leaves + x] ?? 0;
      sums[x] = sum;
      result[y * width + x] = sum / count;
    }
  }
  return result;
}

const times = (one: Float32Array, other: Float32Array): Float32Array =>
  one.map((value, at) => value * (other[at] ?? 0));

/** The guided filter's linear coefficients: offset, red, green, blue. */
function coefficients(
  colours: readonly Float32Array[],
  labels: Float32Array,
  size: Size,
): Float32Array[] {
  const mean = (values: Float32Array): Float32Array => boxMean(values, size, filterRadius);
  const [red, green, blue] = colours as [Float32Array, Float32Array, Float32Array];
  const [mr, mg, mb, mp] = [mean(red), mean(green), mean(blue), mean(labels)];
  const [rp, gp, bp] = [red, green, blue].map((plane) => mean(times(plane, labels))) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const products = [
    mean(times(red, red)),
    mean(times(red, green)),
    mean(times(red, blue)),
    mean(times(green, green)),
    mean(times(green, blue)),
    mean(times(blue, blue)),
  ] as const;
  const planes = [0, 1, 2, 3].map(() => new Float32Array(labels.length));
  const [offset, slopeR, slopeG, slopeB] = planes as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let at = 0; at < labels.length; at += 1) {
    const r = mr[at] ?? 0;
    const g = mg[at] ?? 0;
    const b = mb[at] ?? 0;
    const p = mp[at] ?? 0;
    const cr = (rp[at] ?? 0) - r * p;
    const cg = (gp[at] ?? 0) - g * p;
    const cb = (bp[at] ?? 0) - b * p;
    const rr = (products[0][at] ?? 0) - r * r + evenness;
    const rg = (products[1][at] ?? 0) - r * g;
    const rb = (products[2][at] ?? 0) - r * b;
    const gg = (products[3][at] ?? 0) - g * g + evenness;
    const gb = (products[4][at] ?? 0) - g * b;
    const bb = (products[5][at] ?? 0) - b * b + evenness;
    const i00 = gg * bb - gb * gb;
    const i01 = rb * gb - rg * bb;
    const i02 = rg * gb - rb * gg;
    const i11 = rr * bb - rb * rb;
    const i12 = rg * rb - rr * gb;
    const i22 = rr * gg - rg * rg;
    const det = rr * i00 + rg * i01 + rb * i02;
    const ar = (i00 * cr + i01 * cg + i02 * cb) / det;
    const ag = (i01 * cr + i11 * cg + i12 * cb) / det;
    const ab = (i02 * cr + i12 * cg + i22 * cb) / det;
    slopeR[at] = ar;
    slopeG[at] = ag;
    slopeB[at] = ab;
    offset[at] = p - ar * r - ag * g - ab * b;
  }
  return planes.map(mean);
}

/** How a side looks near each pixel: means over those that are surely its own. */
function sideOf(colours: readonly Float32Array[], share: Float32Array, size: Size): Side {
  const results = colours.map(() => new Float32Array(share.length));
  const spread = new Float32Array(share.length);
  const whole = colours.map((plane) => weightedMean(plane, share));
  const settled = new Uint8Array(share.length);
  for (const radius of colourRadii) {
    const weights = boxMean(share, size, radius);
    const sums = colours.map((plane) => boxMean(times(plane, share), size, radius));
    const squares = boxMean(
      share.map(
        (part, at) => part * colours.reduce((sum, plane) => sum + (plane[at] ?? 0) ** 2, 0),
      ),
      size,
      radius,
    );
    for (let at = 0; at < share.length; at += 1) {
      const weight = weights[at] ?? 0;
      if (settled[at] === 1 || weight < 0.02) continue;
      settled[at] = 1;
      let variance = (squares[at] ?? 0) / weight;
      for (const [channel, result] of results.entries()) {
        const mean = (sums[channel]?.[at] ?? 0) / weight;
        variance -= mean * mean;
        result[at] = 255 * mean;
      }
      // A third of the sum over the channels: what is to be expected along one direction.
      spread[at] = 255 * Math.sqrt(Math.max(0, variance) / 3);
    }
  }
  for (let at = 0; at < share.length; at += 1) {
    if (settled[at] === 1) continue;
    spread[at] = 255;
    for (const [channel, result] of results.entries()) result[at] = 255 * (whole[channel] ?? 0);
  }
  return { colours: results, spread };
}

function weightedMean(plane: Float32Array, share: Float32Array): number {
  let [sum, weights] = [0, 0];
  for (let at = 0; at < share.length; at += 1) {
    sum += (plane[at] ?? 0) * (share[at] ?? 0);
    weights += share[at] ?? 0;
  }
  return weights === 0 ? 0.5 : sum / weights;
}
