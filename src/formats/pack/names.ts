/** File names that every system takes, and that no two files of a pack share. */
import { extensionOf, factsOfFormat, knownExtensions, mediaFormats } from '../media-formats.ts';

/** Longest name in bytes of UTF-8, ending included. */
export const longestName = 120;

/** Names that Windows keeps for devices, whatever ending follows. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(\.|$)/i;
/**
 * What Windows forbids, what a path is divided by, and what cannot be seen or turns text around;
 * the joiners stay, which scripts and emoji need inside a word. */
const forbidden =
  /["*/:<>?\\|]|\p{Cc}|(?![\u200c\u200d])\p{Cf}|\p{Co}|\p{Cs}|\p{Zl}|\p{Zp}|\ufffd/gu;

const bytesIn = (text: string): number => new TextEncoder().encode(text).length;

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

/** A name without the ending that claims a media format; other dots belong to the name. */
const stemOf = (name: string): string => {
  const extension = extensionOf(name);
  return knownExtensions.includes(extension)
    ? name.trim().slice(0, -(extension.length + 1))
    : name.trim();
};

/** The right ending for a real format; one that the name has and that is right is kept. */
function endingFor(name: string, format: string | null): string {
  const known = mediaFormats.find((candidate) => candidate === format);
  const given = extensionOf(name);
  if (!known) return /^[a-z0-9]{1,10}$/.test(format ?? '') ? `.${format}` : '.bin';
  const { extensions } = factsOfFormat[known];
  return `.${extensions.includes(given) ? given : (extensions[0] ?? known)}`;
}

/** A clean stem of at most `most` bytes; never empty, never a device's name. */
function cleanStem(stem: string, most: number): string {
  const clean = trimmed(stem.normalize('NFC').replace(forbidden, ' ').replace(/\s+/gu, ' '));
  const safe = reserved.test(clean) ? `_${clean}` : clean;
  return trimmed(shorten(safe, most)) || 'untitled';
}

/** What systems compare that ignore case and the spelling of accents. */
const compared = (name: string): string =>
  name.normalize('NFKC').toLowerCase().toUpperCase().normalize('NFKC');

/**
 * Gives each file a name that is valid on Windows, macOS and Linux, at most 120 bytes long, ends
 * as its real format does and differs from all others without regard to case. The same list
 * always gives the same names.
 */
export function cleanUniqueNames(
  files: readonly { readonly name: string; readonly format: string | null }[],
): readonly string[] {
  const taken = new Set<string>();
  const nextNumber = new Map<string, number>();
  return files.map(({ name, format }) => {
    const ending = endingFor(name, format);
    const first = cleanStem(stemOf(name), longestName - ending.length) + ending;
    const key = compared(first);
    let result = first;
    for (let number = nextNumber.get(key) ?? 2; taken.has(compared(result)); number += 1) {
      const mark = ` (${number})${ending}`;
      result = cleanStem(stemOf(name), longestName - mark.length) + mark;
      nextNumber.set(key, number + 1);
    }
    taken.add(compared(result));
    return result;
  });
}
