/**
 * Resizes planes of numbers with a triangle filter as wide as a pixel of the coarser side: linear
 * when enlarging, a weighted mean of all that a pixel covers when reducing.
 */

interface Taps {
  readonly first: Int32Array;
  readonly count: number;
  /** `count` weights for each target pixel; their sum is 1. */
  readonly weights: Float32Array;
}

function tapsOf(from: number, to: number): Taps {
  const scale = from / to;
  const reach = Math.max(1, scale);
  const count = Math.ceil(reach) * 2 + 1;
  const first = new Int32Array(to);
  const weights = new Float32Array(to * count);
  for (let target = 0; target < to; target += 1) {
    const centre = (target + 0.5) * scale - 0.5;
    const start = Math.ceil(centre - reach);
    first[target] = start;
    let sum = 0;
    for (let tap = 0; tap < count; tap += 1) {
      const weight = Math.max(0, 1 - Math.abs(start + tap - centre) / reach);
      weights[target * count + tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < count; tap += 1) {
      weights[target * count + tap] = (weights[target * count + tap] ?? 0) / sum;
    }
  }
  return { first, count, weights };
}

/** One plane in another size; beyond the border its last pixel goes on. */
export function resizePlane(
  plane: Float32Array,
  from: { readonly width: number; readonly height: number },
  to: { readonly width: number; readonly height: number },
): Float32Array {
  if (from.width === to.width && from.height === to.height) return plane;
  const across = tapsOf(from.width, to.width);
  const down = tapsOf(from.height, to.height);
  const wide = new Float32Array(to.width * from.height);
  for (let y = 0; y < from.height; y += 1) {
    for (let x = 0; x < to.width; x += 1) {
      let sum = 0;
      for (let tap = 0; tap < across.count; tap += 1) {
        const at = Math.min(from.width - 1, Math.max(0, (across.first[x] ?? 0) + tap));
        sum += (plane[y * from.width + at] ?? 0) * (across.weights[x * across.count + tap] ?? 0);
      }
      wide[y * to.width + x] = sum;
    }
  }
  const result = new Float32Array(to.width * to.height);
  for (let y = 0; y < to.height; y += 1) {
    for (let tap = 0; tap < down.count; tap += 1) {
      const weight = down.weights[y * down.count + tap] ?? 0;
      if (weight === 0) continue;
      const row = Math.min(from.height - 1, Math.max(0, (down.first[y] ?? 0) + tap)) * to.width;
      for (let x = 0; x < to.width; x += 1) {
        result[y * to.width + x] = (result[y * to.width + x] ?? 0) + weight * (wide[row + x] ?? 0);
      }
    }
  }
  return result;
}
