import { expect, test } from 'vitest';

import { exifFacts } from './exif.ts';
import { hasPlace, withoutPlace } from './place.ts';

/** Orientation 6, a GPS directory with a latitude, then a next directory of none. */
function exifAt(little: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(100);
  const view = new DataView(bytes.buffer);
  bytes.set(little ? [0x49, 0x49] : [0x4d, 0x4d]);
  const short = (at: number, value: number) => view.setUint16(at, value, little);
  const long = (at: number, value: number) => view.setUint32(at, value, little);
  short(2, 42);
  long(4, 8);
  short(8, 2);
  for (const [at, tag, type, count] of [
    [10, 0x0112, 3, 1],
    [22, 0x8825, 4, 1],
    [40, 2, 5, 3],
  ] as const) {
    short(at, tag);
    short(at + 2, type);
    long(at + 4, count);
  }
  short(18, 6);
  long(30, 38);
  short(38, 1);
  long(48, 60);
  for (let at = 60; at < 84; at += 4) long(at, 47_000 + at);
  return bytes;
}

test.each([true, false])(
  'D1 the place is taken out of EXIF, every byte of it (little-endian: %s)',
  (little) => {
    const exif = exifAt(little);
    expect(hasPlace(exif)).toBe(true);
    const bare = withoutPlace(exif);
    expect(bare.length).toBe(exif.length);
    expect(hasPlace(bare)).toBe(false);
    expect(exifFacts(bare)).toEqual({ orientation: 6 });
    expect(bare.slice(38).every((byte) => byte === 0)).toBe(true);
    expect(withoutPlace(bare)).toEqual(bare);
  },
);

test('D1 what is no EXIF, or leads beyond its end, is given back without a throw', () => {
  expect(withoutPlace(new Uint8Array(3))).toEqual(new Uint8Array(3));
  for (let cut = 0; cut < 100; cut += 1) withoutPlace(exifAt(true).subarray(0, cut));
});
