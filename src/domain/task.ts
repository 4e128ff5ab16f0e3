import type { AssetId, BatchId, PackId, ProjectId, RequestId, TaskId } from './id.ts';

/** Why a task that is done made nothing, read from its `result`; null: it made something, or failed. */
export function nothingFound(result: string | null): string | null {
  if (result === null || !result.startsWith('{"nothing_to_do":')) return null;
  try {
    // The border: what a run leaves as its result is JSON of its own.
    const { nothing_to_do: reason } = JSON.parse(result) as { readonly nothing_to_do?: unknown };
    return typeof reason === 'string' ? reason : null;
  } catch {
    return null;
  }
}

export const taskStatuses = ['pending', 'running', 'completed', 'failed', 'cancelled'] as const;
export type TaskStatus = (typeof taskStatuses)[number];

export const blockedReasons = [
  'offline',
  'no_key',
  'no_space',
  'budget',
  'dependency',
  'retry_at',
  'permission',
  'paused',
] as const;
export type BlockedReason = (typeof blockedReasons)[number];

export const lanes = ['gpu', 'media', 'net'] as const;
/**
 * Which kind of worker runs a task: one heavy model at a time, several decoders, and what mostly
 * waits for something outside: the network, folders of the disk.
 */
export type Lane = (typeof lanes)[number];

/** The only moves of a task's status; the database enforces the same table. */
export const taskMoves: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  pending: ['running', 'cancelled'],
  running: ['completed', 'failed', 'cancelled', 'pending'],
  completed: [],
  failed: ['pending'],
  cancelled: ['pending'],
};

/** Whether a task may go from one status to another. failed or cancelled → pending is a retry. */
export const canMove = (from: TaskStatus, to: TaskStatus): boolean => taskMoves[from].includes(to);

/** One row of `tasks`, column for column. */
export interface TaskRow {
  readonly id: TaskId;
  readonly kind: string;
  readonly lane: Lane;
  readonly status: TaskStatus;
  readonly blocked_reason: BlockedReason | null;
  readonly step: string | null;
  readonly outcome: 'unknown' | null;
  /** 0 to 1. While running this is the last checkpoint; live ticks come over a channel. */
  readonly progress: number;
  readonly project_id: ProjectId | null;
  readonly source_asset_id: AssetId | null;
  readonly target_asset_id: AssetId | null;
  readonly pack_id: PackId | null;
  readonly batch_id: BatchId | null;
  readonly params: string;
  readonly result: string | null;
  /** JSON of a `Failure`; present if and only if the task failed. */
  readonly failure: string | null;
  readonly attempt: number;
  readonly max_attempts: number;
  readonly priority: number;
  readonly position: string;
  readonly not_before: number | null;
  readonly lease_owner: string | null;
  readonly lease_epoch: number;
  readonly heartbeat_at: number | null;
  readonly cancel_requested: 0 | 1;
  readonly paused: 0 | 1;
  readonly idempotency_key: string | null;
  readonly operation_id: string | null;
  readonly cost_reserved_micros: number | null;
  readonly cost_micros: number | null;
  readonly depends_on: TaskId | null;
  readonly requested_by: RequestId | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
}
