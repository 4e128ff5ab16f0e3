/**
 * What one tile tells of a network that its file does not: which numbers stand for black and white
 * in its answer, and whether its mattes are shares already. Shapes do not show that, and a wrong
 * guess makes pictures that are all white, or mattes with a hard edge.
 */
import type { ModelManifest } from '#domain/local-model.ts';

/** Above this an answer is counted to 255 and not to 1; networks overshoot, but not so far. */
const unlikeOne = 8;
/** Below this black is −1: the tile of the test is nowhere darker than a tenth. */
const unlikeZero = -0.25;
/** Farthest that a share lies beyond 0 or 1 by rounding, e.g. in half precision. */
const slack = 0.02;

/** The manifest with what the answer to a tile contradicts set right; all else stays as it is. */
export function measured(manifest: ModelManifest, answer: Float32Array): ModelManifest {
  let [least, most] = [Infinity, -Infinity];
  for (const value of answer) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  switch (manifest.task) {
    case 'face_detection':
      return manifest;
    case 'matting':
      return measuredMatte(manifest, least, most);
    case 'upscale':
    case 'inpaint':
    case 'face_swap':
      return { ...manifest, outputRange: rangeOf(manifest.outputRange, least, most) };
  }
}

function rangeOf(
  said: ModelManifest['outputRange'],
  least: number,
  most: number,
): ModelManifest['outputRange'] {
  const [low, high] = said;
  if (high <= 1 && most > unlikeOne) return [0, 255];
  if (high === 255 && low === 0 && most > 0 && most < 1.5) {
    return least < unlikeZero ? [-1, 1] : [0, 1];
  }
  return low === 0 && high === 1 && least < unlikeZero ? [-1, 1] : said;
}

/** Shares lie between 0 and 1; what goes beyond has no sigmoid yet, or is counted to 255. */
function measuredMatte(manifest: ModelManifest, least: number, most: number): ModelManifest {
  const isShare = least >= -slack && most <= 1 + slack;
  switch (manifest.activation) {
    case 'stretch':
      return manifest;
    case 'sigmoid':
      return isShare ? { ...manifest, activation: 'none', outputRange: [0, 1] } : manifest;
    case 'none':
      if (isShare || manifest.outputRange[1] === 255) return manifest;
      return least >= -slack && most > unlikeOne
        ? { ...manifest, outputRange: [0, 255] }
        : { ...manifest, activation: 'sigmoid' };
  }
}
