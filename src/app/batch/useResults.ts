import { useMemo } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { QueueRow } from '#domain/contract/queries.ts';
import type { AssetId, BatchId } from '#domain/id.ts';
import { taskStatuses } from '#domain/task.ts';
import { useLiveQuery } from '../inkreel.ts';

/** Most tasks of a batch that are read. */
const most = 5_000;

const none: readonly QueueRow[] = [];

/** One task of a batch with what it came from and what it made. */
export interface BatchResult {
  readonly task: QueueRow;
  readonly before: AssetRow | null;
  readonly after: AssetRow;
}

export interface BatchResults {
  /** Every task, in the order in which they were queued; undefined until read. */
  readonly tasks: readonly QueueRow[] | undefined;
  /** Those shown whose result is there. */
  readonly shown: readonly BatchResult[];
  /** All results that were neither approved nor discarded, shown or not. */
  readonly open: readonly AssetRow[];
  /** What those were made from whose results were discarded, shown or not, each once. */
  readonly again: readonly AssetId[];
  /** The rows of them that are known. */
  readonly againRows: readonly AssetRow[];
}

/** A result about which nothing was decided yet. */
const isOpen = ({ approved, deleted_at, state }: AssetRow): boolean =>
  state === 'ready' && approved === 0 && deleted_at === null;

/** What a batch made, live. `limit`: how many are shown. */
export function useResults(batch: BatchId, limit: number): BatchResults {
  const asked = useLiveQuery('queue', { status: taskStatuses, batch, limit: most });
  // An address may hold anything: what is refused as an id is the batch of no task.
  const rows = asked.failure ? none : asked.value;
  const tasks = useMemo(
    () => rows?.toSorted((one, other) => (one.position < other.position ? -1 : 1)),
    [rows],
  );
  const done = (tasks ?? []).filter(({ status }) => status === 'completed');
  const targets = done.flatMap(({ target_asset_id: id }) => id ?? []);
  const sources = done.slice(0, limit).flatMap(({ source_asset_id: id }) => id ?? []);
  const after = useLiveQuery('assets', targets.length > 0 ? { ids: targets } : null).value ?? [];
  const before = useLiveQuery('assets', sources.length > 0 ? { ids: sources } : null).value ?? [];
  const byId = new Map([...after, ...before].map((asset) => [asset.id, asset]));
  const shown = done.slice(0, limit).flatMap((task) => {
    const made = task.target_asset_id === null ? undefined : byId.get(task.target_asset_id);
    if (!made) return [];
    const from = task.source_asset_id === null ? null : (byId.get(task.source_asset_id) ?? null);
    return [{ task, before: from, after: made }];
  });
  const again = done.flatMap(({ source_asset_id: from, target_asset_id: made }) => {
    const isDiscarded = made !== null && (byId.get(made)?.deleted_at ?? null) !== null;
    return isDiscarded && from !== null ? [from] : [];
  });
  return {
    tasks,
    shown,
    open: after.filter(isOpen),
    again: [...new Set(again)],
    againRows: before.filter(({ id }) => again.includes(id)),
  };
}
