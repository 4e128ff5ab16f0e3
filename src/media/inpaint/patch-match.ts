/**
 * PatchMatch (C. Barnes et al., "PatchMatch: A Randomized Correspondence Algorithm for Structural
 * Image Editing", SIGGRAPH 2009): for each patch that touches the hole, one that looks like it and
 * is wholly known. Good finds spread to neighbours, and chance looks for better ones.
 */
import { patchSide, sourcesOf, targetsOf, type Level } from './level.ts';
import { trustOf } from './trust.ts';

/** Who is matched with whom on one level. */
export interface Matches {
  readonly level: Level;
  /** 1 for pixels that may be the middle of a source. */
  readonly isSource: Uint8Array;
  /** Pixels to be matched, in reading order. */
  readonly targets: Int32Array;
  /** Place of the source of each target, by place; -1 elsewhere. */
  readonly match: Int32Array;
  /** Weighted squared distance to it, by place. */
  readonly cost: Int32Array;
  /** How much each pixel counts in a distance: 1–32, 0 outside. */
  readonly trust: Uint8Array;
}

/** A seeded source of chance: the next 32 bits (xorshift32, G. Marsaglia, 2003). */
export type Chance = () => number;

export function chanceFrom(seed: number): Chance {
  let state = (Math.imul(seed ^ 0x5bf03635, 0x9e3779b1) ^ 0x2545f491) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** Larger than any distance: 49 pixels × 32 × 3 × 255². */
const endless = 0x7fffffff;

/** What there is to match on a level; null when no patch is wholly known. */
export function openMatches(level: Level): Matches | null {
  const isSource = sourcesOf(level);
  if (!isSource.includes(1)) return null;
  return {
    level,
    isSource,
    targets: targetsOf(level),
    match: new Int32Array(isSource.length).fill(-1),
    cost: new Int32Array(isSource.length).fill(endless),
    trust: trustOf(level),
  };
}

/** Any source: the next one in reading order from a place that chance chooses. */
function anySource({ isSource }: Matches, chance: Chance): number {
  const from = chance() % isSource.length;
  const found = isSource.indexOf(1, from);
  return found >= 0 ? found : isSource.indexOf(1);
}

/**
 * Squared distance of two patches, each pixel weighted by the trust in the target's; ends as soon
 * as it is no longer below `limit`. An integer below 2³¹.
 */
export function distance(
  pixels: Uint8ClampedArray,
  trust: Uint8Array,
  stride: number,
  target: number,
  source: number,
  limit: number,
): number {
  const side = patchSide;
  const corner = (side >> 1) * (stride + 1);
  let sum = 0;
  let one = target - corner;
  let other = source - corner;
  for (let row = 0; row < side; row += 1) {
    let from = one << 2;
    let to = other << 2;
    const end = one + side;
    for (let at = one; at < end; at += 1) {
      const red = (pixels[from] ?? 0) - (pixels[to] ?? 0);
      const green = (pixels[from + 1] ?? 0) - (pixels[to + 1] ?? 0);
      const blue = (pixels[from + 2] ?? 0) - (pixels[to + 2] ?? 0);
      sum += Math.imul(trust[at] ?? 0, red * red + green * green + blue * blue);
      from += 4;
      to += 4;
    }
    if (sum >= limit) return sum;
    one += stride;
    other += stride;
  }
  return sum;
}

/** Measures matches anew, after the guess has changed; targets without one get any. */
export function measure(matches: Matches, chance: Chance, first: number, last: number): void {
  const { level, targets, match, cost, trust } = matches;
  for (let index = first; index < last; index += 1) {
    const target = targets[index] ?? 0;
    let source = match[target] ?? -1;
    if (source < 0) {
      source = anySource(matches, chance);
      match[target] = source;
    }
    cost[target] = distance(level.pixels, trust, level.stride, target, source, endless);
  }
}

/** Looks at every source for the targets first … last − 1: where both are few. */
export function matchAll(matches: Matches, first: number, last: number): void {
  const { level, isSource, targets, match, cost, trust } = matches;
  for (let index = first; index < last; index += 1) {
    const target = targets[index] ?? 0;
    let best = match[target] ?? 0;
    let least = cost[target] ?? endless;
    for (let source = 0; source < isSource.length; source += 1) {
      if (isSource[source] !== 1) continue;
      const sum = distance(level.pixels, trust, level.stride, target, source, least);
      if (sum >= least) continue;
      best = source;
      least = sum;
    }
    match[target] = best;
    cost[target] = least;
  }
}

/**
 * One sweep over the targets from index `first` to before `last`, counted in the sweep's direction:
 * takes what fits the neighbour that was just looked at, then tries ever nearer places by chance.
 */
export function sweep(
  matches: Matches,
  chance: Chance,
  isForward: boolean,
  first: number,
  last: number,
): void {
  const { level, isSource, targets, match, cost, trust } = matches;
  const { pixels, stride, width, height } = level;
  const side = isForward ? 1 : -1;
  const widest = Math.max(width, height);
  for (let index = first; index < last; index += 1) {
    const target = targets[isForward ? index : targets.length - 1 - index] ?? 0;
    let best = match[target] ?? 0;
    let least = cost[target] ?? endless;
    for (let step = side; ; step = side * stride) {
      const near = match[target - step] ?? -1;
      const source = near + step;
      if (near >= 0 && source !== best && isSource[source] === 1) {
        const sum = distance(pixels, trust, stride, target, source, least);
        if (sum < least) {
          least = sum;
          best = source;
        }
      }
      if (step !== side) break;
    }
    for (let radius = widest; radius >= 1 && least > 0; radius >>= 1) {
      const bits = chance();
      const span = 2 * radius + 1;
      const right = (((bits & 0xffff) * span) >>> 16) - radius;
      const down = (((bits >>> 16) * span) >>> 16) - radius;
      const source = best + down * stride + right;
      if (isSource[source] !== 1 || source === best) continue;
      const sum = distance(pixels, trust, stride, target, source, least);
      if (sum < least) {
        least = sum;
        best = source;
      }
    }
    match[target] = best;
    cost[target] = least;
  }
}
