/** The instant filling: the colours around the hole flow in. For previews, scratches, soft grounds. */
import { fillMembrane, hole, known, unusable } from './membrane.ts';

/**
 * Fills the hole of RGBA pixels in place by a harmonic membrane; alpha stays. Deterministic, and
 * as long as the hole is large: a few milliseconds for a brush stroke.
 *
 * @param state `known`, `hole` or `unusable` of each pixel
 * @returns false when nothing is known, and nothing was done
 */
export function fillSmooth(
  pixels: Uint8ClampedArray,
  state: Uint8Array,
  width: number,
  height: number,
): boolean {
  const values = new Float32Array(width * height * 3);
  for (let at = 0, from = 0, to = 0; at < state.length; at += 1, from += 4, to += 3) {
    values[to] = pixels[from] ?? 0;
    values[to + 1] = pixels[from + 1] ?? 0;
    values[to + 2] = pixels[from + 2] ?? 0;
  }
  if (!fillMembrane(values, state, width, height)) return false;
  for (let at = 0; at < state.length; at += 1) {
    if (state[at] !== hole) continue;
    pixels[at * 4] = values[at * 3] ?? 0;
    pixels[at * 4 + 1] = values[at * 3 + 1] ?? 0;
    pixels[at * 4 + 2] = values[at * 3 + 2] ?? 0;
  }
  return true;
}

/**
 * The preview of a screen: a copy of RGBA pixels with what the mask marks smoothly filled.
 *
 * @param mask grey, one byte a pixel; from 128 on a pixel is filled
 */
export function previewFill(
  pixels: Uint8ClampedArray,
  mask: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
): Uint8ClampedArray<ArrayBuffer> {
  const filled = new Uint8ClampedArray(pixels);
  const state = new Uint8Array(width * height);
  for (let at = 0; at < state.length; at += 1) {
    const isSeen = (pixels[at * 4 + 3] ?? 0) >= 8;
    state[at] = !isSeen ? unusable : (mask[at] ?? 0) >= 128 ? hole : known;
  }
  fillSmooth(filled, state, width, height);
  return filled;
}
