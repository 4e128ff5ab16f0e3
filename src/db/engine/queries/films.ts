/** The seeds' questions about relationships: shots of a film, references, users, the tree, the costs. */
import type { Queries } from '#domain/contract/queries.ts';
import type { CostRow, LinkedAsset, TreePart } from '#domain/contract/lineage.ts';
import type { AssetId } from '#domain/id.ts';
import type { Relation } from '#domain/lineage/relations.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { linked } from './lineage.ts';
import { query } from './query.ts';

const deepest = 64;
const mostParts = 10_000;

type StoredPart = Omit<TreePart, 'parent' | 'depth' | 'again'> & {
  readonly parent: AssetId;
};

/** What an asset has in it, in order: parts, what was generated of it, what it uses and refers to. */
const inside = (types: readonly Relation[]): string => `
  SELECT ${linked}, r.parent_asset_id AS parent, r.relationship_type AS type, a.duration_s
  FROM json_each(?1) AS w
  CROSS JOIN asset_relationships r ON r.parent_asset_id = w.value
    AND r.relationship_type IN (${types.map((type) => `'${type}'`).join(', ')})
  JOIN assets a ON a.id = r.child_asset_id AND a.deleted_at IS NULL
  ORDER BY w.key, r.relationship_type <> 'part_of', r.relationship_type, r.position IS NULL,
    r.position, coalesce(a.metadata ->> '$.sequence', 1e9), a.name_key, a.n
  LIMIT ${mostParts}`;

const treeTypes: readonly Relation[] = ['part_of', 'generated_from', 'used_in', 'reference_for'];

/** The tree below an asset, itself first, depth first. What is met again is not followed again. */
function treeOf(
  connection: Connection,
  id: AssetId,
  types: readonly Relation[],
  depth: number,
): readonly TreePart[] {
  const root = connection.one<Omit<StoredPart, 'parent' | 'type'>>(
    `SELECT ${linked}, a.duration_s FROM assets a WHERE a.id = ?`,
    [id],
  );
  if (root === undefined) return [];
  // Level by level first: one statement each, whatever its width.
  const below = new Map<AssetId, StoredPart[]>();
  const asked = new Set<AssetId>();
  let level: readonly AssetId[] = [id];
  const sql = inside(types);
  for (let step = 0; step < depth && level.length > 0; step += 1) {
    for (const one of level) asked.add(one);
    const next = new Set<AssetId>();
    for (const part of connection.all<StoredPart>(sql, [JSON.stringify(level)])) {
      const siblings = below.get(part.parent);
      if (siblings === undefined) below.set(part.parent, [part]);
      else siblings.push(part);
      if (!asked.has(part.id)) next.add(part.id);
    }
    level = [...next];
  }
  const tree: TreePart[] = [{ ...root, parent: null, type: null, depth: 0, again: 0 }];
  const told = new Set<AssetId>([id]);
  const tell = (of: AssetId, at: number): void => {
    for (const part of below.get(of) ?? []) {
      if (tree.length >= mostParts) return;
      const again = told.has(part.id);
      tree.push({ ...part, depth: at, again: again ? 1 : 0 });
      if (again) continue;
      told.add(part.id);
      tell(part.id, at + 1);
    }
  };
  tell(id, 1);
  return tree;
}

const groups: Readonly<Record<Queries['costs']['params']['by'], string>> = {
  provider: `SELECT coalesce(a.generation ->> '$.provider', '') AS key,
      coalesce(a.generation ->> '$.provider', '') AS name, a.id, a.cost_micros, a.currency FROM paid a`,
  month: `SELECT strftime('%Y-%m', a.created_at / 1000, 'unixepoch') AS key,
      strftime('%Y-%m', a.created_at / 1000, 'unixepoch') AS name, a.id, a.cost_micros, a.currency
      FROM paid a`,
  project: `SELECT coalesce(p.id, '') AS key, coalesce(p.name, '') AS name, a.id, a.cost_micros,
      a.currency FROM paid a LEFT JOIN projects p ON p.id = a.project_id`,
  collection: `SELECT c.id AS key, coalesce(c.name, p.name) AS name, a.id, a.cost_micros, a.currency
      FROM paid a JOIN asset_collection_members m ON m.asset_id = a.id
      JOIN asset_collections c ON c.id = m.collection_id AND c.deleted_at IS NULL
      LEFT JOIN assets p ON p.id = c.id`,
  // Everything below a film, each thing once; UNION ends on loops.
  film: `SELECT f.id AS key, f.name AS name, a.id, a.cost_micros, a.currency FROM (
      WITH RECURSIVE below(film, id) AS (
        SELECT id, id FROM assets WHERE kind = 'film' AND deleted_at IS NULL
        UNION SELECT b.film, r.child_asset_id FROM below b
        JOIN asset_relationships r ON r.parent_asset_id = b.id
          AND r.relationship_type IN ('part_of', 'generated_from', 'used_in'))
      SELECT film, id FROM below) b
    JOIN assets f ON f.id = b.film JOIN paid a ON a.id = b.id`,
};

const one = z.strictObject({ id: shape.uuid });

export const filmQueries = {
  partsTree: query<'partsTree'>(
    z.strictObject({
      id: shape.uuid,
      depth: z.optional(z.int().check(z.gte(1), z.lte(deepest))),
    }),
    ({ connection }, { id, depth }) => treeOf(connection, id, treeTypes, depth ?? deepest),
  ),

  shotsOf: query<'shotsOf'>(one, ({ connection }, { id }) =>
    treeOf(connection, id, ['part_of'], deepest).filter(
      ({ kind, again, depth }) => kind === 'shot' && again === 0 && depth > 0,
    ),
  ),

  referencesOf: query<'referencesOf'>(one, ({ connection }, { id }) =>
    connection.all<LinkedAsset>(
      `SELECT ${linked} FROM asset_relationships r JOIN assets a ON a.id = r.child_asset_id
       WHERE r.parent_asset_id = ? AND r.relationship_type = 'reference_for'
         AND a.deleted_at IS NULL
       ORDER BY r.position IS NULL, r.position, r.created_at, a.n LIMIT ${mostParts}`,
      [id],
    ),
  ),

  usersOf: query<'usersOf'>(one, ({ connection }, { id }) =>
    connection.all<LinkedAsset & { depth: number }>(
      `WITH RECURSIVE w(id, depth) AS (
         SELECT parent_asset_id, 1 FROM asset_relationships
         WHERE child_asset_id = ?1 AND relationship_type IN ('used_in', 'part_of')
         UNION
         SELECT r.parent_asset_id, w.depth + 1 FROM w
         JOIN asset_relationships r ON r.child_asset_id = w.id
           AND r.relationship_type IN ('used_in', 'part_of')
         WHERE w.depth < ${deepest}
         LIMIT ${mostParts}
       )
       SELECT ${linked}, min(w.depth) AS depth FROM w JOIN assets a ON a.id = w.id
       WHERE a.deleted_at IS NULL AND a.id <> ?1 GROUP BY a.id ORDER BY min(w.depth), a.name_key, a.n`,
      [id],
    ),
  ),

  costs: query<'costs'>(
    z.strictObject({ by: z.enum(['collection', 'film', 'provider', 'month', 'project']) }),
    ({ connection }, { by }) =>
      connection.all<CostRow>(
        `WITH paid AS (SELECT id, project_id, generation, created_at, cost_micros,
             coalesce(currency, 'USD') AS currency FROM assets WHERE cost_micros > 0)
         SELECT key, name, currency, sum(cost_micros) AS micros, count(*) AS assets
         FROM (${groups[by]}) GROUP BY key, currency
         ORDER BY ${by === 'month' ? 'key DESC' : 'micros DESC'}, name LIMIT 1000`,
      ),
  ),
};
