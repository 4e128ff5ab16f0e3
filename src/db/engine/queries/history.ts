/** History in pages: requests, what each changed, and what taking one back would do. */
import type { HistoryFilter, HistoryRequest } from '#domain/contract/history.ts';
import type { HistoryEntry } from '#domain/contract/queries.ts';
import type { RequestId } from '#domain/id.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { barOf } from '../requests.ts';
import { idsIn, thingsOf } from '../things.ts';
import { historyPage, type PageRow } from './history-page.ts';
import { plain, query } from './query.ts';
import { previewUndo } from './undo-preview.ts';

const page = z.int().check(z.gte(1), z.lte(200));

/** The request that stands for a chain of undoing and doing again, and whether the deed stands. */
function standing(
  connection: Connection,
  row: PageRow,
): { readonly stands: boolean; readonly acts_on: RequestId } {
  let at: { request_id: RequestId; undone_by: RequestId | null } = row;
  let stands = true;
  for (let depth = 0; at.undone_by !== null && depth < 10_000; depth += 1) {
    const next: typeof at | undefined = connection.one(
      'SELECT request_id, undone_by FROM applied_ops WHERE request_id = ?',
      [at.undone_by],
    );
    if (next === undefined) break;
    at = next;
    stands = !stands;
  }
  return { stands, acts_on: at.request_id };
}

function firstCommand(connection: Connection, undoes: RequestId | null): string | null {
  return (
    connection.one<{ command: string }>(
      `WITH RECURSIVE chain(request, command, undoes) AS (
         SELECT request_id, command, undoes FROM applied_ops WHERE request_id = ?1
         UNION ALL
         SELECT o.request_id, o.command, o.undoes FROM chain c
         JOIN applied_ops o ON o.request_id = c.undoes
       ) SELECT command FROM chain WHERE undoes IS NULL`,
      [undoes],
    )?.command ?? null
  );
}

function told(connection: Connection, row: PageRow): HistoryRequest {
  const spoken = connection.all<HistoryEntry>(
    `SELECT entity_id, old_value, NULL AS new_value FROM audit_log WHERE request_id = ?
     ORDER BY id LIMIT 12`,
    [row.request_id],
  );
  const ids = idsIn(spoken.map((entry) => ({ ...entry, old_value: null })));
  return {
    request_id: row.request_id,
    command: row.command,
    actor: row.actor,
    timestamp: row.timestamp,
    changed: row.changed,
    undoes: row.undoes,
    first_command: row.undoes === null ? null : firstCommand(connection, row.undoes),
    ...standing(connection, row),
    bar:
      row.command === null
        ? 'queue_work'
        : barOf({ command: row.command, undoable: row.undoable ?? 0 }),
    things: thingsOf(connection, ids.slice(0, 3)),
  };
}

const entryColumns = `id, entity_type, entity_id, action, request_id, actor, old_value, new_value,
  timestamp`;

/** Entries of one thing: its own, and of what is named "id:…" or has it as the second of a pair. */
const entriesOfThing = `SELECT id FROM audit_log WHERE entity_id = ?1
  UNION SELECT id FROM audit_log WHERE entity_id >= ?1 || ':' AND entity_id < ?1 || ';'
  UNION SELECT id FROM audit_log INDEXED BY audit_log_by_second
    WHERE substr(entity_id, 38, 36) = ?1
      AND entity_type IN ('asset_collection_members', 'asset_relationships', 'similar_verdicts')`;

export const historyQueries = {
  requestHistory: query<'requestHistory'>(
    z.strictObject({
      who: z.optional(z.enum(['user', 'everything'])),
      command: z.optional(shape.text(100)),
      entity: z.optional(shape.text(300)),
      from: z.optional(shape.time),
      until: z.optional(shape.time),
      text: z.optional(shape.text(300)),
      before: z.optional(z.int().check(z.gte(0))),
      limit: page,
    }),
    ({ connection }, { before, limit, ...filter }) => {
      const rows = historyPage(connection, filter satisfies HistoryFilter, before ?? null, limit);
      return {
        requests: rows.map((row) => told(connection, row)),
        next: rows.length < limit ? null : (rows.at(-1)?.cursor ?? null),
      };
    },
  ),

  historyCommands: plain<'historyCommands'>(({ connection }) =>
    connection.all<{ command: string; count: number }>(
      `SELECT command, count(*) AS count FROM applied_ops INDEXED BY applied_ops_by_command
       WHERE changed > 0 GROUP BY command ORDER BY command`,
    ),
  ),

  changes: query<'changes'>(
    z.strictObject({
      request: z.optional(shape.uuid),
      entity: z.optional(shape.text(300)),
      after: z.optional(z.int().check(z.gte(0))),
      limit: z.int().check(z.gte(1), z.lte(500)),
    }),
    ({ connection }, { request, entity, after, limit }) => {
      const entries =
        entity === undefined
          ? connection.all<HistoryEntry>(
              `SELECT ${entryColumns} FROM audit_log WHERE request_id = ?1 AND id > ?2
               ORDER BY id LIMIT ?3`,
              [request ?? '', after ?? 0, limit],
            )
          : connection.all<HistoryEntry>(
              `SELECT ${entryColumns} FROM audit_log WHERE id IN (${entriesOfThing})
                 AND id < ?2 AND (?3 IS NULL OR request_id = ?3) ORDER BY id DESC LIMIT ?4`,
              [entity, after ?? Number.MAX_SAFE_INTEGER, request ?? null, limit],
            );
      return {
        entries,
        things: thingsOf(connection, idsIn(entries)),
        next: entries.length < limit ? null : (entries.at(-1)?.id ?? null),
      };
    },
  ),

  undoPreview: query<'undoPreview'>(
    z.strictObject({ request: shape.uuid, assets: z.optional(shape.uuids) }),
    ({ connection, at }, { request, assets }) => previewUndo(connection, at, request, assets),
  ),
};
