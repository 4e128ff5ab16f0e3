/** A part of a picture around a hole, as fillers get it, and the patch that becomes of it. */
import type { PixelSource } from '../image/pixels.ts';
import { squaredDistances } from '../mask/distance.ts';

import { grown, leastMask, type Area, type MaskPlane } from './areas.ts';
import { hole, known, unusable } from './membrane.ts';

/** How a mask is taken: made larger by `grow` pixels, then fading out over `feather` more. */
export interface Edge {
  readonly grow: number;
  readonly feather: number;
}

/** What fillers get: RGBA pixels and what each of them is. */
export interface Crop extends Area {
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** `known`, `hole` or `unusable`. */
  readonly state: Uint8Array;
  /** How much of the new picture shows, 0–255; not 0 in the hole alone. */
  readonly weights: Uint8Array;
}

/** What is laid over the picture. */
export interface Patch extends Area {
  readonly pixels: Uint8ClampedArray;
  readonly weights: Uint8Array;
}

/** Colours of pixels below this alpha mean nothing. */
const leastAlpha = 8;
/** Least and greatest surroundings of an area, in pixels. */
const leastMargin = 96;
const mostMargin = 512;

/** The surroundings that a filler should see: as wide as the area, within limits. */
export const marginOf = ({ left, top, right, bottom }: Area, { grow, feather }: Edge): number =>
  Math.max(
    grow + feather + 8,
    Math.min(mostMargin, Math.max(leastMargin, right - left, bottom - top)),
  );

/**
 * Reads the surroundings of an area. What is hole elsewhere is not to be looked at, unless a patch
 * has filled it already.
 *
 * @param margin pixels around the area; less at the borders of the picture
 */
export function cropAround(
  source: PixelSource,
  mask: MaskPlane,
  area: Area,
  {
    margin,
    edge,
    patches,
  }: {
    readonly margin: number;
    readonly edge: Edge;
    readonly patches: readonly Patch[];
  },
): Crop {
  const box = grown(area, margin, mask);
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const pixels = source.read(box.left, box.top, width, height);
  const weights = weightsIn(mask, box, edge);
  const done = new Uint8Array(width * height);
  for (const patch of patches) layOver(pixels, done, box, patch);
  const state = new Uint8Array(width * height);
  for (let at = 0; at < state.length; at += 1) {
    const x = box.left + (at % width);
    const y = box.top + Math.floor(at / width);
    const isInside = x >= area.left && x < area.right && y >= area.top && y < area.bottom;
    const isWanted = (weights[at] ?? 0) > 0 && done[at] === 0;
    if ((pixels[at * 4 + 3] ?? 0) < leastAlpha || (isWanted && !isInside)) state[at] = unusable;
    else state[at] = isWanted ? hole : known;
    if (state[at] !== hole) weights[at] = 0;
  }
  return { ...box, pixels, state, weights };
}

/** How much of each pixel in a box is to be new: the mask itself, or what its edge makes of it. */
export function weightsIn(mask: MaskPlane, box: Area, { grow, feather }: Edge): Uint8Array {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const weights = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const from = (box.top + y) * mask.width + box.left;
    weights.set(mask.data.subarray(from, from + width), y * width);
  }
  for (let at = 0; at < weights.length; at += 1) {
    if ((weights[at] ?? 0) < leastMask) weights[at] = 0;
  }
  if (grow + feather === 0) return weights;
  const far = squaredDistances(weights.length, width, height, (at) => (weights[at] ?? 0) >= 128);
  for (let at = 0; at < weights.length; at += 1) {
    const beyond = Math.sqrt(far[at] ?? Infinity) - grow;
    if (beyond >= feather + 1) continue;
    const share = beyond <= 0 ? 1 : smooth(1 - beyond / (feather + 1));
    weights[at] = Math.max(weights[at] ?? 0, Math.round(255 * share));
  }
  return weights;
}

const smooth = (share: number): number => share * share * (3 - 2 * share);

/** Puts what a patch has filled into a crop, wholly, and notes where. */
function layOver(pixels: Uint8ClampedArray, done: Uint8Array, box: Area, patch: Patch): void {
  const [left, right] = [Math.max(box.left, patch.left), Math.min(box.right, patch.right)];
  const [top, bottom] = [Math.max(box.top, patch.top), Math.min(box.bottom, patch.bottom)];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const from = (y - patch.top) * (patch.right - patch.left) + x - patch.left;
      if ((patch.weights[from] ?? 0) === 0) continue;
      const to = (y - box.top) * (box.right - box.left) + x - box.left;
      done[to] = 1;
      pixels.set(patch.pixels.subarray(from * 4, from * 4 + 3), to * 4);
    }
  }
}

/** Cuts a filled crop down to its area. */
export function patchOf(crop: Crop, area: Area): Patch {
  const [width, height] = [area.right - area.left, area.bottom - area.top];
  const pixels = new Uint8ClampedArray(width * height * 4);
  const weights = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const from = (area.top + y - crop.top) * (crop.right - crop.left) + area.left - crop.left;
    pixels.set(crop.pixels.subarray(from * 4, (from + width) * 4), y * width * 4);
    weights.set(crop.weights.subarray(from, from + width), y * width);
  }
  return { ...area, pixels, weights };
}

/**
 * The picture with patches laid over it: colours are mixed by the weights, alpha stays the
 * picture's own, and pixels of weight 0 are untouched.
 */
export function withPatches(source: PixelSource, patches: readonly Patch[]): PixelSource {
  return {
    width: source.width,
    height: source.height,
    read(x, y, w, h) {
      const pixels = source.read(x, y, w, h);
      for (const patch of patches) {
        const [left, right] = [Math.max(x, patch.left), Math.min(x + w, patch.right)];
        const [top, bottom] = [Math.max(y, patch.top), Math.min(y + h, patch.bottom)];
        for (let row = top; row < bottom; row += 1) {
          let from = (row - patch.top) * (patch.right - patch.left) + left - patch.left;
          let to = ((row - y) * w + left - x) * 4;
          for (let column = left; column < right; column += 1, from += 1, to += 4) {
            const weight = patch.weights[from] ?? 0;
            if (weight === 0) continue;
            for (let channel = 0; channel < 3; channel += 1) {
              const before = pixels[to + channel] ?? 0;
              const after = patch.pixels[from * 4 + channel] ?? 0;
              pixels[to + channel] = before + ((after - before) * weight) / 255;
            }
          }
        }
      }
      return pixels;
    },
  };
}
