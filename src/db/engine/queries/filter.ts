/**
 * From a filter and a sort to SQL. Every order has one covering index (`assets_by_…`), walked in
 * order without touching the table. Conditions on the asset itself are columns of that index;
 * conditions that live elsewhere (words, tag, pack, batch) become a set of row numbers, which
 * drives the search when it is small, and is read into bits and checked on the walk when it is
 * large: SQLite's own lookup of 50 000 numbers costs more than the walk itself.
 */
import { mediaKinds } from '#domain/asset.ts';
import type { AssetFilter, AssetSort } from '#domain/contract/queries.ts';
import { searchQuery } from '#domain/search.ts';
import type { Connection, Parameters, Value } from '../../connection.ts';

/** Conditions over a table called `a`, with the values they bind. */
export interface Conditions {
  readonly where: string;
  readonly values: Parameters;
  /** SELECTs of row numbers that all must hold; their values come after `values`. */
  readonly sets: readonly { readonly sql: string; readonly values: Parameters }[];
  /** Nothing can match: the words sought hold nothing that can be sought. */
  readonly empty: boolean;
}

const media: ReadonlySet<string> = new Set(mediaKinds);

/** What of the shelves a filter looks at: 1 media, 2 the trash, 0 everything else. */
function shelves(filter: AssetFilter): string {
  if (filter.trashed === true) return 'a.shelf = 2';
  // A collection shows whatever was put into it: characters and texts too.
  if (filter.collection !== undefined && filter.kinds === undefined) return 'a.shelf IN (0, 1)';
  if (filter.kinds === undefined || filter.kinds.every((kind) => media.has(kind))) {
    return 'a.shelf = 1';
  }
  return filter.kinds.some((kind) => media.has(kind)) ? 'a.shelf IN (0, 1)' : 'a.shelf = 0';
}

export function conditionsOf(filter: AssetFilter): Conditions {
  const where = [shelves(filter)];
  const values: Value[] = [];
  const sets: { sql: string; values: Parameters }[] = [];
  let empty = false;
  const among = (column: string, wanted: readonly string[] | undefined): void => {
    if (wanted === undefined || wanted.length === 0) return;
    where.push(`a.${column} IN (${wanted.map(() => '?').join(', ')})`);
    values.push(...wanted);
  };
  among('kind', filter.kinds);
  among('state', filter.states);
  among('provenance', filter.provenances);
  if (filter.approved !== undefined) where.push(`a.approved = ${filter.approved ? 1 : 0}`);
  if (filter.theme !== undefined) {
    where.push('a.theme = ?');
    values.push(filter.theme);
  }
  if (filter.minimum_rating !== undefined && filter.minimum_rating > 0) {
    where.push('a.rating >= ?');
    values.push(filter.minimum_rating);
  }
  if (filter.tag !== undefined) {
    sets.push({
      sql: 'SELECT n FROM tag_rows WHERE tag = ?',
      values: [filter.tag],
    });
  }
  if (filter.pack !== undefined) {
    sets.push({
      sql: `SELECT s.n FROM asset_collection_members m CROSS JOIN assets s ON s.id = m.asset_id
            WHERE m.collection_id = ?`,
      values: [filter.pack],
    });
  }
  if (filter.batch !== undefined) {
    sets.push({
      sql: `SELECT s.n FROM tasks t CROSS JOIN assets s ON s.id = t.target_asset_id
              WHERE t.batch_id = ?
            UNION ALL
            SELECT s.n FROM tasks t CROSS JOIN import_outcomes o ON o.task_id = t.id
              CROSS JOIN assets s ON s.id = o.asset_id WHERE t.batch_id = ?`,
      values: [filter.batch, filter.batch],
    });
  }
  if (filter.project !== undefined) {
    where.push('a.n NOT IN (SELECT o.n FROM assets o WHERE o.project_id <> ?)');
    values.push(filter.project);
  }
  if (filter.collection !== undefined) {
    sets.push({
      sql: `SELECT s.n FROM asset_collection_members m CROSS JOIN assets s ON s.id = m.asset_id
            WHERE m.collection_id = ?`,
      values: [filter.collection],
    });
  }
  if (filter.text !== undefined && filter.text.trim() !== '') {
    const sought = searchQuery(filter.text);
    if (sought === null) empty = true;
    else {
      sets.push({
        sql: 'SELECT rowid FROM asset_search WHERE asset_search MATCH ?',
        values: [sought],
      });
    }
  }
  return { where: where.join(' AND '), values, sets, empty };
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
};

/** Above this, walking the whole order beats sorting what was found. */
const fewRows = 4000;

type Subset = Conditions['sets'][number];

/** How a layout is read: one statement, and the sets that its rows must be in as well. */
export interface LayoutPlan {
  readonly sql: string;
  readonly values: Parameters;
  readonly among: readonly Subset[];
}

/** The plan that gives n and aspect of every matching row, in order; null: nothing matches. */
export function layoutPlan(
  connection: Connection,
  filter: AssetFilter,
  sort: AssetSort,
): LayoutPlan | null {
  const { where, values, sets, empty } = conditionsOf(filter);
  if (empty) return null;
  const list = sort === 'position' ? ownOrder(connection, filter) : null;
  if (list !== null) {
    const sql = `SELECT a.n, a.aspect FROM asset_collection_members o
      CROSS JOIN assets a ON a.id = o.asset_id
      WHERE o.collection_id = ? AND ${where} ORDER BY o.position, o.asset_id`;
    return { sql, values: [list, ...values], among: sets };
  }
  const { by, index } = orders[sort];
  const small = sets.find((set) => isSmall(connection, set));
  if (small === undefined) {
    const sql = `SELECT a.n, a.aspect FROM assets a INDEXED BY ${index}
      WHERE ${where} ORDER BY ${by}`;
    return { sql, values, among: sets };
  }
  return {
    sql: `SELECT a.n, a.aspect FROM (SELECT DISTINCT n FROM (
        SELECT NULL AS n WHERE 0 UNION ALL ${small.sql})) d
      CROSS JOIN assets a ON a.n = d.n WHERE ${where} ORDER BY ${by}`,
    values: [...small.values, ...values],
    among: sets.filter((set) => set !== small),
  };
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

const isSmall = (connection: Connection, set: Subset): boolean =>
  (connection.one<{ size: number }>(
    `SELECT count(*) AS size FROM (SELECT 1 FROM (${set.sql}) LIMIT ${fewRows + 1})`,
    set.values,
  )?.size ?? 0) <= fewRows;
