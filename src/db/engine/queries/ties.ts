/** The graph of the library: who is tied to whom, in the direction in which things flow. */
import type { Tie } from '#domain/contract/lineage.ts';
import { downward, upward } from '#domain/lineage/relations.ts';
import type { Connection } from '../../connection.ts';

/** One tie; `from` went into `to`, or `to` came out of it. Ids of assets, collections, projects, tasks. */
export interface TieRow {
  readonly from: string;
  readonly to: string;
  readonly type: Tie;
  readonly made_by: string | null;
  readonly is: 'asset' | 'collection' | 'project' | 'task';
}

const list = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const down = list(downward);
const up = list(upward);
const link = `r.relationship_type AS type, r.metadata ->> '$.task_kind' AS made_by, 'asset' AS "is"`;
const packOrCollection = `CASE c.type WHEN 'pack' THEN 'asset' ELSE 'collection' END`;

/** What the given things came out of. */
const before = `
  SELECT r.parent_asset_id AS "from", r.child_asset_id AS "to", ${link}
  FROM json_each(?1) AS w CROSS JOIN asset_relationships r ON r.child_asset_id = w.value
    AND r.relationship_type IN (${down})
  UNION ALL
  SELECT r.child_asset_id, r.parent_asset_id, ${link}
  FROM json_each(?1) AS w CROSS JOIN asset_relationships r ON r.parent_asset_id = w.value
    AND r.relationship_type IN (${up})
  UNION ALL
  SELECT m.asset_id, m.collection_id, 'member_of', NULL, 'asset'
  FROM json_each(?1) AS w CROSS JOIN asset_collection_members m ON m.collection_id = w.value`;

/** What came out of the given things, or uses them. */
const after = `
  SELECT r.parent_asset_id AS "from", r.child_asset_id AS "to", ${link}
  FROM json_each(?1) AS w CROSS JOIN asset_relationships r ON r.parent_asset_id = w.value
    AND r.relationship_type IN (${down})
  UNION ALL
  SELECT r.child_asset_id, r.parent_asset_id, ${link}
  FROM json_each(?1) AS w CROSS JOIN asset_relationships r ON r.child_asset_id = w.value
    AND r.relationship_type IN (${up})
  UNION ALL
  SELECT m.asset_id, m.collection_id, 'member_of', NULL, ${packOrCollection}
  FROM json_each(?1) AS w CROSS JOIN asset_collection_members m ON m.asset_id = w.value
  JOIN asset_collections c ON c.id = m.collection_id AND c.deleted_at IS NULL
  UNION ALL
  SELECT p.master_reference_id, p.id, 'master_reference', NULL, 'project'
  FROM projects p WHERE p.deleted_at IS NULL
    AND p.master_reference_id IN (SELECT value FROM json_each(?1))
  UNION ALL
  SELECT coalesce(t.pack_id, t.source_asset_id), t.id, 'worked_on', t.kind, 'task'
  FROM json_each(?1) AS w CROSS JOIN tasks t ON (t.pack_id = w.value OR t.source_asset_id = w.value)
  WHERE t.status IN ('pending', 'running') AND t.target_asset_id IS NULL
    AND t.kind <> 'extract_metadata'`;

/** The ties of some things on one side, of the given types. At most so many. */
export const tiesOf = (
  connection: Connection,
  ids: readonly string[],
  side: 'up' | 'down',
  types: ReadonlySet<Tie>,
  limit = 20_000,
): readonly TieRow[] =>
  connection
    .all<TieRow>(`SELECT * FROM (${side === 'up' ? before : after}) LIMIT ${limit}`, [
      JSON.stringify(ids),
    ])
    .filter(({ type }) => types.has(type));

/** Everything after some things, themselves left out: breadth first, each once, ends on loops. */
export function everythingAfter(
  connection: Connection,
  ids: readonly string[],
  types: ReadonlySet<Tie>,
  limit: number,
): readonly { readonly id: string; readonly is: TieRow['is'] }[] {
  const seen = new Set<string>(ids);
  const found: { readonly id: string; readonly is: TieRow['is'] }[] = [];
  let level: readonly string[] = ids;
  while (level.length > 0 && found.length < limit) {
    const next: string[] = [];
    for (const { to, is } of tiesOf(connection, level, 'down', types)) {
      if (seen.has(to) || found.length >= limit) continue;
      seen.add(to);
      found.push({ id: to, is });
      if (is === 'asset') next.push(to);
    }
    level = next;
  }
  return found;
}
