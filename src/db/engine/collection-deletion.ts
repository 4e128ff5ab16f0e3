/**
 * What deleting a collection together with its assets does to them. The dialog shows this plan and
 * the command writes it: one computation, so that what was shown is what is done.
 */
import type { CollectionDeletion } from '#domain/contract/collections.ts';
import type { AssetId, CollectionId } from '#domain/id.ts';
import { downward } from '#domain/lineage/relations.ts';
import type { Connection } from '../connection.ts';
import { usesOf } from './queries/uses.ts';

/** What is to be kept of the members, though the collection goes. */
export interface Kept {
  readonly used: boolean;
  readonly starred: boolean;
}

interface Member {
  readonly id: AssetId;
  readonly name: string;
  readonly starred: 0 | 1;
  readonly used: 0 | 1;
}

/** So many are named; the rest is counted. */
const named = 8;

const down = downward.map((type) => `'${type}'`).join(', ');
/** Something outside of the collection, and not in the trash, at the other end of a link. */
const linkedTo = (mine: string, other: string, types: string): string => `
  EXISTS (SELECT 1 FROM asset_relationships r JOIN assets o ON o.id = r.${other}
    WHERE r.${mine} = a.id AND r.relationship_type ${types} AND o.deleted_at IS NULL
      AND o.id NOT IN (SELECT asset_id FROM asset_collection_members WHERE collection_id = ?1))`;

const members = `
  SELECT a.id, a.name, a.starred, (
    EXISTS (SELECT 1 FROM asset_collection_members x
      JOIN asset_collections c ON c.id = x.collection_id AND c.deleted_at IS NULL
      LEFT JOIN assets p ON p.id = c.id
      WHERE x.asset_id = a.id AND x.collection_id <> ?1 AND p.deleted_at IS NULL)
    OR ${linkedTo('parent_asset_id', 'child_asset_id', `IN (${down})`)}
    OR ${linkedTo('child_asset_id', 'parent_asset_id', `NOT IN (${down})`)}
    OR EXISTS (SELECT 1 FROM projects WHERE master_reference_id = a.id AND deleted_at IS NULL)
  ) AS used
  FROM asset_collection_members m CROSS JOIN assets a ON a.id = m.asset_id
  WHERE m.collection_id = ?1 AND a.deleted_at IS NULL
  ORDER BY m.position, m.asset_id`;

/** The members of a collection that go with it. */
export const goingWith = (
  connection: Connection,
  collection: CollectionId,
  kept: Kept,
): readonly AssetId[] =>
  connection
    .all<Member>(members, [collection])
    .filter(({ starred, used }) => !((kept.used && used === 1) || (kept.starred && starred === 1)))
    .map(({ id }) => id);

/** What deleting a collection would mean for its assets. */
export function deletionOf(connection: Connection, collection: CollectionId): CollectionDeletion {
  const all = connection.all<Member>(members, [collection]);
  const used = all.filter((member) => member.used === 1);
  return {
    assets: all.length,
    starred: all.filter(({ starred }) => starred === 1).length,
    used: {
      total: used.length,
      first: used.slice(0, named).map(({ id, name }) => ({ id, name })),
    },
    both: used.filter(({ starred }) => starred === 1).length,
    // The collection itself is no other use.
    uses: usesOf(connection, [...used.map(({ id }) => id), collection]),
  };
}
