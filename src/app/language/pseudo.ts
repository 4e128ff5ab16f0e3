/**
 * The pseudo-locale: English made foreign by rule, so that a person who tests sees at a glance
 * which text did not come from the words, which place is too narrow for a longer language, and
 * where sentences are glued together from pieces. Accented, about a third longer, in brackets.
 */
const accents: Readonly<Record<string, string>> = {
  a: 'á',
  c: 'ç',
  d: 'ð',
  e: 'é',
  g: 'ĝ',
  i: 'î',
  l: 'ł',
  n: 'ñ',
  o: 'ö',
  s: 'š',
  t: 'ţ',
  u: 'û',
  y: 'ý',
  z: 'ž',
  A: 'Å',
  C: 'Ç',
  D: 'Ð',
  E: 'É',
  I: 'Î',
  L: 'Ł',
  N: 'Ñ',
  O: 'Ö',
  S: 'Š',
  T: 'Ţ',
  U: 'Û',
};
const filling = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** What the pseudo-locale puts around every text. */
const brackets = ['⟦', '⟧'] as const;

const isLetter = /\p{L}/u;

/** One text in the pseudo-locale. A text without letters (a number, a sign) stays as it is. */
export function pseudo(text: string): string {
  // A text inside of another one was made foreign already.
  const plain = text.replaceAll(/[⟦⟧]/g, '');
  if (!isLetter.test(plain)) return text;
  const changed = Array.from(plain, (letter) => accents[letter] ?? letter).join('');
  const more = Math.ceil(plain.length * 0.35);
  let added = '';
  for (let index = 0; added.length < more; index += 1) {
    added += ` ${filling[index % filling.length] ?? ''}`;
  }
  return `${brackets[0]}${changed}${added.slice(0, more).trimEnd()}${brackets[1]}`;
}
