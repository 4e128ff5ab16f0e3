/**
 * Leasing: who may work on a task, told by an epoch that grows with every lease. Every later
 * write names its epoch and does nothing when another has taken over.
 */
import type { Lease } from '#domain/contract/engine.ts';
import type { TaskId } from '#domain/id.ts';
import type { Lane, TaskRow } from '#domain/task.ts';
import { importResult } from './commands/imports.ts';
import { readAsset, readTask, taskColumns } from './rows.ts';
import type { Scope } from './scope.ts';
import { closeBatch, markDependents, removePlaceholder } from './task-rows.ts';

/**
 * What must hold of a waiting task `t` for it to be leased at time ?2. Work of a project in the
 * trash would spend time and money on what was thrown away: it rests until the project is back.
 */
const mayRun = `t.status = 'pending' AND t.paused = 0 AND t.cancel_requested = 0
  AND (t.blocked_reason IS NULL OR t.blocked_reason = 'retry_at')
  AND (t.not_before IS NULL OR t.not_before <= ?2)
  AND (t.depends_on IS NULL OR
    (SELECT d.status FROM tasks d WHERE d.id = t.depends_on) = 'completed')
  AND (t.project_id IS NULL OR
    (SELECT p.deleted_at FROM projects p WHERE p.id = t.project_id) IS NULL)`;

export const isQueuePaused = (scope: Pick<Scope, 'connection'>): boolean =>
  scope.connection.one<{ value: string }>(
    `SELECT value FROM library_settings WHERE key = 'queue_paused'`,
  )?.value === 'true';

/** The task that a lane would take now, or null. */
export function nextInLane({ connection, at }: Scope, lane: Lane): TaskId | null {
  if (isQueuePaused({ connection })) return null;
  return (
    connection.one<{ id: TaskId }>(
      `SELECT t.id FROM tasks t INDEXED BY tasks_waiting WHERE t.lane = ?1 AND ${mayRun}
       ORDER BY t.priority DESC, t.position, t.id LIMIT 1`,
      [lane, at],
    )?.id ?? null
  );
}

/** Leases the next task of a lane under a new epoch. */
export function leaseNext(scope: Scope, lane: Lane, owner: string): Lease | null {
  const { connection, at } = scope;
  const next = nextInLane(scope, lane);
  if (next === null) return null;
  connection.run(
    `UPDATE tasks SET status = 'running', blocked_reason = NULL, not_before = NULL,
       attempt = attempt + 1, lease_owner = ?2, lease_epoch = lease_epoch + 1, heartbeat_at = ?3,
       progress = 0, started_at = ?3, updated_at = ?3
     WHERE id = ?1`,
    [next, owner, at],
  );
  const task = readTask(connection, next);
  if (task === undefined) return null;
  connection.run(
    `INSERT INTO task_attempts (task_id, attempt, epoch, started_at, status, worker)
     VALUES (?, ?, ?, ?, 'running', ?)`,
    [task.id, task.attempt, task.lease_epoch, at, owner],
  );
  if (task.batch_id !== null) {
    connection.run('UPDATE batches SET started_at = ? WHERE id = ? AND started_at IS NULL', [
      at,
      task.batch_id,
    ]);
  }
  return {
    task,
    epoch: task.lease_epoch,
    source: readAsset(connection, task.source_asset_id) ?? null,
    target: readAsset(connection, task.target_asset_id) ?? null,
  };
}

/** The task, if this epoch still holds it. */
export function heldTask(scope: Scope, id: TaskId, epoch: number): TaskRow | undefined {
  const task = readTask(scope.connection, id);
  return task?.status === 'running' && task.lease_epoch === epoch ? task : undefined;
}

export function heartbeat(
  scope: Scope,
  id: TaskId,
  epoch: number,
  progress: number | undefined,
): { readonly held: boolean; readonly cancelRequested: boolean } {
  const task = heldTask(scope, id, epoch);
  if (task === undefined) return { held: false, cancelRequested: false };
  const share =
    progress === undefined || Number.isNaN(progress)
      ? task.progress
      : Math.min(1, Math.max(0, progress));
  scope.connection.run('UPDATE tasks SET heartbeat_at = ?, progress = ? WHERE id = ?', [
    scope.at,
    share,
    id,
  ]);
  return { held: true, cancelRequested: task.cancel_requested === 1 };
}

type Ending =
  | { readonly status: 'completed'; readonly result: string | null }
  | { readonly status: 'failed'; readonly failure: string; readonly result?: string }
  | { readonly status: 'cancelled' };

/** Ends a running task and its attempt; what waits for it is told. */
export function endTask(scope: Scope, task: TaskRow, ending: Ending): void {
  const { connection, at } = scope;
  const failure = ending.status === 'failed' ? ending.failure : null;
  connection.run(
    `UPDATE tasks SET status = ?2, failure = ?3, result = coalesce(?4, result),
       progress = CASE WHEN ?2 = 'completed' THEN 1.0 ELSE progress END, lease_owner = NULL,
       cancel_requested = 0, step = NULL, finished_at = ?5, updated_at = ?5
     WHERE id = ?1`,
    [task.id, ending.status, failure, 'result' in ending ? ending.result : null, at],
  );
  closeAttempt(scope, task, ending.status, failure);
  markDependents(connection, task.id, ending.status === 'completed' ? null : 'dependency');
  closeBatch(scope, task.batch_id);
}

/** Closes the attempt that a task is in. */
export function closeAttempt(
  scope: Scope,
  task: TaskRow,
  status: 'completed' | 'failed' | 'cancelled' | 'lost',
  failure: string | null,
): void {
  scope.connection.run(
    `UPDATE task_attempts SET status = ?3, failure = ?4, finished_at = ?5
     WHERE task_id = ?1 AND attempt = ?2`,
    [task.id, task.attempt, status, failure, scope.at],
  );
}

/** Puts a running task back into the queue. */
export function backToQueue(
  scope: Scope,
  task: TaskRow,
  wait: {
    readonly reason: 'retry_at' | 'no_space' | 'permission' | null;
    readonly until: number | null;
    readonly attempt: number;
  },
): void {
  scope.connection.run(
    `UPDATE tasks SET status = 'pending', blocked_reason = ?2, not_before = ?3, attempt = ?4,
       lease_owner = NULL, heartbeat_at = NULL, step = NULL, progress = 0, updated_at = ?5
     WHERE id = ?1`,
    [task.id, wait.reason, wait.until, wait.attempt, scope.at],
  );
}

/** Gives a task back as if it had never been leased; the epoch stays, so that its holder is fenced off. */
export function release(scope: Scope, task: TaskRow, reason: 'permission' | null = null): void {
  scope.connection.run('DELETE FROM task_attempts WHERE task_id = ? AND attempt = ?', [
    task.id,
    task.attempt,
  ]);
  backToQueue(scope, task, { reason, until: null, attempt: Math.max(0, task.attempt - 1) });
}

export function cancelRunning(scope: Scope, task: TaskRow): void {
  removePlaceholder(scope.connection, task.id);
  endTask(scope, task, { status: 'cancelled' });
}

/** What a task makes is marked as failed, so that it shows as such and can be tried again. */
export function failTarget(scope: Scope, task: TaskRow): void {
  if (task.target_asset_id === null) return;
  scope.connection.run(
    `UPDATE assets SET state = 'failed', updated_at = ?2
     WHERE id = ?1 AND blob IS NULL AND state IN ('generating', 'placeholder')`,
    [task.target_asset_id, scope.at],
  );
}

/** Running tasks whose owner is dead or was silent for too long. */
export function lostTasks(
  { connection, at }: Scope,
  alive: ReadonlySet<string>,
  silentFor: number,
): readonly TaskRow[] {
  return connection
    .all<TaskRow>(`SELECT ${taskColumns('t')} FROM tasks t WHERE t.status = 'running'`)
    .filter(
      (task) => !alive.has(task.lease_owner ?? '') || (task.heartbeat_at ?? 0) < at - silentFor,
    );
}

/** Takes back what dead or silent owners hold. A task that kills its worker every time ends failed. */
export function reclaim(
  scope: Scope,
  alive: ReadonlySet<string>,
  silentFor: number,
): readonly TaskId[] {
  const lost = lostTasks(scope, alive, silentFor);
  for (const task of lost) {
    const failure = JSON.stringify({
      code: 'interrupted',
      reason: 'its worker ended before it was done',
    });
    if (task.cancel_requested === 1 && task.kind !== 'import') {
      cancelRunning(scope, task);
    } else if (task.kind === 'import') {
      endTask(scope, task, { status: 'failed', failure, result: importResult(scope, task.id) });
    } else if (task.attempt >= task.max_attempts) {
      failTarget(scope, task);
      endTask(scope, task, { status: 'failed', failure });
      closeAttempt(scope, task, 'lost', failure);
    } else {
      closeAttempt(scope, task, 'lost', failure);
      backToQueue(scope, task, { reason: null, until: null, attempt: task.attempt });
    }
  }
  return lost.map((task) => task.id);
}

/** When the next task that only waits for its time may run. */
export function nextWake(scope: Scope): number | null {
  return (
    scope.connection.one<{ at: number | null }>(
      // After every commit: only those that wait for a time may be looked at, in its order.
      `SELECT not_before AS at FROM tasks INDEXED BY tasks_by_wake
       WHERE status = 'pending' AND not_before IS NOT NULL AND paused = 0
         AND (blocked_reason IS NULL OR blocked_reason = 'retry_at')
         AND (project_id IS NULL OR
           (SELECT p.deleted_at FROM projects p WHERE p.id = project_id) IS NULL)
       ORDER BY not_before LIMIT 1`,
    )?.at ?? null
  );
}
