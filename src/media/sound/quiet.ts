/** Finds where nothing is heard but the noise. */
import { bandCount, type Levels } from './bands.ts';

/** A passage of a sound, in seconds. */
export interface Passage {
  readonly start: number;
  readonly length: number;
}

/** What a sound has for an ear that looks for noise. Levels in dB below full scale. */
export interface QuietFinding {
  /** The quietest steady passage; null where the sound never rests. */
  readonly passage: Passage | null;
  /** Level of that passage, or of the quietest passage of any kind. */
  readonly floor: number;
  /** Level of the loud half of the sound. */
  readonly loud: number;
  /** Per band: how much less there is elsewhere than in the passage, as a factor of 0 to 1. */
  readonly everywhere: readonly number[];
}

/** Rows below this power (−90 dB) are digital silence: nothing can be learnt from them. */
const silence = 1e-9;
/** A passage is looked for with this length, and made longer where it goes on alike. Seconds. */
const looked = 0.4;
const longest = 2;
/** Steady: band levels swing by at most this many dB around their mean. Bare noise swings by 2–3. */
const steady = 4;

const decibels = (power: number): number => 10 * Math.log10(Math.max(power, 1e-12));

/** Looks through the levels of a whole sound. */
export function findQuiet({ step, rows, power, bands }: Levels): QuietFinding {
  const span = Math.max(3, Math.round(looked / step));
  const sorted = power.filter((value) => value > silence).sort();
  const loud = decibels(sorted[Math.floor(sorted.length * 0.75)] ?? 0);
  let best: { at: number; mean: number } | null = null;
  let quietest = Infinity;
  for (let at = 0; at + span <= rows; at += 1) {
    let [sum, least] = [0, Infinity];
    for (let row = at; row < at + span; row += 1) {
      sum += power[row] ?? 0;
      least = Math.min(least, power[row] ?? 0);
    }
    const mean = sum / span;
    if (mean < quietest) quietest = mean;
    if (least <= silence || (best && mean >= best.mean)) continue;
    if (unsteadiness(bands, at, span) < steady) best = { at, mean };
  }
  const floor = decibels(best?.mean ?? (Number.isFinite(quietest) ? quietest : 0));
  if (!best) return { passage: null, floor, loud, everywhere: [] };
  const { mean } = best;
  let [from, to] = [best.at, best.at + span];
  const isAlike = (row: number): boolean => {
    const value = power[row] ?? 0;
    return row >= 0 && row < rows && value > mean * 0.6 && value < mean * 1.6;
  };
  const most = Math.round(longest / step);
  while (to - from < most && isAlike(to)) to += 1;
  while (to - from < most && isAlike(from - 1)) from -= 1;
  return {
    passage: { start: from * step, length: (to - from) * step },
    floor,
    loud,
    everywhere: presence({ step, rows, power, bands }, from, to),
  };
}

/** Mean over the bands of how far (dB, standard deviation) their level swings in these rows. */
function unsteadiness(bands: Float32Array, at: number, span: number): number {
  let total = 0;
  for (let band = 0; band < bandCount; band += 1) {
    let [sum, squares] = [0, 0];
    for (let row = at; row < at + span; row += 1) {
      const level = decibels(bands[row * bandCount + band] ?? 0);
      sum += level;
      squares += level * level;
    }
    total += Math.sqrt(Math.max(0, squares / span - (sum / span) ** 2));
  }
  return total / bandCount;
}

/**
 * Noise that is everywhere cannot be louder than the sound ever is. Where a band falls far below
 * the passage for a tenth of the time, the passage held a note, and only what is left counts.
 */
function presence({ rows, power, bands }: Levels, from: number, to: number): readonly number[] {
  return Array.from({ length: bandCount }, (_, band) => {
    let here = 0;
    for (let row = from; row < to; row += 1) here += bands[row * bandCount + band] ?? 0;
    here /= to - from;
    const all: number[] = [];
    for (let row = 0; row < rows; row += 1) {
      if ((power[row] ?? 0) > silence) all.push(bands[row * bandCount + band] ?? 0);
    }
    const low = Float32Array.from(all).sort()[Math.floor(all.length / 10)] ?? 0;
    // A tenth of bare noise lies some 4 dB below its mean: three times that is the mean again.
    return here > 0 && low < here * 0.1 ? (low * 3) / here : 1;
  });
}
