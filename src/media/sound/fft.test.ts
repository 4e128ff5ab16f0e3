import { describe, expect, it } from 'vitest';

import { realFft } from './fft.ts';
import { chanceFrom } from './test-signals.ts';

/** The sum as the textbook writes it. */
function naive(samples: Float64Array): { readonly re: number[]; readonly im: number[] } {
  const re: number[] = [];
  const im: number[] = [];
  for (let k = 0; k <= samples.length / 2; k += 1) {
    let [a, b] = [0, 0];
    samples.forEach((value, at) => {
      a += value * Math.cos((2 * Math.PI * k * at) / samples.length);
      b -= value * Math.sin((2 * Math.PI * k * at) / samples.length);
    });
    re.push(a);
    im.push(b);
  }
  return { re, im };
}

describe('realFft', () => {
  it.each([8, 16, 64, 512])('agrees with the sum of the definition at %i points', (size) => {
    const chance = chanceFrom(size);
    const samples = Float64Array.from({ length: size }, () => chance() * 2 - 1);
    const [re, im] = [new Float64Array(size / 2 + 1), new Float64Array(size / 2 + 1)];
    realFft(size).forward(samples, re, im);
    const expected = naive(samples);
    expected.re.forEach((value, k) => expect(re[k]).toBeCloseTo(value, 9));
    expected.im.forEach((value, k) => expect(im[k]).toBeCloseTo(value, 9));
  });

  it('comes back to the same samples', () => {
    const chance = chanceFrom(3);
    const samples = Float64Array.from({ length: 2048 }, () => chance() * 2 - 1);
    const [re, im] = [new Float64Array(1025), new Float64Array(1025)];
    const back = new Float64Array(2048);
    const fft = realFft(2048);
    fft.forward(samples, re, im);
    fft.inverse(re, im, back);
    const worst = samples.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - back[at]!)),
      0,
    );
    expect(worst).toBeLessThan(1e-13);
  });

  it('refuses what is no power of two', () => {
    expect(() => realFft(1000)).toThrow(RangeError);
  });
});
