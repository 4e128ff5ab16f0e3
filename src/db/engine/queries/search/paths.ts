/** Places on the user's disk, by patterns as in .gitignore: * within a folder, ** across folders. */
import { isGlob, likePattern, matchesGlob } from '#domain/query/glob.ts';
import type { Comparison, SingleValue } from '#domain/query/tree.ts';
import { rows, type Meaning, type Search } from './meaning.ts';

/** Whether SQL's LIKE says the same as the pattern: no star must stop at a "/". */
const isLikeEnough = (pattern: string): boolean =>
  !pattern.includes('?') && !/(?:^|[^*])\*(?:[^*]|$)/u.test(pattern) && !pattern.includes('**/');

const escaped = (text: string): string => text.replace(/[\\%_]/gu, '\\$&');

const found = (search: Search, like: string): Meaning =>
  rows(
    search.select(
      `SELECT s.n FROM asset_files f INDEXED BY asset_files_by_path
       CROSS JOIN assets s ON s.id = f.asset_id WHERE f.path LIKE ? ESCAPE '\\'`,
      [like],
    ),
  );

/** Assets with a place whose path matches: a pattern, all of it with =, or else a part. */
export function pathsWith(
  search: Search,
  { text, exact }: SingleValue,
  comparison: Comparison,
): Meaning {
  const wanted = text.replaceAll('\\', '/').replace(/^\.?\//u, '');
  // In quotes a star is a star, but no file lies in a folder as "**": that is everything below.
  const below = exact ? /^(.+\/)\*\*$/u.exec(wanted)?.[1] : undefined;
  if (below !== undefined) return found(search, `${escaped(below)}%`);
  if (exact || !isGlob(wanted)) {
    const plain = escaped(wanted);
    return found(search, comparison === '=' ? plain : `%${plain}%`);
  }
  // Without a "/" it is about the file or any folder's own name, wherever it lies.
  const pattern = wanted.includes('/') ? wanted : `**/${wanted}`;
  const like = likePattern(pattern).replace(/^%\//u, '%');
  if (isLikeEnough(pattern)) return found(search, like);
  const candidates = search.connection.all<{ path: string; n: number }>(
    `SELECT f.path, s.n FROM asset_files f INDEXED BY asset_files_by_path
     CROSS JOIN assets s ON s.id = f.asset_id WHERE f.path LIKE ? ESCAPE '\\'`,
    [like.replaceAll('%/', '%')],
  );
  const set = new Uint8Array(search.size);
  const folded = pattern.toLowerCase();
  for (const { path, n } of candidates) {
    if (set[n] !== 1 && matchesGlob(folded, path.toLowerCase(), true)) set[n] = 1;
  }
  return rows(set);
}
