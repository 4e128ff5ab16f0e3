import { expect, test } from 'vitest';

import { adobeRgb, displayP3, profileOf, swapped } from '#formats/metadata/testing-icc.ts';

import { toScreen } from './screen-colours.ts';

const srgb = { red: swapped.green, green: swapped.red, blue: swapped.blue, gamma: 2.2 };
const shown = (icc: Uint8Array, ...colour: number[]): number[] => {
  const pixels = Uint8ClampedArray.from([...colour, 77]);
  toScreen(icc)?.(pixels);
  return [...pixels];
};

test('wide colours become the stronger ones that they stand for; greys and alpha stay', () => {
  for (const wide of [displayP3, adobeRgb]) {
    const icc = profileOf(wide);
    const [red, green, blue, alpha] = shown(icc, 200, 100, 100);
    expect(alpha).toBe(77);
    expect(red! - green!, 'not flat any more').toBeGreaterThan(105);
    expect(Math.abs(green! - blue!)).toBeLessThan(8);
    for (const grey of [0, 60, 128, 255]) {
      for (const value of shown(icc, grey, grey, grey).slice(0, 3)) {
        expect(Math.abs(value - grey)).toBeLessThanOrEqual(8);
      }
    }
  }
});

test('changed primaries change the colours round', () => {
  const [red, green, blue] = shown(profileOf(swapped), 220, 40, 40);
  expect(green).toBeGreaterThan(205);
  expect(red).toBeLessThan(55);
  expect(Math.abs(blue! - 40)).toBeLessThan(12);
});

test('what is no profile of a display is left alone, cut off ones too', () => {
  expect(toScreen(new Uint8Array())).toBeNull();
  const whole = profileOf(displayP3);
  for (let length = 0; length < whole.length - 40; length += 7) {
    expect(() => toScreen(whole.slice(0, length))).not.toThrow();
  }
  const grey = whole.slice();
  grey.set(new TextEncoder().encode('GRAY'), 16);
  expect(toScreen(grey)).toBeNull();
});

test('nearly sRGB stays near', () => {
  const values = shown(profileOf(srgb), 180, 90, 30);
  for (const [at, value] of [180, 90, 30].entries()) {
    expect(Math.abs((values[at] ?? 0) - value)).toBeLessThan(8);
  }
});
