/**
 * Non-local means (A. Buades, B. Coll, J.-M. Morel, 2005): a pixel becomes the mean of those around
 * it whose surroundings look like its own. Grain has no likeness and goes; lines, letters and
 * pattern have, and stay. Distances of all patches at one offset are sums over a moving window
 * (J. Darbon et al., 2008), so that the size of the patch costs nothing.
 */
import { grainOf } from './grain.ts';
import type { Pixels, PixelSource } from './pixels.ts';
import { filtered } from './views.ts';

const patchRadius = 2;
const searchRadius = 4;
const margin = patchRadius + searchRadius;
/** Values that one distance sums: three channels of each pixel of a patch. */
const valuesOfPatch = 3 * (2 * patchRadius + 1) ** 2;
/** Grain below this many levels is left alone. */
const leastGrain = 0.6;
/** Distances are looked up in steps of this many bits. */
const step = 6;

/**
 * Takes grain away, as much as there is: its strength is measured first.
 *
 * @param strength 0–1: how far patches may differ and still count as alike
 */
export function denoised(source: PixelSource, strength: number): PixelSource {
  const grain = grainOf(source);
  if (grain < leastGrain || strength <= 0) return source;
  const variance = grain * grain;
  // Two patches that differ by nothing but grain are 2σ² apart: that much is no difference.
  const free = 2 * variance * Math.min(1, 0.4 + strength);
  const softness = (grain * (0.15 + 0.55 * strength)) ** 2;
  const mostApart = Math.ceil(((free + 8 * softness) * valuesOfPatch) / (1 << step)) + 1;
  const weightOf = new Uint16Array(mostApart + 1).map((_, index) => {
    const apart = (index * (1 << step)) / valuesOfPatch;
    return Math.round(4096 * Math.exp(-Math.max(0, apart - free) / softness));
  });
  weightOf[mostApart] = 0;
  return filtered(source, margin, (block, width, height) =>
    averaged(block, width, height, weightOf),
  );
}

function averaged(block: Pixels, width: number, height: number, weightOf: Uint16Array): Pixels {
  const size = width * height;
  const sums = new Float64Array(size * 3);
  const totals = new Float64Array(size);
  const apart = new Int32Array(size);
  const across = new Int32Array(size);
  for (let dy = -searchRadius; dy <= searchRadius; dy += 1) {
    for (let dx = -searchRadius; dx <= searchRadius; dx += 1) {
      const offset = dy * width + dx;
      differences(block, width, height, dx, dy, apart);
      sumAlong(apart, across, width, height);
      addAlike(block, width, height, offset, across, weightOf, sums, totals);
    }
  }
  const result: Pixels = new Uint8ClampedArray(block);
  for (let y = margin; y < height - margin; y += 1) {
    for (let at = y * width + margin, end = (y + 1) * width - margin; at < end; at += 1) {
      const total = totals[at] ?? 0;
      if (total === 0) continue;
      result[at * 4] = (sums[at * 3] ?? 0) / total;
      result[at * 4 + 1] = (sums[at * 3 + 1] ?? 0) / total;
      result[at * 4 + 2] = (sums[at * 3 + 2] ?? 0) / total;
    }
  }
  return result;
}

/** Squared distance of colour between each pixel and the one at an offset, where patches may reach. */
function differences(
  block: Pixels,
  width: number,
  height: number,
  dx: number,
  dy: number,
  apart: Int32Array,
): void {
  for (let y = searchRadius; y < height - searchRadius; y += 1) {
    let one = (y * width + searchRadius) * 4;
    let other = ((y + dy) * width + searchRadius + dx) * 4;
    for (
      let at = y * width + searchRadius, end = (y + 1) * width - searchRadius;
      at < end;
      at += 1, one += 4, other += 4
    ) {
      const red = (block[one] ?? 0) - (block[other] ?? 0);
      const green = (block[one + 1] ?? 0) - (block[other + 1] ?? 0);
      const blue = (block[one + 2] ?? 0) - (block[other + 2] ?? 0);
      apart[at] = red * red + green * green + blue * blue;
    }
  }
}

/** Sums over patches in two passes of moving windows, rows then columns; the result is in `across`. */
function sumAlong(apart: Int32Array, across: Int32Array, width: number, height: number): void {
  for (let y = searchRadius; y < height - searchRadius; y += 1) {
    const start = y * width;
    let sum = 0;
    for (let x = searchRadius; x < searchRadius + 2 * patchRadius; x += 1) {
      sum += apart[start + x] ?? 0;
    }
    for (let x = margin; x < width - margin; x += 1) {
      sum += apart[start + x + patchRadius] ?? 0;
      across[start + x] = sum;
      sum -= apart[start + x - patchRadius] ?? 0;
    }
  }
  for (let x = margin; x < width - margin; x += 1) {
    let sum = 0;
    for (let y = searchRadius; y < searchRadius + 2 * patchRadius; y += 1) {
      sum += across[y * width + x] ?? 0;
    }
    for (let y = margin; y < height - margin; y += 1) {
      sum += across[(y + patchRadius) * width + x] ?? 0;
      apart[y * width + x] = sum;
      sum -= across[(y - patchRadius) * width + x] ?? 0;
    }
  }
  across.set(apart);
}

function addAlike(
  block: Pixels,
  width: number,
  height: number,
  offset: number,
  apart: Int32Array,
  weightOf: Uint16Array,
  sums: Float64Array,
  totals: Float64Array,
): void {
  const most = weightOf.length - 1;
  for (let y = margin; y < height - margin; y += 1) {
    for (let at = y * width + margin, end = (y + 1) * width - margin; at < end; at += 1) {
      const index = (apart[at] ?? 0) >> step;
      if (index >= most) continue;
      const other = (at + offset) * 4;
      // Hidden colours do not count.
      if (block[other + 3] === 0) continue;
      const weight = weightOf[index] ?? 0;
      sums[at * 3] = (sums[at * 3] ?? 0) + weight * (block[other] ?? 0);
      sums[at * 3 + 1] = (sums[at * 3 + 1] ?? 0) + weight * (block[other + 1] ?? 0);
      sums[at * 3 + 2] = (sums[at * 3 + 2] ?? 0) + weight * (block[other + 2] ?? 0);
      totals[at] = (totals[at] ?? 0) + weight;
    }
  }
}
