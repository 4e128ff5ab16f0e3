import { expect, test } from 'vitest';

import type { TaskId } from '#domain/id.ts';
import { openInkreel } from '../client.ts';
import type { Inkreel } from '../client.ts';

const piece = crypto.getRandomValues(new Uint8Array(65_536));
const header = new TextEncoder().encode('\0\0\0\x18ftypisom\0\0\0\0isommp42');
const video = (pieces: number): File =>
  new File([header, ...Array.from({ length: pieces }, () => piece)], 'long.mp4');

async function taskRow(inkreel: Inkreel, id: TaskId) {
  const result = await inkreel.queries.task({ id });
  return result.ok ? result.value : null;
}

async function until(inkreel: Inkreel, id: TaskId, status: string): Promise<void> {
  const end = performance.now() + 30_000;
  for (;;) {
    const row = await taskRow(inkreel, id);
    if (row?.status === status) return;
    if (performance.now() > end) throw new Error(`still ${row?.status}, not ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function verify(inkreel: Inkreel): Promise<TaskId> {
  const queued = await inkreel.commands.enqueue({ kind: 'verify', assets: [], settings: {} });
  const task = queued.ok ? queued.value.tasks[0] : undefined;
  if (!task) throw new Error(JSON.stringify(queued));
  return task;
}

test('0.15 workers killed in the middle of a run: the next start resumes it; cancel ends it in time', async () => {
  const library = `resume-test-${crypto.randomUUID()}`;
  const first = openInkreel({ library });
  const report = await first.importFiles([video(4000)], { onDuplicate: 'skip' });
  expect(report.imported).toHaveLength(1);
  const task = await verify(first);
  await until(first, task, 'running');
  // The database worker and every task worker below it end at once, as with their tab.
  first.close();

  const second = openInkreel({ library });
  await until(second, task, 'completed');
  expect(await taskRow(second, task)).toMatchObject({ attempt: 2, lease_owner: null });
  const attempts = await second.queries.attempts({ task });
  const statuses = attempts.ok ? attempts.value.map(({ status }) => status).toSorted() : [];
  expect(statuses).toEqual(['completed', 'lost']);

  const stopped = await verify(second);
  await until(second, stopped, 'running');
  const began = performance.now();
  await second.commands.cancelTasks({ tasks: [stopped] });
  await until(second, stopped, 'cancelled');
  expect(performance.now() - began).toBeLessThan(3000);
  second.close();
});
