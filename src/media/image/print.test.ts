import { describe, expect, test } from 'vitest';

import { noPrint } from '#domain/likeness.ts';
import { distanceOf } from '#tasks/find_similar/pairs.ts';

import type { Pixels } from './pixels.ts';
import { printOfPixels } from './print.ts';

interface Painted {
  readonly pixels: Pixels;
  readonly width: number;
  readonly height: number;
}

/** A scene of soft blobs and an edge, different for each seed; the same at every size. */
function scene(seed: number, width: number, height: number): Painted {
  let state = (seed * 2654435761) >>> 0;
  const chance = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const blobs = Array.from({ length: 9 }, () => {
    const middle = [chance(), chance()] as const;
    const reach = 0.05 + chance() * 0.25;
    const fall = (size: number, centre: number) =>
      Float64Array.from({ length: size }, (_, at) =>
        Math.exp(-2 * (((at + 0.5) / size - centre) / reach) ** 2),
      );
    return {
      across: fall(width, middle[0]),
      down: fall(height, middle[1]),
      colour: [chance() * 255, chance() * 255, chance() * 255] as const,
    };
  });
  const ground = [chance() * 255, chance() * 255, chance() * 255] as const;
  const pixels: Pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let [red, green, blue] = ground;
      for (const { across, down, colour } of blobs) {
        const share = across[x]! * down[y]!;
        red += (colour[0] - red) * share;
        green += (colour[1] - green) * share;
        blue += (colour[2] - blue) * share;
      }
      pixels.set([red, green, blue, 255], (y * width + x) * 4);
    }
  }
  return { pixels, width, height };
}

const changed = (picture: Painted, change: (value: number, at: number) => number): Painted => ({
  ...picture,
  pixels: picture.pixels.map((value, at) => (at % 4 === 3 ? value : change(value, at))),
});
const printOf = ({ pixels, width, height }: Painted) => printOfPixels(pixels, width, height);

const seeds = Array.from({ length: 16 }, (_, at) => at + 1);
const originals = seeds.map((seed) => scene(seed, 320, 240));

/** Largest distance between each original and what became of it. */
const worst = (become: (picture: Painted, seed: number) => Painted): number =>
  Math.max(
    ...originals.map((picture, at) =>
      distanceOf(printOf(picture), printOf(become(picture, seeds[at]!))),
    ),
  );

describe('prints of the same picture stay close', () => {
  test.each([
    ['half the size', (_: Painted, seed: number) => scene(seed, 160, 120), 4],
    ['a sixth of the size', (_: Painted, seed: number) => scene(seed, 53, 40), 6],
    ['half as large again', (_: Painted, seed: number) => scene(seed, 480, 360), 4],
    ['lighter by 12', (one: Painted) => changed(one, (value) => value + 12), 4],
    ['darker by a tenth', (one: Painted) => changed(one, (value) => value * 0.9), 4],
    [
      'noise of ±8',
      (one: Painted) => changed(one, (value, at) => value + ((at * 7919) % 17) - 8),
      6,
    ],
  ])('%s', (name, become, most) => {
    const distance = worst(become);
    console.log(`${name}: at most ${distance} bits of 64 over ${seeds.length} pictures`);
    expect(distance).toBeLessThanOrEqual(most);
  });
});

test('prints of different pictures lie far apart', () => {
  let nearest = 64;
  for (const [at, one] of originals.entries()) {
    for (const other of originals.slice(at + 1)) {
      nearest = Math.min(nearest, distanceOf(printOf(one), printOf(other)));
    }
  }
  console.log(`different pictures: at least ${nearest} bits apart`);
  expect(nearest).toBeGreaterThan(10);
});

test('what shows through counts as white, and one colour has no print', () => {
  const clear = scene(3, 64, 64);
  const through = { ...clear, pixels: clear.pixels.map((value, at) => (at % 4 === 3 ? 0 : value)) };
  expect(printOf(through)).toBe(noPrint);
  expect(printOf(changed(clear, () => 90))).toBe(noPrint);
  expect(printOf(clear)).toMatch(/^[0-9a-f]{16}$/);
  expect(printOfPixels(new Uint8ClampedArray([1, 2, 3, 255]), 1, 1)).toBe(noPrint);
});
