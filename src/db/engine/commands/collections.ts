/** Collections: made, changed and put away. What is in them: collection-members.ts. */
import type { CollectionType, JsonObject } from '#domain/contract/collections.ts';
import { collectionTypes } from '#domain/contract/collections.ts';
import type { CollectionId } from '#domain/id.ts';
import { cleanName } from '#domain/name.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Connection, Value } from '../../connection.ts';
import { deletionOf, goingWith } from '../collection-deletion.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import type { Scope } from '../scope.ts';
import { append } from './collection-members.ts';
import { isMember, jsonText, metadata, readCollection } from './collection-rows.ts';
import { command } from './command.ts';

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(4096));
const description = z.optional(z.nullable(shape.text(20_000)));
const one = z.strictObject({ collection: shape.uuid });
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

const projectThere = (connection: Connection, id: string | null | undefined): Result<null> =>
  id === undefined ||
  id === null ||
  connection.one('SELECT 1 FROM projects WHERE id = ? AND deleted_at IS NULL', [id]) !== undefined
    ? ok(null)
    : fail({ code: 'not_found', what: 'project', id });

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
      const found = readCollection(connection, collection, false);
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
    z.strictObject({
      collection: shape.uuid,
      assets: z.optional(z.strictObject({ keepUsed: z.boolean(), keepStarred: z.boolean() })),
    }),
    (scope, { collection, assets }) => {
      const { connection, at } = scope;
      const found = readCollection(connection, collection, false);
      if (!found.ok) return found;
      if (assets !== undefined && found.value.type === 'smart') {
        return fail({
          code: 'not_allowed',
          what: 'Deleting the assets of a smart collection',
          reason: 'it has none of its own, only what its search finds',
        });
      }
      const { changed } = write(scope, collection, [['deleted_at', at]]);
      if (assets === undefined) return ok({ changed, assets: 0, kept: 0 });
      const { assets: members } = deletionOf(connection, collection);
      const kept = { used: assets.keepUsed, starred: assets.keepStarred };
      const gone = connection.run(
        `UPDATE assets SET deleted_at = ?1, updated_at = ?1
         WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?2))`,
        [at, JSON.stringify(goingWith(connection, collection, kept))],
      );
      return ok({ changed: changed + gone, assets: gone, kept: members - gone });
    },
    true,
  ),

  restoreCollection: command<'restoreCollection'>(
    one,
    (scope, { collection }) => {
      const found = readCollection(scope.connection, collection, true);
      return found.ok ? ok(write(scope, collection, [['deleted_at', null]])) : found;
    },
    true,
  ),

  archiveCollection: command<'archiveCollection'>(
    z.strictObject({ collection: shape.uuid, archived: z.boolean() }),
    (scope, { collection, archived }) => {
      const found = readCollection(scope.connection, collection, false);
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
};

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
