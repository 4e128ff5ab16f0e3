/**
 * Takes the seam off a filled hole: what the patches say of the known pixels around it differs a
 * little from what they are; that difference is spread into the hole as a membrane (P. Pérez et
 * al., "Poisson Image Editing", SIGGRAPH 2003, with the filling as guidance).
 */
import { fillMembrane, hole, known, unusable } from './membrane.ts';
import type { Matches } from './patch-match.ts';
import { voteAt, voteWeights } from './vote.ts';

/** A larger difference is another thing in the picture, not a seam, and is left alone. */
const mostSeam = 64;

/** Corrects the hole of the finest level in place. */
export function mendSeam(matches: Matches): void {
  const { level, targets } = matches;
  const { state, stride, pixels } = level;
  const weights = voteWeights(matches);
  const around = Int32Array.of(-stride, -1, 1, stride);
  const said = new Float32Array(3);
  const kinds = new Uint8Array(state.length).fill(unusable);
  const errors = new Float32Array(state.length * 3);
  for (const at of targets) {
    if (state[at] === hole) kinds[at] = hole;
    if (state[at] !== known || !around.some((step) => state[at + step] === hole)) continue;
    if (!voteAt(matches, weights, at, said)) continue;
    kinds[at] = known;
    for (let channel = 0; channel < 3; channel += 1) {
      const error = (pixels[at * 4 + channel] ?? 0) - (said[channel] ?? 0);
      errors[at * 3 + channel] = Math.abs(error) > mostSeam ? 0 : error;
    }
  }
  if (!fillMembrane(errors, kinds, stride, state.length / stride)) return;
  for (const at of targets) {
    if (state[at] !== hole) continue;
    for (let channel = 0; channel < 3; channel += 1) {
      pixels[at * 4 + channel] = (pixels[at * 4 + channel] ?? 0) + (errors[at * 3 + channel] ?? 0);
    }
  }
}
