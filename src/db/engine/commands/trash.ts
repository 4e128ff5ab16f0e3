/** The end of what lies in the trash: assets, and with all of them collections and projects. */
import { ok } from '#domain/result.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import type { Scope } from '../scope.ts';
import { command } from './command.ts';

/** What lies in the trash of a project, as it is shown there; of the given ones only. */
function trashShownIn(
  connection: Connection,
  project: string,
  given: readonly string[] | undefined,
): readonly string[] {
  const among = given === undefined ? null : new Set(given);
  return connection
    .all<{ id: string }>(
      `SELECT id FROM assets INDEXED BY assets_by_project WHERE project_id = ? AND shelf = 2
       UNION ALL
       SELECT id FROM assets INDEXED BY assets_by_project WHERE project_id IS NULL AND shelf = 2`,
      [project],
    )
    .flatMap(({ id }) => (among === null || among.has(id) ? [id] : []));
}

/** What lies in the trash without a star: of the given ones, or of all. */
function withoutStarred(
  connection: Connection,
  given: readonly string[] | undefined,
): readonly string[] {
  const starred = new Set(
    connection
      .all<{ id: string }>('SELECT id FROM assets INDEXED BY assets_starred WHERE starred = 1')
      .map(({ id }) => id),
  );
  const trashed =
    given ??
    connection.all<{ id: string }>('SELECT id FROM assets WHERE shelf = 2').map(({ id }) => id);
  return trashed.filter((id) => !starred.has(id));
}

/** Ends the work for trashed assets: what waits is cancelled, what runs is asked to stop. */
function endWork({ connection, at }: Scope, assets: readonly string[] | undefined): void {
  const chosen = assets === undefined ? '' : 'AND a.id IN (SELECT value FROM json_each(?2))';
  const values = assets === undefined ? [] : [JSON.stringify(assets)];
  connection.run(
    `UPDATE tasks SET cancel_requested = 1, updated_at = ?1 WHERE status = 'running'
       AND target_asset_id IN (SELECT a.id FROM assets a WHERE a.shelf = 2 ${chosen})`,
    [at, ...values],
  );
  connection.run(
    `UPDATE tasks SET status = 'cancelled', blocked_reason = NULL, finished_at = ?1, updated_at = ?1
     WHERE status = 'pending' AND id IN (
       SELECT t.id FROM assets a CROSS JOIN tasks t
         ON t.target_asset_id = a.id OR t.source_asset_id = a.id
       WHERE a.shelf = 2 ${chosen})`,
    [at, ...values],
  );
}

/**
 * Deletes trashed projects that hold nothing any more, and cancels what waited for them. One whose
 * asset or collection was brought back alone stays: else that would belong to every project.
 */
function purgeProjects({ connection, at }: Scope): number {
  const gone = JSON.stringify(
    connection
      .all<{ id: string }>(
        `SELECT p.id FROM projects p WHERE p.deleted_at IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM assets WHERE project_id = p.id)
           AND NOT EXISTS (SELECT 1 FROM asset_collections WHERE project_id = p.id)`,
      )
      .map(({ id }) => id),
  );
  connection.run(
    `UPDATE tasks SET cancel_requested = 1, updated_at = ?1
     WHERE status = 'running' AND project_id IN (SELECT value FROM json_each(?2))`,
    [at, gone],
  );
  connection.run(
    `UPDATE tasks SET status = 'cancelled', blocked_reason = NULL, finished_at = ?1, updated_at = ?1
     WHERE status = 'pending' AND project_id IN (SELECT value FROM json_each(?2))`,
    [at, gone],
  );
  return connection.run('DELETE FROM projects WHERE id IN (SELECT value FROM json_each(?))', [
    gone,
  ]);
}

export const trashCommands = {
  /** The blobs stay: the caller asks `unneededBlobs` and sweeps. */
  emptyTrash: command<'emptyTrash'>(
    z.strictObject({
      assets: z.optional(shape.uuids),
      project: z.optional(shape.uuid),
      keepStarred: z.optional(z.boolean()),
    }),
    (scope, { assets: given, project, keepStarred = false }) => {
      const { connection } = scope;
      const shown = project === undefined ? given : trashShownIn(connection, project, given);
      const assets = keepStarred ? withoutStarred(connection, shown) : shown;
      const chosen = assets === undefined ? '' : 'AND id IN (SELECT value FROM json_each(?))';
      const values = assets === undefined ? [] : [JSON.stringify(assets)];
      endWork(scope, assets);
      connection.run(
        `DELETE FROM asset_collections WHERE id IN (SELECT id FROM assets WHERE shelf = 2 ${chosen})`,
        values,
      );
      const changed = connection.run(`DELETE FROM assets WHERE shelf = 2 ${chosen}`, values);
      if (given !== undefined) return ok({ changed, collections: 0, projects: 0 });
      const collections = connection.run(
        `DELETE FROM asset_collections WHERE deleted_at IS NOT NULL AND type <> 'pack'
           AND (?1 IS NULL OR project_id IS NULL OR project_id = ?1)`,
        [project ?? null],
      );
      const projects = project === undefined ? purgeProjects(scope) : 0;
      return ok({ changed, collections, projects });
    },
  ),
};
