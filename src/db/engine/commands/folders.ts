/** Linked folders: linking, changing and forgetting them, and asking for a scan. */
import { folderModes, folderRoles } from '#domain/contract/folders.ts';
import type { Sha256, TaskId } from '#domain/id.ts';
import { cleanName } from '#domain/name.ts';
import { positionBetween } from '#domain/position.ts';
import { fail, ok } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { folderOf, settleStates } from '../folder-rows.ts';
import type { Scope } from '../scope.ts';
import { insertTask, lastPosition } from '../task-rows.ts';
import { command } from './command.ts';
import { scanCommands } from './folder-scan.ts';

const settings = z.looseObject({
  paused: z.optional(z.boolean()),
  template: z.optional(shape.text(500)),
});
const ignore = z.array(shape.text(500)).check(z.maxLength(500));
const project = z.optional(z.nullable(shape.uuid));

/** Hashes of all files of a folder. */
const hashesIn = ({ connection }: Scope, folder: string): readonly Sha256[] =>
  connection
    .all<{ sha256: Sha256 }>('SELECT DISTINCT sha256 FROM asset_files WHERE folder_id = ?', [
      folder,
    ])
    .map(({ sha256 }) => sha256);

const scanKind = 'scan_folder';

/** Ended scans that nobody needs to see go; one of each folder is enough. */
function dropQuietScans({ connection }: Scope, folder: string): void {
  const quiet = `SELECT id FROM tasks WHERE kind = '${scanKind}' AND params ->> '$.folder' = ?
    AND params ->> '$.quiet' = 1 AND archived = 1
    AND result ->> '$.news' IS NOT 1 AND status IN ('completed', 'cancelled')`;
  connection.run(`DELETE FROM task_attempts WHERE task_id IN (${quiet})`, [folder]);
  connection.run(`DELETE FROM tasks WHERE id IN (${quiet})`, [folder]);
}

export const folderCommands = {
  ...scanCommands,

  addFolder: command<'addFolder'>(
    z.strictObject({
      folder: shape.uuid,
      name: shape.text(10_000),
      role: z.enum(folderRoles),
      mode: z.optional(z.enum(folderModes)),
      ignore: z.optional(ignore),
      project,
      settings: z.optional(settings),
    }),
    (scope, input) => {
      const known = scope.connection.one('SELECT 1 FROM folders WHERE id = ?', [input.folder]);
      if (known !== undefined) return fail({ code: 'conflict', reason: 'this id is in use' });
      scope.connection.run(
        `INSERT INTO folders (id, name, role, mode, ignore, project_id, settings, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)`,
        [
          input.folder,
          cleanName(input.name, 'Folder'),
          input.role,
          input.mode ?? 'copy',
          JSON.stringify(input.ignore ?? []),
          input.project ?? null,
          JSON.stringify(input.settings ?? {}),
          scope.at,
        ],
      );
      return ok({ folder: input.folder });
    },
  ),

  editFolder: command<'editFolder'>(
    z.strictObject({
      folder: shape.uuid,
      changes: z.strictObject({
        name: z.optional(shape.text(10_000)),
        mode: z.optional(z.enum(folderModes)),
        ignore: z.optional(ignore),
        project,
        settings: z.optional(settings),
      }),
    }),
    (scope, { folder, changes }) => {
      const found = folderOf(scope, folder);
      if (!found.ok) return found;
      const { name, mode, ignore: rules, project: to, settings: more } = changes;
      const changed = scope.connection.run(
        `UPDATE folders SET name = ?2, mode = ?3, ignore = coalesce(?4, ignore), project_id = ?5,
           settings = ?6, updated_at = ?7
         WHERE id = ?1`,
        [
          folder,
          name === undefined ? found.value.name : cleanName(name, found.value.name),
          mode ?? found.value.mode,
          rules === undefined ? null : JSON.stringify(rules),
          to === undefined ? found.value.project_id : to,
          more === undefined
            ? found.value.settings
            : JSON.stringify({ ...(JSON.parse(found.value.settings) as object), ...more }),
          scope.at,
        ],
      );
      return ok({ changed });
    },
    true,
  ),

  forgetFolder: command<'forgetFolder'>(
    z.strictObject({ folder: shape.uuid }),
    (scope, { folder }) => {
      const found = folderOf(scope, folder);
      if (!found.ok) return found;
      scope.connection.run('UPDATE folders SET deleted_at = ?1, updated_at = ?1 WHERE id = ?2', [
        scope.at,
        folder,
      ]);
      scope.connection.run(
        `UPDATE tasks SET status = 'cancelled', blocked_reason = NULL, not_before = NULL,
           finished_at = ?1, updated_at = ?1
         WHERE kind = ?2 AND params ->> '$.folder' = ?3 AND status = 'pending'`,
        [scope.at, scanKind, folder],
      );
      settleStates(scope, hashesIn(scope, folder));
      return ok({ changed: 1 });
    },
    true,
  ),

  scanFolder: command<'scanFolder'>(
    z.strictObject({ folder: shape.uuid, quiet: z.optional(z.boolean()) }),
    (scope, { folder, quiet = false }) => {
      const found = folderOf(scope, folder);
      if (!found.ok) return found;
      const open = scope.connection.one<{ id: TaskId; status: string }>(
        `SELECT id, status FROM tasks WHERE kind = ? AND params ->> '$.folder' = ?
           AND status IN ('pending', 'running') LIMIT 1`,
        [scanKind, folder],
      );
      if (open !== undefined) {
        // A person who asks wants to see it; one that waited for access is tried again.
        if (!quiet) {
          scope.connection.run(
            `UPDATE tasks SET archived = 0, updated_at = ?2,
               blocked_reason = CASE WHEN status = 'pending' THEN NULL ELSE blocked_reason END
             WHERE id = ?1`,
            [open.id, scope.at],
          );
        }
        return ok({ task: quiet ? null : open.id });
      }
      const kind = scope.kindOf(scanKind);
      if (kind === undefined) return fail({ code: 'not_found', what: 'task kind', id: scanKind });
      dropQuietScans(scope, folder);
      const task = insertTask(scope, {
        kind: scanKind,
        lane: kind.lane,
        params: { folder, work: 'scan', quiet },
        max_attempts: kind.max_attempts,
        project_id: found.value.project_id,
        position: positionBetween(lastPosition(scope.connection), null),
      }) as TaskId;
      if (quiet) scope.connection.run('UPDATE tasks SET archived = 1 WHERE id = ?', [task]);
      return ok({ task });
    },
  ),

  resumeFolderTasks: command<'resumeFolderTasks'>(shape.nothing, (scope) =>
    ok({
      changed: scope.connection.run(
        `UPDATE tasks SET blocked_reason = NULL, updated_at = ?
         WHERE status = 'pending' AND blocked_reason = 'permission'`,
        [scope.at],
      ),
    }),
  ),

  forgetSkipped: command<'forgetSkipped'>(
    z.strictObject({ folder: shape.uuid }),
    (scope, { folder }) =>
      ok({
        changed: scope.connection.run('DELETE FROM folder_skipped WHERE folder_id = ?', [folder]),
      }),
  ),
};
