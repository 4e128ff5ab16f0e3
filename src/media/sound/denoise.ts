/** Takes steady noise out of a sound: what it learns, what it does, and when it had better not. */
import { bandCount, windowOf } from './bands.ts';
import { realFft } from './fft.ts';
import { overlapAdd, rootHann, type Block, type Stage } from './overlap-add.ts';
import type { QuietFinding } from './quiet.ts';
import { suppressor, type NoiseProfile } from './suppress.ts';

/** Below this level (dB below full scale) nobody hears noise. */
const inaudible = -70;
/** Noise this far (dB) below the sound is left alone: taking it away would cost more than it gives. */
const farBelow = 50;

/** Where the loud half is no louder than this (dB) above the passage, one thing goes on all the time. */
const alike = 1.5;

/** Why nothing should be done to a sound, in a short sentence with the level; null where there is noise. */
export function nothingToClean({ passage, floor, loud }: QuietFinding): string | null {
  const level = `${Math.round(floor)} dB`.replace('-', '−');
  if (floor < inaudible) return `its quietest passage lies at ${level}, which is as good as silent`;
  if (!passage) return 'it has no steady passage from which noise could be learnt';
  if (loud - floor < alike) {
    return 'it sounds alike from beginning to end, so that noise cannot be told from what should stay; choose a passage that is nothing but noise';
  }
  if (loud - floor > farBelow) return `its noise lies at ${level}, far below the sound`;
  return null;
}

/** Learns the noise of a passage as it streams by. Shorter than one window teaches nothing (null). */
export function profileMeter(channels: number, rate: number) {
  const size = windowOf(rate);
  const bins = size / 2 + 1;
  const fft = realFft(size);
  const window = rootHann(size);
  const [re, im] = [new Float64Array(bins), new Float64Array(bins)];
  const frame = new Float64Array(size);
  const sums = Array.from({ length: channels }, () => new Float64Array(bins));
  let held: Block = Array.from({ length: channels }, () => new Float32Array(0));
  let windows = 0;
  return {
    push(block: Block): void {
      const lines = held.map((old, channel) => joined(old, block[channel] ?? new Float32Array(0)));
      const length = lines[0]?.length ?? 0;
      let at = 0;
      for (; at + size <= length; at += size / 4) {
        lines.forEach((line, channel) => {
          for (let n = 0; n < size; n += 1) frame[n] = (line[at + n] ?? 0) * (window[n] ?? 0);
          fft.forward(frame, re, im);
          const sum = sums[channel] ?? new Float64Array(bins);
          for (let k = 0; k < bins; k += 1) {
            sum[k] = (sum[k] ?? 0) + (re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2;
          }
        });
        windows += 1;
      }
      held = lines.map((line) => line.slice(at));
    },
    /** @param everywhere how much of each band counts, from `findQuiet`; all where a person chose */
    profile(everywhere: readonly number[] = []): NoiseProfile | null {
      if (windows === 0) return null;
      return sums.map((sum) =>
        sum.map((power, k) => (power / windows) * (everywhere[bandOf(k, bins, rate)] ?? 1)),
      );
    },
  };
}

/** The band of `bands.ts` in which a bin lies, nearly. */
function bandOf(k: number, bins: number, rate: number): number {
  const frequency = (k * rate) / (2 * (bins - 1));
  const share = Math.log(Math.max(60, frequency) / 60) / Math.log((rate * 0.45) / 60);
  return Math.min(bandCount - 1, Math.floor(share * bandCount));
}

const joined = (one: Float32Array, other: Float32Array): Float32Array => {
  const whole = new Float32Array(one.length + other.length);
  whole.set(one);
  whole.set(other, one.length);
  return whole;
};

/** How much to take away. */
export interface DenoiseStrength {
  /** 0 to 100: 0 leaves the sound as it is, 100 takes noise down by 36 dB. */
  readonly strength: number;
  /** 0 to 100: how much of the cleaned sound is heard; the rest is the original. */
  readonly mix: number;
}

/**
 * Cleans a sound as it streams through, without delay and to the sample as long as it was.
 *
 * @param profile from `profileMeter` with the same rate
 */
export function denoiser(
  rate: number,
  profile: NoiseProfile,
  { strength, mix }: DenoiseStrength,
): Stage {
  const floor = 10 ** ((-0.36 * strength) / 20);
  // Past the middle a little more is taken than was measured, for noise that is not quite steady.
  const over = 1 + Math.max(0, strength - 50) / 100;
  const wet = strength === 0 ? 0 : mix / 100;
  const channels = profile.map((noise) => suppressor(noise, floor, over, wet));
  return overlapAdd(profile.length, windowOf(rate), (channel, re, im) => {
    if (wet > 0) channels[channel]?.(re, im);
  });
}
