import type { CollectionId, TaskId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { TaskRow } from '#domain/task.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { readAsset, taskColumns } from '../rows.ts';
import type { Scope } from '../scope.ts';
import {
  adopt,
  closeBatch,
  insertPlaceholder,
  markDependents,
  removePlaceholder,
} from '../task-rows.ts';
import { collect } from './collection-members.ts';
import { command } from './command.ts';

const many = z.strictObject({ tasks: shape.uuids });

/** The tasks with these ids, or the failure that one is not there. */
function tasksOf(scope: Scope, ids: readonly TaskId[]): Result<readonly TaskRow[]> {
  const unique = [...new Set(ids)];
  const rows = scope.connection.all<TaskRow>(
    `SELECT ${taskColumns('t')} FROM json_each(?) AS wanted
     CROSS JOIN tasks t ON t.id = wanted.value ORDER BY wanted.key`,
    [JSON.stringify(unique)],
  );
  if (rows.length === unique.length) return ok(rows);
  const found = new Set(rows.map(({ id }) => id));
  const absent = unique.find((id) => !found.has(id));
  return fail({ code: 'not_found', what: 'task', id: String(absent) });
}

/** Counts the tasks on which something was done. */
function each(
  scope: Scope,
  ids: readonly TaskId[],
  act: (task: TaskRow) => Result<boolean>,
): Result<{ readonly changed: number }> {
  const tasks = tasksOf(scope, ids);
  if (!tasks.ok) return tasks;
  let changed = 0;
  for (const task of tasks.value) {
    const done = act(task);
    if (!done.ok) return done;
    if (done.value) changed += 1;
  }
  return ok({ changed });
}

function cancel(scope: Scope, task: TaskRow): boolean {
  if (task.status === 'running') {
    return (
      scope.connection.run(
        'UPDATE tasks SET cancel_requested = 1, updated_at = ? WHERE id = ? AND cancel_requested = 0',
        [scope.at, task.id],
      ) > 0
    );
  }
  if (task.status !== 'pending') return false;
  removePlaceholder(scope.connection, task.id);
  scope.connection.run(
    `UPDATE tasks SET status = 'cancelled', blocked_reason = NULL, not_before = NULL,
       finished_at = ?1, updated_at = ?1 WHERE id = ?2`,
    [scope.at, task.id],
  );
  markDependents(scope.connection, task.id, 'dependency');
  closeBatch(scope, task.batch_id);
  return true;
}

/** Makes sure that there is a placeholder to fill: the old one again, or a new one. */
function prepareTarget(scope: Scope, task: TaskRow): Result<void> {
  const kind = scope.kindOf(task.kind);
  if (kind === undefined) return fail({ code: 'not_found', what: 'task kind', id: task.kind });
  if (kind.makes !== 'derivative') return ok(undefined);
  const target = readAsset(scope.connection, task.target_asset_id);
  if (target !== undefined) {
    scope.connection.run(
      `UPDATE assets SET state = 'generating', updated_at = ?
       WHERE id = ? AND state = 'failed' AND blob IS NULL`,
      [scope.at, target.id],
    );
    return ok(undefined);
  }
  const source = readAsset(scope.connection, task.source_asset_id);
  if (source === undefined) {
    return fail({ code: 'not_allowed', what: kind.words.act, reason: 'its source is gone' });
  }
  const params = kind.parse(JSON.parse(task.params));
  if (!params.ok) return params;
  const made = insertPlaceholder(scope, kind, params.value, source);
  scope.connection.run('UPDATE tasks SET target_asset_id = ? WHERE id = ?', [made, task.id]);
  const aimed = scope.connection.one<{ collection_id: CollectionId | null }>(
    'SELECT collection_id FROM tasks WHERE id = ?',
    [task.id],
  );
  // A collection that went away meanwhile is no reason not to try again.
  if (aimed?.collection_id) collect(scope, aimed.collection_id, [made]);
  adopt(scope, task, readAsset(scope.connection, made));
  return ok(undefined);
}

function retry(scope: Scope, task: TaskRow): Result<boolean> {
  if (task.kind === 'import') {
    return fail({
      code: 'not_allowed',
      what: 'import',
      reason: 'its files must be chosen again: they lay in the tab that had them',
    });
  }
  // Retrying work that waits for room or time means: now.
  if (task.status === 'pending') {
    return ok(
      scope.connection.run(
        `UPDATE tasks SET blocked_reason = NULL, not_before = NULL, updated_at = ?
         WHERE id = ? AND (not_before IS NOT NULL OR blocked_reason IN ('no_space', 'retry_at'))`,
        [scope.at, task.id],
      ) > 0,
    );
  }
  if (task.status !== 'failed' && task.status !== 'cancelled') return ok(false);
  const prepared = prepareTarget(scope, task);
  if (!prepared.ok) return prepared;
  scope.connection.run(
    `UPDATE tasks SET status = 'pending', failure = NULL, outcome = NULL, result = NULL,
       blocked_reason = NULL, not_before = NULL, cancel_requested = 0, paused = 0, archived = 0,
       progress = 0, finished_at = NULL, max_attempts = attempt + ?2, updated_at = ?3
     WHERE id = ?1`,
    [task.id, scope.kindOf(task.kind)?.max_attempts ?? 1, scope.at],
  );
  markDependents(scope.connection, task.id, null);
  closeBatch(scope, task.batch_id);
  return ok(true);
}

function setQueuePaused(scope: Scope, paused: boolean): number {
  return scope.connection.run(
    `INSERT INTO library_settings (key, value, updated_at) VALUES ('queue_paused', ?1, ?2)
     ON CONFLICT (key) DO UPDATE SET value = ?1, updated_at = ?2 WHERE value <> ?1`,
    [String(paused), scope.at],
  );
}

export const taskCommands = {
  cancelTasks: command<'cancelTasks'>(many, (scope, { tasks }) =>
    each(scope, tasks, (task) => ok(cancel(scope, task))),
  ),

  retryTasks: command<'retryTasks'>(many, (scope, { tasks }) =>
    each(scope, tasks, (task) => retry(scope, task)),
  ),

  pauseTasks: command<'pauseTasks'>(many, (scope, { tasks }) =>
    each(scope, tasks, (task) =>
      ok(
        scope.connection.run(
          `UPDATE tasks SET paused = 1, updated_at = ?
           WHERE id = ? AND status = 'pending' AND paused = 0`,
          [scope.at, task.id],
        ) > 0,
      ),
    ),
  ),

  resumeTasks: command<'resumeTasks'>(many, (scope, { tasks }) =>
    each(scope, tasks, (task) =>
      ok(
        scope.connection.run(
          `UPDATE tasks SET paused = 0, blocked_reason = CASE
               WHEN blocked_reason = 'dependency' THEN blocked_reason END, updated_at = ?
           WHERE id = ? AND status = 'pending' AND (paused = 1 OR
             (blocked_reason IS NOT NULL AND blocked_reason NOT IN ('dependency', 'retry_at')))`,
          [scope.at, task.id],
        ) > 0,
      ),
    ),
  ),

  pauseQueue: command<'pauseQueue'>(shape.nothing, (scope) =>
    ok({ changed: setQueuePaused(scope, true) }),
  ),

  resumeQueue: command<'resumeQueue'>(shape.nothing, (scope) =>
    ok({ changed: setQueuePaused(scope, false) }),
  ),

  prioritiseTasks: command<'prioritiseTasks'>(
    z.strictObject({
      tasks: shape.uuids,
      priority: z.int().check(z.gte(-1000), z.lte(1000)),
    }),
    (scope, { tasks, priority }) =>
      each(scope, tasks, (task) =>
        ok(
          scope.connection.run(
            `UPDATE tasks SET priority = ?1, updated_at = ?2
             WHERE id = ?3 AND status IN ('pending', 'running') AND priority <> ?1`,
            [priority, scope.at, task.id],
          ) > 0,
        ),
      ),
  ),

  clearFinishedTasks: command<'clearFinishedTasks'>(
    z.strictObject({ project: z.optional(shape.uuid) }),
    (scope, { project }) =>
      ok({
        changed: scope.connection.run(
          `UPDATE tasks SET archived = 1, updated_at = ?1
           WHERE archived = 0 AND status IN ('completed', 'failed', 'cancelled')
             AND (?2 IS NULL OR project_id IS NULL OR project_id = ?2)`,
          [scope.at, project ?? null],
        ),
      }),
  ),

  discardTargets: command<'discardTargets'>(many, (scope, { tasks }) =>
    each(scope, tasks, (task) =>
      ok(
        (task.status === 'failed' || task.status === 'cancelled') &&
          removePlaceholder(scope.connection, task.id) > 0,
      ),
    ),
  ),
};
