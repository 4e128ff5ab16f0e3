import type { AssetFilter, Queries } from '#domain/contract/queries.ts';
import type { Connection, Parameters } from '../../connection.ts';
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

interface Whole {
  readonly where: string;
  readonly values: Parameters;
}

/** A filter as one condition over `a`. */
function whole(filter: AssetFilter): Whole {
  const { where, values, sets, empty } = conditionsOf(filter);
  return {
    where:
      where + sets.map((set) => ` AND +a.n IN (${set.sql})`).join('') + (empty ? ' AND 0' : ''),
    values: [...values, ...sets.flatMap((set) => set.values)],
  };
}

const valuesOf = (
  connection: Connection,
  column: 'theme' | 'source',
  { where, values }: Whole,
): readonly Counted[] =>
  connection.all<Counted>(
    `SELECT a.${column} AS value, count(*) AS count
     FROM assets a INDEXED BY assets_by_${column}
     WHERE ${where} AND a.${column} > '' GROUP BY a.${column}
     ORDER BY count DESC, value LIMIT ${mostValues}`,
    values,
  );

function tagsOf(connection: Connection, filter: AssetFilter, all: Whole): readonly Counted[] {
  const plainLibrary = Object.values(filter).every((value) => value === undefined);
  if (plainLibrary) {
    // Nearly every tagged asset is in view: count all by the index and take away what is not.
    return connection.all<Counted>(
      `SELECT tag AS value, count(*) - coalesce((
           SELECT count(*) FROM assets a CROSS JOIN asset_tags x
             ON x.asset_id = a.id AND x.tag = t.tag
           WHERE a.shelf IN (0, 2)), 0) AS count
       FROM asset_tags t GROUP BY tag HAVING count > 0 ORDER BY count DESC, value
       LIMIT ${mostValues}`,
    );
  }
  return connection.all<Counted>(
    `SELECT t.tag AS value, count(*) AS count FROM assets a
     CROSS JOIN asset_tags t ON t.asset_id = a.id WHERE ${all.where}
     GROUP BY t.tag ORDER BY count DESC, value LIMIT ${mostValues}`,
    all.values,
  );
}

export const facetQueries = {
  counts: plain<'counts'>((scope) => {
    const { connection } = scope;
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
         FROM assets INDEXED BY assets_by_facets WHERE shelf = 1
         GROUP BY kind, provenance, state, approved)`,
    );
    const tasks = new Map(
      connection
        .all<{ status: string; count: number }>(
          `SELECT status, count(*) AS count FROM tasks
           WHERE status IN ('pending', 'running', 'failed') AND archived = 0 GROUP BY status`,
        )
        .map(({ status, count }) => [status, count]),
    );
    const one = (sql: string): number => connection.one<{ count: number }>(sql)?.count ?? 0;
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
  }),

  facets: query<'facets'>(
    z.strictObject({ filter: shape.assetFilter }),
    ({ connection }, { filter }): Queries['facets']['value'] => {
      const all = whole(filter);
      const kind: Record<string, number> = {};
      const provenance: Record<string, number> = {};
      const state: Record<string, number> = {};
      const approved = { yes: 0, no: 0 };
      const groups = connection.all<{
        kind: string;
        provenance: string;
        state: string;
        approved: 0 | 1;
        count: number;
      }>(
        `SELECT a.kind, a.provenance, a.state, a.approved, count(*) AS count
         FROM assets a INDEXED BY assets_by_facets WHERE ${all.where}
         GROUP BY a.kind, a.provenance, a.state, a.approved`,
        all.values,
      );
      for (const group of groups) {
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
        theme: valuesOf(connection, 'theme', all),
        tag: tagsOf(connection, filter, all),
        source: valuesOf(connection, 'source', all),
      };
    },
  ),

  suggest: query<'suggest'>(
    z.strictObject({ what: z.enum(['tag', 'theme', 'source']), prefix: shape.text(500) }),
    ({ connection }, { what, prefix }) => {
      // LIKE is the one comparison that ignores case here; its signs are escaped.
      const pattern = `${prefix.replace(/[\\%_]/gu, '\\$&')}%`;
      return what === 'tag'
        ? connection.all<Counted>(
            `SELECT tag AS value, count(*) AS count FROM asset_tags
             WHERE tag LIKE ? ESCAPE '\\' GROUP BY tag ORDER BY count DESC, value LIMIT 20`,
            [pattern],
          )
        : connection.all<Counted>(
            `SELECT ${what} AS value, count(*) AS count FROM assets INDEXED BY assets_by_${what}
             WHERE shelf IN (0, 1) AND ${what} > '' AND ${what} LIKE ? ESCAPE '\\'
             GROUP BY ${what} ORDER BY count DESC, value LIMIT 20`,
            [pattern],
          );
    },
  ),
};
