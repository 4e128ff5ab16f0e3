/**
 * Changes the rate of a sound as it streams by: a bank of windowed-sinc filters, one for each place
 * that an output sample can take between two input samples (J. O. Smith, "Digital Audio Resampling",
 * 1984; window by Kaiser). Nothing above half of the lower rate is left that would fold back.
 */
import type { Block, Stage } from './overlap-add.ts';

/** Zero crossings of the sinc on each side: how steep the filter is. */
const crossings = 24;
/** Share of the lower half rate that passes. */
const passed = 0.95;
/** Kaiser's β: what is stopped lies about 90 dB down. */
const beta = 9;

/** Bessel function of the first kind, order 0, modified; by its series. */
function bessel(x: number): number {
  let [sum, term] = [1, 1];
  for (let order = 1; term > sum * 1e-12; order += 1) {
    term *= (x / (2 * order)) ** 2;
    sum += term;
  }
  return sum;
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/**
 * A stage from one rate to another (whole numbers of samples a second). Of n samples it makes
 * round(n × to / from); the first of them lies exactly where the first that went in lay.
 */
export function resampling(channels: number, from: number, to: number): Stage {
  if (from === to) {
    return { push: (block) => block, end: () => silence(channels, 0) };
  }
  const common = divisor(from, to);
  /** Output sample n lies at input sample n × step / places. */
  const [places, step] = [to / common, from / common];
  const cut = passed * Math.min(1, to / from);
  const half = Math.ceil(crossings / cut);
  const filters = filterBank(places, half, cut);
  /** Input from sample `base` on; before the first there is silence. */
  let held = silence(channels, half);
  let base = -half;
  let taken = 0;
  let made = 0;

  const produce = (until: number): Block => {
    const end = base + (held[0]?.length ?? 0);
    const most = Math.floor(((end - half - 1) * places) / step) + 1;
    const count = Math.max(0, Math.min(until, most) - made);
    const out = held.map((samples) => {
      const one = new Float32Array(count);
      for (let at = 0; at < count; at += 1) {
        const place = (made + at) * step;
        const whole = Math.floor(place / places);
        const filter = (place - whole * places) * 2 * half;
        const first = whole - half + 1 - base;
        let sum = 0;
        for (let tap = 0; tap < 2 * half; tap += 1) {
          sum += (samples[first + tap] ?? 0) * (filters[filter + tap] ?? 0);
        }
        one[at] = sum;
      }
      return one;
    });
    made += count;
    // What the next output sample still needs begins here.
    const keep = Math.min(end, Math.floor((made * step) / places) - half + 1);
    if (keep > base) {
      held = held.map((samples) => samples.slice(keep - base));
      base = keep;
    }
    return out;
  };

  return {
    push(block) {
      taken += block[0]?.length ?? 0;
      held = held.map((samples, channel) => appended(samples, block[channel]));
      return produce(Infinity);
    },
    end() {
      const rest = new Float32Array(2 * half + 2);
      held = held.map((samples) => appended(samples, rest));
      return produce(Math.round((taken * to) / from));
    },
  };
}

/** The filters one behind the other, each of 2 × half taps that add up to 1. */
function filterBank(places: number, half: number, cut: number): Float32Array {
  const taps = 2 * half;
  const bank = new Float32Array(places * taps);
  for (let place = 0; place < places; place += 1) {
    const weights = Array.from({ length: taps }, (_, tap) => {
      const x = tap - half + 1 - place / places;
      const edge = 1 - (x / half) ** 2;
      return edge <= 0 ? 0 : sinc(x * cut) * bessel(beta * Math.sqrt(edge));
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    weights.forEach((weight, tap) => {
      bank[place * taps + tap] = weight / sum;
    });
  }
  return bank;
}

/** A block of nothing. */
export const silence = (channels: number, length: number): Float32Array[] =>
  Array.from({ length: channels }, () => new Float32Array(length));

function appended(samples: Float32Array, more: Float32Array | undefined): Float32Array {
  if (!more || more.length === 0) return samples;
  const longer = new Float32Array(samples.length + more.length);
  longer.set(samples);
  longer.set(more, samples.length);
  return longer;
}
