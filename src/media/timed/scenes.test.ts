import { describe, expect, test } from 'vitest';

import {
  cutDistance,
  distanceOf,
  evenly,
  histogramOf,
  stripLength,
  stripPlaces,
} from './scenes.ts';

const plain = (red: number, green: number, blue: number): Uint8ClampedArray =>
  new Uint8ClampedArray(Array.from({ length: 32 * 18 }, () => [red, green, blue, 255]).flat());

describe('the distance of two frames', () => {
  test('is 0 for the same, 1 for colours that have nothing in common, and adds up', () => {
    const red = histogramOf(plain(220, 10, 10));
    expect(red.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
    expect(distanceOf(red, histogramOf(plain(200, 20, 30)))).toBe(0);
    expect(distanceOf(red, histogramOf(plain(10, 10, 220)))).toBeCloseTo(1, 4);
  });

  test('a change of half the picture is half', () => {
    const half = plain(220, 10, 10);
    half.set(plain(10, 10, 220).subarray(0, half.length / 2));
    expect(distanceOf(histogramOf(half), histogramOf(plain(220, 10, 10)))).toBeCloseTo(0.5, 4);
  });
});

describe('the places of a strip', () => {
  const film = (length: number, cuts: readonly number[]): number[] =>
    Array.from({ length }, (_none, at) => (cuts.includes(at) ? 0.8 : 0.05));

  test('are the beginning and every cut, in order', () => {
    expect(stripPlaces(film(100, [70, 20, 45]))).toEqual([
      { sample: 0, cut: false },
      { sample: 20, cut: true },
      { sample: 45, cut: true },
      { sample: 70, cut: true },
    ]);
  });

  test('are the strongest cuts where there are more than fit', () => {
    const distances = Array.from({ length: 60 }, (_none, at) => cutDistance + at / 100);
    const places = stripPlaces(distances);
    expect(places).toHaveLength(stripLength);
    expect(places.slice(1).map(({ sample }) => sample)).toEqual(
      Array.from({ length: stripLength - 1 }, (_none, at) => 60 - (stripLength - 1) + at),
    );
  });

  test('are evenly spaced where nothing is cut, and a lone cut stays among them', () => {
    expect(stripPlaces(film(24, [])).map(({ sample }) => sample)).toEqual(evenly(24, 12));
    expect(stripPlaces(film(24, [7]))).toContainEqual({ sample: 7, cut: true });
    expect(stripPlaces(film(24, [7])).length).toBeLessThanOrEqual(stripLength);
    expect(stripPlaces(film(1, []))).toEqual([{ sample: 0, cut: false }]);
    expect(stripPlaces([])).toEqual([]);
  });
});
