/**
 * Requests as an undo stack. A deed has depth 0, its undoing 1, its redoing 2 and so on; each is
 * undone at most once. The next undo is the newest standing one of even depth; the next redo the
 * newest standing one of odd depth, unless something was done since.
 */
import type { UndoBar } from '#domain/contract/history.ts';
import type { RequestSummary } from '#domain/contract/queries.ts';
import type { RequestId } from '#domain/id.ts';
import type { Connection } from '../connection.ts';
import { isSpent } from './undo-plan.ts';

const columns = 'request_id, command, changed, applied_at AS timestamp, undoes';
const standing = `undoable = 1 AND changed > 0 AND actor = 'user' AND undone_by IS NULL`;

export const requestSummaries = (connection: Connection, limit: number): RequestSummary[] =>
  connection.all<RequestSummary>(
    `SELECT ${columns} FROM applied_ops WHERE changed > 0 ORDER BY sequence DESC LIMIT ?`,
    [limit],
  );

/** So many spent requests are looked through before it is said that nothing is left. */
const mostSpent = 200;

/** The newest request of which something is left to take back, now that the trash may be emptied. */
export function nextUndo(connection: Connection): RequestSummary | null {
  const emptied =
    connection.one<{ last: number | null }>(
      `SELECT max(sequence) AS last FROM applied_ops WHERE command = 'emptyTrash' AND changed > 0`,
    )?.last ?? 0;
  const found = connection.all<RequestSummary & { readonly sequence: number }>(
    `SELECT ${columns}, sequence FROM applied_ops WHERE ${standing} AND depth % 2 = 0
     ORDER BY sequence DESC LIMIT ?`,
    [mostSpent],
  );
  for (const { sequence, ...request } of found) {
    if (sequence > emptied || !isSpent(connection, request.request_id)) return request;
  }
  return null;
}

export const nextRedo = (connection: Connection): RequestSummary | null =>
  connection.one<RequestSummary>(
    `SELECT ${columns} FROM applied_ops WHERE ${standing} AND depth % 2 = 1
       AND sequence > coalesce((SELECT max(sequence) FROM applied_ops
         WHERE undoable = 1 AND changed > 0 AND actor = 'user' AND depth = 0), 0)
     ORDER BY sequence DESC LIMIT 1`,
  ) ?? null;

/** A request as it was applied. */
export interface Applied {
  readonly command: string;
  readonly undoable: 0 | 1;
  readonly undone_by: RequestId | null;
  readonly changed: number;
}

export const appliedOf = (connection: Connection, request: string): Applied | undefined =>
  connection.one<Applied>(
    'SELECT command, undoable, undone_by, changed FROM applied_ops WHERE request_id = ?',
    [request],
  );

/** Why a request can never be taken back; null where it is only a matter of what stands on it. */
export function barOf({
  command,
  undoable,
}: Pick<Applied, 'command' | 'undoable'>): UndoBar | null {
  if (command === 'emptyTrash') return 'deleted_for_good';
  // An import is no step of the undo key, but may be taken back by name.
  return undoable === 1 || command === 'importFiles' ? null : 'not_a_change';
}
