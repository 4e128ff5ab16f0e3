/** Which recorded tasks can be run again from an asset downwards, and why the others cannot. */
import type { AssetRow } from '#domain/asset.ts';
import type { JsonObject } from '#domain/contract/collections.ts';
import type { LinkedAsset, RebuildObstacle, RebuildStep } from '#domain/contract/lineage.ts';
import type { AssetId } from '#domain/id.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import type { TaskStatus } from '#domain/task.ts';
import type { Connection } from '../connection.ts';
import { readAsset } from './rows.ts';
import type { Scope } from './scope.ts';
import { completeSettings } from './task-fit.ts';

/** The most results that are made again at once, and how deep they are followed. */
const mostSteps = 5000;
const deepest = 64;

/** A step with what running it takes: present if and only if it can be run. */
export interface PlannedStep extends RebuildStep {
  readonly run: { readonly kind: TaskKind<never>; readonly params: never } | null;
}

interface Made extends LinkedAsset {
  readonly parent: AssetId;
  readonly state: AssetRow['state'];
  readonly task_kind: string | null;
  readonly status: TaskStatus | null;
  readonly source: AssetId | null;
  readonly params: string | null;
}

/** The results of some assets, each with the newest task that made it. */
const madeFrom = `
  SELECT a.id, a.n, a.name, a.kind, a.blob, a.format, a.deleted_at, a.state,
    min(r.parent_asset_id) AS parent, t.kind AS task_kind, t.status, t.source_asset_id AS source,
    t.params
  FROM json_each(?1) AS wanted
  CROSS JOIN asset_relationships r ON r.parent_asset_id = wanted.value
    AND r.relationship_type IN ('derived_from', 'generated_from')
  JOIN assets a ON a.id = r.child_asset_id
  LEFT JOIN tasks t ON t.id = (SELECT id FROM tasks WHERE target_asset_id = a.id
    ORDER BY status = 'completed' DESC, created_at DESC LIMIT 1)
  GROUP BY a.n ORDER BY min(wanted.key), a.n LIMIT ${mostSteps}`;

/** JSON that this program wrote itself; anything else counts as nothing known. */
function objectOf(text: string | null): JsonObject {
  const value: unknown = text === null ? null : JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

interface Judged {
  readonly obstacle: RebuildObstacle | null;
  readonly reason?: string;
  readonly run?: PlannedStep['run'];
}

/** Whether one result can be made again from a source; `source` is undefined where it stays as it is. */
function judge(
  made: Made,
  source: AssetRow | undefined,
  kindOf: Scope['kindOf'],
  connection: Connection,
): Judged {
  if (made.deleted_at !== null) return { obstacle: 'trashed' };
  if (made.task_kind === null) return { obstacle: 'by_hand' };
  if (made.status !== 'completed') return { obstacle: 'not_made' };
  if (made.source !== null && made.source !== made.parent) return { obstacle: 'other_source' };
  if (source === undefined) return { obstacle: 'source_stays' };
  const kind = kindOf(made.task_kind);
  if (kind === undefined || kind.makes !== 'derivative') return { obstacle: 'unknown_kind' };
  const params = completeSettings(connection, kind, objectOf(made.params));
  if (!params.ok) {
    const { failure } = params;
    return {
      obstacle: 'old_settings',
      reason: 'reason' in failure ? failure.reason : failure.code,
    };
  }
  if (!kind.accepts.includes(source.kind)) {
    return { obstacle: 'refused', reason: `${kind.words.act} does not take ${source.kind}` };
  }
  const refused = kind.refuses?.(source, params.value) ?? null;
  if (refused !== null) return { obstacle: 'refused', reason: refused };
  return { obstacle: null, run: { kind, params: params.value } };
}

/** Every result from an asset downwards, sources before what is made of them; ends on loops. */
export function planRebuild(
  connection: Connection,
  kindOf: Scope['kindOf'],
  root: AssetId,
  by: AssetRow | undefined,
  only?: ReadonlySet<AssetId>,
): readonly PlannedStep[] {
  const first = by ?? readAsset(connection, root);
  const hasFile = first !== undefined && (first.state === 'ready' || first.state === 'generating');
  const sources = new Map<AssetId, AssetRow>();
  if (first !== undefined && hasFile) sources.set(root, first);
  const seen = new Set<AssetId>([root]);
  const steps: PlannedStep[] = [];
  let level: readonly AssetId[] = [root];
  for (let depth = 1; depth <= deepest && level.length > 0; depth += 1) {
    const next: AssetId[] = [];
    for (const made of connection.all<Made>(madeFrom, [JSON.stringify(level)])) {
      if (seen.has(made.id) || steps.length >= mostSteps) continue;
      // What takes the place of the source is not made from it again.
      if (made.id === by?.id) continue;
      seen.add(made.id);
      next.push(made.id);
      const parent = made.source !== null && seen.has(made.source) ? made.source : made.parent;
      const source = sources.get(parent);
      const judged: Judged =
        !hasFile && parent === root
          ? { obstacle: 'no_file' }
          : only !== undefined && !only.has(made.id)
            ? { obstacle: 'source_stays' }
            : judge({ ...made, parent }, source, kindOf, connection);
      const { id, n, name, kind, blob, format, deleted_at } = made;
      steps.push({
        asset: { id, n, name, kind, blob, format, deleted_at },
        source: parent,
        depth,
        kind: made.task_kind,
        params: objectOf(made.params),
        obstacle: judged.obstacle,
        reason: judged.reason ?? null,
        run: judged.run ?? null,
      });
      // What it was stands in for what it will be, as far as fitness goes.
      const row = judged.obstacle === null ? readAsset(connection, made.id) : undefined;
      if (row !== undefined) sources.set(made.id, row);
    }
    level = next;
  }
  return steps;
}
