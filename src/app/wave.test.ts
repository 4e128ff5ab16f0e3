import { expect, test } from 'vitest';

import { waveDrawing } from './wave.ts';

/** The bars of a drawing: where each begins and how tall it is. */
const barsOf = (svg: string): readonly { readonly top: number; readonly tall: number }[] =>
  [...svg.matchAll(/M[\d.]+ ([\d.]+)h[\d.]+v([\d.]+)/g)].map(([, top, tall]) => ({
    top: Number(top),
    tall: Number(tall),
  }));

test('a wave is as tall as it is loud, in its place, and silence is a thin line', () => {
  // Silence, then the loudest, then only what lies above the middle.
  const parts = [128, 128, 0, 255, 128, 255];
  const peaks = Uint8Array.from({ length: 144 * 2 }, (_, at) => {
    const slot = Math.floor(at / 2);
    return parts[Math.floor(slot / 48) * 2 + (at % 2)] ?? 0;
  });
  const bars = barsOf(waveDrawing(peaks));
  expect(bars).toHaveLength(72);
  expect(bars[0]).toEqual({ top: 48.5, tall: 3 });
  expect(bars[24]).toEqual({ top: 0, tall: 100 });
  expect(bars[71]?.top).toBe(0);
  expect(bars[71]?.tall).toBeCloseTo(49.8, 1);
});

test('few peaks, and none, are drawn too', () => {
  expect(barsOf(waveDrawing(Uint8Array.of(0, 255)))).toHaveLength(72);
  expect(barsOf(waveDrawing(new Uint8Array(0))).every(({ tall }) => tall === 3)).toBe(true);
});
