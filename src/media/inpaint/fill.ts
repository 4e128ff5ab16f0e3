/**
 * Fills a hole with patches from around it, from coarse to fine (Y. Wexler et al. 2007, with the
 * search of PatchMatch): on each size match and vote in turn until the guess rests, then the next.
 */
import { finestLevel, halved, placeOf, reach, sourcesOf, type Level } from './level.ts';
import { hole } from './membrane.ts';
import {
  chanceFrom,
  matchAll,
  measure,
  openMatches,
  sweep,
  type Chance,
  type Matches,
} from './patch-match.ts';
import { mendSeam } from './seam.ts';
import { fillSmooth } from './smooth.ts';
import { depthOf } from './trust.ts';
import { vote, voteWeights } from './vote.ts';

/** Halving ends when no pixel of the hole is farther from its edge than this … */
const shallow = 3;
/** … or when a side would be smaller than this. */
const shortestSide = 24;
/** Pairs up to which the coarsest level is searched wholly. */
const fewPairs = 1_000_000;
/** Sweeps of the search in each round, there and back. */
const sweeps = 4;
/** The guess rests when a channel of a hole pixel changes by less than this in the mean. */
const restful = 0.25;
/** Targets worked on between two moments at which a cancel is heard. */
const chunk = 4096;

/** Rounds of matching and voting that a level may take, by how many targets it has. */
const roundsFor = (targets: number): number => (targets < 30_000 ? 8 : targets < 300_000 ? 4 : 2);

/**
 * Fills the hole of RGBA pixels in place; alpha and all other pixels stay. The same input and seed
 * give the same bytes. Yields how much is done (0–1) every few milliseconds.
 *
 * @param state `known`, `hole` or `unusable` of each pixel
 * @param seed any 32-bit integer
 * @returns which method it was: 'smooth' where no patch of 7 × 7 is wholly known, null when
 *   nothing is known at all and nothing was done
 */
export function* fillPatches(
  pixels: Uint8ClampedArray,
  state: Uint8Array,
  width: number,
  height: number,
  seed: number,
): Generator<number, 'patchmatch' | 'smooth' | null> {
  const finest = finestLevel(pixels, state, width, height);
  const levels = levelsOf(finest);
  if (levels.length === 0) return fillSmooth(pixels, state, width, height) ? 'smooth' : null;
  const chance = chanceFrom(seed);
  let coarser: Matches | null = null;
  let done = 0;
  for (const [index, level] of levels.entries()) {
    const matches = openMatches(level);
    if (!matches) continue;
    // Each level has about four times the work of the one before.
    const share = 4 ** (index - levels.length) * (index === 0 ? 4 / 3 : 1) * 3;
    if (coarser) for (const _ of startFrom(coarser, matches, chance)) yield done;
    else startSmooth(matches);
    for (const fraction of settle(matches, chance, coarser === null)) yield done + share * fraction;
    done += share;
    coarser = matches;
    if (level === finest) mendSeam(matches);
  }
  copyHole(finest, pixels, state);
  return 'patchmatch';
}

/** The sizes to work on, the coarsest first; none when even the finest has no source. */
function levelsOf(finest: Level): readonly Level[] {
  if (!sourcesOf(finest).includes(1)) return [];
  const levels = [finest];
  for (let level = finest; ;) {
    const depth = depthOf(level.state, level.stride);
    if (depth.every((steps) => steps <= shallow)) return levels;
    const next = halved(level);
    const isTooSmall = Math.min(next.width, next.height) < shortestSide;
    if (isTooSmall || !sourcesOf(next).includes(1)) return levels;
    levels.unshift(next);
    level = next;
  }
}

/** Matches and votes in turn until the guess rests; yields the fraction of the level's work. */
function* settle(matches: Matches, chance: Chance, isCoarsest: boolean): Generator<number> {
  const { targets, level, isSource } = matches;
  const holes = targets.reduce((sum, at) => sum + (level.state[at] === hole ? 1 : 0), 0);
  const rounds = roundsFor(targets.length);
  const searchesAll = isCoarsest && targets.length * isSource.length <= fewPairs;
  const steps = rounds * (sweeps + 2);
  let step = 0;
  const pass = function* (work: (first: number, last: number) => void): Generator<number> {
    for (let first = 0; first < targets.length; first += chunk) {
      work(first, Math.min(targets.length, first + chunk));
      yield Math.min(1, (step + first / targets.length) / steps);
    }
    step += 1;
  };
  for (let round = 0; round < rounds; round += 1) {
    yield* pass((first, last) => measure(matches, chance, first, last));
    if (searchesAll && round < 2) {
      yield* pass((first, last) => matchAll(matches, first, last));
    } else {
      for (let turn = 0; turn < sweeps; turn += 1) {
        yield* pass((first, last) => sweep(matches, chance, turn % 2 === 0, first, last));
      }
    }
    const weights = voteWeights(matches);
    let change = 0;
    yield* pass((first, last) => {
      change += vote(matches, weights, first, last);
    });
    if (change < restful * 3 * holes) return;
  }
}

/** The first guess of all: a smooth one. */
function startSmooth({ level }: Matches): void {
  fillSmooth(level.pixels, level.state, level.stride, level.state.length / level.stride);
}

/** The coarser matches at twice the place, and the guess that they give here. */
function* startFrom(coarser: Matches, finer: Matches, chance: Chance): Generator<undefined> {
  const { targets } = finer;
  for (let first = 0; first < targets.length; first += chunk) {
    doubled(coarser, finer, first, Math.min(targets.length, first + chunk));
    yield;
  }
  for (let first = 0; first < targets.length; first += chunk) {
    measure(finer, chance, first, Math.min(targets.length, first + chunk));
    yield;
  }
  const weights = voteWeights(finer);
  for (let first = 0; first < targets.length; first += chunk) {
    vote(finer, weights, first, Math.min(targets.length, first + chunk));
    yield;
  }
}

function doubled(coarser: Matches, finer: Matches, first: number, last: number): void {
  const { level, match, isSource, targets } = finer;
  for (let index = first; index < last; index += 1) {
    const target = targets[index] ?? 0;
    const x = (target % level.stride) - reach;
    const y = Math.floor(target / level.stride) - reach;
    const from = placeOf(coarser.level, x >> 1, y >> 1);
    if (level.state[target] === hole) {
      // Whatever was in the hole must not show through.
      for (let channel = 0; channel < 3; channel += 1) {
        level.pixels[target * 4 + channel] = coarser.level.pixels[from * 4 + channel] ?? 0;
      }
    }
    const source = coarser.match[from] ?? -1;
    if (source < 0) continue;
    const column = (source % coarser.level.stride) - reach;
    const row = Math.floor(source / coarser.level.stride) - reach;
    const place = placeOf(level, 2 * column + (x & 1), 2 * row + (y & 1));
    if (isSource[place] === 1) match[target] = place;
  }
}

function copyHole(level: Level, pixels: Uint8ClampedArray, state: Uint8Array): void {
  for (let at = 0; at < state.length; at += 1) {
    if (state[at] !== hole) continue;
    const from = placeOf(level, at % level.width, Math.floor(at / level.width)) * 4;
    pixels.set(level.pixels.subarray(from, from + 3), at * 4);
  }
}
