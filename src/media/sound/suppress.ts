/** How much of each bin is kept: gains from the ratio of speech to noise, without musical noise. */

/** Noise power per bin (of the same window as the sound), one array a channel. */
export type NoiseProfile = readonly Float64Array[];

/** exp(E1(v) / 2) in steps of 1 / 16 octave from v = 2^−20 to 2^6. */
const lowest = -20;
const perOctave = 16;
const table = Float64Array.from({ length: 26 * perOctave + 2 }, (_, at) =>
  Math.exp(0.5 * expIntegral(2 ** (lowest + at / perOctave))),
);

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
  const place = (Math.log2(wiener * posterior + 1e-300) - lowest) * perOctave;
  if (place <= 0) return Math.min(1, wiener * (table[0] ?? 1));
  const at = Math.floor(place);
  if (at >= table.length - 1) return wiener;
  const [one, next] = [table[at] ?? 1, table[at + 1] ?? 1];
  return Math.min(1, wiener * (one + (next - one) * (place - at)));
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
  const ratios = new Float64Array(bins);
  const gains = new Float64Array(bins);
  return (re: Float64Array, im: Float64Array): void => {
    for (let k = 0; k < bins; k += 1) {
      const power = (re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2;
      const expected = over * (noise[k] ?? 0) + 1e-30;
      const posterior = Math.min(1e4, power / expected);
      const prior = Math.max(
        leastPrior,
        smoothing * ((before[k] ?? 0) / expected) + (1 - smoothing) * Math.max(0, posterior - 1),
      );
      const first = prior / (1 + prior);
      ratios[k] = posterior;
      // Second step: the estimate of this very frame instead of the last one.
      gains[k] = Math.max(leastPrior, first * first * posterior);
    }
    for (let k = 0; k < bins; k += 1) {
      const prior = gains[k] ?? 0;
      const gain = logSpectralGain(prior, ratios[k] ?? 0);
      const power = (re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2;
      before[k] = gain * gain * power;
      const kept = 1 + wet * (Math.max(floor, gain) - 1);
      re[k] = (re[k] ?? 0) * kept;
      im[k] = (im[k] ?? 0) * kept;
    }
  };
}
