/**
 * Undo by the journal: a forward change, as a new request, that sets each cell back to what it
 * was, in the reverse order, and only where it still has the value that the request gave it.
 */
import { fail, ok, type Result } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { appliedOf, barOf } from '../requests.ts';
import type { Scope } from '../scope.ts';
import { planUndo, takeSteps, type PlannedClash } from '../undo-plan.ts';
import { command } from './command.ts';

/** Packs whose members moved are not what was exported any more. */
const touchPacks = (scope: Scope, request: string): void => {
  scope.connection.run(
    `UPDATE assets SET updated_at = ?1 WHERE kind = 'pack' AND id IN (
       SELECT substr(entity_id, 1, 36) FROM audit_log
       WHERE request_id = ?2 AND entity_type IN ('asset_collection_members', 'packs'))`,
    [scope.at, request],
  );
};

const refused = (clash: PlannedClash, count: number): Result<never> => {
  const what = clash.fields.length > 0 ? clash.fields.join(', ') : 'the row';
  const how = { changed: 'changed since', gone: 'is gone', exists: 'is there again', refused: '' };
  const more = count > 1 ? `, and ${count - 1} more` : '';
  return fail({
    code: 'conflict',
    reason: `${what} of ${clash.entity_type} ${clash.entity_id} ${how[clash.why]}${more}`,
  });
};

export const undoCommands = {
  undoRequest: command<'undoRequest'>(
    z.strictObject({ request: shape.uuid, assets: z.optional(shape.uuids) }),
    (scope, { request, assets }) => {
      const { connection } = scope;
      const applied = appliedOf(connection, request);
      if (applied === undefined) return fail({ code: 'not_found', what: 'request', id: request });
      if (applied.undone_by !== null) {
        return fail({ code: 'conflict', reason: 'this request was taken back before' });
      }
      const bar = barOf(applied);
      if (bar !== null) {
        const reason =
          bar === 'deleted_for_good'
            ? 'what was deleted for good is gone'
            : 'this command cannot be taken back';
        return fail({ code: 'not_allowed', what: applied.command, reason });
      }
      const only = assets === undefined ? undefined : new Set<string>(assets);
      const plan = planUndo(connection, request, scope.at, only);
      const [clash] = plan.clashes;
      if (clash !== undefined) return refused(clash, plan.clashes.length);
      const changed = takeSteps(connection, plan.steps);
      touchPacks(scope, request);
      // What was taken back in part still stands: the rest of it can be taken back later.
      if (only === undefined) {
        connection.run('UPDATE applied_ops SET undone_by = ? WHERE request_id = ?', [
          scope.request,
          request,
        ]);
      }
      return ok({ request: scope.request, changed });
    },
    true,
  ),
};
