/**
 * Requests as an undo stack. A deed has depth 0, its undoing 1, its redoing 2 and so on; each is
 * undone at most once. The next undo is the newest standing one of even depth; the next redo the
 * newest standing one of odd depth, unless something was done since.
 */
import type { RequestSummary } from '#domain/contract/queries.ts';
import type { Connection } from '../connection.ts';

const columns = 'request_id, command, changed, applied_at AS timestamp, undoes';
const standing = `undoable = 1 AND changed > 0 AND actor = 'user' AND undone_by IS NULL`;

export const requestSummaries = (connection: Connection, limit: number): RequestSummary[] =>
  connection.all<RequestSummary>(
    `SELECT ${columns} FROM applied_ops WHERE changed > 0 ORDER BY sequence DESC LIMIT ?`,
    [limit],
  );

export const nextUndo = (connection: Connection): RequestSummary | null =>
  connection.one<RequestSummary>(
    `SELECT ${columns} FROM applied_ops WHERE ${standing} AND depth % 2 = 0
     ORDER BY sequence DESC LIMIT 1`,
  ) ?? null;

export const nextRedo = (connection: Connection): RequestSummary | null =>
  connection.one<RequestSummary>(
    `SELECT ${columns} FROM applied_ops WHERE ${standing} AND depth % 2 = 1
       AND sequence > coalesce((SELECT max(sequence) FROM applied_ops
         WHERE undoable = 1 AND changed > 0 AND actor = 'user' AND depth = 0), 0)
     ORDER BY sequence DESC LIMIT 1`,
  ) ?? null;
