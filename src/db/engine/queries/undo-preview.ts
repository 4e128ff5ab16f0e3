import type { UndoClash, UndoPreview } from '#domain/contract/history.ts';
import type { RequestId } from '#domain/id.ts';
import type { Connection } from '../../connection.ts';
import { appliedOf, barOf } from '../requests.ts';
import { thingsOf, idsIn } from '../things.ts';
import { failureOfDatabase } from '../transact.ts';
import { planUndo, takeSteps, type PlannedClash, type Step } from '../undo-plan.ts';

/** So many clashes are told one by one. */
const clashesTold = 50;
const laterTold = 20;
/** A longer undo is not tried out: its plan alone is told. */
const stepsTried = 5000;

const nothing = { changes: 0, possible: false, clashes: [], clash_count: 0, later: [], things: [] };

/** What taking a request back would do; nothing is written. */
export function previewUndo(
  connection: Connection,
  at: number,
  request: RequestId,
  assets: readonly string[] | undefined,
): UndoPreview {
  const applied = appliedOf(connection, request);
  if (applied === undefined) {
    const known = connection.one('SELECT 1 FROM audit_log WHERE request_id = ? LIMIT 1', [request]);
    return { ...nothing, request, command: null, bar: known ? 'queue_work' : 'unknown' };
  }
  const { command } = applied;
  const bar = applied.undone_by === null ? barOf(applied) : 'undone';
  if (bar !== null) return { ...nothing, request, command, bar };
  const only = assets === undefined ? undefined : new Set(assets);
  const plan = planUndo(connection, request, at, only);
  const tried = plan.clashes.length === 0 ? tryOut(connection, plan.steps) : null;
  const clashes: readonly UndoClash[] = tried ? [tried] : plan.clashes;
  const shown = clashes
    .slice(0, clashesTold)
    .map(({ why, entity_type, entity_id, fields, reason }) => {
      return { why, entity_type, entity_id, fields, reason };
    });
  return {
    request,
    command,
    changes: plan.steps.length,
    possible: clashes.length === 0,
    bar: null,
    clashes: shown,
    clash_count: clashes.length,
    later: laterRequests(connection, plan.clashes.slice(0, clashesTold), request),
    things: thingsOf(
      connection,
      idsIn(shown.map(({ entity_id }) => ({ entity_id, old_value: null, new_value: null }))),
    ),
  };
}

/** Takes the steps and takes them back at once: what the database itself refuses is found here. */
function tryOut(connection: Connection, steps: readonly Step[]): UndoClash | null {
  if (steps.length === 0 || steps.length > stepsTried) return null;
  try {
    connection.transaction(
      () => takeSteps(connection, steps),
      () => false,
    );
    return null;
  } catch (thrown) {
    const failure = failureOfDatabase(thrown);
    return {
      why: 'refused',
      entity_type: '',
      entity_id: '',
      fields: [],
      reason: 'reason' in failure ? String(failure.reason) : failure.code,
    };
  }
}

/** Requests after this one that gave the clashing cells another value, the newest first. */
function laterRequests(
  connection: Connection,
  clashes: readonly PlannedClash[],
  request: string,
): UndoPreview['later'] {
  const later = new Map<string, UndoPreview['later'][number] & { readonly last: number }>();
  for (const clash of clashes) {
    const rows = connection.all<
      UndoPreview['later'][number] & { last: number; values: string | null }
    >(
      `SELECT a.request_id, o.command, a.timestamp, a.id AS last, a.new_value AS "values",
         (SELECT count(*) FROM audit_log WHERE request_id = a.request_id) AS changed
       FROM audit_log a LEFT JOIN applied_ops o ON o.request_id = a.request_id
       WHERE a.entity_id = ?1 AND a.entity_type = ?2 AND a.id > ?3 AND a.request_id <> ?4
       ORDER BY a.id DESC LIMIT ?5`,
      [clash.entity_id, clash.entity_type, clash.entry, request, laterTold],
    );
    for (const { values, ...row } of rows) {
      const touches =
        clash.fields.length === 0 ||
        values === null ||
        clash.fields.some((field) => values.includes(`"${field}":`));
      if (touches) later.set(row.request_id, row);
    }
  }
  return [...later.values()]
    .toSorted((one, other) => other.last - one.last)
    .slice(0, laterTold)
    .map(({ request_id, command, timestamp, changed }) => {
      return { request_id, command, timestamp, changed };
    });
}
