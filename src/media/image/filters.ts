/** Sharpening on blocks with a margin, deterministic, without a model. */
import type { Pixels, PixelSource } from './pixels.ts';
import { filtered } from './views.ts';

/** Half of a binomial kernel close to a Gaussian of 1.2 pixels; the whole sums to 64. */
const blurWeights = [1, 6, 15, 20, 15, 6, 1] as const;
const blurRadius = 3;
/** Differences up to this many levels are taken for noise and left alone. */
const threshold = 2;

/**
 * Unsharp mask: adds what a blur takes away, the same to all three channels so that no colour
 * fringes appear.
 *
 * @param strength 0–1, up to 1.5 times the lost detail
 */
export function sharpened(source: PixelSource, strength: number): PixelSource {
  const amount = strength * 1.5;
  return filtered(source, blurRadius, (block, width, height) => {
    const luma = new Float32Array(width * height);
    for (let index = 0; index < luma.length; index += 1) {
      const at = index * 4;
      luma[index] =
        0.2126 * (block[at] ?? 0) + 0.7152 * (block[at + 1] ?? 0) + 0.0722 * (block[at + 2] ?? 0);
    }
    const across = blurAlong(luma, 1);
    const blurred = blurAlong(across, width);
    const result: Pixels = new Uint8ClampedArray(block);
    for (let y = blurRadius; y < height - blurRadius; y += 1) {
      for (let x = blurRadius; x < width - blurRadius; x += 1) {
        const index = y * width + x;
        const lost = (luma[index] ?? 0) - (blurred[index] ?? 0);
        const sure = Math.sign(lost) * Math.max(0, Math.abs(lost) - threshold);
        const at = index * 4;
        if ((block[at + 3] ?? 0) === 0) continue;
        for (let channel = 0; channel < 3; channel += 1) {
          result[at + channel] = (block[at + channel] ?? 0) + amount * sure;
        }
      }
    }
    return result;
  });
}

/** One pass of the blur along rows (step 1) or columns (step = width); the margin goes wrong. */
function blurAlong(values: Float32Array, step: number): Float32Array {
  const result = new Float32Array(values.length);
  const reach = blurRadius * step;
  for (let index = reach; index < values.length - reach; index += 1) {
    let sum = 0;
    for (let tap = 0; tap < blurWeights.length; tap += 1) {
      sum += (values[index + (tap - blurRadius) * step] ?? 0) * (blurWeights[tap] ?? 0);
    }
    result[index] = sum / 64;
  }
  return result;
}
