/**
 * Work in the words of older programs, both ways: the states and progress that they write are
 * understood, and a task is told as their tables had it. What they had no word for is told as the
 * nearest: cancelled work is failed with the reason "cancelled".
 */
import type { Failure } from '#domain/failure.ts';
import { taskStatuses, type TaskRow, type TaskStatus } from '#domain/task.ts';

/** Other words for a state of work. */
const otherWords: Readonly<Record<string, TaskStatus>> = {
  queued: 'pending',
  processing: 'running',
  done: 'completed',
  error: 'failed',
};

/** Every word that means a state. */
export const statusWords: readonly string[] = [...taskStatuses, ...Object.keys(otherWords)];

/** The state that a word means; null for a word of none. */
export const statusOfWord = (word: string): TaskStatus | null =>
  taskStatuses.find((status) => status === word) ?? otherWords[word] ?? null;

/** Progress from 0 to 100 as 0 to 1; null where it is neither. */
export const progressOfPercent = (percent: number): number | null =>
  percent >= 0 && percent <= 100 ? percent / 100 : null;

/** `workbench`: tasks with states of their own; `studio`: jobs with progress in percent. */
export const oldTaskForms = ['workbench', 'studio'] as const;
export type OldTaskForm = (typeof oldTaskForms)[number];

const workbenchStatus: Readonly<Record<TaskStatus, string>> = {
  pending: 'pending',
  running: 'processing',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'failed',
};
const workbenchTypes: Readonly<Record<string, string>> = {
  face_swap: 'faceSwap',
  inpaint: 'inpainting',
  generate_video: 'videoGeneration',
};
const studioKinds: Readonly<Record<string, string>> = { extract_metadata: 'metadata_extract' };

/** What went wrong, in one line; null unless it failed or was cancelled. */
function messageOf({ status, failure }: TaskRow): string | null {
  if (status === 'cancelled') return 'cancelled';
  if (failure === null) return null;
  // The border: the column holds what this program wrote.
  const said = JSON.parse(failure) as Failure;
  return 'reason' in said ? `${said.code}: ${said.reason}` : said.code;
}

/** ISO 8601 in UTC, made without a clock: the pieces of the calendar come from the caller. */
export type Iso = (time: number) => string;

/** A task as a row of an older program; `result` is the name of what it made. */
export function oldTask(
  form: OldTaskForm,
  row: TaskRow,
  { iso, result }: { readonly iso: Iso; readonly result: string | null },
): Readonly<Record<string, unknown>> {
  const moment = (time: number | null): string | null => (time === null ? null : iso(time));
  if (form === 'workbench') {
    return {
      id: row.id,
      type: workbenchTypes[row.kind] ?? row.kind,
      status: workbenchStatus[row.status],
      sourceAssetId: row.source_asset_id,
      targetAssetId: row.target_asset_id,
      parameters: JSON.parse(row.params) as unknown,
      errorMessage: messageOf(row),
      progress: row.progress,
      createdAt: moment(row.created_at),
      updatedAt: moment(row.updated_at),
    };
  }
  return {
    id: row.id,
    kind: studioKinds[row.kind] ?? row.kind,
    asset_id: row.source_asset_id,
    pack_id: row.pack_id,
    params_json: row.params,
    status: row.status,
    progress: Math.round(row.progress * 10_000) / 100,
    result_path: result,
    error_message: row.status === 'failed' ? messageOf(row) : null,
    created_at: moment(row.created_at),
    started_at: moment(row.started_at),
    completed_at: moment(row.finished_at),
  };
}
