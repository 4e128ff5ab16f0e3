import { describe, expect, it } from 'vitest';

import { levelsMeter } from './bands.ts';
import { denoiser, nothingToClean, profileMeter } from './denoise.ts';
import type { Block, Stage } from './overlap-add.ts';
import { findQuiet, type QuietFinding } from './quiet.ts';
import { expIntegral, logSpectralGain } from './suppress.ts';
import { atRatio, bestShift, fanNoise, siSdr, speechLike, whiteNoise } from './test-signals.ts';

const rate = 48_000;
const speech = speechLike(rate * 6, rate, 5);

/** Streams a sound through in uneven pieces. */
export function through(stage: Stage, sound: Block): Float32Array[] {
  const parts: Block[] = [];
  const length = sound[0]!.length;
  for (let at = 0, piece = 1; at < length; at += piece, piece = ((piece * 7) % 30_011) + 1) {
    parts.push(stage.push(sound.map((samples) => samples.subarray(at, at + piece))));
  }
  parts.push(stage.end());
  return sound.map((_, channel) => {
    const out: number[] = [];
    for (const part of parts) for (const value of part[channel]!) out.push(value);
    return Float32Array.from(out);
  });
}

function learnt(sound: Block): {
  found: QuietFinding;
  clean: (strength?: number) => Float32Array[];
} {
  const meter = levelsMeter(sound.length, rate);
  meter.push(sound);
  const found = findQuiet(meter.levels());
  return {
    found,
    clean: (strength = 60) => {
      const passage = found.passage!;
      const [from, to] = [passage.start * rate, (passage.start + passage.length) * rate];
      const profile = profileMeter(sound.length, rate);
      profile.push(sound.map((samples) => samples.subarray(Math.round(from), Math.round(to))));
      const noise = profile.profile(found.everywhere)!;
      return through(denoiser(rate, noise, { strength, mix: 100 }), sound);
    },
  };
}

describe('the log-spectral gain', () => {
  it('knows the exponential integral', () => {
    // Abramowitz & Stegun, table 5.1.
    expect(expIntegral(0.5)).toBeCloseTo(0.559773595, 5);
    expect(expIntegral(1.0)).toBeCloseTo(0.219383934, 5);
    expect(expIntegral(2.0)).toBeCloseTo(0.048900511, 6);
  });
  it('keeps what is far above the noise and takes what is in it', () => {
    expect(logSpectralGain(1e3, 1e3)).toBeCloseTo(1, 2);
    expect(logSpectralGain(0.01, 1)).toBeLessThan(0.15);
  });
});

describe('denoising sound', () => {
  it.each([
    ['white', whiteNoise(speech.length, 9)],
    ['a fan', fanNoise(speech.length, rate, 9)],
  ])('gains at least 5 dB SI-SDR at 5 dB: %s', (_, noise) => {
    const noisy = atRatio(speech, noise, 5);
    const { found, clean } = learnt([noisy]);
    expect(nothingToClean(found)).toBeNull();
    const before = siSdr(speech, noisy);
    const after = siSdr(speech, clean()[0]!);
    console.log(`SI-SDR ${before.toFixed(2)} → ${after.toFixed(2)} dB`);
    expect(before).toBeCloseTo(5, 0);
    expect(after - before).toBeGreaterThanOrEqual(5);
  });

  it('leaves in pauses a quiet, even rest: no twittering', () => {
    const noisy = atRatio(speech, whiteNoise(speech.length, 9), 5);
    const cleaned = learnt([noisy]).clean()[0]!;
    const pause = (of: Float32Array) => of.subarray(4096, rate * 0.5);
    const power = (of: Float32Array) =>
      of.reduce((sum, value) => sum + value * value, 0) / of.length;
    const drop = 10 * Math.log10(power(pause(noisy)) / power(pause(cleaned)));
    // Single tones that come and go would make rare high samples: a kurtosis far above noise's 3.
    const rest = pause(cleaned);
    const fourth = rest.reduce((sum, value) => sum + value ** 4, 0) / rest.length;
    const kurtosis = fourth / power(rest) ** 2;
    console.log(`pause ${drop.toFixed(1)} dB lower, kurtosis ${kurtosis.toFixed(2)}`);
    expect(drop).toBeGreaterThan(15);
    expect(kurtosis).toBeLessThan(4.5);
  });

  it('does not harm sound with little noise', () => {
    const noisy = atRatio(speech, whiteNoise(speech.length, 4), 30);
    const { clean } = learnt([noisy]);
    expect(siSdr(speech, clean()[0]!)).toBeGreaterThan(30 - 0.5);
  });

  it('finds nothing to do on clean sound, and would leave it nearly as it is', () => {
    const breathing = atRatio(speech, whiteNoise(speech.length, 4), 45);
    for (const sound of [speech, breathing]) {
      const { found, clean } = learnt([sound]);
      if (nothingToClean(found) === null) {
        expect(siSdr(sound, clean()[0]!)).toBeGreaterThan(40);
        expect(siSdr(speech, clean()[0]!)).toBeGreaterThan(siSdr(speech, sound) - 0.5);
      }
    }
    expect(nothingToClean(learnt([speech]).found)).not.toBeNull();
    expect(nothingToClean(learnt([new Float32Array(rate)]).found)).not.toBeNull();
  });

  it('does not take a held note for noise', () => {
    const notes = Float32Array.from({ length: rate * 4 }, (_, at) => {
      const pitch = [220, 330, 277, 440][Math.floor(at / rate)]!;
      const level = [0.4, 0.2, 0.4, 0.3][Math.floor(at / rate)]!;
      return level * Math.sin((2 * Math.PI * pitch * at) / rate);
    });
    const { found, clean } = learnt([notes]);
    if (nothingToClean(found) === null) expect(siSdr(notes, clean()[0]!)).toBeGreaterThan(30);
  });

  it('takes nothing from a sound that goes on alike: a held tone may be music', () => {
    const tone = Float32Array.from(
      { length: rate * 4 },
      (_, at) => 0.3 * Math.sin((2 * Math.PI * 440 * at) / rate),
    );
    expect(nothingToClean(learnt([tone]).found)).toContain('alike');
    // Speech that is only as loud as its noise is still worth it.
    const faint = atRatio(speech, whiteNoise(speech.length, 9), 0);
    expect(nothingToClean(learnt([faint]).found)).toBeNull();
  });

  it('is as long as it was, to the sample, and not shifted', () => {
    for (const length of [1, 500, 2048, 100_001]) {
      const sound = atRatio(speech.subarray(rate, rate + length), whiteNoise(length, 2), 10);
      const noise = [new Float64Array(1025).fill(1)];
      const out = through(denoiser(rate, noise, { strength: 60, mix: 100 }), [sound])[0]!;
      expect(out.length).toBe(length);
    }
    const noisy = atRatio(speech, whiteNoise(speech.length, 9), 10);
    const cleaned = learnt([noisy]).clean()[0]!;
    const part = (of: Float32Array) => of.subarray(rate, rate + 20_000);
    expect(bestShift(part(speech), part(cleaned), 300)).toBe(0);
  });

  it('changes nothing at strength 0 or mix 0, within 1 of 16 bits', () => {
    const sound = [
      atRatio(speech, whiteNoise(speech.length, 2), 5),
      fanNoise(speech.length, rate, 1),
    ];
    const noise = sound.map(() => new Float64Array(1025).fill(10));
    for (const how of [
      { strength: 0, mix: 100 },
      { strength: 80, mix: 0 },
    ]) {
      through(denoiser(rate, noise, how), sound).forEach((out, channel) => {
        const worst = out.reduce(
          (most, value, at) => Math.max(most, Math.abs(value - sound[channel]![at]!)),
          0,
        );
        expect(worst).toBeLessThan(1 / 65_536);
      });
    }
  });

  it('treats each of eight channels by its own noise', () => {
    const length = rate * 2;
    const sound = Array.from({ length: 8 }, (_, channel) =>
      whiteNoise(length, channel).map((value) => value * 0.01 * (channel + 1)),
    );
    const out = learnt(sound).clean(100);
    const power = (of: Float32Array) => of.reduce((sum, value) => sum + value * value, 0);
    out.forEach((samples, channel) => {
      expect(power(samples)).toBeLessThan(power(sound[channel]!) * 0.02);
    });
  });
});
