/** Programme loudness and true peak as ITU-R BS.1770-4 and EBU R 128 define them. */
import type { Block } from './overlap-add.ts';

/** What a sound measures. */
export interface Loudness {
  /** Integrated loudness in LUFS; −Infinity for silence. */
  readonly integrated: number;
  /** Highest true peak in dBTP; −Infinity for silence. */
  readonly truePeak: number;
}

/** A second-order filter: b0 b1 b2 a1 a2. */
type Filter = readonly [number, number, number, number, number];

/**
 * The two filters of the K weighting for any sample rate: the analogue prototypes behind the
 * coefficients that the standard gives for 48 kHz, by the bilinear transform (as in libebur128).
 */
export function kWeighting(rate: number): readonly [Filter, Filter] {
  const shelf = ((): Filter => {
    const k = Math.tan((Math.PI * 1681.974450955533) / rate);
    const q = 0.7071752369554196;
    const vh = 10 ** (3.999843853973347 / 20);
    const vb = vh ** 0.4996667741545416;
    const a0 = 1 + k / q + k * k;
    return [
      (vh + (vb * k) / q + k * k) / a0,
      (2 * (k * k - vh)) / a0,
      (vh - (vb * k) / q + k * k) / a0,
      (2 * (k * k - 1)) / a0,
      (1 - k / q + k * k) / a0,
    ];
  })();
  const k = Math.tan((Math.PI * 38.13547087602444) / rate);
  const q = 0.5003270373238773;
  const a0 = 1 + k / q + k * k;
  return [shelf, [1, -2, 1, (2 * (k * k - 1)) / a0, (1 - k / q + k * k) / a0]];
}

/** Weight of each channel in the usual order of WAVE files: the low-frequency one does not count. */
export function channelWeights(channels: number): readonly number[] {
  const behind = 1.41;
  if (channels === 4) return [1, 1, behind, behind];
  if (channels === 5) return [1, 1, 1, behind, behind];
  if (channels === 6) return [1, 1, 1, 0, behind, behind];
  if (channels === 7) return [1, 1, 1, 0, 1, behind, behind];
  if (channels === 8) return [1, 1, 1, 0, 1, 1, behind, behind];
  return Array.from({ length: channels }, () => 1);
}

const lufs = (power: number): number => -0.691 + 10 * Math.log10(power);

/** Oversampling by four with a windowed sinc of 12 taps a phase, as annex 2 of the standard asks. */
const taps = 12;
export const truePeakPhases: readonly Float64Array[] = [0, 1, 2, 3].map((phase) => {
  const weights = Float64Array.from({ length: taps }, (_, at) => {
    const x = at - taps / 2 + 1 - phase / 4;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return sinc * Math.cos((Math.PI * x) / (taps + 1)) ** 2;
  });
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
});

/** No true peak is higher than the highest sample near it times this. */
export const mostOver = Math.max(
  ...truePeakPhases.map((weights) => weights.reduce((sum, weight) => sum + Math.abs(weight), 0)),
);

/** Finds the highest true peak of one channel over calls; amplitude, 1 is full scale. */
function peakFinder() {
  const line = new Float64Array(taps * 2);
  let at = 0;
  let peak = 0;
  /** For so many samples more something may pass the highest peak. */
  let near = 0;
  return {
    push(samples: Float32Array): void {
      for (const value of samples) {
        line[at] = value;
        line[at + taps] = value;
        at = (at + 1) % taps;
        if (Math.abs(value) * mostOver > peak) near = taps;
        if (near === 0) continue;
        near -= 1;
        for (const weights of truePeakPhases) {
          let sum = 0;
          for (let tap = 0; tap < taps; tap += 1) {
            sum += (weights[tap] ?? 0) * (line[at + taps - 1 - tap] ?? 0);
          }
          peak = Math.max(peak, Math.abs(sum));
        }
      }
    },
    peak: () => peak,
  };
}

/** Measures a sound as it streams by. Blocks of 400 ms, a quarter apart, gated at −70 LUFS and −10 LU. */
export function loudnessMeter(channels: number, rate: number) {
  const weights = channelWeights(channels);
  const [shelf, high] = kWeighting(rate);
  const states = weights.map(() => new Float64Array(4));
  const peaks = weights.map(() => peakFinder());
  const step = Math.round(rate / 10);
  const quarters: number[] = [];
  let sum = 0;
  let counted = 0;
  return {
    push(block: Block): void {
      const length = block[0]?.length ?? 0;
      for (let from = 0; from < length;) {
        const to = Math.min(length, from + step - counted);
        weights.forEach((weight, channel) => {
          const samples = block[channel]?.subarray(from, to);
          const state = states[channel];
          if (!samples || !state) return;
          peaks[channel]?.push(samples);
          if (weight > 0) sum += weight * filtered(samples, state, shelf, high);
        });
        counted += to - from;
        from = to;
        if (counted === step) {
          quarters.push(sum / step);
          [sum, counted] = [0, 0];
        }
      }
    },
    measured: (): Loudness => ({
      integrated: integrated(quarters),
      truePeak: 20 * Math.log10(Math.max(0, ...peaks.map((finder) => finder.peak()))),
    }),
  };
}

/** Sum of the squares of the weighted samples; the filters keep their state between calls. */
function filtered(
  samples: Float32Array,
  state: Float64Array,
  [b0, b1, b2, a1, a2]: Filter,
  [c0, c1, c2, d1, d2]: Filter,
): number {
  let [s0, s1, s2, s3] = [state[0] ?? 0, state[1] ?? 0, state[2] ?? 0, state[3] ?? 0];
  let sum = 0;
  for (const x of samples) {
    const y = b0 * x + s0;
    s0 = b1 * x - a1 * y + s1;
    s1 = b2 * x - a2 * y;
    const z = c0 * y + s2;
    s2 = c1 * y - d1 * z + s3;
    s3 = c2 * y - d2 * z;
    sum += z * z;
  }
  state.set([s0, s1, s2, s3]);
  return sum;
}

function integrated(quarters: readonly number[]): number {
  const blocks: number[] = [];
  for (let at = 0; at + 4 <= quarters.length; at += 1) {
    let sum = 0;
    for (let quarter = at; quarter < at + 4; quarter += 1) sum += quarters[quarter] ?? 0;
    blocks.push(sum / 4);
  }
  const mean = (of: readonly number[]): number =>
    of.length === 0 ? 0 : of.reduce((all, one) => all + one, 0) / of.length;
  // Shorter than one block: all that there is.
  if (blocks.length === 0) blocks.push(mean(quarters));
  const heard = blocks.filter((power) => lufs(power) > -70);
  const threshold = lufs(mean(heard)) - 10;
  const kept = heard.filter((power) => lufs(power) > threshold);
  return kept.length === 0 ? -Infinity : lufs(mean(kept));
}
