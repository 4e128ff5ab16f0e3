import { expect, test, vi } from 'vitest';

import { hashOf, testLibrary } from '#db/engine/testing.ts';
import type { TaskId } from '#domain/id.ts';
import { ok } from '#domain/result.ts';

import { deaf, double, eventually, facts, made, never, paces, start } from './testing-start.ts';

test('0.13 a task that was enqueued runs, and its placeholder becomes the result', async () => {
  const { library, until } = start({});
  const { task, target } = double(library);
  await until(task, 'completed');
  expect(library.ask('asset', { id: target })?.asset).toMatchObject({ state: 'ready', size: 10 });
});

test('the gpu lane runs one at a time in order of priority, the media lane several', async () => {
  const library = testLibrary();
  const low = double(library, 'low.png');
  const high = double(library, 'high.png');
  library.must('prioritiseTasks', { tasks: [high.task], priority: 5 });
  for (const name of ['a', 'b', 'c', 'd', 'e']) library.picture(name);
  const order: TaskId[] = [];
  let [gpu, media, mostGpu, mostMedia] = [0, 0, 0, 0];
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  const { until, ground } = start({
    library,
    cores: 4,
    double: async (_params, context) => {
      order.push(context.task);
      mostGpu = Math.max(mostGpu, ++gpu);
      await pause();
      gpu -= 1;
      return made(context, 10);
    },
    extract: async () => {
      mostMedia = Math.max(mostMedia, ++media);
      await pause();
      media -= 1;
      return ok({ facts });
    },
  });
  await until(low.task, 'completed');
  await eventually(() => expect(library.ask('counts', {}).pending).toBe(0));
  expect(order).toEqual([high.task, low.task]);
  expect({ mostGpu, mostMedia }).toEqual({ mostGpu: 1, mostMedia: 3 });
  expect(ground.spawned.filter(({ lane }) => lane === 'media')).toHaveLength(3);
});

test('0.15 progress reaches the channel, at most ten a second, never outside 0 to 1', async () => {
  let took = 0;
  const { library, until, ticks } = start({
    double: async (_params, context) => {
      const began = performance.now();
      for (let step = 0; step < 250; step += 1) {
        context.progress(step / 100, `step ${step}`);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      took = performance.now() - began;
      return made(context, 10);
    },
  });
  const { task } = double(library);
  await until(task, 'completed');
  expect(ticks.length).toBeGreaterThan(1);
  // The first at once, then one for each tenth of a second, however long the machine takes.
  expect(ticks.length).toBeLessThanOrEqual(1 + Math.ceil(took / 100));
  expect(ticks.every((tick) => tick.fraction >= 0 && tick.fraction <= 1)).toBe(true);
  expect(ticks[0]).toMatchObject({ task, note: 'step 0' });
});

test('cancel of a waiting task never starts it', async () => {
  const seen: TaskId[] = [];
  const { library, until } = start({
    double: (_params, context) => {
      seen.push(context.task);
      return never(context);
    },
  });
  const first = double(library, 'a.png');
  await until(first.task, 'running');
  const second = double(library, 'b.png');
  library.must('cancelTasks', { tasks: [second.task] });
  await until(second.task, 'cancelled');
  library.must('cancelTasks', { tasks: [first.task] });
  await until(first.task, 'cancelled');
  expect(seen).toEqual([first.task]);
});

test('cancel of a running task removes its placeholder and what it had published', async () => {
  const { library, until, ground } = start({
    double: async (_params, context) => {
      const late = await made(context, 77);
      await never(context);
      return late;
    },
  });
  const { task, target } = double(library);
  await until(task, 'running');
  await new Promise((resolve) => setTimeout(resolve, 20));
  library.must('cancelTasks', { tasks: [task] });
  await until(task, 'cancelled');
  expect(library.ask('asset', { id: target })).toBeNull();
  await eventually(() => expect(ground.unwanted).toHaveLength(1));
  expect(ground.spawned.filter(({ lane }) => lane === 'gpu')).toMatchObject([{ ended: false }]);
});

test('a run that is deaf to cancel is terminated, and what waited behind it runs elsewhere', async () => {
  let calls = 0;
  const { library, until, ground } = start({
    double: (_params, context) => (++calls === 2 ? deaf() : made(context, 10)),
  });
  // The first makes the kind a quick one, so that the third waits inside the worker of the second.
  const first = double(library, 'a.png');
  await until(first.task, 'completed');
  const second = double(library, 'b.png');
  const third = double(library, 'c.png');
  await until(third.task, 'running');
  const began = performance.now();
  library.must('cancelTasks', { tasks: [second.task] });
  await until(second.task, 'cancelled');
  expect(performance.now() - began).toBeGreaterThan(paces.patience - 5);
  expect(ground.spawned[0]?.ended).toBe(true);
  expect(ground.cleaned).toContain(ground.spawned[0]?.owner);
  await until(third.task, 'completed');
  expect(library.ask('task', { id: third.task })?.attempt).toBe(1);
});

test('a task that waits inside a worker is cancelled without harm to the one that runs', async () => {
  let let_go = (): void => undefined;
  let calls = 0;
  const { library, until, statusOf, ground } = start({
    double: async (_params, context) => {
      if (++calls === 2) await new Promise<void>((resolve) => (let_go = resolve));
      return made(context, 10);
    },
  });
  await until(double(library, 'a.png').task, 'completed');
  const slow = double(library, 'b.png');
  const waiting = double(library, 'c.png');
  await until(waiting.task, 'running');
  library.must('cancelTasks', { tasks: [waiting.task] });
  await until(waiting.task, 'cancelled');
  await new Promise((resolve) => setTimeout(resolve, paces.patience * 2));
  expect(statusOf(slow.task)).toBe('running');
  let_go();
  await until(slow.task, 'completed');
  expect(calls).toBe(2);
  expect(ground.spawned.filter(({ lane }) => lane === 'gpu')).toMatchObject([{ ended: false }]);
});

test('a lost lease is fenced: the late result is dropped and its bytes go', async () => {
  let finishLate: (() => void) | null = null;
  const { library, until, ground } = start({
    double: async (_params, context) => {
      if (context.attempt === 1) await new Promise<void>((resolve) => (finishLate = resolve));
      return made(context, context.attempt * 100);
    },
  });
  const { task, target } = double(library);
  await until(task, 'running');
  await eventually(() => expect(finishLate).not.toBeNull());
  // Another leader believed this one dead.
  library.engine.reclaim({ alive: new Set(), silentFor: 1e15 });
  expect(library.ask('task', { id: task })?.status).toBe('pending');
  (finishLate as (() => void) | null)?.();
  await until(task, 'completed');
  expect(library.ask('task', { id: task })?.attempt).toBe(2);
  expect(library.ask('asset', { id: target })?.asset.size).toBe(200);
  await eventually(() => expect(ground.unwanted).toHaveLength(1));
});

test('after a sleep the lease is asked about before the result is written', async () => {
  let finishLate: (() => void) | null = null;
  const { library, until, ground } = start({
    double: async (_params, context) => {
      if (context.attempt === 1) await new Promise<void>((resolve) => (finishLate = resolve));
      return made(context, context.attempt * 100);
    },
  });
  const { task, target } = double(library);
  await until(task, 'running');
  await eventually(() => expect(finishLate).not.toBeNull());
  const heartbeat = vi.spyOn(library.engine, 'heartbeat');
  ground.pass(8 * 3_600_000);
  (finishLate as (() => void) | null)?.();
  await until(task, 'completed');
  expect(heartbeat).toHaveBeenCalled();
  expect(library.ask('asset', { id: target })?.asset.size).toBe(100);
});

test('two thousand small tasks flow', async () => {
  const library = testLibrary();
  library.must('importFiles', {
    files: Array.from({ length: 2000 }, (_, index) => ({
      name: `${index}.png`,
      sha256: hashOf(`many ${index}`),
      size: 10,
      kind: 'image' as const,
      mime: 'image/png',
      format: 'png',
    })),
    onDuplicate: 'skip',
    origin: 'import',
  });
  const began = performance.now();
  start({ library });
  await eventually(() =>
    expect(library.ask('counts', {})).toMatchObject({ pending: 0, running: 0 }),
  );
  const took = performance.now() - began;
  console.log(`scheduler: ${Math.round(2_000_000 / took)} empty tasks/s`);
});

test('what the dead left half written is removed right at the start', async () => {
  const { ground } = start({});
  await eventually(() => expect(ground.abandonedRemoved).toBe(1));
});
