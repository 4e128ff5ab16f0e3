/** Real workers of a page in real endless loops: they are ended, and it is said why. */
import { afterAll, expect, test } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import type { TaskId } from '#domain/id.ts';

import { openInkreel } from './client.ts';
import { createImporter } from './importer/client.ts';
import { stuckPaces } from './testing/stuck-paces.ts';
import { createTrials } from './trial/client.ts';

const paces = { ...stuckPaces, standstill: 600_000 };
const library = `watched-${crypto.randomUUID()}`;
const inkreel = openInkreel({ library });
afterAll(() => inkreel.close());
const stuck = { ok: false, failure: { code: 'stuck', seconds: stuckPaces.silence / 1000 } };

test('a trial that loops for ever ends with words, and the next one runs, long steps included', async () => {
  let started = 0;
  const startWorker = (): Worker => {
    started += 1;
    return new Worker(new URL('./testing/stuck-task.worker.ts', import.meta.url), {
      type: 'module',
    });
  };
  const client = { queries: {} } as never;
  const trials = createTrials('watched', client, startWorker, paces);
  const source = { id: 'a' } as unknown as AssetRow;
  // In the middle of its progress, as a person would see it.
  const seen: number[] = [];
  const onProgress = (fraction: number) => void seen.push(fraction);
  expect(await trials.ask('verify', {}, source, { onProgress })).toEqual(stuck);
  expect(seen).toEqual([0.5]);
  expect(await trials.ask('find_similar', {}, source)).toEqual({
    ok: true,
    value: { honest: true },
  });
  expect(started).toBe(2);
  trials.close();
});

test('an import that loops for ever ends with words, also in the queue, and the next one runs', async () => {
  const importer = createImporter({
    libraryId: library,
    openPort: () => inkreel.databasePort(),
    endTask: (task, epoch, failure) => {
      if (failure) void inkreel.commands.endImport({ task, epoch, status: 'failed', failure });
    },
    startWorker: () =>
      new Worker(new URL('./testing/stuck-import.worker.ts', import.meta.url), { type: 'module' }),
    paces,
  });
  const files = [new File(['GIF89a\x01\0\x01\0\0\0\0;'], 'a.gif')];
  const report = await importer.import(files);
  expect(report).toMatchObject({ status: 'failed', failure: stuck.failure, imported: [] });
  if (!report.task) throw new Error('it had no task');
  const task = { id: report.task };
  const rowOf = async () => {
    const row = await inkreel.queries.task(task);
    return row.ok ? row.value : null;
  };
  await expect.poll(async () => (await rowOf())?.status).toBe('failed');
  expect(JSON.parse((await rowOf())?.failure ?? '')).toEqual(stuck.failure);
  importer.close();

  const next = await inkreel.importFiles(files);
  expect(next).toMatchObject({ status: 'completed', failure: null });
  expect(next.imported).toHaveLength(1);
});

test('an import whose worker loops is cancelled in seconds, by its signal and in the queue', async () => {
  const rowOf = async (id: TaskId) => {
    const row = await inkreel.queries.task({ id });
    return row.ok ? row.value : null;
  };
  const files = [new File(['GIF89a\x01\0\x01\0\0\0\0;'], 'a.gif')];
  for (const way of ['signal', 'queue']) {
    const importer = createImporter({
      libraryId: library,
      openPort: () => inkreel.databasePort(),
      endTask: (task, epoch, failure) => {
        const status = failure ? 'failed' : 'cancelled';
        void inkreel.commands.endImport({ task, epoch, status, ...(failure ? { failure } : {}) });
      },
      isCancelled: async (id) => (await rowOf(id))?.cancel_requested === 1,
      startWorker: () =>
        new Worker(new URL('./testing/stuck-import.worker.ts', import.meta.url), {
          type: 'module',
        }),
      // It would be ended for its silence after ten minutes, and no sooner.
      paces: { ...paces, silence: 600_000, longSilence: 600_000 },
    });
    const stop = new AbortController();
    const report = await importer.import(files, {
      signal: stop.signal,
      onTask: (task) => {
        if (way === 'queue') void inkreel.commands.cancelTasks({ tasks: [task] });
        else stop.abort();
      },
    });
    expect(report).toMatchObject({ status: 'cancelled', failure: null });
    const { task } = report;
    if (!task) throw new Error('it had no task');
    await expect.poll(async () => (await rowOf(task))?.status).toBe('cancelled');
    importer.close();
  }
});
