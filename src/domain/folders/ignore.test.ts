import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { defaultIgnore, readIgnore } from './ignore.ts';

describe('rules as in .gitignore', () => {
  test.each([
    ['*.tmp', 'a.tmp', true],
    ['*.tmp', 'deep/er/a.TMP', true],
    ['*.tmp', 'a.tmp.png', false],
    ['/a.png', 'a.png', true],
    ['/a.png', 'b/a.png', false],
    ['b/a.png', 'b/a.png', true],
    ['b/a.png', 'c/b/a.png', false],
    ['cache/', 'cache/x.png', true],
    ['cache/', 'a/cache/deep/x.png', true],
    ['cache/', 'cache', false],
    ['/cache/', 'a/cache/x.png', false],
    ['**/old/*.png', 'a/b/old/x.png', true],
    ['**/old/*.png', 'old/x.png', true],
    ['a/**/z.png', 'a/z.png', true],
    ['a/**/z.png', 'a/b/c/z.png', true],
    ['a/**', 'a/b/c.png', true],
    ['a/**', 'a', false],
    ['a*b.png', 'a/b.png', false],
    ['shot-?.png', 'shot-1.png', true],
    ['shot-?.png', 'shot-12.png', false],
    ['shot-[0-9].png', 'shot-5.png', true],
    ['shot-[!0-9].png', 'shot-5.png', false],
    ['shot-[!0-9].png', 'shot-x.png', true],
    ['\\#1.png', '#1.png', true],
    ['#1.png', '#1.png', false],
    ['\\!.png', '!.png', true],
    ['a(1)+.png', 'a(1)+.png', true],
    ['a.png   ', 'a.png', true],
    ['[z-a].png', 'b.png', false],
    ['나무*', '나무 그림.png', true],
  ])('%s on %s: %s', (rule, path, out) => {
    expect(readIgnore([rule]).ruleFor(path) !== null).toBe(out);
  });

  test('the last rule that fits decides, but not below an ignored folder', () => {
    const rules = readIgnore(['*.png', '!keep.png', 'out/']);
    expect(rules.ruleFor('a.png')).toBe('*.png');
    expect(rules.ruleFor('keep.png')).toBeNull();
    expect(rules.ruleFor('deep/keep.png')).toBeNull();
    expect(readIgnore(['out/', '!out/keep.png']).ruleFor('out/keep.png')).toBe('out/');
  });

  test('a folder is known as ignored before it is entered', () => {
    const rules = readIgnore(['.*/', 'node_modules/']);
    expect(rules.ruleForFolder('.git')).toBe('.*/');
    expect(rules.ruleForFolder('a/node_modules/b')).toBe('node_modules/');
    expect(rules.ruleForFolder('a')).toBeNull();
  });

  test('what systems and downloads leave is out by default, pictures are not', () => {
    const rules = readIgnore(defaultIgnore);
    const out = [
      '~$notes.docx',
      'x.tmp',
      'a.png.crdownload',
      'a.part',
      'a.png.crswap',
      'a.sync-conflict-20260101-1.png',
      'Desktop.ini',
      'sub/.DS_Store',
      'THUMBS.DB',
      '.git/a.png',
      'a/.cache/b.png',
    ];
    expect(out.filter((path) => rules.ruleFor(path) === null)).toEqual([]);
    const kept = ['a.png', 'sub/b.JPG', '.hidden.png', 'tmp/a.png', 'party.png'];
    expect(kept.filter((path) => rules.ruleFor(path) !== null)).toEqual([]);
  });

  test('any text is read without a fault, and a literal name is left out by its escaped self', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (rule, path) => {
        readIgnore([rule]).ruleFor(path);
      }),
    );
    const name = fc
      .string({ minLength: 1, maxLength: 12 })
      .filter((text) => !/[/\s\\]|^[.]+$/u.test(text));
    fc.assert(
      fc.property(name, (text) => {
        const escaped = text.replaceAll(/[*?[\]!#]/g, String.raw`\$&`);
        expect(readIgnore([escaped]).ruleFor(text)).toBe(escaped);
      }),
    );
  });
});
