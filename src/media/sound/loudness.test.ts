import { describe, expect, it } from 'vitest';

import { limiter } from './limiter.ts';
import type { Block } from './overlap-add.ts';
import { kWeighting, loudnessMeter } from './loudness.ts';
import { bestShift, whiteNoise } from './test-signals.ts';

const rate = 48_000;
const sine = (seconds: number, hertz: number, amplitude: number, at = rate, phase = 0) =>
  Float32Array.from(
    { length: Math.round(seconds * at) },
    (_, n) => amplitude * Math.sin((2 * Math.PI * hertz * n) / at + phase),
  );
const level = (decibels: number): number => 10 ** (decibels / 20);
const measure = (block: Float32Array[], at = rate) => {
  const meter = loudnessMeter(block.length, at);
  // In uneven pieces, as sound comes.
  for (let from = 0; from < block[0]!.length; from += 7001) {
    meter.push(block.map((samples) => samples.subarray(from, from + 7001)));
  }
  return meter.measured();
};

describe('loudness of ITU-R BS.1770-4', () => {
  it('has the coefficients that the standard prints for 48 kHz', () => {
    const [shelf, high] = kWeighting(48_000);
    [
      1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585,
    ].forEach((value, at) => expect(shelf[at]).toBeCloseTo(value, 6));
    [1, -2, 1, -1.99004745483398, 0.99007225036621].forEach((value, at) =>
      expect(high[at]).toBeCloseTo(value, 6),
    );
  });

  it.each([48_000, 44_100, 16_000, 96_000])('reads 997 Hz as it must at %i Hz', (at) => {
    // A full-scale sine in one front channel is −3.01 LKFS; the same in two is 3 dB more.
    expect(measure([sine(4, 997, 1, at)], at).integrated).toBeCloseTo(-3.01, 1);
    const one = sine(5, 997, level(-23), at);
    expect(measure([one, one], at).integrated).toBeCloseTo(-23, 1);
  });

  it('gates what is quiet (EBU Tech 3341, cases 3 and 4)', () => {
    const parts = (levels: readonly (readonly [number, number])[]) => {
      const whole = levels.flatMap(([seconds, at]) => [...sine(seconds, 997, level(at))]);
      const samples = Float32Array.from(whole);
      return measure([samples, samples]).integrated;
    };
    // The standard allows a tenth of a unit either way.
    const off = (levels: readonly (readonly [number, number])[]) => Math.abs(parts(levels) + 23);
    expect(
      off([
        [3, -36],
        [20, -23],
        [3, -36],
      ]),
    ).toBeLessThanOrEqual(0.1);
    expect(
      off([
        [3, -72],
        [3, -36],
        [20, -23],
        [3, -36],
        [3, -72],
      ]),
    ).toBeLessThanOrEqual(0.1);
  });

  it('counts what is behind more and the low channel not at all (case 6)', () => {
    const at = (decibels: number) => sine(5, 997, level(decibels));
    const block = [at(-28), at(-28), at(-24), at(0), at(-30), at(-30)];
    expect(measure(block).integrated).toBeCloseTo(-23, 1);
  });

  it('finds peaks between the samples (cases 15 to 18)', () => {
    expect(measure([sine(1, rate / 4, 0.5)]).truePeak).toBeCloseTo(-6, 0);
    const between = measure([sine(1, rate / 4, 0.5, rate, Math.PI / 4)]).truePeak;
    expect(between).toBeGreaterThan(-6.4);
    expect(between).toBeLessThan(-5.8);
    expect(measure([sine(1, rate / 6, 0.5, rate, Math.PI / 3)]).truePeak).toBeGreaterThan(-6.4);
  });

  it('calls silence silent', () => {
    expect(measure([new Float32Array(rate)])).toEqual({
      integrated: -Infinity,
      truePeak: -Infinity,
    });
  });
});

describe('the limiter', () => {
  const ceiling = level(-1);
  const run = (block: Float32Array[], gain: number) => {
    const stage = limiter(block.length, rate, gain, ceiling);
    const parts: Block[] = [];
    for (let from = 0; from < block[0]!.length; from += 5003) {
      parts.push(stage.push(block.map((samples) => samples.subarray(from, from + 5003))));
    }
    parts.push(stage.end());
    return block.map((_, c) => Float32Array.from(parts.flatMap((part) => [...part[c]!])));
  };

  it('keeps every true peak under the ceiling, the length, and the place', () => {
    const noise = whiteNoise(rate, 3).map((value, at) => value * (at % 9000 < 500 ? 0.4 : 0.05));
    const [out] = run([noise], 3);
    expect(out!.length).toBe(noise.length);
    expect(measure([out!]).truePeak).toBeLessThan(-0.9);
    expect(bestShift(noise.subarray(0, 9000), out!.subarray(0, 9000), 60)).toBe(0);
  });

  it('only multiplies where nothing is too loud', () => {
    const quiet = sine(0.5, 440, 0.1);
    const [out] = run([quiet], 2);
    expect(out!.every((value, at) => Math.abs(value - 2 * quiet[at]!) < 1e-7)).toBe(true);
  });
});
