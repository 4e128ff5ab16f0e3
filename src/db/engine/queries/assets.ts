import type { AssetRow } from '#domain/asset.ts';
import {
  assetSorts,
  type AssetCard,
  type AssetLayout,
  type GenerationRecord,
  type Related,
} from '#domain/contract/queries.ts';
import type { AssetId, PackId } from '#domain/id.ts';
import type { TaskRow } from '#domain/task.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { assetColumns, readAsset, taskColumns } from '../rows.ts';
import { layoutOf } from './filter.ts';
import { withStarsFirst } from './stars.ts';
import { query } from './query.ts';

/** A card whose parts are still JSON. */
interface CardRow extends Omit<AssetCard, 'made_by' | 'task'> {
  readonly made_by: string | null;
  readonly task: string | null;
}

const cards = `
  SELECT a.n, a.id, a.kind, a.name, a.state, a.approved, a.review, a.provenance, a.theme, a.rating, a.blob,
    a.format, a.size, a.width, a.height, a.duration_s, a.is_master_reference, a.starred,
    a.created_at,
    a.metadata ->> '$.misnamed_as' AS misnamed_as,
    CASE WHEN a.metadata ->> '$.unread.pixels' IS NOT NULL THEN 'cut'
      WHEN a.metadata ->> '$.unread.preview' IS NOT NULL
        OR (a.kind = 'image' AND a.format <> 'svg'
          AND a.metadata ->> '$.unread.thumbnail' NOT LIKE 'too_large%') THEN 'unreadable'
      END AS damage,
    (SELECT substr(content, 1, 240) FROM texts WHERE id = a.id) AS excerpt,
    iif(t.id IS NULL, NULL, json_object('kind', t.kind, 'params', json(t.params))) AS made_by,
    iif(t.id IS NULL OR a.state = 'ready', NULL,
      json_object('id', t.id, 'status', t.status, 'kind', t.kind)) AS task
  FROM json_each(?) AS wanted
  CROSS JOIN assets a ON a.n = wanted.value
  LEFT JOIN tasks t ON t.id = (SELECT id FROM tasks WHERE target_asset_id = a.id
    ORDER BY created_at DESC LIMIT 1)
  ORDER BY wanted.key`;

/** The row itself becomes the card: copying a hundred of them took longer than reading them. */
const card = (row: CardRow): AssetCard =>
  Object.assign(row, {
    // The border: the statement above wrote them.
    made_by: JSON.parse(row.made_by ?? 'null') as AssetCard['made_by'],
    task: JSON.parse(row.task ?? 'null') as AssetCard['task'],
  });

const related = `a.id, a.n, a.name, a.kind, a.blob, a.width, a.height, a.created_at, a.deleted_at,
  w.type AS relationship, w.made_by, min(w.depth) AS depth`;

/** How far lineage is followed, and how many links at most: enough for any real work. */
const deepest = 64;
const mostRelated = 1000;

const walk = (from: 'parent' | 'child'): string => {
  const to = from === 'parent' ? 'child' : 'parent';
  return `
  WITH RECURSIVE w(id, type, made_by, depth, place) AS (
    SELECT r.${from}_asset_id, r.relationship_type, r.metadata ->> '$.task_kind', 1, r.position
    FROM asset_relationships r WHERE r.${to}_asset_id = ?1
    UNION
    SELECT r.${from}_asset_id, r.relationship_type, r.metadata ->> '$.task_kind', w.depth + 1,
      NULL
    FROM w JOIN asset_relationships r ON r.${to}_asset_id = w.id
    WHERE w.depth < ${deepest} AND r.relationship_type IN ('derived_from', 'generated_from')
    LIMIT ${mostRelated}
  )
  SELECT ${related} FROM w JOIN assets a ON a.id = w.id
  GROUP BY a.id, w.type ORDER BY depth, max(w.place), a.n`;
};
const ancestors = walk('parent');
const descendants = walk('child');

/** Everything that an asset was made from, nearest first. */
export const ancestorsOf = (connection: Connection, id: AssetId): readonly Related[] =>
  connection.all<Related>(ancestors, [id]);

export const tagsOf = (connection: Connection, id: AssetId): readonly string[] =>
  connection
    .all<{ tag: string }>('SELECT tag FROM asset_tags WHERE asset_id = ? ORDER BY tag', [id])
    .map(({ tag }) => tag);

export const assetQueries = {
  assetLayout: query<'assetLayout'>(
    z.strictObject({
      filter: shape.assetFilter,
      sort: z.enum(assetSorts),
      starredFirst: z.optional(z.boolean()),
    }),
    ({ connection, at }, { filter, sort, starredFirst = false }): AssetLayout => {
      const found = layoutOf(connection, filter, sort, at);
      const { first, second, pinned } = starredFirst
        ? withStarsFirst(connection, found)
        : { ...found, pinned: 0 };
      return { n: first, aspect: second, ...(pinned > 0 ? { pinned } : {}) };
    },
  ),

  assetCards: query<'assetCards'>(
    z.strictObject({ rows: shape.rowNumbers }),
    ({ connection }, { rows }) => connection.all<CardRow>(cards, [JSON.stringify(rows)]).map(card),
  ),

  assetIds: query<'assetIds'>(
    z.strictObject({ rows: shape.rowNumbers }),
    ({ connection }, { rows }) =>
      connection
        .all<{ id: AssetId }>(
          `SELECT a.id FROM json_each(?) AS wanted CROSS JOIN assets a ON a.n = wanted.value
           ORDER BY wanted.key`,
          [JSON.stringify(rows)],
        )
        .map(({ id }) => id),
  ),

  asset: query<'asset'>(z.strictObject({ id: shape.uuid }), ({ connection }, { id }) => {
    const asset = readAsset(connection, id);
    if (asset === undefined) return null;
    return {
      asset,
      tags: tagsOf(connection, id),
      places: connection.all<{ path: string; last_seen_at: number }>(
        'SELECT path, last_seen_at FROM asset_files WHERE asset_id = ? ORDER BY path LIMIT 1000',
        [id],
      ),
      from: ancestorsOf(connection, id),
      derived: connection.all<Related>(descendants, [id]),
      packs: connection.all<{ id: PackId; name: string }>(
        `SELECT p.id, p.name FROM asset_collection_members m
         JOIN packs d ON d.id = m.collection_id JOIN assets p ON p.id = d.id
         WHERE m.asset_id = ? AND p.deleted_at IS NULL ORDER BY p.name_key`,
        [id],
      ),
      tasks: connection.all<TaskRow>(
        `SELECT ${taskColumns('t')} FROM tasks t
         WHERE t.id IN (SELECT id FROM tasks WHERE source_asset_id = ?1
           UNION SELECT id FROM tasks WHERE target_asset_id = ?1)
         ORDER BY t.created_at DESC, t.position DESC LIMIT 200`,
        [id],
      ),
      records: connection.all<GenerationRecord>(
        `SELECT id, asset_id, task_id, prompt, model, provider, seed, params, timestamp,
           provider_response_id, sha256, source_placeholder_id, cost_micros
         FROM generation_records WHERE asset_id = ? ORDER BY timestamp DESC LIMIT 200`,
        [id],
      ),
    };
  }),

  assets: query<'assets'>(z.strictObject({ ids: shape.uuids }), ({ connection }, { ids }) =>
    connection.all<AssetRow>(
      `SELECT ${assetColumns('a')} FROM json_each(?) AS wanted
       CROSS JOIN assets a ON a.id = wanted.value ORDER BY wanted.key`,
      [JSON.stringify(ids)],
    ),
  ),
};
