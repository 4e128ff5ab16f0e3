import { expect, test } from 'vitest';
import type { TaskId } from '#domain/id.ts';
import type { Lease } from '#domain/contract/engine.ts';
import { progressOfPercent, statusOfWord } from '#domain/old-model/tasks.ts';
import { hashOf, testLibrary, type TestLibrary } from './testing.ts';

function queueDouble(library: TestLibrary, name = 'a.png') {
  const source = library.picture(name);
  const queued = library.must('enqueue', {
    kind: 'double',
    assets: [source],
    settings: { scale: 2 },
  });
  return { source, task: queued.tasks[0] as TaskId, target: queued.targets[0] ?? null };
}

function lease(library: TestLibrary, owner = 'tab-1'): Lease {
  const leased = library.engine.leaseNext('gpu', owner);
  if (leased === null) throw new Error('nothing to lease');
  return leased;
}

const output = {
  file: {
    sha256: hashOf('made'),
    size: 5,
    facts: { mime: 'image/png', format: 'png', width: 2, height: 2, metadata: {} },
  },
};
const states = (library: TestLibrary): unknown[] =>
  library.connection.all('SELECT state FROM assets WHERE blob IS NULL');

test('a lease that was lost writes nothing any more', () => {
  const library = testLibrary();
  const { task } = queueDouble(library);
  const old = lease(library);
  library.pass(60_000);
  expect(library.engine.reclaim({ alive: new Set(['tab-1']), silentFor: 20_000 })).toEqual([task]);
  const fresh = lease(library, 'tab-2');
  expect(fresh.epoch).toBe(old.epoch + 1);
  const before = library.connection.all('SELECT * FROM tasks');
  expect(library.engine.finish(task, old.epoch, output)).toEqual({ ok: true, value: false });
  expect(library.engine.fail(task, old.epoch, { code: 'internal', reason: '' })).toEqual({
    ok: true,
    value: 'stale',
  });
  expect(library.engine.confirmCancelled(task, old.epoch)).toEqual({ ok: true, value: false });
  expect(library.engine.release(task, old.epoch)).toEqual({ ok: true, value: false });
  expect(library.engine.heartbeat(task, old.epoch, 0.9).held).toBe(false);
  expect(library.connection.all('SELECT * FROM tasks')).toEqual(before);
  expect(library.engine.finish(task, fresh.epoch, output)).toEqual({ ok: true, value: true });
  expect(library.ask('attempts', { task }).map(({ status }) => status)).toEqual([
    'lost',
    'completed',
  ]);
});

test('0.16 0.17 a task that kills its worker every time ends as interrupted; another try keeps the old ones', () => {
  const library = testLibrary();
  const { task, target } = queueDouble(library);
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    expect(lease(library).task.attempt).toBe(attempt);
    library.engine.reclaim({ alive: new Set(), silentFor: 1e9 });
  }
  expect(library.engine.leaseNext('gpu', 'tab-1')).toBeNull();
  const row = library.ask('task', { id: task });
  expect(row).toMatchObject({ status: 'failed' });
  expect(JSON.parse(row?.failure ?? '{}')).toMatchObject({ code: 'interrupted' });
  expect(library.ask('assets', { ids: [target as never] })[0]?.state).toBe('failed');
  library.must('retryTasks', { tasks: [task] });
  expect(library.ask('assets', { ids: [target as never] })[0]?.state).toBe('generating');
  expect(lease(library).task.attempt).toBe(4);
  expect(library.ask('attempts', { task })).toHaveLength(4);
  // Given up instead, it leaves no blank picture.
  library.engine.fail(task, 4, { code: 'corrupt', what: 'PNG', reason: 'cut off' });
  expect(library.must('discardTargets', { tasks: [task] }).changed).toBe(1);
  expect(library.ask('assets', { ids: [target as never] })).toEqual([]);
  expect(library.ask('attempts', { task })).toHaveLength(4);
});

test('0.15 progress begins at 0, is kept at each sign of life, never leaves 0 to 1, and ends at 1', () => {
  const library = testLibrary();
  const { task } = queueDouble(library);
  const kept = (): number | undefined => library.ask('task', { id: task })?.progress;
  expect(kept()).toBe(0);
  const leased = lease(library);
  const told = [0.25, 0.5, 7, -1].map((share) => {
    library.engine.heartbeat(task, leased.epoch, share);
    return kept();
  });
  expect(told).toEqual([0.25, 0.5, 1, 0]);
  library.engine.finish(task, leased.epoch, output);
  expect(kept()).toBe(1);
});

test('1.24 1.25 2.10 every end has its time, and what has not ended has none', () => {
  const library = testLibrary();
  const ends = (['completed', 'failed', 'cancelled'] as const).map((status) => {
    const { task } = queueDouble(library, `${status}.png`);
    expect(library.ask('task', { id: task })).toMatchObject({
      status: 'pending',
      started_at: null,
      finished_at: null,
    });
    const { epoch } = lease(library);
    expect(library.ask('task', { id: task })).toMatchObject({
      status: 'running',
      started_at: expect.any(Number),
      finished_at: null,
    });
    library.pass(50);
    if (status === 'completed') library.engine.finish(task, epoch, output);
    if (status === 'failed')
      library.engine.fail(task, epoch, { code: 'unsupported', what: 'a', reason: 'b' });
    if (status === 'cancelled') {
      library.must('cancelTasks', { tasks: [task] });
      library.engine.confirmCancelled(task, epoch);
    }
    return library.ask('task', { id: task })!;
  });
  expect(ends.map(({ status }) => status)).toEqual(['completed', 'failed', 'cancelled']);
  for (const { status, started_at, finished_at, failure } of ends) {
    expect(finished_at! - started_at!, status).toBeGreaterThanOrEqual(50);
    expect(failure !== null, status).toBe(status === 'failed');
  }
});

test('only failures that may pass are tried again, later each time', () => {
  const library = testLibrary();
  const { task } = queueDouble(library);
  let leased = lease(library);
  expect(library.engine.fail(task, leased.epoch, { code: 'out_of_memory', what: 'tile' })).toEqual({
    ok: true,
    value: 'retrying',
  });
  expect(library.engine.leaseNext('gpu', 'tab-1')).toBeNull();
  const wake = library.engine.nextWake() ?? 0;
  expect(wake - library.now()).toBeGreaterThan(900);
  expect(library.ask('queue', { status: ['pending'], limit: 10 })).toContainEqual(
    expect.objectContaining({ id: task, waits_for: 'retry_at' }),
  );
  library.pass(wake - library.now());
  leased = lease(library);
  expect(
    library.engine.fail(task, leased.epoch, { code: 'corrupt', what: 'PNG', reason: 'cut off' }),
  ).toEqual({ ok: true, value: 'failed' });
});

test('work that found nothing to do is done, without a blank picture, and what waited goes on', () => {
  const library = testLibrary();
  const { task, source, target } = queueDouble(library);
  const next = library.must('enqueue', {
    kind: 'double',
    assets: [target as never],
    settings: { scale: 2 },
  }).tasks[0];
  expect(
    library.engine.fail(task, lease(library).epoch, {
      code: 'nothing_to_do',
      reason: 'it is calm',
    }),
  ).toEqual({ ok: true, value: 'completed' });
  expect(library.ask('task', { id: task })).toMatchObject({
    status: 'completed',
    failure: null,
    target_asset_id: null,
    result: '{"nothing_to_do":"it is calm"}',
  });
  expect(library.ask('counts', {}).failed).toBe(0);
  const leased = lease(library);
  expect(leased.task.id).toBe(next);
  expect(leased.source?.id).toBe(source);
});

test('a batch tells those that had nothing to do apart from those that failed', () => {
  const library = testLibrary();
  library.must('enqueue', {
    kind: 'double',
    assets: [library.picture('a.png'), library.picture('b.png')],
    settings: { scale: 2 },
  });
  const calm = lease(library);
  library.engine.fail(calm.task.id, calm.epoch, { code: 'nothing_to_do', reason: 'it is calm' });
  const made = lease(library);
  library.engine.finish(made.task.id, made.epoch, output);
  expect(library.ask('batches', { limit: 5 })).toMatchObject([
    { total: 2, completed: 2, unneeded: 1, failed: 0, status: 'done' },
  ]);
});

test('a full disk makes it wait until it is resumed', () => {
  const library = testLibrary();
  const { task } = queueDouble(library);
  library.engine.fail(task, lease(library).epoch, { code: 'storage_full' });
  library.pass(1e9);
  expect(library.engine.leaseNext('gpu', 'tab-1')).toBeNull();
  expect(library.ask('task', { id: task })?.blocked_reason).toBe('no_space');
  expect(library.must('resumeTasks', { tasks: [task] }).changed).toBe(1);
  expect(lease(library).task.id).toBe(task);
});

test('0.17 1.24 cancelling leaves no blank picture, waiting or running', () => {
  const library = testLibrary();
  const waiting = queueDouble(library);
  library.must('cancelTasks', { tasks: [waiting.task] });
  expect(library.ask('task', { id: waiting.task })).toMatchObject({
    status: 'cancelled',
    target_asset_id: null,
  });
  const running = queueDouble(library, 'b.png');
  const leased = lease(library);
  library.must('cancelTasks', { tasks: [running.task] });
  expect(library.engine.heartbeat(running.task, leased.epoch)).toEqual({
    held: true,
    cancelRequested: true,
  });
  expect(library.engine.confirmCancelled(running.task, leased.epoch)).toEqual({
    ok: true,
    value: true,
  });
  expect(states(library)).toEqual([]);
  // Retry makes the placeholder anew, with its lineage.
  library.must('retryTasks', { tasks: [waiting.task] });
  const target = library.ask('task', { id: waiting.task })?.target_asset_id as never;
  expect(library.ask('asset', { id: target })?.from).toMatchObject([{ id: waiting.source }]);
});

test('the queue honours priority, then order, pause, and what must come first', () => {
  const library = testLibrary();
  const first = queueDouble(library);
  const second = queueDouble(library, 'b.png');
  const chained = library.must('enqueue', {
    kind: 'double',
    assets: [first.target as never],
    settings: { scale: 2 },
    priority: 5,
  });
  expect(library.ask('task', { id: chained.tasks[0] as TaskId })?.depends_on).toBe(first.task);
  library.must('prioritiseTasks', { tasks: [second.task], priority: 2 });
  library.must('pauseQueue', {});
  expect(library.engine.leaseNext('gpu', 'tab-1')).toBeNull();
  expect(library.ask('counts', {}).queue_paused).toBe(true);
  library.must('resumeQueue', {});
  expect(lease(library).task.id).toBe(second.task);
  library.must('pauseTasks', { tasks: [first.task] });
  expect(library.engine.leaseNext('gpu', 'tab-1')).toBeNull();
  library.must('resumeTasks', { tasks: [first.task] });
  const leased = lease(library);
  expect(leased.task.id).toBe(first.task);
  library.engine.finish(first.task, leased.epoch, output);
  expect(lease(library).source?.blob).toBe(hashOf('made'));
});

test('what waits for failed work says so, and goes on when it succeeds after all', () => {
  const library = testLibrary();
  const first = queueDouble(library);
  const [next] = library.must('enqueue', {
    kind: 'double',
    assets: [first.source],
    settings: { scale: 2 },
    dependsOn: first.task,
  }).tasks;
  library.engine.fail(first.task, lease(library).epoch, {
    code: 'unsupported',
    what: '',
    reason: '',
  });
  expect(library.ask('task', { id: next as TaskId })?.blocked_reason).toBe('dependency');
  library.must('retryTasks', { tasks: [first.task] });
  library.engine.finish(first.task, lease(library).epoch, output);
  expect(lease(library).task.id).toBe(next);
});

test('one unfit asset keeps the whole batch out, and is named with the reason', () => {
  const library = testLibrary();
  const good = library.picture('good.png');
  const bad = library.picture('refuse.png');
  const sound = library.picture('song.mp3', { kind: 'audio', mime: 'audio/mpeg', format: 'mp3' });
  for (const asset of [bad, sound]) {
    const { result } = library.do('enqueue', {
      kind: 'double',
      assets: [good, asset],
      settings: { scale: 2 },
    });
    expect(result.ok ? null : result.failure).toMatchObject({
      code: 'not_allowed',
      what: asset === bad ? 'refuse.png' : 'song.mp3',
    });
  }
  expect(states(library)).toEqual([]);
  const other = library.picture('other.png');
  const { batch } = library.must('enqueue', {
    kind: 'double',
    assets: [good, other],
    settings: { scale: 2 },
    name: 'Both',
  });
  expect(library.ask('batches', { limit: 5 })).toMatchObject([
    { id: batch, name: 'Both', total: 2, pending: 2, status: 'pending' },
  ]);
  const extra = library.do('enqueue', {
    kind: 'double',
    assets: [good],
    settings: { scale: 2, x: 1 },
  });
  expect(extra.result.ok).toBe(false);
});

test('a task given back was never tried', () => {
  const library = testLibrary();
  const { task } = queueDouble(library);
  library.engine.release(task, lease(library).epoch);
  const again = lease(library);
  expect(again.task.attempt).toBe(1);
  expect(again.epoch).toBe(2);
});

test('0.18 ended work is run again with its recorded settings; the old task and its result stay', () => {
  const library = testLibrary();
  const { task, source, target } = queueDouble(library);
  const early = library.do('runAgain', { tasks: [task] }).result;
  expect(early.ok ? null : early.failure).toMatchObject({ code: 'not_allowed', what: 'Double' });
  library.engine.finish(task, lease(library).epoch, output);
  const before = library.ask('task', { id: task });
  const { tasks } = library.must('runAgain', { tasks: [task] });
  expect(library.ask('task', { id: task })).toEqual(before);
  const [row] = library.ask('queue', { status: ['pending'], kind: 'double', limit: 10 });
  expect(row).toMatchObject({
    id: tasks[0],
    source_asset_id: source,
    source_name: 'a.png',
    params: '{"scale":2}',
    attempt: 0,
  });
  expect(row?.target_asset_id).not.toBe(target);
  const known = library.ask('assets', { ids: [source, target as never] });
  expect([row?.source_n, before?.target_asset_id]).toEqual([known[0]?.n, target]);
  library.must('trashAssets', { assets: [source] });
  library.must('emptyTrash', { assets: [source] });
  const gone = library.do('runAgain', { tasks: [task] }).result;
  expect(gone.ok ? null : gone.failure).toMatchObject({ reason: 'its source is gone' });
});

test('1.25 0.14 states and progress are told and understood in the words of older programs', () => {
  const library = testLibrary();
  const { task, source, target } = queueDouble(library);
  const first = <Form extends 'workbench' | 'studio'>(form: Form) =>
    library.ask('tasksInOldWords', { form, limit: 1 })[0];
  const asked = (word: string) =>
    library.ask('queue', { status: [word as never], kind: 'double', limit: 10 }).length;
  expect(asked('queued')).toBe(1);
  const leased = lease(library);
  library.engine.heartbeat(task, leased.epoch, 0.555);
  expect([asked('processing'), asked('running'), asked('queued')]).toEqual([1, 1, 0]);
  expect(first('studio')).toMatchObject({
    id: task,
    kind: 'double',
    asset_id: source,
    pack_id: null,
    params_json: '{"scale":2}',
    status: 'running',
    progress: 55.5,
    result_path: 'a.png ×2',
    error_message: null,
    created_at: expect.stringMatching(/^2023-11-\d\dT.*Z$/),
    completed_at: null,
  });
  expect(first('workbench')).toMatchObject({
    status: 'processing',
    progress: 0.555,
    targetAssetId: target,
    parameters: { scale: 2 },
    errorMessage: null,
  });
  library.engine.fail(task, leased.epoch, { code: 'corrupt', what: 'PNG', reason: 'cut off' });
  expect([asked('error'), asked('done')]).toEqual([1, 0]);
  expect(first('studio')).toMatchObject({ status: 'failed', error_message: 'corrupt: cut off' });
  expect(first('workbench')).toMatchObject({ status: 'failed', errorMessage: 'corrupt: cut off' });
  const { result } = library.do('retryTasks', { tasks: [task] });
  expect(result.ok).toBe(true);
  library.must('cancelTasks', { tasks: [task] });
  expect(first('studio')).toMatchObject({ status: 'cancelled', error_message: null });
  expect(first('workbench')).toMatchObject({ status: 'failed', errorMessage: 'cancelled' });
  expect([statusOfWord('done'), statusOfWord('idle')]).toEqual(['completed', null]);
  expect([0, 55.5, 100, 101].map(progressOfPercent)).toEqual([0, 0.555, 1, null]);
});
