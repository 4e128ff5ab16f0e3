import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryConnection } from './engine/testing.ts';

const connection = memoryConnection();
const back = (value: string | number | boolean | null | Uint8Array): unknown =>
  connection.one<{ value: unknown }>('SELECT ?1 AS value', [value])?.value;

describe('values across the border', () => {
  it('gives every text back, plain or not, short or long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const whole = text.toWellFormed();
        expect(back(whole)).toBe(whole);
      }),
    );
    for (const text of ['', 'a\u0000b', 'é'.repeat(48), '雨'.repeat(20_000), 'x'.repeat(100_000)]) {
      expect(back(text)).toBe(text);
    }
  });

  it('gives every number back, whole ones as whole numbers', () => {
    const kind = (value: number): unknown =>
      connection.one<{ kind: string }>('SELECT typeof(?1) AS kind', [value])?.kind;
    for (const value of [0, -1, 2 ** 31, -(2 ** 31) - 1, 1_790_000_000_000, 2 ** 53 - 1]) {
      expect([back(value), kind(value)]).toEqual([value, 'integer']);
    }
    for (const value of [0.1, 1e300, -2.5])
      expect([back(value), kind(value)]).toEqual([value, 'real']);
    expect([back(true), back(false), back(null)]).toEqual([1, 0, null]);
  });

  it('gives bytes back, none of them too', () => {
    for (const bytes of [
      new Uint8Array(),
      Uint8Array.from({ length: 70_000 }, (_, n) => n % 251),
    ]) {
      expect(back(bytes)).toEqual(bytes);
    }
  });

  it('says that a parameter too many has no place, and goes on', () => {
    expect(() => connection.one('SELECT ?1', [1, 2])).toThrow(/range/u);
    expect(back('still here')).toBe('still here');
  });
});
