/** File names that every system takes, and that no two files of a pack share. */
import { cleanStem, comparedName as compared } from '#domain/folders/file-name.ts';
import { extensionOf, factsOfFormat, knownExtensions, mediaFormats } from '../media-formats.ts';

/** Longest name in bytes of UTF-8, ending included. */
export const longestName = 120;

/** A name without the ending that claims a media format; other dots belong to the name. */
export const stemOf = (name: string): string => {
  const extension = extensionOf(name);
  return knownExtensions.includes(extension)
    ? name.trim().slice(0, -(extension.length + 1))
    : name.trim();
};

/** The right ending for a real format; one that the name has and that is right is kept. */
export function endingFor(name: string, format: string | null): string {
  const known = mediaFormats.find((candidate) => candidate === format);
  const given = extensionOf(name);
  if (!known) return /^[a-z0-9]{1,10}$/.test(format ?? '') ? `.${format}` : '.bin';
  const { extensions } = factsOfFormat[known];
  return `.${extensions.includes(given) ? given : (extensions[0] ?? known)}`;
}

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
