import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanName } from './name.ts';

test('any text becomes a name that can be stored', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
      const name = cleanName(text);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(255);
      expect(name.isWellFormed()).toBe(true);
      expect(/\p{Cc}/u.test(name)).toBe(false);
    }),
  );
});

test('a long name keeps its extension and whole signs', () => {
  const name = cleanName(`${'🦊'.repeat(300)}.png`);
  expect(name.endsWith('.png')).toBe(true);
  expect(name.length).toBeLessThanOrEqual(255);
  expect(name.isWellFormed()).toBe(true);
});

test('NUL and newlines go, right-to-left marks stay, nothing becomes a word', () => {
  expect(cleanName('a\u0000b\nc')).toBe('a b c');
  expect(cleanName('\u202Egnp.cat')).toBe('\u202Egnp.cat');
  expect(cleanName(' \u0000 ')).toBe('Unnamed');
});
