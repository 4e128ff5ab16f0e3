/**
 * Places on the user's disk, by patterns as in .gitignore: * within a folder, ** across folders.
 * Paths and patterns are folded alike. Most patterns are two comparisons in one walk of the index;
 * only the others are held against each path here.
 */
import { isGlob, likePattern, matchesGlob } from '#domain/query/glob.ts';
import type { Comparison, SingleValue } from '#domain/query/tree.ts';
import { folded } from '#domain/search.ts';
import { inFolders } from './lists.ts';
import { both, either, rows, type Meaning, type Search } from './meaning.ts';
import { isEmpty } from './sets.ts';

const escaped = (text: string): string => text.replace(/[\\%_]/gu, '\\$&');

/** Rows with a path that is like one pattern and, where given, not like another. */
const found = (search: Search, like: string, unlike?: string): Meaning =>
  rows(
    search.select(
      `SELECT n FROM path_rows WHERE path LIKE ? ESCAPE '\\'
       ${unlike === undefined ? '' : `AND path NOT LIKE ? ESCAPE '\\'`}`,
      unlike === undefined ? [like] : [like, unlike],
    ),
  );

/** A pattern as LIKE, and what must not be LIKE it besides; null where LIKE cannot say it. */
function asLike(pattern: string): { readonly like: string; readonly unlike?: string } | null {
  if (pattern.includes('?')) return null;
  // "**/*.png": a path that ends so has a name that ends so.
  const ending = /^\*\*\/\*([^*/]*)$/u.exec(pattern)?.[1];
  if (ending !== undefined) return { like: `%${escaped(ending)}` };
  if (pattern.includes('**/')) return null;
  const single = pattern.split(/\*+/u);
  if (!/(?:^|[^*])\*(?:[^*]|$)/u.test(pattern)) return { like: likePattern(pattern) };
  const [before, after] = single;
  if (single.length !== 2 || before === undefined || after === undefined) return null;
  // One star: no "/" may lie where it stands.
  return {
    like: `${escaped(before)}%${escaped(after)}`,
    unlike: `${escaped(before)}%/%${escaped(after)}`,
  };
}

/**
 * Assets with a place whose path matches: a pattern, all of it with =, or else a part. Paths in a
 * linked folder begin below it; one that is asked for with the folder's own name means the same,
 * where no path is written so.
 */
export function pathsWith(search: Search, value: SingleValue, comparison: Comparison): Meaning {
  const [, first = '', below = ''] =
    /^([^/*?]+)\/(.*)$/u.exec(value.text.replaceAll('\\', '/')) ?? [];
  const plain = pathsLike(search, value, comparison);
  if (first === '' || plain.is !== 'rows' || !isEmpty(plain.rows)) return plain;
  const isAll = below === '' || below === '**';
  return either(
    inFolders(search, { text: first }).map((folder) =>
      isAll ? folder : both(folder, pathsLike(search, { ...value, text: below }, comparison)),
    ),
  );
}

/** The same by the paths alone, as they are kept. */
function pathsLike(search: Search, { text, exact }: SingleValue, comparison: Comparison): Meaning {
  const wanted = folded(text.replaceAll('\\', '/').replace(/^\.?\//u, ''));
  // In quotes a star is a star, but no file lies in a folder as "**": that is everything below.
  const below = exact ? /^(.+\/)\*\*$/u.exec(wanted)?.[1] : undefined;
  if (below !== undefined) return found(search, `${escaped(below)}%`);
  if (exact || !isGlob(wanted)) {
    const plain = escaped(wanted);
    return found(search, comparison === '=' ? plain : `%${plain}%`);
  }
  // Without a "/" it is about the file or any folder's own name, wherever it lies.
  const pattern = wanted.includes('/') ? wanted : `**/${wanted}`;
  const plain = asLike(pattern);
  if (plain !== null) return found(search, plain.like, plain.unlike);
  const candidates = search.connection.all<{ path: string; n: number }>(
    `SELECT path, n FROM path_rows WHERE path LIKE ? ESCAPE '\\'`,
    [likePattern(pattern).replace(/^%\//u, '%').replaceAll('%/', '%')],
  );
  const set = new Uint8Array(search.size);
  for (const { path, n } of candidates) {
    if (set[n] !== 1 && matchesGlob(pattern, path, true)) set[n] = 1;
  }
  return rows(set);
}
