import fc from 'fast-check';
import { expect, it } from 'vitest';

import { fromHalf, fromHalves, toHalf, toHalves } from './half.ts';

it('gives every half back as it was', () => {
  for (let half = 0; half < 65_536; half += 1) {
    const value = fromHalf(half);
    if (Number.isNaN(value)) expect(fromHalf(toHalf(value))).toBeNaN();
    else expect(toHalf(value)).toBe(half);
  }
});

it('takes the nearest half', () => {
  fc.assert(
    fc.property(fc.float({ min: -65_504, max: 65_504, noNaN: true }), (value) => {
      const half = toHalf(value);
      const error = Math.abs(fromHalf(half) - value);
      for (const other of [half - 1, half + 1]) {
        if (other < 0 || (other & 0x7c00) === 0x7c00) continue;
        expect(error).toBeLessThanOrEqual(Math.abs(fromHalf(other) - value));
      }
    }),
  );
  expect(toHalf(1)).toBe(0x3c00);
  expect(toHalf(-2)).toBe(0xc000);
  expect(toHalf(1e6)).toBe(0x7c00);
  expect(toHalf(65_519.99)).toBe(0x7bff);
  expect(fromHalves(toHalves(Float32Array.of(0, 0.5, -0.25)))).toEqual(
    Float32Array.of(0, 0.5, -0.25),
  );
});
