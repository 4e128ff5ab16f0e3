/** How many assets each choice of a condition such as `kind:` would find. */
import { asideKinds, mediaKinds } from '#domain/asset.ts';
import type { AssetFilter } from '#domain/contract/queries.ts';
import type { TokenKey } from '#domain/query/tokens.ts';
import type { Connection, RowSet, Value } from '../../../connection.ts';
import { rowsFound } from '../filter.ts';
import { calendarAt } from './calendar.ts';
import { countsOf, marksOf, type Marks } from './codes.ts';
import { searchIn } from './compile.ts';
import { asRows, parted } from './meaning.ts';
import { setOfRows } from './sets.ts';
import { tokenMeaning } from './tokens.ts';

/** Conditions that one number can tell of, a bit each. */
const bits = 24;

interface Condition {
  readonly choice: string;
  readonly sql: string;
  readonly values: readonly Value[];
}

const shared = (one: RowSet, other: RowSet): number => {
  let count = 0;
  const end = Math.min(one.length, other.length);
  for (let n = 0; n < end; n += 1) if (one[n] === 1 && other[n] === 1) count += 1;
  return count;
};

/** Counts conditions on columns of the asset itself, all of them in one walk of the index. */
function countWalk(
  connection: Connection,
  view: RowSet,
  conditions: readonly Condition[],
  counts: Map<string, number>,
): void {
  const mask = conditions.map(({ sql }, bit) => `(((${sql}) IS TRUE) << ${bit})`).join(' | ');
  const { second } = connection.columns(
    `SELECT a.n, ${mask} FROM assets a INDEXED BY assets_by_created WHERE a.shelf IN (0, 1, 2)`,
    conditions.flatMap(({ values }) => values),
    [view],
  );
  const found = new Uint32Array(conditions.length);
  for (const value of second) {
    for (let bit = 0; bit < found.length; bit += 1) {
      found[bit] = (found[bit] ?? 0) + ((value >> bit) & 1);
    }
  }
  for (const [bit, { choice }] of conditions.entries()) counts.set(choice, found[bit] ?? 0);
}

/** Choices that are told from what is kept in memory of every asset. */
const kept: Readonly<Partial<Record<TokenKey, (marks: Marks) => readonly string[]>>> = {
  kind: ({ kind }) => [kind, 'any', ...(media.has(kind) ? ['media'] : [])],
  provenance: ({ provenance }) => [provenance],
  state: ({ state }) => [state],
  approved: ({ approved }) => [approved === 1 ? 'yes' : 'no'],
};
const media: ReadonlySet<string> = new Set(mediaKinds);

/** With what lies aside, which a filter leaves out unless its kind is asked for. */
function withAside(
  library: Uint32Array,
  connection: Connection,
  filter: AssetFilter,
  now: number,
): Uint32Array {
  const aside = rowsFound(connection, { ...filter, kinds: asideKinds }, now);
  return Uint32Array.from(new Set([...library, ...aside]));
}

/** In a larger library only what is kept in memory is counted: the rest would keep one waiting. */
const mostAsked = 20_000;

/** The counts of some choices of a token among what a filter shows; empty: it was not counted. */
export function countsOfChoices(
  connection: Connection,
  filter: AssetFilter,
  now: number,
  key: TokenKey,
  choices: readonly string[],
): ReadonlyMap<string, number> {
  // Asking for a kind opens the shelf of what lies aside, as the search itself does.
  const opened = key === 'kind' && filter.kinds === undefined && filter.trashed !== true;
  const library = rowsFound(connection, filter, now);
  const seen = opened ? withAside(library, connection, filter, now) : library;
  const told = kept[key];
  const counts = new Map(choices.map((choice) => [choice, 0]));
  if (told !== undefined) {
    for (const { value, count } of countsOf(marksOf(connection), seen)) {
      for (const choice of told(value)) counts.set(choice, (counts.get(choice) ?? 0) + count);
    }
    return counts;
  }
  const search = searchIn(connection, calendarAt(now));
  if (search.size > mostAsked) return new Map();
  const view = setOfRows(seen);
  const conditions: Condition[] = [];
  for (const choice of choices) {
    const meaning = tokenMeaning(search, {
      type: 'token',
      key,
      comparison: ':',
      values: [{ text: choice, exact: false }],
    });
    const { where, sets } = parted(search, meaning);
    if (sets.length > 0) counts.set(choice, shared(asRows(search, meaning), view));
    else {
      const sql = where.map((one) => `(${one.sql})`).join(' AND ') || '1';
      conditions.push({ choice, sql, values: where.flatMap(({ values }) => values) });
    }
  }
  for (let from = 0; from < conditions.length; from += bits) {
    countWalk(connection, view, conditions.slice(from, from + bits), counts);
  }
  return counts;
}
