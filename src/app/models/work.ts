/** What the queue does for models just now: tests by model, downloads by address. */
import type { QueueRow } from '#domain/contract/queries.ts';
import type { GetModelParams } from '#tasks/get_model/task.ts';
import { useLiveQuery } from '../inkreel.ts';

export interface Download {
  readonly row: QueueRow;
  readonly params: GetModelParams;
}

/** Tests that wait or run, by the id of their model. */
export function useTests(): ReadonlyMap<string, QueueRow> {
  const rows = useLiveQuery('queue', {
    status: ['pending', 'running'],
    kind: 'test_model',
    limit: 100,
  }).value;
  const tests = new Map<string, QueueRow>();
  for (const row of rows ?? []) {
    // The border: the settings were parsed when the task was queued.
    tests.set((JSON.parse(row.params) as { readonly model: string }).model, row);
  }
  return tests;
}

/** Downloads that wait, run or stopped, by address: the newest of each. */
export function useDownloads(): ReadonlyMap<string, Download> {
  const rows = useLiveQuery('queue', {
    status: ['pending', 'running', 'failed', 'cancelled', 'completed'],
    kind: 'get_model',
    limit: 200,
  }).value;
  const newest = new Map<string, Download>();
  for (const row of rows ?? []) {
    // The border: the settings were parsed when the task was queued.
    const params = JSON.parse(row.params) as GetModelParams;
    const known = newest.get(params.url);
    if (known && known.row.id > row.id) continue;
    newest.set(params.url, { row, params });
  }
  for (const [url, { row }] of newest) if (row.status === 'completed') newest.delete(url);
  return newest;
}
