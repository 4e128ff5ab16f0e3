/** Rows of the queue, as the screens and the scripting door read them. */
import type { BatchId, Sha256, TaskId } from '#domain/id.ts';
import type { BlockedReason, TaskRow, TaskStatus } from '#domain/task.ts';

export interface QueueCommands {
  /** Queues ended tasks once more with their recorded settings; the old ones and their results stay. */
  runAgain: {
    input: { readonly tasks: readonly TaskId[] };
    value: { readonly tasks: readonly TaskId[] };
  };
}

export interface QueueRow extends TaskRow {
  /** Row number of the source, to show it in the library. */
  readonly source_n: number | null;
  readonly source_name: string | null;
  readonly source_blob: Sha256 | null;
  readonly target_n: number | null;
  readonly target_name: string | null;
  readonly target_blob: Sha256 | null;
  readonly pack_name: string | null;
  readonly batch_name: string | null;
  /** Why it waits, told by the database: the order before it, a dependency, a pause … */
  readonly waits_for: BlockedReason | 'turn' | null;
}

export interface BatchRow {
  readonly id: BatchId;
  readonly name: string;
  readonly kind: string;
  readonly status: 'pending' | 'running' | 'done' | 'error';
  readonly total: number;
  readonly pending: number;
  readonly running: number;
  readonly completed: number;
  /** Of those that are done: how many found nothing to do, and made nothing. */
  readonly unneeded: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Of those that wait: how many a person holds back. */
  readonly paused: number;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  /** Sum of the run times of its completed tasks, in ms: what time left is measured from. */
  readonly measured_ms: number;
}

export interface AttemptRow {
  readonly task_id: TaskId;
  readonly attempt: number;
  readonly started_at: number;
  readonly finished_at: number | null;
  readonly status: TaskStatus | 'lost';
  readonly failure: string | null;
  readonly worker: string | null;
}
