/** Projects into the trash with all that they hold, back again, or emptied into another. */
import type { ProjectId } from '#domain/id.ts';
import { fail, ok } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { inbox } from '../rows.ts';
import type { Scope } from '../scope.ts';
import { command } from './command.ts';
import { nameFree, readProject, writeProject } from './projects.ts';

/** Moves all that a project holds, its trash included. */
function moveAll(scope: Scope, from: ProjectId, to: ProjectId): number {
  const { connection, at } = scope;
  // The collections first: their members come along.
  connection.run(
    'UPDATE asset_collections SET project_id = ?, updated_at = ? WHERE project_id = ?',
    [to, at, from],
  );
  connection.run('UPDATE folders SET project_id = ?, updated_at = ? WHERE project_id = ?', [
    to,
    at,
    from,
  ]);
  connection.run('UPDATE tasks SET project_id = ?, updated_at = ? WHERE project_id = ?', [
    to,
    at,
    from,
  ]);
  return connection.run('UPDATE assets SET project_id = ?, updated_at = ? WHERE project_id = ?', [
    to,
    at,
    from,
  ]);
}

/** Trashes all that a project holds, at the very moment of the project itself. */
function trashAll(scope: Scope, project: ProjectId): number {
  const { connection, at } = scope;
  // What waits rests with it (`mayRun` in leases.ts) and goes on when it comes back.
  connection.run(
    `UPDATE asset_collections SET deleted_at = ?1, updated_at = ?1
     WHERE project_id = ?2 AND deleted_at IS NULL AND type <> 'pack'`,
    [at, project],
  );
  return connection.run(
    `UPDATE assets SET deleted_at = ?1, updated_at = ?1
     WHERE project_id = ?2 AND deleted_at IS NULL`,
    [at, project],
  );
}

export const projectTrashCommands = {
  trashProject: command<'trashProject'>(
    z.strictObject({
      project: shape.uuid,
      name: z.optional(shape.text(4096)),
      moveTo: z.optional(shape.uuid),
    }),
    (scope, { project, name: typed, moveTo }) => {
      const { connection } = scope;
      const found = readProject(connection, project);
      if (!found.ok) return found;
      if (project === inbox(connection)) {
        const reason = 'things go there when nobody says where; rename it instead';
        return fail({ code: 'not_allowed', what: found.value.name, reason });
      }
      const holds = connection.one(
        'SELECT 1 FROM assets WHERE project_id = ? AND shelf IN (0, 1) LIMIT 1',
        [project],
      );
      if (moveTo !== undefined) {
        if (moveTo === project) return fail({ code: 'not_found', what: 'project', id: moveTo });
        const target = readProject(connection, moveTo);
        if (!target.ok) return target;
        moveAll(scope, project, moveTo);
      } else {
        if (holds !== undefined && typed?.trim() !== found.value.name) {
          const reason = `type “${found.value.name}”: it holds assets`;
          return fail({ code: 'invalid_input', field: 'name', reason });
        }
        trashAll(scope, project);
      }
      return ok(writeProject(scope, project, [['deleted_at', scope.at]]));
    },
    true,
  ),

  restoreProject: command<'restoreProject'>(
    z.strictObject({ project: shape.uuid }),
    (scope, { project }) => {
      const { connection, at } = scope;
      const found = readProject(connection, project, true);
      if (!found.ok) return found;
      const free = nameFree(connection, found.value.name, project);
      if (!free.ok) return free;
      const when = found.value.deleted_at;
      for (const table of ['assets', 'asset_collections']) {
        connection.run(
          `UPDATE ${table} SET deleted_at = NULL, updated_at = ?
           WHERE project_id = ? AND deleted_at = ?`,
          [at, project, when],
        );
      }
      return ok(writeProject(scope, project, [['deleted_at', null]]));
    },
    true,
  ),
};
