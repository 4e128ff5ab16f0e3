import { describe, expect, it } from 'vitest';

import { inChannels } from './channels.ts';
import { resampling } from './resample.ts';

const tone = (hertz: number, rate: number, seconds: number): Float32Array =>
  Float32Array.from({ length: Math.round(rate * seconds) }, (_, at) =>
    Math.sin((2 * Math.PI * hertz * at) / rate),
  );

/** Streams a sound through in pieces of uneven length. */
function resampled(samples: Float32Array, from: number, to: number): Float32Array {
  const stage = resampling(1, from, to);
  const parts: Float32Array[] = [];
  for (let at = 0, size = 1; at < samples.length; at += size, size = (size * 7) % 4093) {
    parts.push(stage.push([samples.slice(at, at + size)])[0]!);
  }
  parts.push(stage.end()[0]!);
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

const level = (samples: Float32Array): number =>
  10 * Math.log10(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);

describe('changing the rate of a sound', () => {
  it.each([
    [44_100, 48_000],
    [48_000, 44_100],
    [22_050, 48_000],
    [48_000, 16_000],
    [8000, 44_100],
    [96_000, 48_000],
  ])('keeps length, place and shape from %i to %i Hz', (from, to) => {
    const out = resampled(tone(1000, from, 0.5), from, to);
    expect(out).toHaveLength(Math.round(0.5 * to));
    const wanted = tone(1000, to, 0.5);
    // At its ends the sound breaks off, which no filter renders.
    const inside = (samples: Float32Array) => samples.slice(to / 50, -to / 50);
    const error = inside(out).map((value, at) => value - inside(wanted)[at]!);
    expect(level(error)).toBeLessThan(-80);
  });

  it('lets nothing fold back', () => {
    expect(
      level(resampled(tone(12_000, 48_000, 0.5), 48_000, 16_000).slice(400, -400)),
    ).toBeLessThan(-80);
  });

  it('gives what it was given where the rate stays', () => {
    const samples = tone(440, 48_000, 0.01);
    expect(resampled(samples, 48_000, 48_000)).toEqual(samples);
  });
});

describe('changing the channels of a sound', () => {
  const of = (...values: number[]) => values.map((value) => Float32Array.of(value));
  const levels = (channels: number, ...values: number[]) =>
    inChannels(of(...values), channels).map(([value]) => Number(value!.toFixed(4)));

  it('doubles one, halves two, and mixes more as BS.775 does, never louder than full', () => {
    expect(levels(2, 0.5)).toEqual([0.5, 0.5]);
    expect(levels(1, 0.5, -0.25)).toEqual([0.125]);
    // Left, right, centre, low, back left, back right.
    expect(levels(2, 1, 1, 1, 1, 1, 1)).toEqual([1, 1]);
    expect(levels(2, 0, 0, 0, 1, 0, 0), 'low effects are left out').toEqual([0, 0]);
    const [left, right] = levels(2, 0, 0, 0, 0, 1, 0);
    expect([left! > 0.25, right]).toEqual([true, 0]);
    expect(levels(6, 1, 0, 0, 0, 0, 0)).toHaveLength(6);
  });
});
