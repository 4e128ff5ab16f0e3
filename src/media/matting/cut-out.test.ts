import { describe, expect, test } from 'vitest';

import { pixelsInMemory } from '../image/pixels.ts';
import { cutOut, matteOnly, withoutHidden } from './cut-out.ts';
import { minCut, stepsOf } from './min-cut.ts';
import { previewCut } from './preview.ts';
import { matteOf } from './refine.ts';
import { findSubject } from './subject.ts';
import { cutoutKinds, overlap, testCutout, type Cutout } from './testing-cutouts.ts';

const box = { left: 0.1, top: 0.08, right: 0.9, bottom: 0.95 };

/** Mean error of alpha, and of the colour, where the subject shows partly. */
function edgeErrors({ alpha, subject }: Cutout, cut: Uint8ClampedArray) {
  let [share, colour, count, coloured] = [0, 0, 0, 0];
  for (let at = 0; at < alpha.length; at += 1) {
    const truth = alpha[at] ?? 0;
    if (truth < 0.02 || truth > 0.98) continue;
    share += Math.abs(truth - (cut[at * 4 + 3] ?? 0) / 255);
    count += 1;
    if ((cut[at * 4 + 3] ?? 0) < 30) continue;
    coloured += 1;
    for (const [channel, value] of subject.entries()) {
      colour += Math.abs((cut[at * 4 + channel] ?? 0) - value) / 3;
    }
  }
  return { share: share / count, colour: colour / coloured };
}

describe.each(cutoutKinds)('cuts out a %s', (kind) => {
  test.each([11, 12, 13])('from a box, and by itself (%i)', (seed) => {
    const picture = testCutout(kind, seed);
    for (const wish of [box, null]) {
      const cut = previewCut(picture, { box: wish, hints: null });
      if (!cut) throw new Error('nothing found');
      expect(overlap(picture.alpha, cut)).toBeGreaterThanOrEqual(0.97);
      const errors = edgeErrors(picture, cut);
      expect(errors.share).toBeLessThan(kind === 'hair' ? 0.12 : 0.06);
      // The ground is at least 60 values away: what is left of it at the edge is little.
      expect(errors.colour).toBeLessThan(kind === 'hair' ? 12 : 6);
    }
  });
});

test('strokes decide between two things that a box cannot tell apart', () => {
  const side = 120;
  const pixels = new Uint8ClampedArray(side * side * 4);
  const hints = new Uint8Array(side * side).fill(128);
  for (let at = 0; at < side * side; at += 1) {
    const [x, y] = [at % side, Math.floor(at / side)];
    const isLeft = Math.hypot(x - 36, y - 60) < 18;
    const isRight = Math.hypot(x - 84, y - 60) < 18;
    const colour = isLeft || isRight ? [220, 60, 40] : [60, 90, 140];
    pixels.set([...colour.map((value) => value + ((x * 7 + y * 13) % 5)), 255], at * 4);
    if (Math.abs(x - 36) < 4 && Math.abs(y - 60) < 4) hints[at] = 255;
    if (Math.abs(x - 84) < 15 && Math.abs(y - 60) < 15) hints[at] = 0;
    if (y < 4) hints[at] = 0;
  }
  const cut = previewCut({ width: side, height: side, pixels }, { box: null, hints });
  const alphaAt = (x: number, y: number) => cut?.[(y * side + x) * 4 + 3];
  expect(alphaAt(36, 60)).toBe(255);
  expect(alphaAt(50, 60)).toBe(255);
  expect(alphaAt(84, 60)).toBe(0);
  expect(alphaAt(60, 20)).toBe(0);
});

test('says that it guessed, and finds nothing where there is nothing', () => {
  const picture = testCutout('disc', 5, 100);
  expect(findSubject(picture, { box: null, hints: null })?.isGuess).toBe(true);
  expect(findSubject(picture, { box, hints: null })?.isGuess).toBe(false);
  const empty = { width: 40, height: 40, pixels: new Uint8ClampedArray(40 * 40 * 4) };
  expect(findSubject(empty, { box: null, hints: null })).toBeNull();
  const dot = { width: 1, height: 1, pixels: new Uint8ClampedArray(4).fill(255) };
  expect(() => findSubject(dot, { box: null, hints: null })).not.toThrow();
});

test('is the same in one piece and in strips, at twice the working size and softened', () => {
  const small = testCutout('figure', 3, 80);
  const large = testCutout('figure', 3, 160);
  const found = findSubject(small, { box, hints: null });
  if (!found) throw new Error('nothing found');
  const source = pixelsInMemory(large.pixels, 160, 160);
  for (const feather of [0, 2.5]) {
    const cut = withoutHidden(cutOut(source, matteOf(small, found.labels), feather));
    const whole = cut.read(0, 0, 160, 160);
    for (let y = 0; y < 160; y += 40) {
      expect(cut.read(0, y, 160, 40)).toEqual(whole.slice(y * 640, (y + 40) * 640));
    }
    expect(overlap(large.alpha, whole)).toBeGreaterThan(0.95);
    const grey = matteOnly(cut).read(0, 0, 160, 160);
    expect(grey[(80 * 160 + 80) * 4]).toBe(whole[(80 * 160 + 80) * 4 + 3]);
  }
});

test('finds the cheapest of all cuts', () => {
  // Every cut of a grid of 3 × 3 is tried.
  const [width, height, stride] = [3, 3, 5];
  const steps = stepsOf(stride);
  let state = 12345;
  const random = (most: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >> 8) % most;
  };
  const placeOf = (at: number) => (Math.floor(at / width) + 1) * stride + (at % width) + 1;
  for (let round = 0; round < 60; round += 1) {
    const links = new Int32Array(stride * (height + 2) * 8);
    const terminals = new Int32Array(stride * (height + 2));
    for (let one = 0; one < 9; one += 1) {
      terminals[placeOf(one)] = random(41) - 20;
      for (let other = one + 1; other < 9; other += 1) {
        const side = steps.indexOf(placeOf(other) - placeOf(one));
        if (side < 0) continue;
        const cost = random(12);
        links[placeOf(one) * 8 + side] = cost;
        links[placeOf(other) * 8 + 7 - side] = cost;
      }
    }
    const costOf = (isSubject: (at: number) => boolean): number => {
      let cost = 0;
      for (let one = 0; one < 9; one += 1) {
        const force = terminals[placeOf(one)] ?? 0;
        if (isSubject(one) ? force < 0 : force > 0) cost += Math.abs(force);
        for (let other = 0; other < 9; other += 1) {
          const side = steps.indexOf(placeOf(other) - placeOf(one));
          if (side < 0 || !isSubject(one) || isSubject(other)) continue;
          cost += links[placeOf(one) * 8 + side] ?? 0;
        }
      }
      return cost;
    };
    let least = Infinity;
    for (let set = 0; set < 512; set += 1) {
      least = Math.min(
        least,
        costOf((at) => ((set >> at) & 1) === 1),
      );
    }
    const cut = minCut({ stride, links: links.slice(), terminals: terminals.slice() });
    expect(costOf((at) => cut[placeOf(at)] === 1)).toBe(least);
  }
});

test('takes the soft shares of a network at their word, also in a part that has one colour alone', () => {
  const [width, height] = [96, 64];
  const isHead = (x: number, y: number): boolean => x >= 40 && x < 56 && y >= 8 && y < 32;
  const isBody = (x: number, y: number): boolean => x >= 20 && x < 76 && y >= 32;
  const isVeil = (x: number, y: number): boolean => x >= 78 && y < 24;
  const pixels = new Uint8ClampedArray(width * height * 4);
  const shares = new Float32Array(width * height);
  for (let at = 0; at < shares.length; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const colour = isHead(x, y) ? [240, 176, 144] : isBody(x, y) ? [218, 50, 30] : [70, 90, 120];
    pixels.set([...colour, 255], at * 4);
    // Surer of the head than of the body, as networks are; and half sure of a veil.
    shares[at] = isHead(x, y) ? 0.9995 : isBody(x, y) ? 0.985 : isVeil(x, y) ? 0.5 : 0;
  }
  const source = {
    width,
    height,
    read: () => new Uint8ClampedArray(pixels),
  };
  const alphaOf = (isSoft: boolean) => {
    const matte = matteOf({ width, height, pixels }, shares, isSoft);
    const cut = cutOut(source, matte, 0).read(0, 0, width, height);
    return (x: number, y: number): number => cut[(y * width + x) * 4 + 3] ?? 0;
  };
  /** The least of the body's inside. */
  const leastOf = (alpha: (x: number, y: number) => number): number =>
    Math.min(
      ...[36, 44, 52, 60].flatMap((y) => [24, 32, 40, 48, 56, 64, 71].map((x) => alpha(x, y))),
    );
  const alpha = alphaOf(true);
  expect(leastOf(alpha)).toBe(255);
  expect(alpha(48, 20)).toBe(255);
  expect(alpha(8, 8)).toBe(0);
  expect(Math.abs(alpha(88, 8) - 128)).toBeLessThan(3);
  // Taken for a hard cut, what is not wholly sure would be told by the colours of other parts.
  expect(leastOf(alphaOf(false))).toBeLessThan(200);
});
