import { expect, test } from 'vitest';

import { termsOf } from './rights-terms.ts';

/** s: no sale, c: no changes, l: the same licence; empty: nothing is forbidden or asked. */
const read = (text: string): string => {
  const { forbidsSale, forbidsChanges, asksSameLicence } = termsOf(text);
  return [forbidsSale && 's', forbidsChanges && 'c', asksSameLicence && 'l']
    .filter(Boolean)
    .join('');
};

test.each([
  ['CC BY-NC 4.0', 's'],
  ['cc by nc sa', 'sl'],
  ['CC-BY-ND', 'c'],
  ['https://creativecommons.org/licenses/by-nc-nd/4.0/', 'sc'],
  ['http://creativecommons.org/licenses/by-sa/2.0/de/', 'l'],
  ['Creative Commons Attribution-NonCommercial-ShareAlike', 'sl'],
  ['Attribution-NoDerivatives 4.0 International', 'c'],
  ['© Mina. Not for commercial use.', 's'],
  ['No commercial use without asking', 's'],
  ['For personal use only', 's'],
  ['Editorial use only', 's'],
  ['only for private use', 's'],
  ['It may not be used for commercial purposes', 's'],
  ['Must not be modified', 'c'],
  ['Do not alter', 'c'],
  ['Nur für private Zwecke', 's'],
  ['Nicht-kommerzielle Nutzung', 's'],
  ["pas d'utilisation commerciale", 's'],
  ['uso no comercial', 's'],
  ['商用利用不可', 's'],
  ['비상업적 이용', 's'],
  ['© Ann; CC BY-NC 4.0', 's'],
])('“%s” says %s', (text, terms) => {
  expect(read(text)).toBe(terms);
});

test.each([
  '© 2026 Mina Park. All rights reserved.',
  'CC BY 4.0',
  'CC0 1.0, public domain',
  'https://creativecommons.org/licenses/by/4.0/',
  'https://creativecommons.org/publicdomain/zero/1.0/',
  'Free for commercial and non-commercial use',
  'Use it non-commercially or commercially',
  'Commercial use allowed; no attribution needed',
  'Commercial licence no. 4711',
  'No credit is needed for commercial use',
  'Taken in 1998, not edited since',
  'Nicole Ncube, sand dunes',
  '',
])('“%s” forbids nothing', (text) => {
  expect(read(text)).toBe('');
});
