import type { AttemptRow, BatchRow, QueueRow } from '#domain/contract/queries.ts';
import type { TaskRow } from '#domain/task.ts';
import type { Failure } from '#domain/failure.ts';
import type { ImportOutcome } from '#domain/contract/commands.ts';
import type { AssetId } from '#domain/id.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { readTask, taskColumns } from '../rows.ts';
import { isQueuePaused } from '../leases.ts';
import { query } from './query.ts';

/** Why a pending task waits, in the order in which a person would want to know. */
const waitsFor = `CASE
  WHEN t.status <> 'pending' THEN NULL
  WHEN t.paused = 1 OR ?1 OR EXISTS (SELECT 1 FROM projects j
    WHERE j.id = t.project_id AND j.deleted_at IS NOT NULL) THEN 'paused'
  WHEN t.blocked_reason IS NOT NULL AND t.blocked_reason <> 'retry_at' THEN t.blocked_reason
  WHEN t.depends_on IS NOT NULL AND d.status IS NOT 'completed' THEN 'dependency'
  WHEN t.not_before > ?2 THEN 'retry_at'
  ELSE 'turn' END`;

/** What runs, then what waits in its order, then what ended, the newest first. */
const inOrder = `CASE t.status WHEN 'running' THEN 0 WHEN 'pending' THEN 1 ELSE 2 END,
  CASE WHEN t.finished_at IS NULL THEN 0 ELSE -t.finished_at END, t.priority DESC, t.position`;

interface OutcomeRow {
  readonly outcome: ImportOutcome['outcome'];
  readonly name: string;
  readonly asset_id: AssetId | null;
  readonly trashed: 0 | 1 | null;
  readonly done: 'linked' | 'kept_both' | 'skipped' | null;
  readonly failure: string | null;
  readonly misnamed_as: string | null;
}

function outcomeOf({
  outcome,
  name,
  asset_id,
  trashed,
  done,
  failure,
  misnamed_as,
}: OutcomeRow): readonly ImportOutcome[] {
  if (outcome === 'imported') {
    if (asset_id === null) return [];
    return [{ outcome, name, asset: asset_id, ...(misnamed_as === null ? {} : { misnamed_as }) }];
  }
  if (outcome === 'duplicate') {
    if (asset_id === null || done === null) return [];
    return [{ outcome, name, asset: asset_id, trashed: trashed === 1, done }];
  }
  return failure === null ? [] : [{ outcome, name, failure: JSON.parse(failure) as Failure }];
}

export const taskQueries = {
  task: query<'task'>(
    z.strictObject({ id: shape.uuid }),
    ({ connection }, { id }) => readTask(connection, id) ?? null,
  ),

  tasks: query<'tasks'>(z.strictObject({ ids: shape.uuids }), ({ connection }, { ids }) =>
    connection.all<TaskRow>(
      `SELECT ${taskColumns('t')} FROM json_each(?) AS wanted
       CROSS JOIN tasks t ON t.id = wanted.value ORDER BY wanted.key`,
      [JSON.stringify(ids)],
    ),
  ),

  queue: query<'queue'>(
    z.strictObject({
      status: z.array(shape.taskStatus).check(z.maxLength(5)),
      batch: z.optional(shape.uuid),
      kind: z.optional(shape.text(100)),
      pack: z.optional(shape.uuid),
      project: z.optional(shape.uuid),
      quiet: z.optional(z.array(shape.text(100)).check(z.maxLength(20))),
      limit: shape.count,
    }),
    (scope, { status, batch, kind, pack, project, quiet = [], limit }) => {
      const { connection, at } = scope;
      const ended = status.every((one) => one !== 'pending' && one !== 'running');
      return connection.all<QueueRow>(
        `SELECT ${taskColumns('t')}, s.n AS source_n, s.name AS source_name,
           s.blob AS source_blob, g.n AS target_n, g.name AS target_name, g.blob AS target_blob, p.name AS pack_name,
           b.name AS batch_name, ${waitsFor} AS waits_for
         FROM tasks t
         LEFT JOIN assets s ON s.id = t.source_asset_id
         LEFT JOIN assets g ON g.id = t.target_asset_id
         LEFT JOIN assets p ON p.id = t.pack_id
         LEFT JOIN batches b ON b.id = t.batch_id
         LEFT JOIN tasks d ON d.id = t.depends_on
         WHERE t.status IN (SELECT value FROM json_each(?3)) AND (t.archived = 0 OR ?5 IS NOT NULL)
           AND (?5 IS NULL OR t.batch_id = ?5)
           AND (?6 IS NULL OR t.kind = ?6)
           AND (?7 IS NULL OR t.pack_id = ?7)
           AND (?9 IS NULL OR t.project_id IS NULL OR t.project_id = ?9)
           AND (t.status IN ('running', 'failed') OR t.kind NOT IN (SELECT value FROM json_each(?8)))
         ORDER BY ${ended ? 't.finished_at DESC, t.position DESC' : inOrder}
         LIMIT ?4`,
        [
          isQueuePaused(scope),
          at,
          JSON.stringify(status),
          limit,
          batch ?? null,
          kind ?? null,
          pack ?? null,
          JSON.stringify(quiet),
          project ?? null,
        ],
      );
    },
  ),

  batches: query<'batches'>(
    z.strictObject({ limit: shape.count, project: z.optional(shape.uuid) }),
    ({ connection }, { limit, project }) =>
      connection.all<BatchRow>(
        `SELECT b.id, b.name, b.kind, b.created_at, b.started_at, b.finished_at,
         count(t.id) AS total,
         coalesce(sum(t.status = 'pending'), 0) AS pending,
         coalesce(sum(t.status = 'running'), 0) AS running,
         coalesce(sum(t.status = 'completed'), 0) AS completed,
         coalesce(sum(t.status = 'completed' AND t.result LIKE '{"nothing_to_do":%'), 0) AS unneeded,
         coalesce(sum(t.status = 'failed'), 0) AS failed,
         coalesce(sum(t.status = 'cancelled'), 0) AS cancelled,
         coalesce(sum(t.status = 'pending' AND t.paused), 0) AS paused,
         coalesce(sum(CASE WHEN t.status = 'completed' THEN t.finished_at - t.started_at END), 0)
           AS measured_ms,
         CASE WHEN coalesce(sum(t.status IN ('pending', 'running')), 0) > 0
             THEN CASE WHEN sum(t.status <> 'pending') > 0 THEN 'running' ELSE 'pending' END
           WHEN coalesce(sum(t.status = 'failed'), 0) > 0 THEN 'error' ELSE 'done' END AS status
       FROM (SELECT * FROM batches WHERE ?2 IS NULL OR EXISTS (SELECT 1 FROM tasks w
           WHERE w.batch_id = batches.id AND (w.project_id IS NULL OR w.project_id = ?2))
         ORDER BY created_at DESC, id DESC LIMIT ?1) b
       LEFT JOIN tasks t ON t.batch_id = b.id
       GROUP BY b.id ORDER BY b.created_at DESC, b.id DESC`,
        [limit, project ?? null],
      ),
  ),

  attempts: query<'attempts'>(z.strictObject({ task: shape.uuid }), ({ connection }, { task }) =>
    connection.all<AttemptRow>(
      `SELECT task_id, attempt, started_at, finished_at, status, failure, worker
       FROM task_attempts WHERE task_id = ? ORDER BY attempt`,
      [task],
    ),
  ),

  speed: query<'speed'>(z.strictObject({ kind: shape.text(100) }), ({ connection }, { kind }) => {
    const row = connection.one<{ samples: number; ms: number; ms_mp: number; megapixels: number }>(
      `SELECT count(*) AS samples, sum(ms) AS ms, sum(CASE WHEN mp > 0 THEN ms END) AS ms_mp,
         sum(mp) AS megapixels
       FROM (SELECT t.finished_at - t.started_at AS ms, s.width * s.height / 1e6 AS mp
         FROM tasks t LEFT JOIN assets s ON s.id = t.source_asset_id
         WHERE t.kind = ? AND t.status = 'completed'
         ORDER BY t.finished_at DESC LIMIT 20)`,
      [kind],
    );
    if (row === undefined || row.samples === 0) return null;
    return {
      samples: row.samples,
      ms_per_task: row.ms / row.samples,
      ms_per_megapixel: row.megapixels > 0 ? row.ms_mp / row.megapixels : null,
    };
  }),

  importList: query<'importList'>(
    z.strictObject({ task: shape.uuid }),
    ({ connection }, { task }) =>
      connection
        .all<OutcomeRow>(
          `SELECT o.outcome, o.name, o.asset_id, o.trashed, o.done, o.failure,
             a.metadata ->> '$.misnamed_as' AS misnamed_as
           FROM import_outcomes o LEFT JOIN assets a ON a.id = o.asset_id
           WHERE o.task_id = ? ORDER BY o.id`,
          [task],
        )
        .flatMap(outcomeOf),
  ),
};
