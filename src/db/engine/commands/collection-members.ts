/** Collections filled, emptied and ordered by hand. */
import type { AssetId, CollectionId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import type { Scope } from '../scope.ts';
import {
  filledByHand,
  isMember,
  jsonText,
  metadata,
  readCollection,
  stamp,
  type StoredCollection,
} from './collection-rows.ts';
import { command } from './command.ts';
import { appendMembers, moveMembers, removeMembers } from './members.ts';

const membership = z.strictObject({ collection: shape.uuid, assets: shape.uuids });

/** Fills a collection; one of a project takes nothing of another project. */
export function append(
  scope: Scope,
  { id, project_id }: Pick<StoredCollection, 'id' | 'project_id'>,
  assets: readonly AssetId[],
): Result<{ readonly changed: number }> {
  const added = appendMembers(scope, id, assets, (asset) =>
    project_id !== null && asset.project_id !== null && asset.project_id !== project_id
      ? 'it belongs to another project than the collection; move one of the two first'
      : null,
  );
  if (added.ok && added.value.changed > 0) stamp(scope, id);
  return added;
}

/** Adds what a command made or imported to the collection chosen for it, as far as it may be there. */
export function collect(
  scope: Scope,
  collection: CollectionId | undefined,
  assets: readonly AssetId[],
): Result<unknown> {
  if (collection === undefined) return ok(null);
  const found = filledByHand(scope.connection, collection);
  if (!found.ok) return found;
  const fit = scope.connection.all<{ id: AssetId }>(
    `SELECT a.id FROM json_each(?1) AS wanted CROSS JOIN assets a ON a.id = wanted.value
     WHERE a.deleted_at IS NULL AND (?2 IS NULL OR a.project_id IS NULL OR a.project_id = ?2)
     ORDER BY wanted.key`,
    [JSON.stringify(assets), found.value.project_id],
  );
  return append(
    scope,
    found.value,
    fit.map(({ id }) => id),
  );
}

export const collectionMemberCommands = {
  addToCollection: command<'addToCollection'>(
    membership,
    (scope, { collection, assets }) => {
      const found = filledByHand(scope.connection, collection);
      return found.ok ? append(scope, found.value, assets) : found;
    },
    true,
  ),

  removeFromCollection: command<'removeFromCollection'>(
    membership,
    (scope, { collection, assets }) => {
      const found = filledByHand(scope.connection, collection);
      if (!found.ok) return found;
      const changed = removeMembers(scope, collection, assets);
      if (changed > 0) stamp(scope, collection);
      return ok({ changed });
    },
    true,
  ),

  moveInCollection: command<'moveInCollection'>(
    z.strictObject({ collection: shape.uuid, assets: shape.uuids, before: z.nullable(shape.uuid) }),
    (scope, { collection, assets, before }) => {
      const found = filledByHand(scope.connection, collection);
      if (!found.ok) return found;
      const moved = moveMembers(scope, collection, { assets, before });
      if (moved.ok && moved.value.changed > 0) stamp(scope, collection);
      return moved;
    },
    true,
  ),

  editMember: command<'editMember'>(
    z.strictObject({ collection: shape.uuid, asset: shape.uuid, metadata }),
    (scope, { collection, asset, metadata: said }) => {
      const found = readCollection(scope.connection, collection, false);
      if (!found.ok) return found;
      if (!isMember(scope.connection, collection, asset)) {
        return fail({ code: 'not_found', what: 'member', id: asset });
      }
      const told = jsonText(said);
      if (!told.ok) return told;
      const changed = scope.connection.run(
        `UPDATE asset_collection_members SET metadata = ?1
         WHERE collection_id = ?2 AND asset_id = ?3 AND metadata IS NOT ?1`,
        [told.value, collection, asset],
      );
      if (changed > 0) stamp(scope, collection);
      return ok({ changed });
    },
    true,
  ),
};
