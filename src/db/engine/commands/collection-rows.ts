/** What the commands of collections ask and note of one collection. */
import type { CollectionRow, JsonObject } from '#domain/contract/collections.ts';
import type { CollectionId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Connection } from '../../connection.ts';
import { z } from '../input.ts';
import type { Scope } from '../scope.ts';

/** What is asked of a collection before it is changed. */
export type StoredCollection = Pick<CollectionRow, 'id' | 'type' | 'project_id'>;

/** What is said of a collection or a member, as it is given. */
export const metadata = z.record(z.string().check(z.maxLength(200)), z.unknown());

/** The most that the metadata of one collection or member may hold, as JSON. */
const largestMetadata = 100_000;

/** A collection that lives, or one that lies in the trash; packs have commands of their own. */
export function readCollection(
  connection: Connection,
  id: CollectionId,
  trashed: boolean,
): Result<StoredCollection> {
  const row = connection.one<StoredCollection>(
    `SELECT id, type, project_id FROM asset_collections
     WHERE id = ? AND type <> 'pack' AND deleted_at IS ${trashed ? 'NOT NULL' : 'NULL'}`,
    [id],
  );
  return row === undefined ? fail({ code: 'not_found', what: 'collection', id }) : ok(row);
}

/** Refuses where members cannot be put by hand. */
export function filledByHand(connection: Connection, id: CollectionId): Result<StoredCollection> {
  const found = readCollection(connection, id, false);
  if (!found.ok || found.value.type !== 'smart') return found;
  return fail({
    code: 'not_allowed',
    what: 'Changing the members of a smart collection',
    reason: 'it fills itself by its search; change the search instead',
  });
}

/** Metadata as it is stored. */
export function jsonText(value: JsonObject): Result<string> {
  const text = JSON.stringify(value);
  return text.length <= largestMetadata
    ? ok(text)
    : fail({ code: 'invalid_input', field: 'metadata', reason: 'must be at most 100 kB' });
}

/** Notes that a collection was changed by what is in it. */
export const stamp = (scope: Scope, id: string): void => {
  scope.connection.run('UPDATE asset_collections SET updated_at = ? WHERE id = ?', [scope.at, id]);
};

export const isMember = (connection: Connection, collection: string, asset: string): boolean =>
  connection.one(
    'SELECT 1 FROM asset_collection_members WHERE collection_id = ? AND asset_id = ?',
    [collection, asset],
  ) !== undefined;
