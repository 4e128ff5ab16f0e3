import { expect, test } from 'vitest';

import { concat } from '../bytes.ts';
import { element } from '../carriers/ebml.ts';

import { besideInMatroska } from './beside.ts';

/** A track of a kind; its ids are of one byte each, its lengths short. */
const track = (kind: number): Uint8Array => Uint8Array.of(0xae, 0x83, 0x83, 0x81, kind);
const film = (...parts: Uint8Array[]): Uint8Array =>
  concat([element(0x1a45dfa3), element(0x18538067, ...parts, element(0x1f43b675))]);
const many = film(
  element(0x1654ae6b, track(1), track(2), track(0x11), track(0x11)),
  element(0x1043a770),
);
const beside = (bytes: Uint8Array) => besideInMatroska(new Blob([bytes.slice()]));

test('subtitles and chapters are named, picture and sound are not', async () => {
  expect(await beside(many)).toEqual(['subtitle track 1', 'subtitle track 2', 'chapters']);
  expect(await beside(film(element(0x1654ae6b, track(1), track(2))))).toEqual([]);
});

test('what is cut or no Matroska comes to an end', async () => {
  for (let length = 0; length < many.length; length += 1) {
    expect((await beside(many.subarray(0, length))).length).toBeLessThanOrEqual(3);
  }
  expect(await beside(new Uint8Array(100).fill(7))).toEqual([]);
});
