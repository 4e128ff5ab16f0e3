import type { AssetId, BatchId, TaskId } from '#domain/id.ts';
import { positionBetween } from '#domain/position.ts';
import { fail, ok } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { planRemake, type PlannedRemake } from '../remake-plan.ts';
import { readAsset } from '../rows.ts';
import { insertPlaceholder, insertTask, lastPosition } from '../task-rows.ts';
import { collect } from './collection-members.ts';
import { command } from './command.ts';
import { writeLink } from './relationships.ts';

const why: Readonly<Record<NonNullable<PlannedRemake['obstacle']>, string>> = {
  not_made: 'no tool made it, as far as is known here',
  unknown_kind: 'this version of the app has not the tool that made it',
  source_gone: 'what it was made from is not here',
  old_settings: 'its settings are not understood any more',
  refused: 'the tool refuses its source',
};

export const remakeCommands = {
  makeAgain: command<'makeAgain'>(
    z.strictObject({ assets: shape.uuids, collection: z.optional(shape.uuid) }),
    (scope, input) => {
      const { connection } = scope;
      const rows = [...new Set(input.assets)].flatMap((id) => readAsset(connection, id) ?? []);
      const plans = rows.map((row) => planRemake(connection, (kind) => scope.kindOf(kind), row));
      const runnable = plans.flatMap(({ asset, run }) => (run === null ? [] : [{ asset, run }]));
      if (runnable.length === 0) {
        const [first] = plans;
        if (first === undefined) return fail({ code: 'not_found', what: 'asset' });
        const reason = why[first.obstacle ?? 'not_made'];
        return fail({
          code: 'not_allowed',
          what: first.asset.name,
          reason: first.reason === null ? reason : `${reason}: ${first.reason}`,
        });
      }
      const batch = runnable.length > 1 ? (scope.newId() as BatchId) : null;
      if (batch !== null) {
        connection.run(
          'INSERT INTO batches (id, name, kind, spec, created_at) VALUES (?, ?, ?, ?, ?)',
          [batch, 'Make again', 'rebuild', JSON.stringify({ total: runnable.length }), scope.at],
        );
      }
      let position = lastPosition(connection);
      const tasks: TaskId[] = [];
      const targets: AssetId[] = [];
      for (const { asset, run } of runnable) {
        const { kind, params, source } = run;
        position = positionBetween(position, null);
        const before = readAsset(connection, asset.id);
        const target = insertPlaceholder(scope, kind, params, source, before);
        writeLink(scope, { parent: asset.id, child: target, type: 'variant_of' });
        targets.push(target);
        tasks.push(
          insertTask(scope, {
            kind: kind.kind,
            lane: kind.lane,
            params,
            max_attempts: kind.max_attempts,
            project_id: source.project_id,
            source: source.id,
            target,
            batch,
            collection: input.collection ?? null,
            position,
          }) as TaskId,
        );
      }
      const collected = collect(scope, input.collection, targets);
      if (!collected.ok) return collected;
      return ok({ tasks, targets, batch, left: plans.length - runnable.length });
    },
  ),
};
