import fc from 'fast-check';
import { expect, test } from 'vitest';

import { openPeaks, peakByte, peakSlots } from './peaks.ts';

interface Piece {
  readonly start: number;
  readonly rate: number;
  readonly channels: readonly Float32Array[];
}

/** The meaning of peaks: every sample goes into the slot of its own moment. */
function plainPeaks(seconds: number, pieces: readonly Piece[]): Uint8Array {
  const lows = new Float32Array(peakSlots);
  const highs = new Float32Array(peakSlots);
  for (const { start, rate, channels } of pieces) {
    for (const channel of channels) {
      channel.forEach((value, at) => {
        const moment = Math.floor(((start + at / rate) / seconds) * peakSlots);
        const slot = Math.max(0, Math.min(peakSlots - 1, moment));
        lows[slot] = Math.min(lows[slot]!, value);
        highs[slot] = Math.max(highs[slot]!, value);
      });
    }
  }
  return Uint8Array.from({ length: peakSlots * 2 }, (_, index) =>
    peakByte((index % 2 === 0 ? lows : highs)[index >> 1]!),
  );
}

/** Samples that differ from each other and from time to time reach far. */
function noise(seed: number, count: number): Float32Array {
  let state = seed + 1;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) ** 3;
  });
}

test('peaks taken by runs are the peaks of every sample', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.0005, max: 400, noNaN: true }),
      fc.constantFrom(8000, 11_025, 22_050, 44_100, 48_000, 96_000),
      fc.integer({ min: 1, max: 2 }),
      fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 4 }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      (seconds, rate, channels, lengths, gap) => {
        let start = gap;
        const pieces = lengths.map((length, index): Piece => {
          const piece = {
            start,
            rate,
            channels: Array.from({ length: channels }, (_, of) => noise(index * 9 + of, length)),
          };
          start += length / rate + gap;
          return piece;
        });
        const peaks = openPeaks(seconds);
        for (const piece of pieces) {
          for (const samples of piece.channels) {
            // A buffer may be longer than what lies in it.
            const buffer = new Float32Array(samples.length + 7).fill(1);
            buffer.set(samples);
            peaks.take({ start: piece.start, rate, count: samples.length, samples: buffer });
          }
        }
        expect(peaks.read()).toEqual(plainPeaks(seconds, pieces));
      },
    ),
    { numRuns: 40 },
  );
});

test('whole numbers of interleaved channels give the same', () => {
  const [left, right] = [3, 4].map((seed) => {
    return noise(seed, 16_000).map((value) => Math.round(value * 32_768) / 32_768);
  });
  const samples = Int16Array.from({ length: 32_000 }, (_, index) =>
    Math.max(-32_768, Math.min(32_767, (index % 2 === 0 ? left! : right!)[index >> 1]! * 32_768)),
  );
  const peaks = openPeaks(1.5);
  for (const first of [0, 1]) {
    peaks.take({
      start: 0.25,
      rate: 16_000,
      count: 16_000,
      samples,
      first,
      stride: 2,
      full: 32_768,
    });
  }
  const channels = [0, 1].map((of) =>
    Float32Array.from({ length: 16_000 }, (_, at) => samples[at * 2 + of]! / 32_768),
  );
  expect(peaks.read()).toEqual(plainPeaks(1.5, [{ start: 0.25, rate: 16_000, channels }]));
});
