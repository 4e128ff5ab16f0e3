/** Signals for tests, made on the spot: the same seed gives the same samples. */

/** mulberry32: a repeatable source of chance, 0 ≤ x < 1. */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Gaussian noise of mean 0 and deviation 1 (Box & Muller). */
export function whiteNoise(length: number, seed: number): Float32Array {
  const chance = chanceFrom(seed);
  return Float32Array.from(
    { length },
    () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance()),
  );
}

/** A fan: noise through a low-pass of 400 Hz, and a hum of 50 Hz with overtones. */
export function fanNoise(length: number, rate: number, seed: number): Float32Array {
  const noise = whiteNoise(length, seed);
  const share = 1 - Math.exp((-2 * Math.PI * 400) / rate);
  let low = 0;
  return noise.map((value, at) => {
    low += share * (value - low);
    let hum = 0;
    for (const [order, level] of [
      [1, 1],
      [2, 0.7],
      [3, 0.4],
      [5, 0.2],
    ] as const) {
      hum += level * Math.sin((2 * Math.PI * 50 * order * at) / rate);
    }
    return low * 4 + hum * 0.25;
  });
}

/**
 * Something built like speech: syllables of a gliding voice with three formants, hissing
 * consonants between them, and a pause of silence after every few.
 */
export function speechLike(length: number, rate: number, seed: number): Float32Array {
  const chance = chanceFrom(seed);
  const hiss = whiteNoise(length, seed + 1);
  const out = new Float32Array(length);
  const formants = Array.from({ length: 3 }, () => ({ y1: 0, y2: 0 }));
  let at = Math.floor(rate * 0.6);
  let phase = 0;
  while (at < length) {
    for (let syllable = 0; syllable < 4 && at < length; syllable += 1) {
      const voiced = Math.floor(rate * (0.1 + 0.14 * chance()));
      const pitch = 95 + 60 * chance();
      const glide = 0.8 + 0.4 * chance();
      const centres = [350 + 450 * chance(), 900 + 1300 * chance(), 2300 + 700 * chance()];
      const loud = 0.5 + 0.5 * chance();
      for (let n = 0; n < voiced && at < length; n += 1, at += 1) {
        const part = n / voiced;
        phase += (pitch * (1 + (glide - 1) * part)) / rate;
        const pulse = phase >= 1 ? 1 : 0;
        phase %= 1;
        let sample = 0;
        formants.forEach((state, order) => {
          const band = 60 + 40 * order;
          const r = Math.exp((-Math.PI * band) / rate);
          const turn = (2 * Math.PI * (centres[order] ?? 500)) / rate;
          const y = pulse + 2 * r * Math.cos(turn) * state.y1 - r * r * state.y2;
          state.y2 = state.y1;
          state.y1 = y;
          sample += y * ([1, 0.6, 0.3][order] ?? 0) * Math.sin(turn);
        });
        out[at] = sample * loud * Math.sin(Math.PI * part) ** 0.5 * 0.25;
      }
      const consonant = Math.floor(rate * (0.03 + 0.05 * chance()));
      let before = 0;
      for (let n = 0; n < consonant && at < length; n += 1, at += 1) {
        const white = hiss[at] ?? 0;
        out[at] = (white - before) * 0.02 * Math.sin((Math.PI * n) / consonant);
        before = white;
      }
    }
    at += Math.floor(rate * (0.25 + 0.3 * chance()));
  }
  return out;
}

const power = (samples: Float32Array): number =>
  samples.reduce((sum, value) => sum + value * value, 0) / samples.length;

/** Sound with noise added at a ratio in dB; both keep the level of the sound. */
export function atRatio(sound: Float32Array, noise: Float32Array, decibels: number): Float32Array {
  const level = Math.sqrt(power(sound) / power(noise) / 10 ** (decibels / 10));
  return sound.map((value, at) => value + level * (noise[at] ?? 0));
}

/** Scale-invariant signal-to-distortion ratio in dB (Le Roux et al. 2019). */
export function siSdr(reference: Float32Array, estimate: Float32Array): number {
  let [dot, own] = [0, 0];
  reference.forEach((value, at) => {
    dot += value * (estimate[at] ?? 0);
    own += value * value;
  });
  const scale = dot / own;
  let [target, rest] = [0, 0];
  reference.forEach((value, at) => {
    target += (scale * value) ** 2;
    rest += (scale * value - (estimate[at] ?? 0)) ** 2;
  });
  return 10 * Math.log10(target / rest);
}

/** The shift (samples) at which two sounds agree most, looked for within ± `range`. */
export function bestShift(one: Float32Array, other: Float32Array, range: number): number {
  let [best, at] = [-Infinity, 0];
  for (let shift = -range; shift <= range; shift += 1) {
    let sum = 0;
    for (let n = range; n < one.length - range; n += 1)
      sum += (one[n] ?? 0) * (other[n + shift] ?? 0);
    if (sum > best) [best, at] = [sum, shift];
  }
  return at;
}
