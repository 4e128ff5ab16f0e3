/** Putting another asset in the place of one, and making again what was made of it. */
import type { AssetRow } from '#domain/asset.ts';
import type { Link } from '#domain/contract/lineage.ts';
import type { AssetId, BatchId, TaskId } from '#domain/id.ts';
import { upward } from '#domain/lineage/relations.ts';
import { cleanName } from '#domain/name.ts';
import { positionBetween } from '#domain/position.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { planRebuild } from '../rebuild-plan.ts';
import { readAsset } from '../rows.ts';
import type { Scope } from '../scope.ts';
import { insertPlaceholder, insertTask, lastPosition } from '../task-rows.ts';
import { command } from './command.ts';
import { living, loopOf, writeLink } from './relationships.ts';

/** Whether one may stand where the other stood. */
function fit(
  connection: Connection,
  old: AssetId,
  by: AssetId,
): Result<readonly [AssetRow, AssetRow]> {
  if (old === by) return fail({ code: 'invalid_input', field: 'by', reason: 'is the same asset' });
  const [before, after] = [living(connection, old), living(connection, by)];
  if (!before.ok) return before;
  if (!after.ok) return after;
  const [one, other] = [before.value, after.value];
  if (one.kind !== other.kind) {
    const reason = `it is ${other.kind}, and “${one.name}” is ${one.kind}`;
    return fail({ code: 'not_allowed', what: other.name, reason });
  }
  if (one.project_id !== other.project_id && other.project_id !== null) {
    return fail({ code: 'not_allowed', what: other.name, reason: 'it is of another project' });
  }
  return ok([one, other]);
}

/** Packs and collections: the same place, the same notes. A pack so changed is not what was exported. */
function takePlaces({ connection, at }: Scope, old: AssetId, by: AssetId): number {
  connection.run(
    `UPDATE assets SET updated_at = ?1 WHERE kind = 'pack' AND id IN (
       SELECT collection_id FROM asset_collection_members WHERE asset_id = ?2)`,
    [at, old],
  );
  connection.run(
    `INSERT INTO asset_collection_members (collection_id, asset_id, position, metadata, created_at)
     SELECT collection_id, ?1, position, metadata, ?3 FROM asset_collection_members
     WHERE asset_id = ?2 ON CONFLICT DO NOTHING`,
    [by, old, at],
  );
  const moved = connection.run('DELETE FROM asset_collection_members WHERE asset_id = ?', [old]);
  connection.run(
    `UPDATE asset_collections SET cover_asset_id = ?1, updated_at = ?3 WHERE cover_asset_id = ?2`,
    [by, old, at],
  );
  return moved;
}

interface Use {
  readonly parent: AssetId;
  readonly type: Link['type'];
  readonly position: string | null;
  readonly metadata: string;
}

/** Wholes, users and characters: the old one's links become the new one's. */
function takeUses(scope: Scope, old: AssetId, by: AssetId): Result<number> {
  const { connection } = scope;
  const uses = connection.all<Use>(
    `SELECT parent_asset_id AS parent, relationship_type AS type, position, metadata
     FROM asset_relationships
     WHERE child_asset_id = ? AND relationship_type IN (SELECT value FROM json_each(?))
     ORDER BY relationship_type, parent_asset_id`,
    [old, JSON.stringify(upward)],
  );
  for (const { parent, type, position, metadata } of uses) {
    connection.run(
      `DELETE FROM asset_relationships
       WHERE parent_asset_id = ? AND child_asset_id = ? AND relationship_type = ?`,
      [parent, old, type],
    );
    if (parent === by) continue;
    const loop = loopOf(connection, { parent, child: by, type });
    if (loop !== null) return loop;
    // Where the new one is used already, that is what was wanted.
    connection.run(
      `INSERT INTO asset_relationships (parent_asset_id, child_asset_id, relationship_type,
         position, metadata, created_at, updated_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) ON CONFLICT DO NOTHING`,
      [parent, by, type, position, metadata, scope.at],
    );
  }
  return ok(uses.length);
}

/** The marks that an asset bears for its project, and its star. */
function takeMarks({ connection, at }: Scope, old: AssetRow, by: AssetRow): number {
  if (old.is_master_reference === 1) {
    connection.run(
      `UPDATE assets SET is_master_reference = (id = ?1), updated_at = ?3
       WHERE id IN (?1, ?2) AND is_master_reference IS NOT (id = ?1)`,
      [by.id, old.id, at],
    );
  }
  // What stands first goes on standing there; the old one keeps its own.
  if (old.starred === 1) {
    connection.run('UPDATE assets SET starred = 1, updated_at = ?2 WHERE id = ?1 AND starred = 0', [
      by.id,
      at,
    ]);
  }
  return connection.run(
    'UPDATE projects SET master_reference_id = ?1, updated_at = ?3 WHERE master_reference_id = ?2',
    [by.id, old.id, at],
  );
}

/** Notes that two are versions of each other, once, whichever was first. */
function linkVariant(scope: Scope, parent: AssetId, child: AssetId): void {
  const known = scope.connection.one(
    `SELECT 1 FROM asset_relationships WHERE relationship_type = 'variant_of'
       AND ((parent_asset_id = ?1 AND child_asset_id = ?2)
         OR (parent_asset_id = ?2 AND child_asset_id = ?1))`,
    [parent, child],
  );
  if (known === undefined) writeLink(scope, { parent, child, type: 'variant_of' });
}

export const rebuildCommands = {
  replaceAsset: command<'replaceAsset'>(
    z.strictObject({ old: shape.uuid, by: shape.uuid }),
    (scope, { old, by }) => {
      const both = fit(scope.connection, old, by);
      if (!both.ok) return both;
      const places = takePlaces(scope, old, by);
      const uses = takeUses(scope, old, by);
      if (!uses.ok) return uses;
      const marks = takeMarks(scope, ...both.value);
      linkVariant(scope, by, old);
      return ok({ changed: places + uses.value + marks });
    },
    true,
  ),

  rebuildFrom: command<'rebuildFrom'>(
    z.strictObject({
      asset: shape.uuid,
      by: z.optional(shape.uuid),
      only: z.optional(shape.uuids),
    }),
    (scope, input) => {
      const { connection, at } = scope;
      const root = living(connection, input.asset);
      if (!root.ok) return root;
      const by = input.by === undefined ? ok(undefined) : living(connection, input.by);
      if (!by.ok) return by;
      const only = input.only === undefined ? undefined : new Set(input.only);
      const steps = planRebuild(
        connection,
        (kind) => scope.kindOf(kind),
        input.asset,
        by.value,
        only,
      );
      const runnable = steps.flatMap((step) =>
        step.run === null ? [] : [{ step, run: step.run }],
      );
      if (runnable.length === 0) {
        return fail({
          code: 'not_allowed',
          what: root.value.name,
          reason:
            steps.length === 0
              ? 'no recorded task made anything from it'
              : 'nothing that was made from it can be made again',
        });
      }
      const first = by.value ?? root.value;
      const batch = runnable.length > 1 ? (scope.newId() as BatchId) : null;
      if (batch !== null) {
        connection.run(
          'INSERT INTO batches (id, name, kind, spec, created_at) VALUES (?, ?, ?, ?, ?)',
          [
            batch,
            cleanName(first.name, 'Rebuild'),
            'rebuild',
            JSON.stringify({ total: runnable.length, from: first.id }),
            at,
          ],
        );
      }
      // By the old asset: what stands for it now, and the task that is making that.
      const now = new Map<AssetId, { readonly row: AssetRow; readonly maker: string | null }>();
      const making = connection.one<{ id: string }>(
        `SELECT id FROM tasks WHERE target_asset_id = ? AND status IN ('pending', 'running')`,
        [first.id],
      );
      now.set(input.asset, { row: first, maker: making?.id ?? null });
      const tasks: TaskId[] = [];
      const targets: AssetId[] = [];
      let position = lastPosition(connection);
      for (const { step, run } of runnable) {
        const source = now.get(step.source);
        if (source === undefined) continue;
        position = positionBetween(position, null);
        const before = readAsset(connection, step.asset.id);
        const target = insertPlaceholder(scope, run.kind, run.params, source.row, before);
        linkVariant(scope, step.asset.id, target);
        const task = insertTask(scope, {
          kind: run.kind.kind,
          lane: run.kind.lane,
          params: run.params,
          max_attempts: run.kind.max_attempts,
          project_id: source.row.project_id,
          source: source.row.id,
          target,
          batch,
          depends_on: source.maker,
          position,
        }) as TaskId;
        const row = readAsset(connection, target);
        if (row !== undefined) now.set(step.asset.id, { row, maker: task });
        tasks.push(task);
        targets.push(target);
      }
      return ok({ tasks, targets, batch, left: steps.length - tasks.length });
    },
  ),
};
