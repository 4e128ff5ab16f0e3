/**
 * How well the answer to a test's tile is what the work asks for, 0 to 1. Shapes alone tell little:
 * what finds text answers in the shape of a matte, a mask that is taken the wrong way round changes
 * all but the hole, and numbers to 1 are black for a network that counts to 255.
 */
import type { ModelManifest } from '#domain/local-model.ts';
import { planesOf } from '../tensors.ts';
import { figureAt, hole, pattern, tileWithThing, type Size } from './tile.ts';

/** Below this it is not what it was taken for. */
export const leastFit = 0.25;
/** From here on there is no need to look for a better use. */
export const goodFit = 0.6;

/** @param manifest as measured on this very answer */
export function fitOf(manifest: ModelManifest, answer: Float32Array, size: Size): number {
  switch (manifest.task) {
    case 'matting':
      return Math.max(0, apart(manifest, answer, size));
    case 'upscale':
      return Math.max(0, 1 - 4 * unfaithful(manifest, answer, size));
    case 'inpaint':
      return filled(manifest, answer, size);
    case 'face_detection':
    case 'face_swap':
      return 1;
  }
}

/** How much more of the figure than of the ground a matte takes, as a share. */
function apart(
  { activation, outputRange: [low, high] }: ModelManifest,
  answer: Float32Array,
  { width, height }: Size,
): number {
  let [least, most] = [Infinity, -Infinity];
  for (const value of answer) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const shareOf = (value: number): number => {
    if (activation === 'sigmoid') return 1 / (1 + Math.exp(-value));
    if (activation === 'stretch') return most > least ? (value - least) / (most - least) : 0;
    return (value - low) / (high - low);
  };
  const sums = { inside: 0, insideCount: 0, ground: 0, groundCount: 0 };
  for (let at = 0; at < width * height; at += 1) {
    const share = Math.min(1, Math.max(0, shareOf(answer[at] ?? 0)));
    if (figureAt(((at % width) + 0.5) / width, (Math.floor(at / width) + 0.5) / height) > 0) {
      sums.inside += share;
      sums.insideCount += 1;
    } else {
      sums.ground += share;
      sums.groundCount += 1;
    }
  }
  return sums.inside / sums.insideCount - sums.ground / sums.groundCount;
}

/** Mean distance (0 to 1) of a larger picture, made small again by means of squares, from the tile. */
function unfaithful(manifest: ModelManifest, answer: Float32Array, size: Size): number {
  const { scale, outputRange } = manifest;
  const large = { width: size.width * scale, height: size.height * scale };
  const planes = planesOf(answer, manifest, large);
  if (!planes) return 1;
  const [low, high] = outputRange;
  const tile = pattern(size);
  const area = size.width * size.height;
  let sum = 0;
  for (let at = 0; at < tile.length; at += 1) {
    const [channel, place] = [Math.floor(at / area), at % area];
    const left = (place % size.width) * scale;
    const top = Math.floor(place / size.width) * scale;
    let mean = 0;
    for (let y = 0; y < scale; y += 1) {
      const row = channel * area * scale * scale + (top + y) * large.width + left;
      for (let x = 0; x < scale; x += 1) mean += planes[row + x] ?? 0;
    }
    const share = (mean / (scale * scale) - low) / (high - low);
    sum += Math.min(1, Math.abs(share - (tile[at] ?? 0)));
  }
  return sum / tile.length;
}

/** Mean distance from the thing that stands in the hole, below which it was not taken out. */
const stillThere = 0.15;

/** Whether what lies around the hole is as it was, and the thing in the hole is gone. */
function filled(manifest: ModelManifest, answer: Float32Array, size: Size): number {
  const planes = planesOf(answer, manifest, size);
  if (!planes) return 0;
  const [low, high] = manifest.outputRange;
  const [around, thing, mask] = [pattern(size), tileWithThing(size), hole(size)];
  const sums = { outside: 0, kept: 0, inside: 0, hole: 0 };
  for (let at = 0; at < planes.length; at += 1) {
    const share = Math.min(1, Math.max(0, ((planes[at] ?? 0) - low) / (high - low)));
    const distance = Math.abs(share - (around[at] ?? 0));
    if ((mask[at % mask.length] ?? 0) === 0) {
      sums.outside += distance;
      continue;
    }
    sums.hole += 1;
    sums.inside += distance;
    sums.kept += Math.abs(share - (thing[at] ?? 0));
  }
  if (sums.kept / sums.hole < stillThere) return 0;
  const outside = sums.outside / (planes.length - sums.hole);
  return Math.max(0, 1 - 4 * outside - 0.5 * (sums.inside / sums.hole));
}
