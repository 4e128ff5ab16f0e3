/** Which assets a kind of task takes: the one judgement of the form, the command and the preview. */
import type { AssetRow } from '#domain/asset.ts';
import type { LocalModelRow } from '#domain/contract/models.ts';
import type { LeftOut } from '#domain/contract/selection.ts';
import type { AssetId, TaskId } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import type { Connection } from '../connection.ts';
import { assetColumns } from './rows.ts';

/** A source that was found fit, and the task that must end first because it is making it. */
export interface Source {
  readonly asset: AssetRow;
  readonly maker: TaskId | null;
}

/** A source that is not taken, and why. */
export interface Unfit {
  readonly id: AssetId;
  readonly asset: AssetRow | undefined;
  readonly left: LeftOut;
}

/** Parses settings, and fills in what the library knows of them. */
export function completeSettings(
  connection: Connection,
  kind: TaskKind<never>,
  settings: unknown,
): Result<never> {
  const parsed = kind.parse(settings);
  if (!parsed.ok || kind.complete === undefined) return parsed;
  return kind.complete(parsed.value, {
    model: (id) =>
      connection.one<LocalModelRow>('SELECT * FROM local_models WHERE id = ?', [id]) ?? null,
  });
}

/** Judges every source, in the order in which they were given. */
export function judgeSources(
  connection: Connection,
  kind: TaskKind<never>,
  params: never,
  ids: readonly AssetId[],
): { readonly fit: readonly Source[]; readonly unfit: readonly Unfit[] } {
  const rows = new Map(
    connection
      .all<AssetRow>(
        `SELECT ${assetColumns('a')} FROM json_each(?) AS wanted
         CROSS JOIN assets a ON a.id = wanted.value`,
        [JSON.stringify(ids)],
      )
      .map((row) => [row.id, row]),
  );
  const fit: Source[] = [];
  const unfit: Unfit[] = [];
  for (const id of ids) {
    const asset = rows.get(id);
    const maker = asset?.state === 'generating' ? makerOf(connection, id) : null;
    const left = asset === undefined ? gone : leftOut(kind, params, asset, maker);
    if (asset === undefined || left !== null) unfit.push({ id, asset, left: left ?? gone });
    else fit.push({ asset, maker });
  }
  return { fit, unfit };
}

const gone: LeftOut = { why: 'gone', count: 1 };

const makerOf = (connection: Connection, id: AssetId): TaskId | null =>
  connection.one<{ id: TaskId }>(
    `SELECT id FROM tasks WHERE target_asset_id = ? AND status IN ('pending', 'running')`,
    [id],
  )?.id ?? null;

function leftOut(
  kind: TaskKind<never>,
  params: never,
  asset: AssetRow,
  maker: TaskId | null,
): LeftOut | null {
  if (asset.deleted_at !== null) return { why: 'trashed', count: 1 };
  if (!kind.accepts.includes(asset.kind)) return { why: 'kind', kind: asset.kind, count: 1 };
  if (asset.state !== 'ready' && maker === null) return { why: 'not_ready', count: 1 };
  const reason = kind.refuses?.(asset, params) ?? null;
  return reason === null ? null : { why: 'refused', reason, count: 1 };
}

/** The reasons of what is left out, each once with its number, the most frequent first. */
export function gathered(unfit: readonly Unfit[]): readonly LeftOut[] {
  const byReason = new Map<string, LeftOut>();
  for (const { left } of unfit) {
    const key = JSON.stringify(left);
    byReason.set(key, { ...left, count: (byReason.get(key)?.count ?? 0) + 1 });
  }
  return [...byReason.values()].toSorted((one, other) => other.count - one.count);
}
