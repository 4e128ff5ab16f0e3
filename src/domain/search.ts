/**
 * Prepares text for the word index, on both sides of it: what is stored and what is sought.
 * Scripts written without spaces (Han, kana, Thai, Lao, Khmer, Myanmar) and pictographs are
 * parted sign by sign, so that any run of signs can be found as a phrase; control characters
 * become spaces.
 */
export function searchWords(text: string): string {
  // Plain Latin text, the common case, is its own words.
  if (/^[\x20-\x7E]*$/u.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{So}]\p{M}*/gu,
      ' $& ',
    );
}

/** The key by which names are sorted: case and accents aside, numbers by value ("2" before "10"). */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\d+/gu, (digits) => digits.replace(/^0+(?=\d)/u, '').padStart(10, '0'))
    .slice(0, 160);
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Rows as names stand in a list: "2" before "10", case and accents aside; equal names by the rest of their signs. */
export function inNameOrder<Row>(
  rows: Iterable<Row>,
  nameOf: (row: Row) => string,
): readonly Row[] {
  return Array.from(rows, (row) => ({ row, name: nameOf(row), key: nameKey(nameOf(row)) }))
    .toSorted(({ key, name }, other) =>
      key === other.key ? order(name, other.name) : order(key, other.key),
    )
    .map(({ row }) => row);
}

/** A text as it is compared: case, accents and forms of the same sign aside. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
