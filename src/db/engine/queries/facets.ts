import type { AssetFilter, Queries } from '#domain/contract/queries.ts';
import type { Connection, Parameters, RowSet, Value } from '../../connection.ts';
import { isQueuePaused } from '../leases.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { conditionsOf } from './filter.ts';
import { plain, query } from './query.ts';

interface Counted {
  readonly value: string;
  readonly count: number;
}

/** The most values of one facet that are worth showing. */
const mostValues = 500;

/** What is counted: conditions on the asset itself, and the rows in view as bits. */
interface Counting {
  readonly where: string;
  readonly values: Parameters;
  readonly view: RowSet;
  /** Whether the conditions alone do not tell what is in view (words, tag, pack, batch). */
  readonly narrowed: boolean;
}

function counting(connection: Connection, filter: AssetFilter, now: number): Counting {
  const { where, values, rows } = conditionsOf(connection, filter, now);
  const walk = `SELECT a.n, 0 FROM assets a INDEXED BY assets_by_created WHERE ${where}`;
  const view = new Uint8Array(
    (connection.one<{ last: number | null }>('SELECT max(n) AS last FROM assets')?.last ?? 0) + 1,
  );
  const among = rows === null ? [] : [rows];
  for (const n of connection.columns(walk, values, among).first) view[n] = 1;
  return { where, values, view, narrowed: rows !== null };
}

/** How many rows of a statement are in view. */
const countIn = (
  connection: Connection,
  { view }: Counting,
  sql: string,
  values: Parameters,
): number => connection.columns(sql, values, [view]).first.length;

/** Groups by some columns, counted by the index that is ordered by them. */
function groups<Row extends { readonly count: number }>(
  connection: Connection,
  all: Counting,
  index: string,
  columns: readonly (keyof Row & string)[],
  condition = '',
): readonly Row[] {
  const from = `FROM assets a INDEXED BY ${index} WHERE ${all.where}${condition}`;
  const names = columns.map((column) => `a.${column}`);
  const rows = connection.all<Row>(
    `SELECT ${names.join(', ')}, count(*) AS count ${from} GROUP BY ${names.join(', ')}
     ORDER BY count DESC LIMIT ${mostValues}`,
    all.values,
  );
  if (!all.narrowed) return rows;
  const sql = `SELECT a.n, 0 ${from} ${names.map((name) => `AND ${name} = ?`).join(' ')}`;
  return rows
    .map((row) => {
      const wanted = columns.map((column) => row[column] as Value);
      return { ...row, count: countIn(connection, all, sql, [...all.values, ...wanted]) };
    })
    .filter(({ count }) => count > 0);
}

const inOrder = (counted: readonly Counted[]): readonly Counted[] =>
  counted.toSorted((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));

function valuesOf(
  connection: Connection,
  all: Counting,
  column: 'theme' | 'source',
): readonly Counted[] {
  const rows = groups<{ theme: string; source: string; count: number }>(
    connection,
    all,
    `assets_by_${column}`,
    [column],
    ` AND a.${column} > ''`,
  );
  return inOrder(rows.map((row) => ({ value: row[column], count: row.count })));
}

/** Tags with counts: every tag's rows against those in view. */
function tagsIn(connection: Connection, all: Counting): readonly Counted[] {
  const tags = connection.all<{ tag: string }>(
    `SELECT tag FROM tag_rows GROUP BY tag ORDER BY count(*) DESC LIMIT ${mostValues}`,
  );
  return inOrder(
    tags
      .map(({ tag }) => ({
        value: tag,
        count: countIn(connection, all, 'SELECT n, 0 FROM tag_rows WHERE tag = ?', [tag]),
      }))
      .filter(({ count }) => count > 0),
  );
}

/** Rows of a project and of the whole library; all of them where none is chosen. */
const inProject = (project: string | undefined) =>
  project === undefined
    ? { where: '1', values: [], index: 'assets_by_facets' }
    : {
        where: '(project_id = ? OR project_id IS NULL)',
        values: [project],
        index: 'assets_by_project',
      };

export const facetQueries = {
  counts: query<'counts'>(
    z.strictObject({ project: z.optional(shape.uuid) }),
    (scope, { project }) => {
      const { connection } = scope;
      const mine = inProject(project);
      const assets = connection.one<{
        assets: number;
        approved: number;
        ai_generated: number;
        enhanced: number;
      }>(
        `SELECT coalesce(sum(c), 0) AS assets, coalesce(sum(c * approved), 0) AS approved,
         coalesce(sum(c * (provenance = 'ai_generated')), 0) AS ai_generated,
         coalesce(sum(c * (provenance = 'enhanced')), 0) AS enhanced
       FROM (SELECT provenance, approved, count(*) AS c
         FROM assets INDEXED BY ${mine.index} WHERE ${mine.where} AND shelf = 1
         GROUP BY kind, provenance, state, approved)`,
        mine.values,
      );
      const tasks = new Map(
        connection
          .all<{ status: string; count: number }>(
            `SELECT status, count(*) AS count FROM tasks
           WHERE status IN ('pending', 'running', 'failed') AND archived = 0
             AND ${mine.where} GROUP BY status`,
            mine.values,
          )
          .map(({ status, count }) => [status, count]),
      );
      const one = (sql: string): number =>
        connection.one<{ count: number }>(`${sql} AND ${mine.where}`, mine.values)?.count ?? 0;
      return {
        assets: assets?.assets ?? 0,
        trashed: one('SELECT count(*) AS count FROM assets WHERE shelf = 2'),
        approved: assets?.approved ?? 0,
        unreviewed: (assets?.assets ?? 0) - (assets?.approved ?? 0),
        ai_generated: assets?.ai_generated ?? 0,
        enhanced: assets?.enhanced ?? 0,
        packs: one(`SELECT count(*) AS count FROM assets WHERE shelf = 0 AND kind = 'pack'`),
        pending: tasks.get('pending') ?? 0,
        running: tasks.get('running') ?? 0,
        failed: tasks.get('failed') ?? 0,
        queue_paused: isQueuePaused(scope),
      };
    },
  ),

  facets: query<'facets'>(
    z.strictObject({ filter: shape.assetFilter }),
    ({ connection, at }, { filter }): Queries['facets']['value'] => {
      const all = counting(connection, filter, at);
      const kind: Record<string, number> = {};
      const provenance: Record<string, number> = {};
      const state: Record<string, number> = {};
      const approved = { yes: 0, no: 0 };
      const counted = groups<{
        kind: string;
        provenance: string;
        state: string;
        approved: 0 | 1;
        count: number;
      }>(connection, all, 'assets_by_facets', ['kind', 'provenance', 'state', 'approved']);
      for (const group of counted) {
        kind[group.kind] = (kind[group.kind] ?? 0) + group.count;
        provenance[group.provenance] = (provenance[group.provenance] ?? 0) + group.count;
        state[group.state] = (state[group.state] ?? 0) + group.count;
        approved[group.approved === 1 ? 'yes' : 'no'] += group.count;
      }
      return {
        kind,
        provenance,
        state,
        approved,
        theme: valuesOf(connection, all, 'theme'),
        tag: tagsIn(connection, all),
        source: valuesOf(connection, all, 'source'),
      };
    },
  ),

  suggest: query<'suggest'>(
    z.strictObject({
      what: z.enum(['tag', 'theme', 'source']),
      prefix: shape.text(500),
      project: z.optional(shape.uuid),
    }),
    ({ connection }, { what, prefix, project }) => {
      const mine = inProject(project);
      // LIKE is the one comparison that ignores case here; its signs are escaped.
      const pattern = `${prefix.replace(/[\\%_]/gu, '\\$&')}%`;
      return what === 'tag'
        ? connection.all<Counted>(
            `SELECT tag AS value, count(*) AS count FROM asset_tags
             WHERE tag LIKE ? ESCAPE '\\' ${project === undefined ? '' : `AND asset_id IN (SELECT id FROM assets WHERE ${mine.where})`}
             GROUP BY tag ORDER BY count DESC, value LIMIT 20`,
            [pattern, ...mine.values],
          )
        : connection.all<Counted>(
            `SELECT ${what} AS value, count(*) AS count FROM assets INDEXED BY assets_by_${what}
             WHERE shelf IN (0, 1) AND ${what} > '' AND ${what} LIKE ? ESCAPE '\\' AND ${mine.where}
             GROUP BY ${what} ORDER BY count DESC, value LIMIT 20`,
            [pattern, ...mine.values],
          );
    },
  ),
};
