/** Values of the metadata, by their key. */
import { isGlob, likePattern } from '#domain/query/glob.ts';
import { tokenNamed } from '#domain/query/tokens.ts';
import { isRange, type Comparison, type QueryValue, type SingleValue } from '#domain/query/tree.ts';
import { intervalOf } from '#domain/query/values.ts';
import { folded } from '#domain/search.ts';
import { either, nothing, opposite, rows, type Meaning, type Search } from './meaning.ts';
import { fits } from './names.ts';
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

/**
 * Rows whose text under a key fits, folded as names are. Plain Latin is compared by SQLite; of the
 * rest every different value is folded here, for its column keeps it as it is shown.
 */
function worded(search: Search, path: string, comparison: Comparison, value: SingleValue): Meaning {
  const wanted = folded(value.text);
  const glob = !value.exact && isGlob(wanted);
  const plain = wanted.replace(/[\\%_]/gu, '\\$&');
  const like = glob ? likePattern(wanted) : comparison === '=' ? plain : `%${plain}%`;
  const latin = valued(
    search,
    path,
    `typeof(value) = 'text' AND value NOT GLOB '*[^ -~]*' AND value LIKE ? ESCAPE '\\'`,
    [like],
  );
  const fit = fits(value, comparison === '=' ? 'whole' : 'part');
  const others = search.connection
    .all<{ value: string }>(
      `SELECT DISTINCT value FROM meta_rows
       WHERE key = ? AND typeof(value) = 'text' AND value GLOB '*[^ -~]*'`,
      [path.toLowerCase()],
    )
    .filter((each) => fit(each.value));
  if (others.length === 0) return latin;
  const same = JSON.stringify(others.map((each) => each.value));
  return either([latin, valued(search, path, 'value IN (SELECT value FROM json_each(?))', [same])]);
}

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
    const words = worded(search, path, comparison, value);
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number)) return words;
    return either([words, valued(search, path, 'value = ?', [number])]);
  }
  const interval = intervalOf(token, comparison, value, search.calendar);
  if (interval === null) return nothing;
  const { sql, values } = within('value', interval);
  return valued(search, path, `typeof(value) <> 'text' AND ${sql}`, values as readonly number[]);
}
