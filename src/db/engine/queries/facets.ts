import type { Queries } from '#domain/contract/queries.ts';
import { recipeParts } from '#domain/prompt-parts.ts';
import { inNameOrder } from '#domain/search.ts';
import type { Connection, Parameters, RowSet } from '../../connection.ts';
import { isQueuePaused } from '../leases.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { rowsFound } from './filter.ts';
import { query } from './query.ts';
import { codesOf, countsOf, countsOfAll, knownMarks, marksOf, type Marks } from './search/codes.ts';
import { valuesOf } from './search/names.ts';
import { nearSearch } from './search/near.ts';
import { recipeCounts } from './search/recipes.ts';
import { setOfRows } from './search/sets.ts';
import { starredRows } from './stars.ts';

interface Counted {
  readonly value: string;
  readonly count: number;
}

/** The most values of one facet that are worth showing. */
const mostValues = 500;

/** The most used values, those used equally often in the order of names. */
function inOrder(counted: readonly Counted[]): readonly Counted[] {
  const byCount = (one: Counted, other: Counted): number => other.count - one.count;
  const most = counted
    .filter(({ count }) => count > 0)
    .toSorted(byCount)
    .slice(0, mostValues);
  return inNameOrder(most, ({ value }) => value).toSorted(byCount);
}

/** How many rows of a statement are among others. */
const countIn = (connection: Connection, view: RowSet, sql: string, values: Parameters): number =>
  connection.columns(sql, values, [view]).first.length;

/** Fewer rows than this are asked for their tags; else every tag is asked for its rows. */
const fewRows = 2_000;

/** An asset has many tags. `seen` and `view` are the same rows. */
function tagsIn(connection: Connection, seen: Uint32Array, view: RowSet): readonly Counted[] {
  if (seen.length < fewRows) {
    return inOrder(
      connection.all<Counted>(
        `SELECT r.tag AS value, count(*) AS count FROM json_each(?) AS wanted
         CROSS JOIN tag_rows r INDEXED BY tag_rows_by_row ON r.n = wanted.value GROUP BY r.tag`,
        [JSON.stringify([...seen])],
      ),
    );
  }
  const all = valuesOf(connection, 'tag');
  const tags =
    all.length <= mostValues
      ? all
      : connection
          .all<{ tag: string }>(
            `SELECT tag FROM tag_rows GROUP BY tag ORDER BY count(*) DESC LIMIT ${mostValues}`,
          )
          .map(({ tag }) => tag);
  return inOrder(
    tags.map((tag) => ({
      value: tag,
      count: countIn(connection, view, 'SELECT n, 0 FROM tag_rows WHERE tag = ?', [tag]),
    })),
  );
}

/** Rows of a project and of the whole library; all of them where none is chosen. */
const inProject = (project: string | undefined) =>
  project === undefined
    ? { isAll: true, where: '1', values: [], index: 'assets_by_facets' }
    : {
        isAll: false,
        where: '(project_id = ? OR project_id IS NULL)',
        values: [project],
        index: 'assets_by_project',
      };

interface Shelved {
  readonly assets: number;
  readonly trashed: number;
  readonly approved: number;
  readonly ai_generated: number;
  readonly enhanced: number;
  readonly packs: number;
}

/** What stands in the library, in the trash and among the packs: from memory where it is there. */
function shelved(connection: Connection, mine: ReturnType<typeof inProject>): Shelved {
  const known = mine.isAll ? knownMarks(connection) : undefined;
  if (known !== undefined) {
    const all = countsOfAll(known);
    const sum = (is: (marks: Marks) => boolean): number =>
      all.reduce((total, { value, count }) => (is(value) ? total + count : total), 0);
    return {
      assets: sum(({ shelf }) => shelf === 1),
      trashed: sum(({ shelf }) => shelf === 2),
      approved: sum(({ shelf, approved }) => shelf === 1 && approved === 1),
      ai_generated: sum(({ shelf, provenance }) => shelf === 1 && provenance === 'ai_generated'),
      enhanced: sum(({ shelf, provenance }) => shelf === 1 && provenance === 'enhanced'),
      packs: sum(({ shelf, kind }) => shelf === 0 && kind === 'pack'),
    };
  }
  const media = connection.one<Omit<Shelved, 'trashed' | 'packs'>>(
    `SELECT coalesce(sum(c), 0) AS assets, coalesce(sum(c * approved), 0) AS approved,
       coalesce(sum(c * (provenance = 'ai_generated')), 0) AS ai_generated,
       coalesce(sum(c * (provenance = 'enhanced')), 0) AS enhanced
     FROM (SELECT provenance, approved, count(*) AS c
       FROM assets INDEXED BY ${mine.index} WHERE ${mine.where} AND shelf = 1
       GROUP BY kind, provenance, state, approved)`,
    mine.values,
  );
  const aside = connection.one<Pick<Shelved, 'trashed' | 'packs'>>(
    `SELECT (SELECT count(*) FROM assets WHERE shelf = 2 AND ${mine.where}) AS trashed,
       (SELECT count(*) FROM assets WHERE shelf = 0 AND kind = 'pack' AND ${mine.where}) AS packs`,
    [...mine.values, ...mine.values],
  );
  return {
    assets: media?.assets ?? 0,
    trashed: aside?.trashed ?? 0,
    approved: media?.approved ?? 0,
    ai_generated: media?.ai_generated ?? 0,
    enhanced: media?.enhanced ?? 0,
    packs: aside?.packs ?? 0,
  };
}

export const facetQueries = {
  counts: query<'counts'>(
    z.strictObject({ project: z.optional(shape.uuid) }),
    (scope, { project }) => {
      const { connection } = scope;
      const mine = inProject(project);
      const assets = shelved(connection, mine);
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
        assets: assets.assets,
        trashed: assets.trashed,
        approved: assets.approved,
        // Nobody decided anything: an approved one has no mark.
        unreviewed:
          assets.assets -
          assets.approved -
          one(
            'SELECT count(*) AS count FROM assets INDEXED BY assets_by_review WHERE review IS NOT NULL AND shelf = 1',
          ),
        ai_generated: assets.ai_generated,
        enhanced: assets.enhanced,
        packs: assets.packs,
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
      const seen = rowsFound(connection, filter, at);
      const view = setOfRows(seen);
      const kind: Record<string, number> = {};
      const provenance: Record<string, number> = {};
      const state: Record<string, number> = {};
      const rating: Record<string, number> = {};
      const approved = { yes: 0, no: 0 };
      for (const { value: marks, count } of countsOf(marksOf(connection), seen)) {
        const stars = marks.rating === null ? 'none' : String(marks.rating);
        kind[marks.kind] = (kind[marks.kind] ?? 0) + count;
        provenance[marks.provenance] = (provenance[marks.provenance] ?? 0) + count;
        state[marks.state] = (state[marks.state] ?? 0) + count;
        rating[stars] = (rating[stars] ?? 0) + count;
        approved[marks.approved === 1 ? 'yes' : 'no'] += count;
      }
      const starred = countIn(connection, view, starredRows, []);
      const [rejected = 0, later = 0] = ['rejected', 'later'].map((mark) =>
        countIn(connection, view, 'SELECT n, 0 FROM assets WHERE review = ?', [mark]),
      );
      const column = (name: 'theme' | 'source' | 'model' | 'format'): readonly Counted[] =>
        inOrder(countsOf(codesOf(connection, name), seen));
      return {
        kind,
        provenance,
        state,
        approved,
        starred: { yes: starred, no: seen.length - starred },
        rating,
        review: { approved: approved.yes, rejected, later, none: approved.no - rejected - later },
        theme: column('theme'),
        tag: tagsIn(connection, seen, view),
        source: column('source'),
        model: column('model'),
        format: column('format'),
      };
    },
  ),

  nearSearch: query<'nearSearch'>(
    z.strictObject({ filter: shape.assetFilter }),
    ({ connection, at }, { filter }) => nearSearch(connection, filter, at),
  ),

  recipeFacets: query<'recipeFacets'>(
    z.strictObject({ filter: shape.assetFilter, part: z.enum(recipeParts) }),
    ({ connection, at }, { filter, part }) => {
      const seen = rowsFound(connection, filter, at);
      return recipeCounts(connection, part, seen, setOfRows(seen));
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
