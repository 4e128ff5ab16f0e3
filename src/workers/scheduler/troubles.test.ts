import { expect, test, vi } from 'vitest';

import { hashOf, migratedConnection, testLibrary } from '#db/engine/testing.ts';
import type { TaskId } from '#domain/id.ts';
import { fail, ok } from '#domain/result.ts';

import { deaf, double, eventually, made, picture, running, start } from './testing-start.ts';

test('a worker that dies fails its task into another attempt', async () => {
  const { library, until, ground } = start({
    double: (_params, context) => (context.attempt === 1 ? deaf() : made(context, 10)),
  });
  const { task } = double(library);
  await until(task, 'running');
  ground.kill(ground.spawned[0]?.owner ?? '', 'out of cheese');
  await until(task, 'pending');
  expect(library.ask('task', { id: task })?.blocked_reason).toBe('retry_at');
  expect(ground.spawned[0]?.ended).toBe(true);
  ground.pass(400_000);
  library.must('resumeQueue', {});
  await until(task, 'completed');
  const attempts = library.ask('attempts', { task });
  expect(attempts.map(({ status }) => status).toSorted()).toEqual(['completed', 'failed']);
});

test('a worker that speaks nonsense is ended and its task fails', async () => {
  const { library, until, ground } = start({ double: deaf });
  const { task } = double(library);
  await until(task, 'running');
  ground.utter(ground.spawned[0]?.owner ?? '', { say: 'ended', task, epoch: 1, result: 'yes' });
  await until(task, 'pending');
  expect(ground.spawned[0]?.ended).toBe(true);
});

test('what a run throws is its failure, and an unknown kind fails plainly', async () => {
  const { library, until } = start({
    double: async (_params, context) => {
      await context.createBlob();
      throw { code: 'unsupported', what: 'this', reason: 'of that' };
    },
  });
  const { task, target } = double(library);
  await until(task, 'failed');
  expect(JSON.parse(library.ask('task', { id: task })?.failure ?? '')).toMatchObject({
    code: 'unsupported',
  });
  expect(library.ask('asset', { id: target })?.asset.state).toBe('failed');
});

test('what the browser calls an abort, while nobody cancelled, is tried again', async () => {
  const { library, until, ground } = start({
    double: (_params, context) => {
      if (context.attempt > 1) return made(context, 10);
      throw new DOMException('Device is lost', 'AbortError');
    },
  });
  const { task } = double(library);
  await until(task, 'pending');
  await eventually(() =>
    expect(library.ask('task', { id: task })?.blocked_reason).toBe('retry_at'),
  );
  ground.pass(400_000);
  library.must('resumeQueue', {});
  await until(task, 'completed');
});

test('a full disk stops leasing until there is space, then everything goes on', async () => {
  let giveSpace = (): void => undefined;
  let full = true;
  const troubles: string[] = [];
  const started: TaskId[] = [];
  const { library, until, statusOf } = start({
    double: async (_params, context) => {
      started.push(context.task);
      return full ? fail({ code: 'storage_full' }) : made(context, 10);
    },
    onStorageTrouble: (failure) => {
      troubles.push(failure.code);
      return new Promise((resolve) => (giveSpace = resolve));
    },
  });
  const first = double(library, 'a.png');
  const second = double(library, 'b.png');
  await eventually(() => expect(troubles).toEqual(['storage_full']));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(started).toEqual([first.task]);
  expect(library.ask('task', { id: first.task })).toMatchObject({ blocked_reason: 'no_space' });
  expect(statusOf(second.task)).toBe('pending');
  full = false;
  giveSpace();
  await until(first.task, 'completed');
  await until(second.task, 'completed');
});

test('a lease that could not be written is tried again, though nothing else happens', async () => {
  const library = testLibrary();
  const { task } = double(library);
  const lease = library.engine.leaseNext.bind(library.engine);
  let refusals = 0;
  vi.spyOn(library.engine, 'leaseNext').mockImplementation((...given) => {
    if (refusals >= 6) return lease(...given);
    refusals += 1;
    throw new Error('disk I/O error');
  });
  const { until } = start({ library });
  await until(task, 'completed');
  expect(refusals).toBe(6);
});

test('what never fits stops asking after three tries, until a person lets it go on', async () => {
  const tries: TaskId[] = [];
  const { library, until } = start({
    double: async (_params, context) => {
      tries.push(context.task);
      return context.task === huge.task ? fail({ code: 'storage_full' }) : made(context, 10);
    },
  });
  const huge = double(library, 'huge.png');
  await eventually(() => expect(tries).toHaveLength(3));
  const other = double(library, 'small.png');
  await until(other.task, 'completed');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(tries.filter((task) => task === huge.task)).toHaveLength(3);
  expect(library.ask('task', { id: huge.task })).toMatchObject({
    status: 'pending',
    blocked_reason: 'no_space',
  });
  library.must('resumeTasks', { tasks: [huge.task] });
  await eventually(() => expect(tries.filter((task) => task === huge.task)).toHaveLength(4));
});

test('a result that the full disk did not take is written later, and made once only', async () => {
  let giveSpace = (): void => undefined;
  let runs = 0;
  const library = testLibrary();
  const finish = library.engine.finish.bind(library.engine);
  let refuse = true;
  vi.spyOn(library.engine, 'finish').mockImplementation((...given) =>
    refuse ? fail({ code: 'storage_failed', reason: 'disk I/O error' }) : finish(...given),
  );
  const { until, statusOf, ground } = start({
    library,
    double: (_params, context) => {
      runs += 1;
      return made(context, 10);
    },
    onStorageTrouble: () => new Promise((resolve) => (giveSpace = resolve)),
  });
  const { task, target } = double(library);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(statusOf(task)).toBe('running');
  refuse = false;
  giveSpace();
  await until(task, 'completed');
  expect(runs).toBe(1);
  expect(library.ask('asset', { id: target })?.asset.state).toBe('ready');
  expect(ground.unwanted).toEqual([]);
});

test('blobs found missing mark their assets, and blobs found whole again bring them back', async () => {
  let run = 0;
  const blob = hashOf('a.png');
  const { library, until } = start({
    double: async (_params, context) => {
      run += 1;
      const output = await made(context, 10);
      const marks = run === 1 ? { missing: [blob] } : { found: [blob] };
      return output.ok ? ok({ ...output.value, ...marks }) : output;
    },
  });
  const asset = picture(library, 'a.png');
  const stateOf = () => library.ask('asset', { id: asset })?.asset.state;
  for (const state of ['missing', 'ready']) {
    const { task } = double(library, `${state}.png`);
    await until(task, 'completed');
    expect(stateOf()).toBe(state);
  }
});

test('what an ended leader left is resumed by the next on the same library', async () => {
  const connection = migratedConnection();
  const before = testLibrary(connection);
  const old = start({ library: before, double: deaf });
  const { task, target } = double(before);
  await old.until(task, 'running');
  // It dies: no stop(), its timers are cut by hand, its lock falls.
  const crashed = running.splice(0);
  const after = testLibrary(connection);
  after.pass(60_000);
  const next = start({ library: after });
  await next.until(task, 'completed');
  expect(after.ask('asset', { id: target })?.asset.state).toBe('ready');
  expect(after.ask('task', { id: task })?.attempt).toBe(2);
  for (const scheduler of crashed) scheduler.stop();
  expect(after.ask('task', { id: task })?.status).toBe('completed');
});

test('stop gives every lease back untouched', async () => {
  const { library, until, scheduler, ground } = start({ double: deaf });
  const { task } = double(library);
  await until(task, 'running');
  scheduler.stop();
  expect(library.ask('task', { id: task })).toMatchObject({ status: 'pending', attempt: 0 });
  expect(ground.spawned[0]?.ended).toBe(true);
  expect(ground.alive.size).toBe(0);
});

test('idle workers end; a gpu worker ends after big work and after running out of memory', async () => {
  const { library, until, ground } = start({
    double: async ({ scale }, context) =>
      scale === 3 ? fail({ code: 'out_of_memory', what: 'tile' }) : made(context, 10),
  });
  const gpu = () => ground.spawned.filter(({ lane }) => lane === 'gpu');
  await until(double(library, 'a.png', 1000).task, 'completed');
  expect(gpu()).toMatchObject([{ ended: true }]);
  const { task } = double(library, 'b.png', 3);
  await eventually(() =>
    expect(library.ask('task', { id: task })?.blocked_reason).toBe('retry_at'),
  );
  expect(gpu()[1]).toMatchObject({ ended: true });
  await until(double(library, 'c.png', 2).task, 'completed');
  expect(gpu()[2]).toMatchObject({ ended: false });
  await eventually(() => expect(gpu()[2]?.ended).toBe(true));
});

test('blobs found missing are marked before their check ends', async () => {
  const { library, until } = start({
    extract: async (_params, context) =>
      ok({ missing: context.source?.blob ? [context.source.blob] : [] }),
  });
  const id = library.picture('gone.png');
  await eventually(() => {
    expect(library.ask('asset', { id })?.asset.state).toBe('missing');
  });
  const [task] = library.ask('asset', { id })?.tasks ?? [];
  if (task) await until(task.id, 'completed');
});

test('bytes of emptied trash go', async () => {
  const { library, ground } = start({});
  const id = picture(library, 'old.png');
  library.must('trashAssets', { assets: [id] });
  library.must('emptyTrash', {});
  await eventually(() => expect(ground.unwanted).toEqual([hashOf('old.png')]));
});
