import { expect, test } from 'vitest';

import { bytesOf, bytesOfU32, concat } from '../bytes.ts';

import { avifFacts } from './facts.ts';

const box = (type: string, ...parts: Uint8Array[]): Uint8Array => {
  const body = concat(parts);
  return concat([bytesOfU32(body.length + 8), bytesOf(type), body]);
};
const numbers = (...values: number[]): Uint8Array =>
  concat(values.map((value) => bytesOfU32(value)));
const picture = box(
  'meta',
  numbers(0),
  box('iprp', box('ipco', box('ispe', numbers(0, 160, 120)))),
);
const sequence = (frames: number): Uint8Array =>
  box(
    'moov',
    box(
      'trak',
      box(
        'mdia',
        box('mdhd', numbers(0, 0, 0, 10_240, 20_480, 0)),
        box('minf', box('stbl', box('stsz', numbers(0, 0, frames)))),
      ),
    ),
  );

test('a sequence says how many frames it has and how long they take', () => {
  const facts = avifFacts(concat([picture, sequence(20)]));
  expect(facts).toMatchObject({ width: 160, height: 120, frames: 20, duration_s: 2 });
});

test('a picture that stands still has one frame and no length', () => {
  for (const still of [picture, concat([picture, sequence(1)])]) {
    const facts = avifFacts(still);
    expect(facts).toMatchObject({ frames: 1 });
    expect(facts).not.toHaveProperty('duration_s');
  }
});
