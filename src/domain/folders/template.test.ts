import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { comparedName } from './file-name.ts';
import { fillTemplate, freeName, readTemplate, type TemplateValues } from './template.ts';

const values: TemplateValues = {
  name: 'Fox',
  theme: 'nature',
  id8: '0a1b2c3d',
  date: '2026-11-21',
  project: null,
  w: 640,
  h: 480,
  kind: 'image',
};

const filled = (text: string, more: Partial<TemplateValues> = {}, n = 12): string => {
  const template = readTemplate(text);
  if (!template.ok) throw new Error(JSON.stringify(template.failure));
  const { folders, stem } = fillTemplate(template.value, { ...values, ...more }, n);
  return [...folders, stem].join('/');
};

describe('templates', () => {
  test.each([
    ['{name}', 'Fox'],
    ['{theme}/{name} {n:4}', 'nature/Fox 0012'],
    ['{date} {project}/{w}x{h} {id8}', '2026-11-21 none/640x480 0a1b2c3d'],
    ['//{name}/', 'Fox'],
    ['../../{name}', 'untitled/untitled/Fox'],
    ['con', '_con'],
    [' . {name} . ', 'Fox'],
  ])('%s → %s', (text, expected) => {
    expect(filled(text)).toBe(expected);
  });

  test.each([
    ['', /empty/],
    ['{nmae}', /\{nmae\} is no field/],
    ['{w:3}', /only \{n\}/],
    ['{name', /no field/],
    ['/', /no name/],
    ['a/b/c/d/e/f/g/h/i/j', /deep/],
  ])('%s is refused', (text, reason) => {
    const read = readTemplate(text);
    expect(read.ok ? '' : 'reason' in read.failure ? read.failure.reason : '').toMatch(reason);
  });

  test('what a value holds makes no folder and no way out', () => {
    expect(filled('{theme}/{name}', { name: '../../etc/passwd', theme: '..\\x:y' })).toBe(
      'x y/etc passwd',
    );
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.constantFrom(
    'con',
    'NUL.txt',
    '..',
    'a/b',
    'x'.repeat(500),
    '나'.repeat(300),
    'a\u0301',
    '\u0000',
  ),
);

test('2.07 every part is valid on every system, and no two names are the same to any of them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: hostile, theme: fc.option(hostile) }), { maxLength: 20 }),
      (rows) => {
        const template = readTemplate('{theme}/{name}');
        if (!template.ok) throw new Error('a good template');
        const taken = new Map<string, Set<string>>();
        const paths = rows.map((row, index) => {
          const { folders, stem } = fillTemplate(template.value, { ...values, ...row }, index + 1);
          const key = comparedName(folders.join('/'));
          const names = taken.get(key) ?? new Set<string>();
          taken.set(key, names);
          return [...folders, freeName(stem, '.png', names)];
        });
        for (const path of paths) {
          expect(path).toHaveLength(2);
          for (const part of path) {
            expect(part).not.toMatch(/["*/:<>?\\|\p{Cc}]|^[\s.]|[\s.]$/u);
            expect(part).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
            expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(200);
            expect(part).toBe(part.normalize('NFC'));
          }
        }
        expect(new Set(paths.map((path) => comparedName(path.join('/')))).size).toBe(paths.length);
      },
    ),
  );
});
