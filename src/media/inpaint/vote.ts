/**
 * The guess from the matches (Y. Wexler et al., "Space-Time Completion of Video", PAMI 2007): each
 * patch that covers a pixel says what its source has there; those that fit well count more.
 */
import { patchSide, reach } from './level.ts';
import { hole } from './membrane.ts';
import type { Matches } from './patch-match.ts';

/** Least mean squared error, weighted by trust, that counts as a difference in fit. */
const leastSpread = 3;

/**
 * The weight of each target's vote, by place; 0 for places that have none. How much a worse fit
 * counts less follows from how well most of them fit (the 75th percentile).
 */
export function voteWeights({ targets, cost, trust, level }: Matches): Float32Array {
  const weights = new Float32Array(cost.length);
  const sums = trustSums(trust, level.stride, targets);
  const errors = new Float32Array(targets.length);
  for (let index = 0; index < targets.length; index += 1) {
    errors[index] = (cost[targets[index] ?? 0] ?? 0) / (sums[index] ?? 1);
  }
  const usual = errors.slice().sort()[Math.floor(targets.length * 0.75)] ?? 0;
  const spread = 2 * Math.max(leastSpread, usual);
  for (let index = 0; index < targets.length; index += 1) {
    const fit = Math.max(1e-9, Math.exp(-(errors[index] ?? 0) / spread));
    weights[targets[index] ?? 0] = (sums[index] ?? 0) * fit;
  }
  return weights;
}

/** Trust summed over the patch of each target. */
function trustSums(trust: Uint8Array, stride: number, targets: Int32Array): Float32Array {
  const side = patchSide;
  const corner = reach * (stride + 1);
  const sums = new Float32Array(targets.length);
  for (let index = 0; index < targets.length; index += 1) {
    let sum = 0;
    let row = (targets[index] ?? 0) - corner;
    for (let down = 0; down < side; down += 1, row += stride) {
      for (let at = row; at < row + side; at += 1) sum += trust[at] ?? 0;
    }
    sums[index] = sum;
  }
  return sums;
}

/** What the patches around one pixel say it is; `into` gets red, green, blue. False: nobody says. */
export function voteAt(
  { level, match }: Matches,
  weights: Float32Array,
  at: number,
  into: Float32Array,
): boolean {
  const { pixels, stride } = level;
  let red = 0;
  let green = 0;
  let blue = 0;
  let total = 0;
  const far = reach;
  for (let down = -far; down <= far; down += 1) {
    const row = at - down * stride;
    for (let right = -far; right <= far; right += 1) {
      const target = row - right;
      const weight = weights[target] ?? 0;
      if (weight === 0) continue;
      const from = ((match[target] ?? 0) + down * stride + right) << 2;
      total += weight;
      red += weight * (pixels[from] ?? 0);
      green += weight * (pixels[from + 1] ?? 0);
      blue += weight * (pixels[from + 2] ?? 0);
    }
  }
  if (total === 0) return false;
  into[0] = red / total;
  into[1] = green / total;
  into[2] = blue / total;
  return true;
}

/**
 * Writes the guess of every hole pixel among the targets first … last − 1.
 *
 * @returns by how much the guess has changed: sum over the three channels of |new − old|
 */
export function vote(matches: Matches, weights: Float32Array, first: number, last: number): number {
  const { level, targets } = matches;
  const colour = new Float32Array(3);
  let change = 0;
  for (let index = first; index < last; index += 1) {
    const at = targets[index] ?? 0;
    if (level.state[at] !== hole || !voteAt(matches, weights, at, colour)) continue;
    for (let channel = 0; channel < 3; channel += 1) {
      const before = level.pixels[at * 4 + channel] ?? 0;
      const after = colour[channel] ?? 0;
      change += Math.abs(after - before);
      level.pixels[at * 4 + channel] = after;
    }
  }
  return change;
}
