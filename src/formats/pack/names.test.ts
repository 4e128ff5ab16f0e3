import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cleanUniqueNames, longestName } from './names.ts';

const names = (...list: string[]) =>
  cleanUniqueNames(list.map((name) => ({ name, format: 'png' })));

describe('cleanUniqueNames', () => {
  it('keeps good names, and gives the ending of the real format', () => {
    expect(names('Lantern street 2×.png', '燈籠 🏮.PNG', 'v1.2 final', 'photo.jpg')).toEqual([
      'Lantern street 2×.png',
      '燈籠 🏮.png',
      'v1.2 final.png',
      'photo.png',
    ]);
    expect(
      cleanUniqueNames([
        { name: 'a.jpeg', format: 'jpeg' },
        { name: 'b', format: 'jpeg' },
        { name: 'c.opus', format: 'ogg' },
        { name: 'd', format: null },
        { name: 'e', format: '../x' },
      ]),
    ).toEqual(['a.jpeg', 'b.jpg', 'c.opus', 'd.bin', 'e.bin']);
  });

  it('mends what some system cannot hold', () => {
    expect(
      names(
        'a/b\\c:d*e?f"g<h>i|j',
        'CON.png',
        'com1.txt',
        'nul',
        '..',
        '.hidden',
        ' a. ',
        '',
        '\0',
        'x\u202Egnp',
      ),
    ).toEqual([
      'a b c d e f g h i j.png',
      '_CON.png',
      '_com1.txt.png',
      '_nul.png',
      'untitled.png',
      'hidden.png',
      'a.png',
      'untitled (2).png',
      'untitled (3).png',
      'x gnp.png',
    ]);
  });

  it('tells apart what differs only in case or in the spelling of accents', () => {
    expect(names('Café', 'CAFÉ', 'cafe\u0301', 'Straße', 'STRASSE')).toEqual([
      'Café.png',
      'CAFÉ (2).png',
      'café (3).png',
      'Straße.png',
      'STRASSE (2).png',
    ]);
    expect(names('a', 'a (2)', 'a', 'A')).toEqual(['a.png', 'a (2).png', 'a (3).png', 'A (4).png']);
  });

  it('holds its laws for any names', () => {
    const anyName = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom('a', 'A', 'con', 'x.png', 'X.PNG', '...', 'é'.repeat(200), '👩‍👩‍👧‍👦'.repeat(30)),
    );
    const anyFile = fc.record({
      name: anyName,
      format: fc.constantFrom('png', 'jpeg', 'mp4', 'ogg', null),
    });
    fc.assert(
      fc.property(fc.array(anyFile, { maxLength: 40 }), (files) => {
        const result = cleanUniqueNames(files);
        expect(result).toHaveLength(files.length);
        expect(new Set(result.map((name) => name.toLowerCase())).size).toBe(files.length);
        expect(new Set(result.map((name) => name.normalize('NFD').toUpperCase())).size).toBe(
          files.length,
        );
        for (const name of result) {
          expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(longestName);
          expect(name.isWellFormed()).toBe(true);
          expect(name).not.toMatch(/["*/:<>?\\|\p{Cc}]/u);
          expect(name).toMatch(/^[^\s.].*[^\s.]$/su);
          expect(name).toMatch(/[^\s.]\.(png|apng|jpg|jpeg|mp4|ogg|bin)$/);
          expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)\./i);
        }
        expect(cleanUniqueNames(files)).toEqual(result);
      }),
    );
  });
});
