import type { AssetId, BatchId, TaskId } from '#domain/id.ts';
import { cleanName } from '#domain/name.ts';
import { positionBetween } from '#domain/position.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { readAsset, readTask } from '../rows.ts';
import type { Scope } from '../scope.ts';
import { completeSettings, gathered, judgeSources, type Unfit } from '../task-fit.ts';
import { insertPlaceholder, insertTask, lastPosition } from '../task-rows.ts';
import { collect } from './collection-members.ts';
import { command } from './command.ts';

/** The first source that cannot be taken, by its name and with the reason. */
function refusal(kind: TaskKind<never>, { id, asset, left }: Unfit): Result<never> {
  if (asset === undefined) return fail({ code: 'not_found', what: 'asset', id });
  const reasons = {
    gone: () => 'it is not in the library',
    trashed: () => 'it lies in the trash',
    kind: () => `${kind.words.act} takes ${kind.accepts.join(', ')}, this is ${asset.kind}`,
    not_ready: () => `its file is not there (${asset.state})`,
    refused: () => (left.why === 'refused' ? left.reason : ''),
  };
  return fail({ code: 'not_allowed', what: asset.name, reason: reasons[left.why]() });
}

function openBatch(scope: Scope, kind: TaskKind<never>, name: string, total: number): BatchId {
  const batch = scope.newId() as BatchId;
  scope.connection.run(
    'INSERT INTO batches (id, name, kind, spec, created_at) VALUES (?, ?, ?, ?, ?)',
    [batch, cleanName(name, kind.words.act), kind.kind, JSON.stringify({ total }), scope.at],
  );
  return batch;
}

export const enqueueCommands = {
  enqueue: command<'enqueue'>(
    z.strictObject({
      kind: shape.text(100),
      assets: shape.uuids,
      pack: z.optional(shape.uuid),
      settings: z.record(z.string(), z.unknown()),
      priority: z.optional(z.int().check(z.gte(-1000), z.lte(1000))),
      dependsOn: z.optional(shape.uuid),
      name: z.optional(shape.text(10_000)),
      collection: z.optional(shape.uuid),
      fitting: z.optional(z.boolean()),
    }),
    (scope, input) => {
      const { connection } = scope;
      const kind = scope.kindOf(input.kind);
      if (kind === undefined) return fail({ code: 'not_found', what: 'task kind', id: input.kind });
      const params = completeSettings(connection, kind, input.settings);
      if (!params.ok) return params;
      const assets = [...new Set(input.assets)];
      if (kind.accepts.length > 0 && assets.length === 0) {
        return fail({ code: 'invalid_input', field: 'assets', reason: 'at least one is needed' });
      }
      if (kind.accepts.length === 0 && assets.length > 0) {
        return fail({ code: 'invalid_input', field: 'assets', reason: 'this task takes none' });
      }
      if (kind.makes === 'pack_file' && input.pack === undefined) {
        return fail({ code: 'invalid_input', field: 'pack', reason: 'a pack is needed' });
      }
      const pack = readAsset(connection, input.pack ?? null);
      if (input.pack !== undefined && (pack?.kind !== 'pack' || pack.deleted_at !== null)) {
        return fail({ code: 'not_found', what: 'pack', id: input.pack });
      }
      if (input.dependsOn !== undefined && readTask(connection, input.dependsOn) === undefined) {
        return fail({ code: 'not_found', what: 'task', id: input.dependsOn });
      }
      // Everything is looked at before anything is written.
      const { fit, unfit } = judgeSources(connection, kind, params.value, assets);
      const [first] = unfit;
      if (first !== undefined && (input.fitting !== true || fit.length === 0)) {
        return refusal(kind, first);
      }
      const rows = fit.map(({ asset }) => asset);
      const gatheredParams = kind.gather?.with(params.value, rows) ?? params;
      if (!gatheredParams.ok) return gatheredParams;
      // One task for all of them, of which the settings name the others.
      const sources = kind.gather ? fit.slice(0, 1) : fit;

      const count = sources.length;
      const batch = count > 1 ? openBatch(scope, kind, input.name ?? kind.words.act, count) : null;
      let position = lastPosition(connection);
      const tasks: TaskId[] = [];
      const targets: (AssetId | null)[] = [];
      for (const source of sources.length > 0 ? sources : [null]) {
        position = positionBetween(position, null);
        const target =
          source !== null && kind.makes === 'derivative'
            ? insertPlaceholder(scope, kind, gatheredParams.value, source.asset)
            : null;
        targets.push(target);
        tasks.push(
          insertTask(scope, {
            kind: kind.kind,
            lane: kind.lane,
            params: gatheredParams.value,
            max_attempts: kind.max_attempts,
            project_id: source?.asset.project_id ?? pack?.project_id ?? null,
            source: source?.asset.id ?? null,
            target,
            pack: input.pack ?? null,
            batch,
            priority: input.priority ?? 0,
            depends_on: input.dependsOn ?? source?.maker ?? null,
            collection: target === null ? null : (input.collection ?? null),
            position,
          }) as TaskId,
        );
      }
      const made = targets.filter((target) => target !== null);
      const collected = made.length === 0 ? ok(null) : collect(scope, input.collection, made);
      return collected.ok ? ok({ tasks, targets, batch, left_out: gathered(unfit) }) : collected;
    },
  ),
};
