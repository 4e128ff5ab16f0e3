import { describe, expect, it } from 'vitest';

import { pseudo } from './pseudo.ts';
import { translated } from './spoken.ts';
import { speaking } from './words-plugin.ts';

describe('the pseudo-locale', () => {
  it('makes every text accented, longer and bracketed', () => {
    const text = 'Nothing was lost.';
    const said = pseudo(text);
    expect(said).toMatch(/^⟦Ñöţhîñĝ wáš łöšţ\./);
    expect(said.endsWith('⟧')).toBe(true);
    expect(said.length - 2).toBeGreaterThanOrEqual(Math.floor(text.length * 1.25));
    expect(said.length - 2).toBeLessThanOrEqual(Math.ceil(text.length * 1.36));
  });

  it('leaves numbers and signs, and brackets a sentence with a sentence in it once', () => {
    expect(pseudo('2,418')).toBe('2,418');
    expect(pseudo(`Undone: ${pseudo('edit')}`).match(/⟦/g)).toHaveLength(1);
  });
});

describe('words in another language', () => {
  it('speaks texts, lists and what functions give, and leaves the rest', () => {
    const shout = (text: string): string => text.toUpperCase();
    const words = translated(
      {
        save: 'save',
        of: (count: number) => `of ${String(count)}`,
        list: ['one'],
        deep: { no: 'no' },
        n: 3,
        test: /x/,
      },
      shout,
    );
    expect(words.save).toBe('SAVE');
    expect(words.of(4)).toBe('OF 4');
    expect(words.list).toEqual(['ONE']);
    expect(words.deep).toEqual({ no: 'NO' });
    expect(words.n).toBe(3);
    expect(words.test).toBeInstanceOf(RegExp);
  });

  it('wraps what a module of words exports, and nothing else', () => {
    const made = speaking(
      "export const a = { x: 'y' };\nexport interface B {}\nexport function f() {}\n",
    );
    expect(made).toContain('const a = {');
    expect(made).not.toContain('export const a');
    expect(made).toContain('export interface B');
    expect(made).toContain('export { spoken$a as a, spoken$f as f };');
  });
});
