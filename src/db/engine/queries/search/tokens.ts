/** What each token of the query language means to the library; a missing one does not compile. */
import { mediaKinds } from '#domain/asset.ts';
import { choiceNamed, tokenNamed, type TokenKey } from '#domain/query/tokens.ts';
import { isRange, type SingleValue, type TokenNode } from '#domain/query/tree.ts';
import { intervalOf, type Interval } from '#domain/query/values.ts';
import type { RowSet } from '../../../connection.ts';
import { wallClock } from './calendar.ts';
import { credentialsIn, has, is } from './choices.ts';
import { inLists, inProjects, madeFrom, usedIn } from './lists.ts';
import { either, nothing, opposite, rows, where, type Meaning, type Search } from './meaning.ts';
import { metaRows } from './meta.ts';
import { fits, tagsMeant, valuesOf, type Named } from './names.ts';
import { measured, printable, within, type Measure } from './numbers.ts';
import { pathsWith } from './paths.ts';
import { withLora, withTerm } from './recipes.ts';
import { isEmpty } from './sets.ts';
import { namesLike, rowsWith, rowsWithAll, type Select } from './words.ts';

type ReadValue = (search: Search, value: SingleValue, token: TokenNode) => Meaning;
type ReadInterval = (search: Search, interval: Interval) => Meaning;

const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ');

const choiceOf = (key: TokenKey, { text }: SingleValue): string => {
  const token = tokenNamed(key);
  return (token === undefined ? undefined : choiceNamed(token, text)) ?? '';
};

const column =
  (name: string): ReadValue =>
  (_, value, { key }) =>
    where(`a.${name} = ?`, choiceOf(key, value));

/** The library's values that fit, as rows of the index that has them. */
const named =
  (what: Exclude<Named, 'tag' | 'theme'>): ReadValue =>
  (search, value, { comparison }) => {
    const fit = fits(value, what === 'model' && comparison === ':' ? 'part' : 'whole');
    const meant = valuesOf(search.connection, what).filter(fit);
    const from = what === 'model' ? 'a.generation IS NOT NULL' : 'a.shelf IN (0, 1, 2)';
    return rows(
      search.select(
        `SELECT a.n FROM json_each(?) AS wanted CROSS JOIN assets a INDEXED BY assets_by_${what}
         ON a.${what} = wanted.value WHERE ${from}`,
        [JSON.stringify(meant)],
      ),
    );
  };

const values = {
  kind: (_search, value) => {
    const kind = choiceOf('kind', value);
    if (kind === 'any') return where('1');
    if (kind === 'media') return where(`a.kind IN (${marks(mediaKinds.length)})`, ...mediaKinds);
    return where('a.kind = ?', kind);
  },
  tag: (search, value) =>
    rows(
      search.select(
        'SELECT r.n FROM json_each(?) AS wanted CROSS JOIN tag_rows r ON r.tag = wanted.value',
        [JSON.stringify(tagsMeant(search.connection, value))],
      ),
    ),
  theme: (search, value) => {
    const meant = valuesOf(search.connection, 'theme').filter(fits(value, 'whole'));
    return meant.length > 500
      ? where('a.theme IN (SELECT value FROM json_each(?))', JSON.stringify(meant))
      : where(meant.length === 0 ? '0' : `a.theme IN (${marks(meant.length)})`, ...meant);
  },
  provenance: column('provenance'),
  source: named('source'),
  origin: (search, value) =>
    rows(
      search.select(
        `SELECT a.n FROM assets a INDEXED BY assets_by_format
         WHERE a.shelf IN (0, 1, 2) AND a.origin = ?`,
        [choiceOf('origin', value)],
      ),
    ),
  approved: (_search, value) =>
    where(`a.approved = ${choiceOf('approved', value) === 'yes' ? 1 : 0}`),
  starred: (search, value) => {
    const stars = is(search, 'starred');
    return choiceOf('starred', value) === 'yes' ? stars : opposite(stars);
  },
  review: (search, value) => {
    const mark = choiceOf('review', value);
    return is(search, mark === 'none' ? 'unreviewed' : mark);
  },
  model: named('model'),
  prompt: (search, value, { comparison }) =>
    comparison === '=' ? withTerm(search, value) : found(search, value, 'prompt'),
  lora: (search, value, { comparison }) => withLora(search, value, comparison),
  'used-in': usedIn,
  'derived-from': madeFrom,
  in: inLists,
  path: (search, value, { comparison }) => pathsWith(search, value, comparison),
  state: column('state'),
  format: named('format'),
  print: (search, value) => printable(search, choiceOf('print', value)),
  credentials: (search, value) => credentialsIn(search, choiceOf('credentials', value)),
  has: (search, value) => has(search, choiceOf('has', value)),
  is: (search, value) => is(search, choiceOf('is', value)),
  name: (search, value, { comparison }) => rows(select(search, namesLike(value, comparison))),
  project: inProjects,
} as const satisfies Partial<Record<TokenKey, ReadValue>>;

const measureOf =
  (name: Measure): ReadInterval =>
  (search, interval) =>
    measured(search, name, interval);

const measures = {
  rating: (_search, interval) => {
    const { sql, values: bounds } = within('a.rating', interval);
    return where(sql, ...bounds);
  },
  seed: (search, interval) => {
    const { sql, values: bounds } = within('a.seed', interval);
    return rows(
      search.select(
        `SELECT a.n FROM assets a INDEXED BY assets_by_seed WHERE a.generation IS NOT NULL AND ${sql}`,
        bounds,
      ),
    );
  },
  cost: measureOf('cost_micros'),
  width: measureOf('width'),
  height: measureOf('height'),
  duration: measureOf('duration_s'),
  size: measureOf('size'),
  fps: measureOf('fps'),
  created: measureOf('created_at'),
  taken: (search, interval) => measured(search, 'taken_at', interval, wallClock),
} as const satisfies Partial<Record<TokenKey, ReadInterval>>;

const select = (search: Search, { sql, values: bound }: Select): RowSet =>
  search.select(sql, bound);

/** What a word or phrase finds, in every column of the word index or in one. */
export const found = (
  search: Search,
  value: SingleValue,
  column: 'prompt' | null = null,
): Meaning => {
  const { select: words, otherwise } = rowsWith(value, column);
  const set = select(search, words);
  return rows(otherwise === null || !isEmpty(set) ? set : select(search, otherwise));
};

/** What several words and phrases find together: asked at once, and one by one where that finds nothing. */
export function foundAll(search: Search, sought: readonly SingleValue[]): readonly Meaning[] {
  const together = rowsWithAll(sought);
  const set = together === null ? null : select(search, together);
  return set !== null && !isEmpty(set) ? [rows(set)] : sought.map((value) => found(search, value));
}

const isNone = (value: SingleValue): boolean => !value.exact && value.text.toLowerCase() === 'none';

/** What one token asks for: any of its values. */
export function tokenMeaning(search: Search, node: TokenNode): Meaning {
  const token = tokenNamed(node.key);
  if (token === undefined) return nothing;
  return either(
    node.values.map((value) => {
      if (node.key === 'meta') return metaRows(search, node.path ?? '', node.comparison, value);
      if (!isRange(value) && token.none === true && isNone(value)) {
        return opposite(has(search, node.key));
      }
      if (node.key in measures) {
        const interval = intervalOf(token, node.comparison, value, search.calendar);
        return interval === null
          ? nothing
          : measures[node.key as keyof typeof measures](search, interval);
      }
      if (isRange(value)) return nothing;
      const read: ReadValue = values[node.key as Exclude<TokenKey, keyof typeof measures | 'meta'>];
      return read(search, value, node);
    }),
  );
}
