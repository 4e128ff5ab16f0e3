import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEmpty, listed, setOfRows } from './sets.ts';

test('a set is listed in order, wherever its bytes lie, and not beyond the most that is wanted', () => {
  const bytes = fc.array(fc.constantFrom(0, 0, 0, 1), { maxLength: 40 });
  fc.assert(
    fc.property(bytes, fc.nat(5), fc.nat(12), (set, offset, most) => {
      const whole = Uint8Array.from([...Array.from({ length: offset }, () => 1), ...set]);
      const rows = whole.subarray(offset);
      const numbers = set.flatMap((byte, n) => (byte === 1 ? [n] : []));
      expect(listed(rows, most)).toEqual(numbers.length > most ? null : numbers);
      expect(isEmpty(rows)).toBe(numbers.length === 0);
    }),
  );
});

test('row numbers become the set that holds just them, whatever their order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 200 })), (numbers) => {
      const set = setOfRows(Uint32Array.from(numbers));
      expect(listed(set, 300)).toEqual(numbers.toSorted((one, other) => one - other));
    }),
  );
});
