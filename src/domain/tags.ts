/** What a tag is: a short text, with a colour, other spellings and parents where someone gave them. */

export const tagColours = [
  'red',
  'orange',
  'amber',
  'green',
  'teal',
  'blue',
  'violet',
  'pink',
  'grey',
] as const;
export type TagColour = (typeof tagColours)[number];

/** The most characters of a tag. */
export const longestTag = 100;

/** A tag as it is stored: no control characters, single spaces, at most 100 characters; or null. */
export function cleanTag(text: string): string | null {
  const clean = text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return clean === '' || Array.from(clean).length > longestTag ? null : clean;
}

/** How two spellings are compared while someone types: case and accents aside. */
export const foldTag = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

/**
 * How well a name answers what was typed: 0 the same, 1 its beginning, 2 the beginning of one of
 * its words, 3 somewhere inside a word, null not at all. Both are folded.
 */
export function tagMatch(name: string, typed: string): 0 | 1 | 2 | 3 | null {
  if (typed === '') return 1;
  if (name === typed) return 0;
  const at = name.indexOf(typed);
  if (at < 0) return null;
  if (at === 0) return 1;
  for (let next = at; next >= 0; next = name.indexOf(typed, next + 1)) {
    if (!/[\p{L}\p{N}]/u.test(name[next - 1] ?? ' ')) return 2;
  }
  return 3;
}
