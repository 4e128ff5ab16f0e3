/** Denoise and sharpen: filters on blocks with a margin, deterministic, without a model. */
import type { Pixels, PixelSource } from './pixels.ts';
import { filtered } from './views.ts';

const denoiseRadius = 3;

/**
 * Bilateral filter (Tomasi and Manduchi 1998), 7 × 7: each pixel becomes the mean of those near
 * it in place and colour, so that grain goes and edges stay. Weights are whole numbers from a
 * table, so that every machine gives the same bytes.
 *
 * @param strength 0–1
 */
export function denoised(source: PixelSource, strength: number): PixelSource {
  const spread = 6 + strength * 34;
  // Index: squared distance of colour over 16 (the largest is 195,075).
  const near = new Uint16Array((195_075 >> 4) + 1).map((_, index) =>
    Math.round(1024 * Math.exp((-index * 16) / (2 * 3 * spread * spread))),
  );
  const side = 2 * denoiseRadius + 1;
  const places = new Uint16Array(side * side).map((_, index) => {
    const dx = (index % side) - denoiseRadius;
    const dy = Math.floor(index / side) - denoiseRadius;
    return Math.round(64 * Math.exp(-(dx * dx + dy * dy) / (2 * 2 * 2)));
  });
  return filtered(source, denoiseRadius, (block, width, height) => {
    const result: Pixels = new Uint8ClampedArray(block.length);
    for (let y = denoiseRadius; y < height - denoiseRadius; y += 1) {
      for (let x = denoiseRadius; x < width - denoiseRadius; x += 1) {
        const at = (y * width + x) * 4;
        const [red, green, blue] = [block[at] ?? 0, block[at + 1] ?? 0, block[at + 2] ?? 0];
        let [reds, greens, blues, total] = [0, 0, 0, 0];
        for (let row = 0, place = 0; row < side; row += 1) {
          let other = ((y + row - denoiseRadius) * width + x - denoiseRadius) * 4;
          for (let column = 0; column < side; column += 1, place += 1, other += 4) {
            const r = block[other] ?? 0;
            const g = block[other + 1] ?? 0;
            const b = block[other + 2] ?? 0;
            // Hidden colours do not count.
            if (block[other + 3] === 0) continue;
            const dr = r - red;
            const dg = g - green;
            const db = b - blue;
            const distance = dr * dr + dg * dg + db * db;
            const weight = (near[distance >> 4] ?? 0) * (places[place] ?? 0);
            reds += r * weight;
            greens += g * weight;
            blues += b * weight;
            total += weight;
          }
        }
        result[at] = total > 0 ? reds / total : red;
        result[at + 1] = total > 0 ? greens / total : green;
        result[at + 2] = total > 0 ? blues / total : blue;
        result[at + 3] = block[at + 3] ?? 0;
      }
    }
    return result;
  });
}

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
