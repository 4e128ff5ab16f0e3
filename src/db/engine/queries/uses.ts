/** Where assets are used, and what would not be what it was if one were another. */
import type { LinkedAsset, Some, Staleness, Tie, Uses } from '#domain/contract/lineage.ts';
import type { AssetId, CollectionId, ProjectId } from '#domain/id.ts';
import { downward, makingStale, type Relation, relations } from '#domain/lineage/relations.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { linked } from './lineage.ts';
import { plain, query } from './query.ts';
import { everythingAfter } from './ties.ts';

/** So many are named; the rest is counted. */
const named = 20;
const mostStale = 20_000;

const some = <One>(all: readonly One[]): Some<One> => ({
  total: all.length,
  first: all.slice(0, named),
});

const down = downward.map((type) => `'${type}'`).join(', ');

/** What stands at the other end of the given assets' links, and is neither given nor in the trash. */
const users = `
  SELECT DISTINCT type, ${linked} FROM (
    SELECT r.relationship_type AS type, r.child_asset_id AS id
    FROM json_each(?1) AS w CROSS JOIN asset_relationships r ON r.parent_asset_id = w.value
      AND r.relationship_type IN (${down})
    UNION ALL
    SELECT r.relationship_type, r.parent_asset_id
    FROM json_each(?1) AS w CROSS JOIN asset_relationships r ON r.child_asset_id = w.value
      AND r.relationship_type NOT IN (${down})
  ) AS u JOIN assets a ON a.id = u.id
  WHERE a.deleted_at IS NULL AND a.id NOT IN (SELECT value FROM json_each(?1))
  ORDER BY a.name_key, a.n`;

const memberships = `
  SELECT DISTINCT c.id, coalesce(c.name, p.name) AS name, c.type
  FROM json_each(?1) AS w CROSS JOIN asset_collection_members m ON m.asset_id = w.value
  JOIN asset_collections c ON c.id = m.collection_id AND c.deleted_at IS NULL
  LEFT JOIN assets p ON p.id = c.id
  WHERE p.deleted_at IS NULL AND c.id NOT IN (SELECT value FROM json_each(?1))
  ORDER BY name, c.id`;

/** Where some assets are used by what is none of them. */
export function usesOf(connection: Connection, ids: readonly string[]): Uses {
  const wanted = [JSON.stringify(ids)];
  const lists = connection.all<{ id: string; name: string; type: string }>(memberships, wanted);
  const others = connection.all<LinkedAsset & { readonly type: Relation }>(users, wanted);
  const packs = lists.filter(({ type }) => type === 'pack');
  const collections = lists.filter(({ type }) => type !== 'pack');
  const projects = connection.all<{ id: ProjectId; name: string }>(
    `SELECT id, name FROM projects WHERE deleted_at IS NULL
       AND master_reference_id IN (SELECT value FROM json_each(?)) ORDER BY name`,
    wanted,
  );
  const tasks =
    connection.one<{ count: number }>(
      `SELECT count(DISTINCT t.id) AS count FROM json_each(?1) AS w
       CROSS JOIN tasks t ON t.source_asset_id = w.value
       WHERE t.status IN ('pending', 'running') AND t.kind <> 'extract_metadata'`,
      wanted,
    )?.count ?? 0;
  return {
    // The border: what is of the type "pack" has the id of an asset.
    packs: some(packs.map(({ id, name }) => ({ id: id as AssetId, name }))),
    collections: some(collections.map(({ id, name }) => ({ id: id as CollectionId, name }))),
    relations: relations.flatMap((type) => {
      const found = others.filter((one) => one.type === type).map(({ type: _type, ...one }) => one);
      return found.length === 0 ? [] : [{ type, ...some(found) }];
    }),
    projects: some(projects),
    tasks,
    total: lists.length + others.length + projects.length + tasks,
  };
}

const staleTies: ReadonlySet<Tie> = new Set<Tie>([...makingStale, 'member_of']);

function staleIf(connection: Connection, id: AssetId): Staleness {
  const after = everythingAfter(connection, [id], staleTies, mostStale);
  const assets = JSON.stringify(after.flatMap((one) => (one.is === 'asset' ? [one.id] : [])));
  const lists = JSON.stringify(after.flatMap((one) => (one.is === 'collection' ? [one.id] : [])));
  const results = connection.all<LinkedAsset>(
    `SELECT ${linked} FROM json_each(?) AS w CROSS JOIN assets a ON a.id = w.value
     WHERE a.kind <> 'pack' AND a.deleted_at IS NULL ORDER BY w.key`,
    [assets],
  );
  const packs = connection.all<{ id: AssetId; name: string; exported_at: number | null }>(
    `SELECT a.id, a.name, p.exported_at FROM json_each(?) AS w
     CROSS JOIN packs p ON p.id = w.value JOIN assets a ON a.id = p.id
     WHERE a.deleted_at IS NULL ORDER BY w.key`,
    [assets],
  );
  const collections = connection.all<{ id: CollectionId; name: string }>(
    `SELECT c.id, c.name FROM json_each(?) AS w CROSS JOIN asset_collections c ON c.id = w.value
     WHERE c.type <> 'pack' AND c.deleted_at IS NULL ORDER BY w.key`,
    [lists],
  );
  const exports = connection.all<Staleness['exports']['first'][number]>(
    `SELECT t.id AS task, t.kind, coalesce(a.name, '') AS name, t.finished_at
     FROM tasks t LEFT JOIN assets a ON a.id = t.pack_id
     WHERE t.status = 'completed' AND t.pack_id IN (SELECT value FROM json_each(?))
     ORDER BY t.finished_at DESC`,
    [assets],
  );
  return {
    results: some(results),
    packs: some(packs),
    collections: some(collections),
    exports: some(exports),
  };
}

export const useQueries = {
  usesOf: query<'usesOf'>(z.strictObject({ ids: shape.uuids }), ({ connection }, { ids }) =>
    usesOf(connection, ids),
  ),

  usesOfTrash: plain<'usesOfTrash'>(({ connection }) =>
    usesOf(
      connection,
      connection.all<{ id: string }>('SELECT id FROM assets WHERE shelf = 2').map(({ id }) => id),
    ),
  ),

  staleIf: query<'staleIf'>(z.strictObject({ id: shape.uuid }), ({ connection }, { id }) =>
    staleIf(connection, id),
  ),
};
