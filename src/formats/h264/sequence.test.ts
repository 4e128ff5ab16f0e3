import { describe, expect, it } from 'vitest';

import { configHasFields, mayHaveFields } from './sequence.ts';

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Configuration records as x264 wrote them for 352 × 288 pixels at 25 frames a second. */
const records = {
  progressive:
    '0164000dffe100196764000dacd9416096c044000003000400000300c83c50a65801000668ebe3cb22c0fdf8f800',
  interlaced:
    '01640015ffe1001967640015acd941612d808800000300080000030190f8a14cb001000668fba3cb22c0fdf8f800',
  'interlaced, 4:2:2, with scaling':
    '017a0016ffe1001a677a0016bc720441612d808800000300080000030190f8a14c2301000768f8428f2cc00bfef8f800',
  'progressive, baseline':
    '0142c00dffe100186742c00dd9016096c044000003000400000300c83c50a92001000568cb83cb20',
};

describe('whether a stream of H.264 may be interlaced', () => {
  it.each(Object.entries(records))('%s', (name, hex) => {
    expect(configHasFields(bytes(hex))).toBe(name.startsWith('interlaced'));
  });

  it('says nothing of what it cannot read', () => {
    const record = bytes(records.interlaced);
    // Up to the byte in which the answer stands.
    for (let end = 0; end < 20; end += 1) {
      expect(configHasFields(record.subarray(0, end))).toBeNull();
    }
    expect(configHasFields(new Uint8Array(100))).toBeNull();
    expect(configHasFields(new Uint8Array(100).fill(0xff))).toBeNull();
    expect(mayHaveFields(bytes('68ebe3cb22c0'))).toBeNull();
    expect(mayHaveFields(bytes('6764'))).toBeNull();
    expect(mayHaveFields(Uint8Array.of(0x67, ...new Uint8Array(40)))).not.toBe(true);
  });
});
