/** Writes of task and placeholder rows that commands and the engine share. */
import type { AssetRow } from '#domain/asset.ts';
import { cleanName } from '#domain/name.ts';
import { positionBetween } from '#domain/position.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import type { Lane, TaskRow } from '#domain/task.ts';
import type { AssetId } from '#domain/id.ts';
import type { Connection } from '../connection.ts';
import { heritageColumns, takeTags } from './heritage.ts';
import { insertAsset, readAsset } from './rows.ts';
import type { Scope } from './scope.ts';

/** The place after every task there is. */
export function lastPosition(connection: Connection): string | null {
  return (
    connection.one<{ last: string | null }>('SELECT max(position) AS last FROM tasks')?.last ?? null
  );
}

export interface NewTask {
  readonly kind: string;
  readonly lane: Lane;
  readonly params: unknown;
  readonly max_attempts: number;
  readonly project_id?: string | null;
  readonly source?: string | null;
  readonly target?: string | null;
  readonly pack?: string | null;
  readonly batch?: string | null;
  readonly priority?: number;
  readonly depends_on?: string | null;
  /** The collection that its results are added to. */
  readonly collection?: string | null;
  readonly position: string;
}

/** Adds a pending task and gives its id. */
export function insertTask(scope: Scope, task: NewTask): string {
  const id = scope.newId();
  scope.connection.run(
    `INSERT INTO tasks (id, kind, lane, params, max_attempts, project_id, source_asset_id,
       target_asset_id, pack_id, batch_id, priority, depends_on, position, requested_by,
       created_at, updated_at, collection_id)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?15, ?16)`,
    [
      id,
      task.kind,
      task.lane,
      JSON.stringify(task.params),
      task.max_attempts,
      task.project_id,
      task.source,
      task.target,
      task.pack,
      task.batch,
      task.priority ?? 0,
      task.depends_on,
      task.position,
      scope.request,
      scope.at,
      task.collection,
    ],
  );
  return id;
}

/** Facts and small pictures of bytes that just came in: read in the background, after other work. */
export function insertExtraction(
  scope: Scope,
  asset: { readonly id: string; readonly project_id: string | null },
  position = positionBetween(lastPosition(scope.connection), null),
  priority = 0,
): string {
  const kind = scope.kindOf('extract_metadata');
  return insertTask(scope, {
    kind: 'extract_metadata',
    lane: kind?.lane ?? 'media',
    params: {},
    max_attempts: kind?.max_attempts ?? 3,
    project_id: asset.project_id,
    source: asset.id,
    priority,
    position,
  });
}

/**
 * The asset that a derivative will become: tied to its sources at once, with their credits, where
 * they came from, and their tags.
 *
 * @param before what it is made in the place of, which knows better what it is about
 */
export function insertPlaceholder(
  scope: Scope,
  kind: TaskKind<never>,
  params: never,
  source: AssetRow,
  before?: AssetRow,
): AssetId {
  const intent = kind.placeholder?.(source, params);
  const id = scope.newId() as AssetId;
  const others = kind.gather?.others(params) ?? [];
  const rest = others.flatMap((one) => readAsset(scope.connection, one) ?? []);
  insertAsset(scope.connection, {
    id,
    project_id: source.project_id,
    kind: intent?.kind ?? source.kind,
    name: cleanName(intent?.name ?? source.name),
    state: 'generating',
    origin: 'derivative',
    ...heritageColumns(
      [source, ...rest],
      intent?.provenance ?? source.provenance,
      kind.same === true,
    ),
    theme: (before ?? source).theme,
    width: intent?.width ?? null,
    height: intent?.height ?? null,
    format: intent?.format ?? null,
    generation: intent === undefined ? null : JSON.stringify(intent.generation),
    created_at: scope.at,
  });
  linkSources(scope, kind, [source.id, ...others], id);
  takeTags(scope, before === undefined ? [source.id, ...others] : [before.id], id);
  return id;
}

/** Ties a result to what it is made from; several keep their order. What is gone is passed over. */
function linkSources(
  scope: Scope,
  kind: TaskKind<never>,
  sources: readonly AssetId[],
  result: AssetId,
): void {
  let position: string | null = null;
  for (const source of sources) {
    position = sources.length === 1 ? null : positionBetween(position, null);
    scope.connection.run(
      `INSERT INTO asset_relationships (parent_asset_id, child_asset_id, relationship_type,
         position, metadata, created_at, updated_at)
       SELECT id, ?2, 'derived_from', ?3, ?4, ?5, ?5 FROM assets WHERE id = ?1
       ON CONFLICT DO NOTHING`,
      [source, result, position, JSON.stringify({ task_kind: kind.kind }), scope.at],
    );
  }
}

/** Removes what a task was going to make, while it has no bytes: never a blank picture. */
export function removePlaceholder(connection: Connection, task: string): number {
  return connection.run(
    `DELETE FROM assets WHERE blob IS NULL AND state IN ('placeholder', 'generating', 'failed')
       AND id = (SELECT target_asset_id FROM tasks WHERE id = ?)`,
    [task],
  );
}

/** Work that waited for what a task makes, of which nothing is there, takes another asset as its source. */
export function adopt(
  scope: Scope,
  task: Pick<TaskRow, 'id' | 'kind'>,
  source: AssetRow | undefined,
): void {
  if (source === undefined) return;
  const waiting = scope.connection.all<{ id: string; target_asset_id: string | null }>(
    `SELECT id, target_asset_id FROM tasks
     WHERE depends_on = ? AND source_asset_id IS NULL AND status = 'pending'`,
    [task.id],
  );
  for (const { id, target_asset_id } of waiting) {
    scope.connection.run('UPDATE tasks SET source_asset_id = ? WHERE id = ?', [source.id, id]);
    if (target_asset_id === null) continue;
    scope.connection.run(
      `INSERT INTO asset_relationships
         (parent_asset_id, child_asset_id, relationship_type, metadata, created_at, updated_at)
       VALUES (?1, ?2, 'derived_from', ?3, ?4, ?4) ON CONFLICT DO NOTHING`,
      [source.id, target_asset_id, JSON.stringify({ task_kind: task.kind }), scope.at],
    );
  }
}

/** Tells the tasks that wait for this one that they will wait for good, or no longer do. */
export function markDependents(
  connection: Connection,
  task: string,
  blocked: 'dependency' | null,
): void {
  connection.run(
    `UPDATE tasks SET blocked_reason = ?1 WHERE depends_on = ?2 AND status = 'pending'
       AND (blocked_reason IS NULL OR blocked_reason = 'dependency') AND blocked_reason IS NOT ?1`,
    [blocked, task],
  );
}

/** Notes the end of a batch once none of its tasks is left, or takes the note back. */
export function closeBatch(scope: Scope, batch: string | null): void {
  if (batch === null) return;
  scope.connection.run(
    `UPDATE batches SET finished_at = CASE WHEN EXISTS (
         SELECT 1 FROM tasks WHERE batch_id = ?1 AND status IN ('pending', 'running'))
       THEN NULL ELSE ?2 END WHERE id = ?1`,
    [batch, scope.at],
  );
}
