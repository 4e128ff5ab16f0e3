/** For tests in Node only: a scheduler over a library in memory, and small tasks for it. */
import { afterEach, expect, vi } from 'vitest';

import type { TestLibrary } from '#db/engine/testing.ts';
import { doubleKind, extractKind, testLibrary } from '#db/engine/testing.ts';
import type { Failure } from '#domain/failure.ts';
import type { TaskId } from '#domain/id.ts';
import { fail, ok } from '#domain/result.ts';
import type { TaskContext } from '#tasks/context.ts';

import type { ProgressTick } from './options.ts';
import { startScheduler } from './start.ts';
import { openWriters, testGround } from './testing.ts';

const kinds = [doubleKind, extractKind] as never;
export const facts = { mime: 'image/png', format: 'png', width: 8, height: 8, metadata: {} };
export const paces = { heartbeat: 100, patience: 60, idle: 200, settleDown: 1, breath: 20 };
export const running: { stop(): void }[] = [];
afterEach(() => {
  for (const scheduler of running.splice(0)) scheduler.stop();
  expect(openWriters.size).toBe(0);
});

type Work = (params: { readonly scale: number }, context: TaskContext) => Promise<unknown>;

/** Waits until something holds. Generous: a busy machine is slow, not wrong. */
export const eventually = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 60_000, interval: 5 });

/** Stores so many zeros and hands them back as the result. */
export const made = async (context: TaskContext, size: number) => {
  const writer = await context.createBlob();
  await writer.write(new Uint8Array(size));
  const blob = await writer.close();
  return ok({ file: { ...blob, facts } });
};

/** Starts a scheduler whose `double` and `extract_metadata` do what the test says. */
export function start(options: {
  readonly double?: Work;
  readonly extract?: Work;
  readonly library?: TestLibrary;
  readonly cores?: number;
  readonly onStorageTrouble?: (failure: Failure) => Promise<void>;
}) {
  const library = options.library ?? testLibrary();
  const ground = testGround({
    kinds,
    runs: {
      double: (options.double ??
        ((_params: unknown, context: TaskContext) => made(context, 10))) as never,
      extract_metadata: (options.extract ?? (async () => ok({ facts }))) as never,
    },
    now: () => library.now(),
    pass: (milliseconds) => library.pass(milliseconds),
    ...(options.cores === undefined ? {} : { cores: options.cores }),
  });
  const ticks: ProgressTick[] = [];
  const scheduler = startScheduler({
    library,
    libraryId: 'test',
    publishProgress: (tick) => ticks.push(tick),
    onStorageTrouble: options.onStorageTrouble ?? (async () => undefined),
    ground,
    paces,
  });
  running.push(scheduler);
  const statusOf = (task: TaskId): string | undefined => library.ask('task', { id: task })?.status;
  const until = (task: TaskId, status: string): Promise<void> =>
    eventually(() => expect(statusOf(task)).toBe(status));
  return { library, ground, scheduler, ticks, statusOf, until };
}

/** A picture whose facts are read already, so that no other task is about. */
export function picture(library: TestLibrary, name = 'cat.png') {
  const id = library.picture(name);
  const lease = library.engine.leaseNext('media', 'setup');
  if (lease) library.engine.finish(lease.task.id, lease.epoch, { facts });
  return id;
}

/** Queues one `double` on a fresh picture. */
export function double(library: TestLibrary, name = 'cat.png', scale = 2) {
  const queued = library.must('enqueue', {
    kind: 'double',
    assets: [picture(library, name)],
    settings: { scale },
  });
  const [task] = queued.tasks;
  const [target] = queued.targets;
  if (!task || !target) throw new Error('not queued');
  return { task, target };
}

/** Ends only when aborted. */
export const never = (context: TaskContext): Promise<unknown> =>
  new Promise((resolve) => {
    context.signal.addEventListener('abort', () => resolve(fail({ code: 'cancelled' })));
  });
/** Deaf to the abort, as WASM is. */
export const deaf = (): Promise<unknown> => new Promise(() => undefined);
