/** What a frame tells before it is filtered: how much it is grained, how it moved, whether it is a cut. */
import type { Plane } from './planes.ts';

/** Side of the squares in which grain is measured. */
const square = 16;

/**
 * Deviation of the grain of a plane, in steps of 0–255. Immerkær (1996): the difference of two
 * Laplacians knows nothing of edges; taken here in squares, of which the smooth quarter counts.
 */
export function grainOf({ width, height, data }: Plane): number {
  const found: number[] = [];
  for (let top = 1; top + square < height; top += square) {
    for (let left = 1; left + square < width; left += square) {
      let sum = 0;
      let extreme = 0;
      for (let y = top; y < top + square; y += 1) {
        for (let x = left; x < left + square; x += 1) {
          const at = y * width + x;
          const cross =
            (data[at - 1] ?? 0) +
            (data[at + 1] ?? 0) +
            (data[at - width] ?? 0) +
            (data[at + width] ?? 0);
          const corners =
            (data[at - width - 1] ?? 0) +
            (data[at - width + 1] ?? 0) +
            (data[at + width - 1] ?? 0) +
            (data[at + width + 1] ?? 0);
          const value = data[at] ?? 0;
          sum += Math.abs(4 * value - 2 * cross + corners);
          if (value < 3 || value > 252) extreme += 1;
        }
      }
      // Where light or dark is cut off, grain is cut off too.
      if (extreme < (square * square) / 4) found.push(sum / (square * square));
    }
  }
  if (found.length === 0) return 0;
  found.sort((one, other) => one - other);
  return ((found[Math.floor(found.length / 4)] ?? 0) * Math.sqrt(Math.PI / 2)) / 6;
}

/** A small picture of a frame, by which it is compared with the next. */
export interface Sketch {
  readonly columns: Float64Array;
  readonly rows: Float64Array;
  /** Means of squares of 8 × 8. */
  readonly means: Uint8Array;
}

const cell = 8;

export function sketchOf({ width, height, data }: Plane): Sketch {
  const columns = new Uint32Array(width);
  const rows = new Float64Array(height);
  const [across, down] = [Math.ceil(width / cell), Math.ceil(height / cell)];
  const sums = new Uint16Array(across * down);
  for (let y = 0, at = 0; y < height; y += 1) {
    const line = Math.floor(y / cell) * across;
    let sum = 0;
    for (let place = 0, x = 0; place < across; place += 1) {
      let part = 0;
      for (const end = Math.min(x + cell, width); x < end; x += 1, at += 1) {
        const value = data[at] ?? 0;
        part += value;
        columns[x] = (columns[x] ?? 0) + value;
      }
      sums[line + place] = (sums[line + place] ?? 0) + part;
      sum += part;
    }
    rows[y] = sum / width;
  }
  const means = Uint8Array.from(sums, (sum, at) => {
    const wide = Math.min(cell, width - (at % across) * cell);
    const high = Math.min(cell, height - Math.floor(at / across) * cell);
    return sum / (wide * high);
  });
  return { columns: Float64Array.from(columns, (sum) => sum / height), rows, means };
}

/** Farthest that a picture is looked for from one frame to the next, in pixels. */
const farthest = 24;

/** By how many whole pixels the picture moved as a whole: what was at x is now at x + shift. */
export const shiftBetween = (
  before: Sketch,
  now: Sketch,
): { readonly x: number; readonly y: number } => ({
  x: shiftOf(before.columns, now.columns),
  y: shiftOf(before.rows, now.rows),
});

function shiftOf(before: Float64Array, now: Float64Array): number {
  const reach = Math.min(farthest, Math.floor(now.length / 4));
  const costs: number[] = [];
  for (let shift = -reach; shift <= reach; shift += 1) {
    let [sum, count] = [0, 0];
    for (let at = Math.max(0, shift); at < Math.min(now.length, now.length + shift); at += 1) {
      sum += Math.abs((now[at] ?? 0) - (before[at - shift] ?? 0));
      count += 1;
    }
    costs.push(sum / count);
  }
  const best = costs.indexOf(Math.min(...costs));
  // Standing still is believed unless moving explains clearly more.
  return (costs[best] ?? 0) < (costs[reach] ?? 0) * 0.8 ? best - reach : 0;
}

/** Mean difference (0–255) above which a frame shows something else than the one before. */
const otherScene = 22;

/** Whether the two frames belong to different scenes. */
export function isCut(before: Sketch, now: Sketch): boolean {
  if (before.means.length !== now.means.length) return true;
  let sum = 0;
  for (let at = 0; at < now.means.length; at += 1) {
    sum += Math.abs((now.means[at] ?? 0) - (before.means[at] ?? 0));
  }
  return sum / now.means.length > otherScene;
}
