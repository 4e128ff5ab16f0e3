/** Names of files and folders that Windows, macOS and Linux all take. */

/** Names that Windows keeps for devices, whatever ending follows. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(\.|$)/i;
/**
 * What Windows forbids, what a path is divided by, and what cannot be seen or turns text around;
 * the joiners stay, which scripts and emoji need inside a word. */
const forbidden =
  /["*/:<>?\\|]|\p{Cc}|(?![\u200c\u200d])\p{Cf}|\p{Co}|\p{Cs}|\p{Zl}|\p{Zp}|\ufffd/gu;

/** Bytes of a text in UTF-8; half of a pair counts three, as the sign that stands for it. */
function bytesIn(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Cuts a text to a number of UTF-8 bytes, never inside a character as people see it. */
function shorten(text: string, most: number): string {
  if (bytesIn(text) <= most) return text;
  let cut = '';
  let left = most;
  for (const { segment } of new Intl.Segmenter('en').segment(text)) {
    left -= bytesIn(segment);
    if (left < 0) break;
    cut += segment;
  }
  return cut;
}

/** Without dots and spaces where Windows drops them and Unix hides. */
const trimmed = (text: string): string =>
  text.replace(/^[\s.\u200c\u200d]+|[\s.\u200c\u200d]+$/gu, '');

/** A clean stem of at most `most` bytes of UTF-8; never empty, never a device's name. */
export function cleanStem(stem: string, most: number): string {
  const clean = trimmed(stem.normalize('NFC').replace(forbidden, ' ').replace(/\s+/gu, ' '));
  const safe = reserved.test(clean) ? `_${clean}` : clean;
  return trimmed(shorten(safe, most)) || 'untitled';
}

/** What systems compare that ignore case and the spelling of accents. */
export const comparedName = (name: string): string =>
  name.normalize('NFKC').toLowerCase().toUpperCase().normalize('NFKC');
