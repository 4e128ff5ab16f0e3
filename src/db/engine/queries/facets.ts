import type { AssetFilter, Queries } from '#domain/contract/queries.ts';
import type { Connection, Parameters, RowSet, Value } from '../../connection.ts';
import { isQueuePaused } from '../leases.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { conditionsOf } from './filter.ts';
import { query } from './query.ts';

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
  const { where, values, rows, shelf } = conditionsOf(connection, filter, now);
  const walk = `SELECT a.n, 0 FROM assets a INDEXED BY assets_by_created WHERE ${where}`;
  const view = new Uint8Array(
    (connection.one<{ last: number | null }>('SELECT max(n) AS last FROM assets')?.last ?? 0) + 1,
  );
  const seen = connection.columns(walk, values, rows === null ? [] : [rows]).first;
  for (const n of seen) view[n] = 1;
  // The shape of a picture is in the indexes of the grid alone.
  const narrowed = rows !== null || where.includes('a.aspect');
  return {
    where: narrowed ? shelf : where,
    values: narrowed ? [] : values,
    view,
    narrowed,
  };
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
  const sql = `SELECT a.n, 0 ${from} ${names.map((name) => `AND ${name} IS ?`).join(' ')}`;
  return rows
    .map((row) => {
      const wanted = columns.map((column) => row[column] as Value);
      return { ...row, count: countIn(connection, all, sql, [...all.values, ...wanted]) };
    })
    .filter(({ count }) => count > 0);
}

const inOrder = (counted: readonly Counted[]): readonly Counted[] =>
  counted
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));

function columnIn(
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

/** Values whose index knows nothing of the other conditions: every value's rows against those in view. */
function valuesIn(
  connection: Connection,
  all: Counting,
  counted: string,
  rowsOfOne: string,
): readonly Counted[] {
  const values = connection.all<Counted>(
    `SELECT value, count(*) AS count FROM (${counted}) GROUP BY value
     ORDER BY count DESC LIMIT ${mostValues}`,
  );
  return inOrder(
    values.map(({ value }) => ({ value, count: countIn(connection, all, rowsOfOne, [value]) })),
  );
}

const tagsIn = (connection: Connection, all: Counting): readonly Counted[] =>
  valuesIn(
    connection,
    all,
    'SELECT tag AS value FROM tag_rows',
    'SELECT n, 0 FROM tag_rows WHERE tag = ?',
  );

const modelsIn = (connection: Connection, all: Counting): readonly Counted[] => {
  const made = 'FROM assets INDEXED BY assets_by_model WHERE generation IS NOT NULL AND';
  return valuesIn(
    connection,
    all,
    `SELECT model AS value ${made} model > ''`,
    `SELECT n, 0 ${made} model = ?`,
  );
};

const formatsIn = (connection: Connection, all: Counting): readonly Counted[] => {
  const from = 'FROM assets INDEXED BY assets_by_format WHERE shelf IN (0, 1, 2) AND';
  return valuesIn(
    connection,
    all,
    `SELECT format AS value ${from} format > ''`,
    `SELECT n, 0 ${from} format = ?`,
  );
};

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
      const rating: Record<string, number> = {};
      const approved = { yes: 0, no: 0 };
      const counted = groups<{
        kind: string;
        provenance: string;
        state: string;
        approved: 0 | 1;
        rating: number | null;
        count: number;
      }>(connection, all, 'assets_by_facets', [
        'kind',
        'provenance',
        'state',
        'approved',
        'rating',
      ]);
      for (const group of counted) {
        const stars = group.rating === null ? 'none' : String(group.rating);
        kind[group.kind] = (kind[group.kind] ?? 0) + group.count;
        provenance[group.provenance] = (provenance[group.provenance] ?? 0) + group.count;
        state[group.state] = (state[group.state] ?? 0) + group.count;
        rating[stars] = (rating[stars] ?? 0) + group.count;
        approved[group.approved === 1 ? 'yes' : 'no'] += group.count;
      }
      const [rejected = 0, later = 0] = ['rejected', 'later'].map((mark) =>
        countIn(connection, all, 'SELECT n, 0 FROM assets WHERE review = ?', [mark]),
      );
      return {
        kind,
        provenance,
        state,
        approved,
        rating,
        review: { approved: approved.yes, rejected, later, none: approved.no - rejected - later },
        theme: columnIn(connection, all, 'theme'),
        tag: tagsIn(connection, all),
        source: columnIn(connection, all, 'source'),
        model: modelsIn(connection, all),
        format: formatsIn(connection, all),
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
