/** How much of each bin is kept: gains from the ratio of speech to noise, without musical noise. */

/** Noise power per bin (of the same window as the sound), one array a channel. */
export type NoiseProfile = readonly Float64Array[];

/** exp(E1(v) / 2) from v = 2^−20 to 2^6, in sixteen even steps an octave. */
const lowest = -20;
const octaves = 26;
const steps = 16;
const table = Float64Array.from({ length: octaves * steps + 1 }, (_, at) =>
  Math.exp(0.5 * expIntegral(2 ** (lowest + Math.floor(at / steps)) * (1 + (at % steps) / steps))),
);
/** A number of 32 bits: its upper bits are the place in the table, with no logarithm taken. */
const number = new Float32Array(1);
const bits = new Uint32Array(number.buffer);
const firstPlace = (127 + lowest) * steps;

/** The exponential integral E1(x) = ∫ₓ^∞ e⁻ᵗ / t dt; Abramowitz & Stegun 5.1.53 and 5.1.56. */
export function expIntegral(x: number): number {
  if (x <= 1) {
    const c = [-0.57721566, 0.99999193, -0.24991055, 0.05519968, -0.00976004, 0.00107857];
    return c.reduceRight((sum, factor) => sum * x + factor, 0) - Math.log(x);
  }
  const above = (((x + 8.5733287401) * x + 18.059016973) * x + 8.6347608925) * x + 0.2677737343;
  const below = (((x + 9.5733223454) * x + 25.6329561486) * x + 21.0996530827) * x + 3.9584969228;
  return (Math.exp(-x) / x) * (above / below);
}

/** Gain that minimises the error of the logarithm of the amplitude (Ephraim & Malah 1985, eq. 20). */
export function logSpectralGain(prior: number, posterior: number): number {
  const wiener = prior / (1 + prior);
  number[0] = wiener * posterior;
  const word = bits[0] ?? 0;
  const at = (word >>> 19) - firstPlace;
  if (at < 0) return Math.min(1, wiener * (table[0] ?? 1));
  if (at >= octaves * steps) return wiener;
  const one = table[at] ?? 1;
  return Math.min(1, wiener * (one + ((table[at + 1] ?? 1) - one) * ((word & 0x7ffff) / 0x80000)));
}

/** How strongly the newest frame counts against the last one. */
const smoothing = 0.97;
const leastPrior = 10 ** (-25 / 10);

/**
 * A suppressor for one channel: log-spectral amplitude estimation with the decision-directed
 * a-priori ratio of Ephraim & Malah (1984, 1985), refined by a second step that takes away the
 * delay of one frame (Plapous, Marro & Scalart 2006). The gain never falls below `floor`.
 *
 * @param noise power per bin
 * @param floor least gain, 0 to 1
 * @param over factor on the noise; more than 1 takes away more than was measured
 * @param wet how much of the result is cleaned, 0 to 1; the rest is the original
 */
export function suppressor(noise: Float64Array, floor: number, over: number, wet: number) {
  const bins = noise.length;
  const before = new Float64Array(bins);
  const perNoise = noise.map((power) => 1 / (over * power + 1e-30));
  return (re: Float64Array, im: Float64Array): void => {
    for (let k = 0; k < bins; k += 1) {
      const [real, imaginary] = [re[k] ?? 0, im[k] ?? 0];
      const power = real * real + imaginary * imaginary;
      const known = perNoise[k] ?? 0;
      const posterior = Math.min(1e4, power * known);
      const prior = Math.max(
        leastPrior,
        smoothing * (before[k] ?? 0) * known + (1 - smoothing) * Math.max(0, posterior - 1),
      );
      // Second step: the estimate of this very frame instead of the last one.
      const first = prior / (1 + prior);
      const gain = logSpectralGain(Math.max(leastPrior, first * first * posterior), posterior);
      before[k] = gain * gain * power;
      const kept = 1 + wet * (Math.max(floor, gain) - 1);
      re[k] = real * kept;
      im[k] = imaginary * kept;
    }
  };
}
