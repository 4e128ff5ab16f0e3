/** Tags and themes out of the names of folders: which folders count, and what each becomes. */
import { cleanTag } from './tags.ts';

export const folderUses = ['tag', 'theme', 'nothing'] as const;
/** What the name of a folder becomes. */
export type FolderUse = (typeof folderUses)[number];

export interface FolderRules {
  /** Folders at the beginning of a path that say nothing: "Pictures/2024". */
  readonly strip?: string;
  /** Which folders count, from 1 at the top, or from -1 at the file; all when not given. */
  readonly levels?: readonly number[];
  /** Signs that part one folder's name into several: "_" or ",;". */
  readonly separators?: string;
  readonly lower_case?: boolean;
  /** What single names become; every other name becomes a tag. */
  readonly mapping?: readonly FolderMapping[];
  /** Whether a theme that an asset has already gives way; it stays when not given. */
  readonly replace_themes?: boolean;
}

export interface FolderMapping {
  /** The name as `folderParts` gives it. */
  readonly part: string;
  readonly use: FolderUse;
  /** Another wording than the name itself. */
  readonly value?: string;
}

/** What one path says. */
export interface FolderReading {
  readonly parts: readonly string[];
  readonly tags: readonly string[];
  readonly themes: readonly string[];
}

const folders = (path: string): readonly string[] =>
  path.split(/[/\\]+/u).filter((part) => part !== '' && part !== '.');

/** The names that a path gives under the rules, before they are mapped: its folders without the file. */
export function folderParts(path: string, rules: FolderRules): readonly string[] {
  let names = folders(path).slice(0, -1);
  const strip = folders(rules.strip ?? '');
  if (strip.length > 0 && strip.every((name, index) => names[index] === name)) {
    names = names.slice(strip.length);
  }
  const { levels, separators = '' } = rules;
  if (levels !== undefined) {
    names = names.filter(
      (_, index) => levels.includes(index + 1) || levels.includes(index - names.length),
    );
  }
  const signs = new Set(separators);
  const parts = names.flatMap((name) => {
    let split = [''];
    for (const sign of name) {
      if (signs.has(sign)) split = [...split, ''];
      else split[split.length - 1] += sign;
    }
    return split;
  });
  const clean = parts.flatMap((part) => {
    const tag = cleanTag(part);
    return tag === null ? [] : [rules.lower_case === true ? tag.toLowerCase() : tag];
  });
  return [...new Set(clean)];
}

/** Finds what a name becomes; what was decided before the letters were made small still holds. */
export function mappingOf({
  mapping = [],
  lower_case = false,
}: FolderRules): (part: string) => FolderMapping | undefined {
  const key = (part: string): string => (lower_case ? part.toLowerCase() : part);
  const byPart = new Map(mapping.map((one) => [key(one.part), one]));
  return (part) => byPart.get(key(part));
}

/** Makes the reader of paths for some rules. */
export function folderReader(rules: FolderRules): (path: string) => FolderReading {
  const mappingFor = mappingOf(rules);
  return (path) => {
    const parts = folderParts(path, rules);
    const tags: string[] = [];
    const themes: string[] = [];
    for (const part of parts) {
      const mapped = mappingFor(part);
      const value = cleanTag(mapped?.value ?? part) ?? part;
      if (mapped === undefined || mapped.use === 'tag') tags.push(value);
      else if (mapped.use === 'theme') themes.push(value);
    }
    return { parts, tags: [...new Set(tags)], themes: [...new Set(themes)] };
  };
}
