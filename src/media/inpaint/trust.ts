/** How far into the hole a pixel lies decides how much its guess counts (Wexler et al. 2007). */
import type { Level } from './level.ts';
import { hole, known } from './membrane.ts';

/** Trust in a pixel that is known. */
export const fullTrust = 32;
/** Trust in the outermost guess, and by how much it falls with each step: measured, see the test. */
const firstGuess = 5;
const fall = 1.1;
const deepest = 255;

/** Steps of a king from each hole pixel to the nearest one that is not hole; 0 elsewhere. */
export function depthOf(state: Uint8Array, stride: number): Uint8Array {
  const depth = new Uint8Array(state.length);
  const end = state.length - stride - 1;
  for (let at = stride + 1; at < end; at += 1) {
    if (state[at] !== hole) continue;
    const least = Math.min(
      depth[at - 1] ?? 0,
      depth[at - stride] ?? 0,
      depth[at - stride - 1] ?? 0,
      depth[at - stride + 1] ?? 0,
    );
    depth[at] = Math.min(deepest, least + 1);
  }
  for (let at = end; at > stride; at -= 1) {
    if (state[at] !== hole) continue;
    const least = Math.min(
      depth[at + 1] ?? 0,
      depth[at + stride] ?? 0,
      depth[at + stride + 1] ?? 0,
      depth[at + stride - 1] ?? 0,
    );
    depth[at] = Math.min(depth[at] ?? 0, least + 1);
  }
  return depth;
}

/** Trust of every pixel, 1–32: full where known, less with each step into the hole. */
export function trustOf({ state, stride }: Level): Uint8Array {
  const depth = depthOf(state, stride);
  const trust = new Uint8Array(state.length);
  const byDepth = Uint8Array.from({ length: deepest + 1 }, (_, steps) =>
    Math.max(1, Math.round(firstGuess * fall ** -(steps - 1))),
  );
  for (let at = 0; at < state.length; at += 1) {
    if (state[at] === known) trust[at] = fullTrust;
    else if (state[at] === hole) trust[at] = byDepth[depth[at] ?? 0] ?? 1;
  }
  return trust;
}
