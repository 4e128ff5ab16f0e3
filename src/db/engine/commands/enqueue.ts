import type { AssetRow } from '#domain/asset.ts';
import type { AssetId, BatchId, TaskId } from '#domain/id.ts';
import { cleanName } from '#domain/name.ts';
import { positionBetween } from '#domain/position.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { readAsset, readTask } from '../rows.ts';
import type { Scope } from '../scope.ts';
import { insertPlaceholder, insertTask, lastPosition } from '../task-rows.ts';
import { collect } from './collections.ts';
import { command } from './command.ts';

/** A source that was found fit, and the task that must end first because it is making it. */
interface Source {
  readonly asset: AssetRow;
  readonly maker: TaskId | null;
}

/** Looks at every source before anything is written: all are fit, or the first that is not is named. */
function fitSources(
  scope: Scope,
  kind: TaskKind<never>,
  params: never,
  ids: readonly AssetId[],
): Result<readonly Source[]> {
  const sources: Source[] = [];
  for (const id of ids) {
    const asset = readAsset(scope.connection, id);
    if (asset === undefined) return fail({ code: 'not_found', what: 'asset', id });
    const maker =
      asset.state === 'generating'
        ? (scope.connection.one<{ id: TaskId }>(
            `SELECT id FROM tasks WHERE target_asset_id = ? AND status IN ('pending', 'running')`,
            [id],
          )?.id ?? null)
        : null;
    const reason = unfit(kind, params, asset, maker);
    if (reason !== null) return fail({ code: 'not_allowed', what: asset.name, reason });
    sources.push({ asset, maker });
  }
  return ok(sources);
}

function unfit(
  kind: TaskKind<never>,
  params: never,
  asset: AssetRow,
  maker: TaskId | null,
): string | null {
  if (asset.deleted_at !== null) return 'it lies in the trash';
  if (!kind.accepts.includes(asset.kind)) {
    return `${kind.words.act} takes ${kind.accepts.join(', ')}, this is ${asset.kind}`;
  }
  if (asset.state !== 'ready' && maker === null) return `its file is not there (${asset.state})`;
  return kind.refuses?.(asset, params) ?? null;
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
    }),
    (scope, input) => {
      const { connection } = scope;
      const kind = scope.kindOf(input.kind);
      if (kind === undefined) return fail({ code: 'not_found', what: 'task kind', id: input.kind });
      const params = kind.parse(input.settings);
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
      const sources = fitSources(scope, kind, params.value, assets);
      if (!sources.ok) return sources;

      const batch =
        assets.length > 1
          ? openBatch(scope, kind, input.name ?? kind.words.act, assets.length)
          : null;
      let position = lastPosition(connection);
      const tasks: TaskId[] = [];
      const targets: (AssetId | null)[] = [];
      for (const source of sources.value.length > 0 ? sources.value : [null]) {
        position = positionBetween(position, null);
        const target =
          source !== null && kind.makes === 'derivative'
            ? insertPlaceholder(scope, kind, params.value, source.asset)
            : null;
        targets.push(target);
        tasks.push(
          insertTask(scope, {
            kind: kind.kind,
            lane: kind.lane,
            params: params.value,
            max_attempts: kind.max_attempts,
            project_id: source?.asset.project_id ?? pack?.project_id ?? null,
            source: source?.asset.id ?? null,
            target,
            pack: input.pack ?? null,
            batch,
            priority: input.priority ?? 0,
            depends_on: input.dependsOn ?? source?.maker ?? null,
            position,
          }) as TaskId,
        );
      }
      const made = targets.filter((target) => target !== null);
      const collected = made.length === 0 ? ok(null) : collect(scope, input.collection, made);
      return collected.ok ? ok({ tasks, targets, batch }) : collected;
    },
  ),
};
