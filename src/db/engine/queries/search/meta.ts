/** Values of the metadata, by their key. */
import { isGlob, likePattern } from '#domain/query/glob.ts';
import { tokenNamed } from '#domain/query/tokens.ts';
import { isRange, type Comparison, type QueryValue } from '#domain/query/tree.ts';
import { intervalOf } from '#domain/query/values.ts';
import { either, nothing, opposite, rows, type Meaning, type Search } from './meaning.ts';
import { within } from './numbers.ts';

/** Rows that have a value under a key for which a condition holds; the key in any case. */
const valued = (
  search: Search,
  path: string,
  condition: string,
  values: readonly (string | number)[],
): Meaning =>
  rows(
    search.select(`SELECT n FROM meta_rows WHERE key = ? AND ${condition}`, [
      path.toLowerCase(),
      ...values,
    ]),
  );

export function metaRows(
  search: Search,
  path: string,
  comparison: Comparison,
  value: QueryValue,
): Meaning {
  const token = tokenNamed('meta');
  if (token === undefined) return nothing;
  if (!isRange(value) && (comparison === ':' || comparison === '=')) {
    const { text, exact } = value;
    if (text.toLowerCase() === 'none' && !exact) return opposite(valued(search, path, '1', []));
    const glob = !exact && isGlob(text);
    const plain = text.replace(/[\\%_]/gu, '\\$&');
    const like = glob ? likePattern(text) : comparison === '=' ? plain : `%${plain}%`;
    const words = valued(search, path, `typeof(value) = 'text' AND value LIKE ? ESCAPE '\\'`, [
      like,
    ]);
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number)) return words;
    return either([words, valued(search, path, 'value = ?', [number])]);
  }
  const interval = intervalOf(token, comparison, value, search.calendar);
  if (interval === null) return nothing;
  const { sql, values } = within('value', interval);
  return valued(search, path, `typeof(value) <> 'text' AND ${sql}`, values as readonly number[]);
}
