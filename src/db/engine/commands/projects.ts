/** Projects: made, changed, and filled by moving assets; see project-trash.ts for their end. */
import type { AssetId, ProjectId } from '#domain/id.ts';
import { cleanName } from '#domain/name.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Connection, Value } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { readAsset } from '../rows.ts';
import type { Scope } from '../scope.ts';
import { allThere } from './assets.ts';
import { command } from './command.ts';

/** What is asked of a project before it is changed. */
export interface StoredProject {
  readonly id: ProjectId;
  readonly name: string;
  readonly deleted_at: number | null;
}

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(255));
const description = z.optional(z.nullable(shape.text(20_000)));
const folder = z.optional(z.nullable(shape.uuid));

/** A project that lives, or with `trashed` one that lies in the trash. */
export function readProject(
  connection: Connection,
  id: ProjectId,
  trashed = false,
): Result<StoredProject> {
  const row = connection.one<StoredProject>(
    'SELECT id, name, deleted_at FROM projects WHERE id = ?',
    [id],
  );
  return row === undefined || (row.deleted_at !== null) !== trashed
    ? fail({ code: 'not_found', what: 'project', id })
    : ok(row);
}

/** Refuses a project that is not there; none at all is well. */
export function liveProject(connection: Connection, id: string | undefined): Result<null> {
  if (id === undefined) return ok(null);
  const found = readProject(connection, id as ProjectId);
  return found.ok ? ok(null) : found;
}

/** Names are how people tell projects apart: no two that live bear the same. */
export function nameFree(connection: Connection, wanted: string, but?: ProjectId): Result<null> {
  const same = connection.one(
    `SELECT 1 FROM projects
     WHERE name = ? COLLATE NOCASE AND deleted_at IS NULL AND id IS NOT ?`,
    [wanted, but],
  );
  return same === undefined
    ? ok(null)
    : fail({ code: 'invalid_input', field: 'name', reason: 'another project has this name' });
}

function folderThere(connection: Connection, id: string | null | undefined): Result<null> {
  if (id === undefined || id === null) return ok(null);
  return connection.one('SELECT 1 FROM folders WHERE id = ? AND deleted_at IS NULL', [id]) ===
    undefined
    ? fail({ code: 'not_found', what: 'folder', id })
    : ok(null);
}

function fitMaster(connection: Connection, project: ProjectId, id: AssetId): Result<null> {
  const asset = readAsset(connection, id);
  if (asset === undefined) return fail({ code: 'not_found', what: 'asset', id });
  const reason =
    asset.deleted_at !== null
      ? 'it lies in the trash'
      : asset.is_master_reference === 0
        ? 'it is not marked as a master reference'
        : asset.project_id !== null && asset.project_id !== project
          ? 'it belongs to another project'
          : null;
  return reason === null ? ok(null) : fail({ code: 'not_allowed', what: asset.name, reason });
}

const stored = (text: string | null): string | null => {
  const clean = text?.toWellFormed().trim() ?? '';
  return clean === '' ? null : clean;
};

/** Sets columns of a project, those that differ. */
export function writeProject(
  scope: Scope,
  id: ProjectId,
  columns: readonly (readonly [string, Value])[],
): { readonly changed: number } {
  if (columns.length === 0) return { changed: 0 };
  const values = columns.map(([, value]) => value);
  return {
    changed: scope.connection.run(
      `UPDATE projects SET ${columns.map(([column]) => `${column} = ?`).join(', ')}, updated_at = ?
       WHERE id = ? AND (${columns.map(([column]) => `${column} IS NOT ?`).join(' OR ')})`,
      [...values, scope.at, id, ...values],
    ),
  };
}

/** The folder of a project is one whose files come to it. */
const filesComeTo = (scope: Scope, folderId: string, project: ProjectId): void => {
  scope.connection.run(
    'UPDATE folders SET project_id = ?1, updated_at = ?2 WHERE id = ?3 AND project_id IS NOT ?1',
    [project, scope.at, folderId],
  );
};

/** Takes assets out of collections that belong to another project than they do now. */
const leaveForeign = (connection: Connection, ids: string): number =>
  connection.run(
    `DELETE FROM asset_collection_members
     WHERE asset_id IN (SELECT value FROM json_each(?)) AND EXISTS (
       SELECT 1 FROM asset_collections c JOIN assets a ON a.id = asset_collection_members.asset_id
       WHERE c.id = asset_collection_members.collection_id AND c.type <> 'pack'
         AND a.project_id IS NOT NULL AND c.project_id <> a.project_id)`,
    [ids],
  );

export const projectCommands = {
  createProject: command<'createProject'>(
    z.strictObject({ name, description, folder }),
    (scope, input) => {
      const { connection, at } = scope;
      const clean = cleanName(input.name);
      const free = nameFree(connection, clean);
      if (!free.ok) return free;
      const there = folderThere(connection, input.folder);
      if (!there.ok) return there;
      const project = scope.newId() as ProjectId;
      connection.run(
        `INSERT INTO projects (id, name, description, folder_id, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5)`,
        [project, clean, stored(input.description ?? null), input.folder ?? null, at],
      );
      if (input.folder) filesComeTo(scope, input.folder, project);
      return ok({ project });
    },
    true,
  ),

  editProject: command<'editProject'>(
    z.strictObject({
      project: shape.uuid,
      changes: z.strictObject({
        name: z.optional(name),
        description,
        folder,
        master_reference: z.optional(z.nullable(shape.uuid)),
      }),
    }),
    (scope, { project, changes }) => {
      const { connection } = scope;
      const found = readProject(connection, project);
      if (!found.ok) return found;
      const columns: (readonly [string, Value])[] = [];
      if (changes.name !== undefined) {
        const clean = cleanName(changes.name);
        const free = nameFree(connection, clean, project);
        if (!free.ok) return free;
        columns.push(['name', clean]);
      }
      if (changes.description !== undefined) {
        columns.push(['description', stored(changes.description)]);
      }
      if (changes.folder !== undefined) {
        const there = folderThere(connection, changes.folder);
        if (!there.ok) return there;
        columns.push(['folder_id', changes.folder]);
      }
      if (changes.master_reference !== undefined) {
        if (changes.master_reference !== null) {
          const fit = fitMaster(connection, project, changes.master_reference);
          if (!fit.ok) return fit;
        }
        columns.push(['master_reference_id', changes.master_reference]);
      }
      if (changes.folder) filesComeTo(scope, changes.folder, project);
      return ok(writeProject(scope, project, columns));
    },
    true,
  ),

  moveToProject: command<'moveToProject'>(
    z.strictObject({ assets: shape.uuids, project: z.nullable(shape.uuid) }),
    (scope, { assets, project }) => {
      const { connection, at } = scope;
      const ids = allThere(connection, assets);
      if (!ids.ok) return ids;
      if (project !== null) {
        const target = readProject(connection, project);
        if (!target.ok) return target;
      }
      const changed = connection.run(
        `UPDATE assets SET project_id = ?1, updated_at = ?2
         WHERE id IN (SELECT value FROM json_each(?3)) AND project_id IS NOT ?1`,
        [project, at, ids.value],
      );
      // A project's master reference is one of its own.
      connection.run(
        `UPDATE projects SET master_reference_id = NULL, updated_at = ?1
         WHERE id IS NOT ?2 AND ?2 IS NOT NULL
           AND master_reference_id IN (SELECT value FROM json_each(?3))`,
        [at, project, ids.value],
      );
      return ok({ changed, left: leaveForeign(connection, ids.value) });
    },
    true,
  ),
};
