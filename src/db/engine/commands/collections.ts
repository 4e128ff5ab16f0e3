/** Collections: made, changed, filled and ordered. Packs, which go out, have commands of their own. */
import type { CollectionRow, CollectionType, JsonObject } from '#domain/contract/collections.ts';
import { collectionTypes } from '#domain/contract/collections.ts';
import type { AssetId, CollectionId } from '#domain/id.ts';
import { cleanName } from '#domain/name.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Connection, Value } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import type { Scope } from '../scope.ts';
import { command } from './command.ts';
import { appendMembers, moveMembers, removeMembers } from './members.ts';

type Stored = Pick<CollectionRow, 'id' | 'type' | 'project_id'>;

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(4096));
const description = z.optional(z.nullable(shape.text(20_000)));
const metadata = z.record(z.string().check(z.maxLength(200)), z.unknown());
const one = z.strictObject({ collection: shape.uuid });
const membership = z.strictObject({ collection: shape.uuid, assets: shape.uuids });

/** The most that the metadata of one collection or member may hold, as JSON. */
const largestMetadata = 100_000;

function read(connection: Connection, id: CollectionId, trashed: boolean): Result<Stored> {
  const row = connection.one<Stored>(
    `SELECT id, type, project_id FROM asset_collections
     WHERE id = ? AND type <> 'pack' AND deleted_at IS ${trashed ? 'NOT NULL' : 'NULL'}`,
    [id],
  );
  return row === undefined ? fail({ code: 'not_found', what: 'collection', id }) : ok(row);
}

/** Refuses where members cannot be put by hand. */
function filledByHand(connection: Connection, id: CollectionId): Result<Stored> {
  const found = read(connection, id, false);
  if (!found.ok || found.value.type !== 'smart') return found;
  return fail({
    code: 'not_allowed',
    what: 'Changing the members of a smart collection',
    reason: 'it fills itself by its search; change the search instead',
  });
}

function metadataText(type: CollectionType, value: JsonObject): Result<string> {
  const { query, sort } = value;
  if (type === 'smart' && (typeof query !== 'string' || query.trim() === '')) {
    const reason = 'a smart collection needs the search that fills it';
    return fail({ code: 'invalid_input', field: 'metadata.query', reason });
  }
  if (type === 'smart' && sort !== undefined && typeof sort !== 'string') {
    return fail({
      code: 'invalid_input',
      field: 'metadata.sort',
      reason: 'must be of type string',
    });
  }
  return jsonText(value);
}

function jsonText(value: JsonObject): Result<string> {
  const text = JSON.stringify(value);
  return text.length <= largestMetadata
    ? ok(text)
    : fail({ code: 'invalid_input', field: 'metadata', reason: 'must be at most 100 kB' });
}

const projectThere = (connection: Connection, id: string | null | undefined): Result<null> =>
  id === undefined ||
  id === null ||
  connection.one('SELECT 1 FROM projects WHERE id = ? AND deleted_at IS NULL', [id]) !== undefined
    ? ok(null)
    : fail({ code: 'not_found', what: 'project', id });

const stamp = (scope: Scope, id: string): void => {
  scope.connection.run('UPDATE asset_collections SET updated_at = ? WHERE id = ?', [scope.at, id]);
};

/** Fills a collection; one of a project takes nothing of another project. */
function append(
  scope: Scope,
  { id, project_id }: Pick<Stored, 'id' | 'project_id'>,
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

/** Writes columns of one collection where they differ. */
function write(
  scope: Scope,
  id: CollectionId,
  columns: readonly (readonly [string, Value])[],
): { readonly changed: number } {
  if (columns.length === 0) return { changed: 0 };
  const values = columns.map(([, value]) => value);
  return {
    changed: scope.connection.run(
      `UPDATE asset_collections
       SET ${columns.map(([column]) => `${column} = ?`).join(', ')}, updated_at = ?
       WHERE id = ? AND (${columns.map(([column]) => `${column} IS NOT ?`).join(' OR ')})`,
      [...values, scope.at, id, ...values],
    ),
  };
}

const stored = (text: string | null): string | null => {
  const clean = text?.toWellFormed().trim() ?? '';
  return clean === '' ? null : clean;
};

export const collectionCommands = {
  createCollection: command<'createCollection'>(
    z.strictObject({
      name,
      type: z.enum(collectionTypes),
      description,
      metadata: z.optional(metadata),
      project: z.optional(z.nullable(shape.uuid)),
      assets: z.optional(shape.uuids),
    }),
    (scope, input) => {
      const { connection, at } = scope;
      const told = metadataText(input.type, input.metadata ?? {});
      if (!told.ok) return told;
      if (input.type === 'smart' && (input.assets ?? []).length > 0) {
        const reason = 'a smart collection fills itself';
        return fail({ code: 'invalid_input', field: 'assets', reason });
      }
      const project = projectThere(connection, input.project);
      if (!project.ok) return project;
      const collection = scope.newId() as CollectionId;
      connection.run(
        `INSERT INTO asset_collections
           (id, type, name, description, metadata, project_id, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)`,
        [
          collection,
          input.type,
          cleanName(input.name),
          stored(input.description ?? null),
          told.value,
          input.project ?? null,
          at,
        ],
      );
      const list = { id: collection, project_id: input.project ?? null };
      const added = append(scope, list, input.assets ?? []);
      return added.ok ? ok({ collection }) : added;
    },
    true,
  ),

  editCollection: command<'editCollection'>(
    z.strictObject({
      collection: shape.uuid,
      changes: z.strictObject({
        name: z.optional(name),
        description,
        metadata: z.optional(metadata),
        cover: z.optional(z.nullable(shape.uuid)),
        project: z.optional(z.nullable(shape.uuid)),
      }),
    }),
    (scope, { collection, changes }) => {
      const { connection } = scope;
      const found = read(connection, collection, false);
      if (!found.ok) return found;
      const columns: (readonly [string, Value])[] = [];
      if (changes.name !== undefined) columns.push(['name', cleanName(changes.name)]);
      if (changes.description !== undefined) {
        columns.push(['description', stored(changes.description)]);
      }
      if (changes.metadata !== undefined) {
        const told = metadataText(found.value.type, changes.metadata);
        if (!told.ok) return told;
        columns.push(['metadata', told.value]);
      }
      if (changes.cover !== undefined) {
        if (changes.cover !== null && !isMember(connection, collection, changes.cover)) {
          return fail({ code: 'not_found', what: 'member', id: changes.cover });
        }
        columns.push(['cover_asset_id', changes.cover]);
      }
      if (changes.project !== undefined) {
        const free = fitsProject(connection, collection, changes.project);
        if (!free.ok) return free;
        columns.push(['project_id', changes.project]);
      }
      return ok(write(scope, collection, columns));
    },
    true,
  ),

  trashCollection: command<'trashCollection'>(
    one,
    (scope, { collection }) => {
      const found = read(scope.connection, collection, false);
      return found.ok ? ok(write(scope, collection, [['deleted_at', scope.at]])) : found;
    },
    true,
  ),

  restoreCollection: command<'restoreCollection'>(
    one,
    (scope, { collection }) => {
      const found = read(scope.connection, collection, true);
      return found.ok ? ok(write(scope, collection, [['deleted_at', null]])) : found;
    },
    true,
  ),

  archiveCollection: command<'archiveCollection'>(
    z.strictObject({ collection: shape.uuid, archived: z.boolean() }),
    (scope, { collection, archived }) => {
      const found = read(scope.connection, collection, false);
      if (!found.ok) return found;
      // Archiving again keeps the first date.
      const already = scope.connection.one(
        `SELECT 1 FROM asset_collections WHERE id = ? AND (archived_at IS NOT NULL) = ?`,
        [collection, archived ? 1 : 0],
      );
      if (already !== undefined) return ok({ changed: 0 });
      return ok(write(scope, collection, [['archived_at', archived ? scope.at : null]]));
    },
    true,
  ),

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
      const found = read(scope.connection, collection, false);
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

const isMember = (connection: Connection, collection: string, asset: string): boolean =>
  connection.one(
    'SELECT 1 FROM asset_collection_members WHERE collection_id = ? AND asset_id = ?',
    [collection, asset],
  ) !== undefined;

/** A collection may go to a project only with members that belong there. */
function fitsProject(
  connection: Connection,
  collection: CollectionId,
  project: string | null,
): Result<null> {
  const there = projectThere(connection, project);
  if (!there.ok || project === null) return there;
  const foreign = connection.one<{ name: string }>(
    `SELECT a.name FROM asset_collection_members m JOIN assets a ON a.id = m.asset_id
     WHERE m.collection_id = ? AND a.project_id <> ? LIMIT 1`,
    [collection, project],
  );
  return foreign === undefined
    ? ok(null)
    : fail({
        code: 'not_allowed',
        what: foreign.name,
        reason: 'it is in the collection and belongs to another project',
      });
}
