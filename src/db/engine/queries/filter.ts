/**
 * From a filter and a sort to SQL. Every order has one covering index (`assets_by_…`), walked in
 * order without touching the table. Conditions on the asset itself are columns of that index;
 * conditions that live elsewhere (words, tags, paths, links) become sets of row numbers as bytes.
 * All sets together, when they leave few rows, drive the search; else they are checked on the
 * walk: SQLite's own lookup of 50 000 numbers costs more than the walk itself.
 */
import { asideKinds } from '#domain/asset.ts';
import type { AssetFilter, AssetSort } from '#domain/contract/queries.ts';
import type { Connection, NumberColumns, Parameters, RowSet, Value } from '../../connection.ts';
import { calendarAt } from './search/calendar.ts';
import { compileQuery, searchIn } from './search/compile.ts';
import { marksOf, rowsOnShelves } from './search/codes.ts';
import { byRelevance } from './search/relevance.ts';
import { inList } from './search/lists.ts';
import { parted, type Search } from './search/meaning.ts';
import { inBoth, listed } from './search/sets.ts';
import { foundAll } from './search/tokens.ts';
import { isTelling } from './search/words.ts';

/** Conditions over a table called `a`, with the values they bind. */
export interface Conditions {
  readonly where: string;
  readonly values: Parameters;
  /** The rows that are left by everything that is no column; null: nothing of that kind. */
  readonly rows: RowSet | null;
  /** The condition on the shelf alone, which is the first of `where`. */
  readonly shelf: string;
  /** The shelves that it means: 1 the library, 2 the trash, 0 what lies aside. */
  readonly shelves: readonly number[];
}

const aside: ReadonlySet<string> = new Set(asideKinds);

/** What of the shelves a filter looks at. */
function shelvesOf(filter: AssetFilter, opened: boolean): readonly number[] {
  if (filter.trashed === true) return [2];
  // A collection shows whatever was put into it: packs and masks too.
  if (filter.kinds === undefined) {
    return opened || filter.collection !== undefined ? [0, 1] : [1];
  }
  if (!filter.kinds.some((kind) => aside.has(kind))) return [1];
  return filter.kinds.every((kind) => aside.has(kind)) ? [0] : [0, 1];
}

/** Rows of a project and of the whole library; null where no row lies outside. */
function inProject(search: Search, project: string): RowSet | null {
  const outside = search.connection.one(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM assets WHERE project_id < ?1)
       OR EXISTS (SELECT 1 FROM assets WHERE project_id > ?1)`,
    [project],
  );
  if (outside === undefined) return null;
  return search.select(
    `SELECT n FROM assets INDEXED BY assets_by_project WHERE project_id = ?
     UNION ALL SELECT n FROM assets INDEXED BY assets_by_project WHERE project_id IS NULL`,
    [project],
  );
}

/** The same, asked outside of a search. */
export const rowsOfProject = (connection: Connection, project: string): RowSet | null =>
  inProject(searchIn(connection, calendarAt(0)), project);

const clock = (connection: Connection): number =>
  connection.one<{ now: number }>(`SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS now`)
    ?.now ?? 0;

export function conditionsOf(
  connection: Connection,
  filter: AssetFilter,
  now = clock(connection),
): Conditions {
  const search = searchIn(connection, calendarAt(now));
  const query = filter.query === undefined ? null : compileQuery(search, filter.query);
  const shelves = shelvesOf(filter, query?.shelves.includes(0) === true);
  const shelf =
    shelves.length === 1 ? `a.shelf = ${shelves[0]}` : `a.shelf IN (${shelves.join(', ')})`;
  const where = [shelf];
  const values: Value[] = [];
  const sets: RowSet[] = [];
  const among = (column: string, wanted: readonly string[] | undefined): void => {
    if (wanted === undefined || wanted.length === 0) return;
    where.push(`a.${column} IN (${wanted.map(() => '?').join(', ')})`);
    values.push(...wanted);
  };
  among('kind', filter.kinds);
  among('state', filter.states);
  among('provenance', filter.provenances);
  among('theme', filter.theme === undefined ? undefined : [filter.theme]);
  if (filter.approved !== undefined) where.push(`a.approved = ${filter.approved ? 1 : 0}`);
  if (filter.minimum_rating !== undefined && filter.minimum_rating > 0) {
    where.push('a.rating >= ?');
    values.push(filter.minimum_rating);
  }
  if (filter.tag !== undefined) {
    sets.push(search.select('SELECT n FROM tag_rows WHERE tag = ?', [filter.tag]));
  }
  if (filter.batch !== undefined) {
    sets.push(
      search.select(
        `SELECT s.n FROM tasks t CROSS JOIN assets s ON s.id = t.target_asset_id
           WHERE t.batch_id = ?1
         UNION ALL
         SELECT s.n FROM tasks t CROSS JOIN import_outcomes o ON o.task_id = t.id
           CROSS JOIN assets s ON s.id = o.asset_id WHERE t.batch_id = ?1`,
        [filter.batch],
      ),
    );
  }
  if (filter.project !== undefined) {
    const rows = inProject(search, filter.project);
    if (rows !== null) sets.push(rows);
  }
  const typed = (filter.text ?? '').split(/\s+/u).filter((word) => word !== '');
  const telling = typed.filter(isTelling);
  const words = telling.length > 0 ? telling : typed;
  const meanings = [
    ...(query === null ? [] : [query.meaning]),
    ...(filter.pack === undefined ? [] : [inList(search, filter.pack)]),
    ...(filter.collection === undefined ? [] : [inList(search, filter.collection)]),
    ...foundAll(
      search,
      words.slice(0, 32).map((text) => ({ text, exact: false })),
    ),
  ];
  for (const meaning of meanings) {
    const parts = parted(search, meaning);
    for (const part of parts.where) {
      where.push(`(${part.sql})`);
      values.push(...part.values);
    }
    sets.push(...parts.sets);
  }
  return {
    where: where.join(' AND '),
    values,
    shelf,
    shelves,
    rows: sets.length === 0 ? null : sets.reduce((one, other) => inBoth(one, other)),
  };
}

const orders: Readonly<Record<AssetSort, { readonly by: string; readonly index: string }>> = {
  newest: { by: 'a.created_at DESC, a.n DESC', index: 'assets_by_created' },
  oldest: { by: 'a.created_at, a.n', index: 'assets_by_created' },
  name: { by: 'a.name_key, a.n', index: 'assets_by_name' },
  size: { by: 'a.size DESC, a.n DESC', index: 'assets_by_size' },
  rating: { by: 'a.rating DESC, a.n DESC', index: 'assets_by_rating' },
  taken: { by: 'a.taken_at DESC, a.n DESC', index: 'assets_by_taken' },
  // Where nothing has an order of its own; see `ownOrder`.
  position: { by: 'a.created_at DESC, a.n DESC', index: 'assets_by_created' },
  // The order of what has no words in it; see `byRelevance`.
  relevance: { by: 'a.created_at DESC, a.n DESC', index: 'assets_by_created' },
};

/** Above this, walking the whole order beats sorting what was found. */
const fewRows = 4000;

/** How a layout is read: one statement, and the rows that its own must be among. */
export interface LayoutPlan {
  readonly sql: string;
  readonly values: Parameters;
  readonly among: readonly RowSet[];
}

/** The plan that gives n and aspect of every matching row, in order. */
export function layoutPlan(
  connection: Connection,
  filter: AssetFilter,
  sort: AssetSort,
  now?: number,
): LayoutPlan {
  const { where, values, rows } = conditionsOf(connection, filter, now);
  const list = sort === 'position' ? ownOrder(connection, filter) : null;
  if (list !== null) {
    const sql = `SELECT a.n, a.aspect FROM asset_collection_members o
      CROSS JOIN assets a ON a.id = o.asset_id
      WHERE o.collection_id = ? AND ${where} ORDER BY o.position, o.asset_id`;
    return { sql, values: [list, ...values], among: rows === null ? [] : [rows] };
  }
  return walkOf({ where, values, rows }, orders[sort]);
}

/** Many rows are walked in their order; few are looked up and sorted. */
function walkOf(
  { where, values, rows }: Pick<Conditions, 'where' | 'values' | 'rows'>,
  { by, index }: (typeof orders)[AssetSort],
): LayoutPlan {
  const few = rows === null ? null : listed(rows, fewRows);
  if (few === null) {
    const sql = `SELECT a.n, a.aspect FROM assets a INDEXED BY ${index}
      WHERE ${where} ORDER BY ${by}`;
    return { sql, values, among: rows === null ? [] : [rows] };
  }
  return {
    sql: `SELECT a.n, a.aspect FROM json_each(?) AS wanted
      CROSS JOIN assets a ON a.n = wanted.value WHERE ${where} ORDER BY ${by}`,
    values: [JSON.stringify(few), ...values],
    among: [],
  };
}

/** The numbers of all rows that a filter finds, in any order. */
export function rowsFound(connection: Connection, filter: AssetFilter, now?: number): Uint32Array {
  const { where, values, rows, shelf, shelves } = conditionsOf(connection, filter, now);
  // The shelf of every row is kept in memory.
  if (where === shelf) return rowsOnShelves(marksOf(connection), shelves, rows);
  const plan = walkOf({ where, values, rows }, orders.newest);
  return connection.columns(plan.sql, plan.values, plan.among).first;
}

/** Row number and aspect of every row that a filter finds, in order. */
export function layoutOf(
  connection: Connection,
  filter: AssetFilter,
  sort: AssetSort,
  now?: number,
): NumberColumns {
  const { sql, values, among } = layoutPlan(connection, filter, sort, now);
  const found = connection.columns(sql, values, among);
  return sort === 'relevance' ? byRelevance(connection, filter, found) : found;
}

/** The collection or pack whose own order is shown; a smart one has none. */
function ownOrder(connection: Connection, filter: AssetFilter): string | null {
  const list = filter.collection ?? filter.pack;
  if (list === undefined) return null;
  const kept = connection.one(`SELECT 1 FROM asset_collections WHERE id = ? AND type <> 'smart'`, [
    list,
  ]);
  return kept === undefined ? null : list;
}
