/** A real worker in a real endless loop: the queue ends it, says so, and goes on. */
import { expect, test } from 'vitest';

import type { TaskId } from '#domain/id.ts';

import { openInkreel } from '../client.ts';
import { stuckPaces } from '../testing/stuck-paces.ts';

test('a run that loops for ever fails with words, what waited goes on, honest long work is left alone, and cancel reaches the deaf', async () => {
  const inkreel = openInkreel({
    library: `stuck-test-${crypto.randomUUID()}`,
    startDatabase: () =>
      new Worker(new URL('../testing/stuck-library.worker.ts', import.meta.url), {
        type: 'module',
      }),
  });
  const rowOf = async (id: TaskId) => {
    const result = await inkreel.queries.task({ id });
    return result.ok ? result.value : null;
  };
  const reaches = (id: TaskId, status: string) =>
    expect.poll(async () => (await rowOf(id))?.status, { timeout: 60_000 }).toBe(status);
  const enqueue = async (kind: string): Promise<TaskId> => {
    const queued = await inkreel.commands.enqueue({ kind, assets: [], settings: {} });
    if (!queued.ok) throw new Error(JSON.stringify(queued.failure));
    return queued.value.tasks[0]!;
  };

  const stuck = await enqueue('verify');
  await reaches(stuck, 'running');
  const behind = await enqueue('find_similar');
  await reaches(stuck, 'failed');
  const { failure, attempt } = (await rowOf(stuck))!;
  expect(JSON.parse(failure ?? '')).toEqual({ code: 'stuck', seconds: stuckPaces.silence / 1000 });
  // It would only loop again: a person decides.
  expect(attempt).toBe(1);
  await reaches(behind, 'completed');
  expect((await rowOf(behind))?.attempt).toBe(1);

  await inkreel.commands.retryTasks({ tasks: [stuck] });
  await reaches(stuck, 'completed');

  const deaf = await enqueue('verify');
  await reaches(deaf, 'running');
  const began = performance.now();
  await inkreel.commands.cancelTasks({ tasks: [deaf] });
  await reaches(deaf, 'cancelled');
  // Before its silence would have ended it.
  expect(performance.now() - began).toBeLessThan(stuckPaces.silence + 2_000);
  inkreel.close();
});
