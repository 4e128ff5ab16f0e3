/**
 * The scheduler: leases tasks lane by lane, hands them to workers, and writes how they ended.
 * It runs beside the open database, in the leader. Its laws are in README.md.
 */
import type { Failure } from '#domain/failure.ts';
import type { Sha256, TaskId } from '#domain/id.ts';
import { fail } from '#domain/result.ts';
import type { Result } from '#domain/result.ts';
import type { Lane } from '#domain/task.ts';
import { lanes } from '#domain/task.ts';

import { appBaseOfWorker, browserGround } from './ground.ts';
import type { SchedulerGround } from './ground.ts';
import { answer, obey } from './answer.ts';
import { startHousekeeping } from './housekeeping.ts';
import { watchRemovedModels } from './removed-models.ts';
import { readFromTaskWorker } from './messages.ts';
import type { FromTaskWorker } from './messages.ts';
import { paces } from './options.ts';
import type { SchedulerOptions } from './options.ts';
import { createPool } from './pool.ts';
import type { Pool, Running, TaskWorker } from './pool.ts';
import { feel, hear, rest } from './pulse.ts';
import { isStorageFailure, settle } from './settle.ts';
import type { Ending } from './settle.ts';
import { createDurations, isWeighty, laneSize } from './weight.ts';

/** Starts scheduling; resumes what an ended leader left. `stop` gives every lease back. */
export function startScheduler(options: SchedulerOptions): { stop(): void } {
  const { library, publishProgress, onStorageTrouble } = options;
  const { engine } = library;
  const pace = { ...paces, ...options.paces };
  const ground: SchedulerGround = {
    ...(isGroundWhole(options.ground)
      ? options.ground
      : browserGround(options.libraryId, options.appBase ?? appBaseOfWorker())),
    ...options.ground,
    ...(options.spawn ? { spawn: options.spawn } : {}),
  };
  const owner = `scheduler-${crypto.randomUUID()}`;
  const held = new Map<TaskId, Running>();
  const durations = createDurations();
  /** Endings that the full disk did not take; their leases are still ours. */
  const unwritten = new Map<TaskId, { readonly running: Running; readonly ending: Ending }>();
  const unneeded = (hashes: readonly Sha256[]): readonly Sha256[] => engine.unneededBlobs(hashes);
  let stopped = false;
  let ready = false;
  let troubled = false;
  let lastAwake = ground.now();
  let lookTimer: ReturnType<typeof setTimeout> | undefined;
  let wakeTimer: ReturnType<typeof setTimeout> | undefined;
  let letGo = (): void => undefined;

  const pools: readonly Pool[] = lanes.map((lane: Lane) =>
    createPool({
      lane,
      size: laneSize(lane, ground.cores),
      idleFor: pace.idle,
      spawn: (of) => {
        const name = `worker-${crypto.randomUUID()}`;
        return { owner: name, port: ground.spawn(of, name) };
      },
      onSpawn: (worker) => {
        worker.port.listen((message) => onMessage(worker, message));
        worker.port.onDeath((reason) => bury(worker, { code: 'interrupted', reason }));
      },
    }),
  );

  // ——— Leasing ———

  const pump = (pool: Pool): void => {
    const mayQueueBehind = (running: Running): boolean =>
      durations.isQuick(running.lease.task.kind);
    while (ready && !stopped && !troubled && pool.hasRoom(mayQueueBehind)) {
      const lease = leaseFor(pool.lane);
      const worker = lease ? pool.place(mayQueueBehind) : null;
      if (!worker || !lease) return;
      held.set(lease.task.id, pool.give(worker, lease, ground.now()));
    }
  };

  const leaseFor = (lane: Lane) => {
    try {
      return engine.leaseNext(lane, owner);
    } catch {
      // The database could not write: whoever writes next finds out why. Perhaps nobody does.
      lookTimer ??= setTimeout(look, pace.breath);
      return null;
    }
  };

  const pumpAll = (): void => {
    for (const pool of pools) pump(pool);
    clearTimeout(wakeTimer);
    const wake = stopped ? null : engine.nextWake();
    if (wake === null) return;
    const wait = Math.min(Math.max(wake - ground.now(), pace.settleDown), 60_000);
    wakeTimer = setTimeout(pumpAll, wait);
  };

  // ——— Endings ———

  /** Writes how a lease ended and lets go of it; whether that took (or will, once there is space). */
  const end = (running: Running, ending: Ending): boolean => {
    const { task } = running.lease;
    const settled = settle(library, task.id, running.lease.epoch, ending, ground.now());
    if (settled.is === 'trouble') {
      unwritten.set(task.id, { running, ending });
      sufferTrouble(settled.failure);
      return true;
    }
    held.delete(task.id);
    if (ending.as === 'fail' && isStorageFailure(ending.failure)) sufferTrouble(ending.failure);
    return settled.is === 'written';
  };

  const sufferTrouble = (failure: Failure): void => {
    if (troubled || stopped) return;
    troubled = true;
    const breath = new Promise((resolve) => setTimeout(resolve, pace.breath));
    void Promise.allSettled([breath, onStorageTrouble(failure)]).then(() => {
      if (stopped) return;
      troubled = false;
      const again = [...unwritten.values()];
      unwritten.clear();
      for (const { running, ending } of again) end(running, ending);
      if (!troubled) housekeeping.unblock();
      pumpAll();
    });
  };

  const endingOf = (running: Running, result: FromEnded['result']): Ending | null => {
    if (running.state === 'lost') return null;
    if (running.state === 'cancelling') return { as: 'cancelled' };
    if (result.ok) return { as: 'finish', output: result.value };
    return result.failure.code === 'cancelled'
      ? // Nobody asked it to stop: what it says is not so.
        { as: 'fail', failure: { code: 'internal', reason: 'it stopped without being asked' } }
      : { as: 'fail', failure: result.failure };
  };

  const onEnded = (worker: TaskWorker, message: FromEnded): void => {
    const running = worker.line.find(
      ({ lease }) => lease.task.id === message.task && lease.epoch === message.epoch,
    );
    const pool = pools.find(({ lane }) => lane === worker.lane);
    let isKept = false;
    if (running && pool) {
      const now = ground.now();
      if (message.result.ok) durations.note(running.lease.task.kind, now - running.startedAt);
      pool.take(running, now);
      const outOfMemory = !message.result.ok && message.result.failure.code === 'out_of_memory';
      // WASM memory never shrinks: after big work the worker goes, and its memory with it.
      if (outOfMemory || isWeighty(worker.lane, running.lease)) retire(worker);
      const ending = endingOf(running, message.result);
      const isFull = !message.result.ok && isStorageFailure(message.result.failure);
      // The next task goes out before this one is written, so that the worker does not wait.
      if (!isFull) pump(pool);
      if (ending) isKept = end(running, ending) && ending.as === 'finish';
      else if (held.get(message.task) === running) held.delete(message.task);
    }
    if (message.published.length > 0 && !isKept) {
      void ground.removeUnneeded(message.published, unneeded).catch(() => undefined);
    }
    if (pool) pump(pool);
  };

  /** Ends a worker; the leases that it had not begun go back untouched. */
  const retire = (worker: TaskWorker): readonly Running[] => {
    const line = pools.find(({ lane }) => lane === worker.lane)?.end(worker) ?? [];
    for (const running of line) {
      if (running.state === 'lost') held.delete(running.lease.task.id);
      else end(running, { as: running.state === 'cancelling' ? 'cancelled' : 'release' });
    }
    void ground.removeTemporary(worker.owner).catch(() => undefined);
    return line;
  };

  /** A worker broke, or talks nonsense, or would not stop: its first task answers for it. */
  const bury = (worker: TaskWorker, failure: Failure): void => {
    if (worker.ended) return;
    awake();
    const [first] = worker.line;
    if (first) {
      worker.line = worker.line.slice(1);
      clearTimeout(first.deadline);
      if (first.state === 'lost') held.delete(first.lease.task.id);
      else end(first, first.state === 'cancelling' ? { as: 'cancelled' } : { as: 'fail', failure });
    }
    retire(worker);
    pumpAll();
  };

  // ——— Stopping one task ———

  const stopOne = (running: Running, state: 'cancelling' | 'lost'): void => {
    if (running.state !== 'running') return;
    running.state = state;
    const { worker, lease } = running;
    worker.port.post({ say: 'abort', task: lease.task.id, epoch: lease.epoch });
    const [first] = worker.line;
    if (first === running) {
      const failure: Failure = { code: 'interrupted', reason: 'it did not stop when asked to' };
      running.deadline = setTimeout(() => bury(worker, failure), pace.patience);
      return;
    }
    // Not begun: its worker skips it, or hears of the abort as soon as it begins.
    worker.line = worker.line.filter((other) => other !== running);
    if (state === 'cancelling') end(running, { as: 'cancelled' });
    else held.delete(lease.task.id);
  };

  /** Compares what we hold with what the database says: cancelled by a person, taken by another. */
  const compareLeases = (): void => {
    if (held.size === 0) return;
    const rows = new Map(engine.runningTasks().map((row) => [row.id, row]));
    for (const running of held.values()) {
      const { task, epoch } = running.lease;
      if (unwritten.has(task.id)) continue;
      const row = rows.get(task.id);
      if (row?.lease_epoch !== epoch) stopOne(running, 'lost');
      else if (row.cancel_requested === 1) stopOne(running, 'cancelling');
    }
  };

  // ——— Messages, time ———

  const onMessage = (worker: TaskWorker, raw: unknown): void => {
    if (worker.ended || stopped) return;
    awake();
    const message = readFromTaskWorker(raw);
    if (!message) return bury(worker, { code: 'internal', reason: 'its worker spoke nonsense' });
    hear(worker.pulse, message);
    switch (message.say) {
      case 'here':
      case 'long_step':
        return undefined;
      case 'ended':
        return onEnded(worker, message);
      case 'progress': {
        const running = held.get(message.task);
        if (running?.lease.epoch !== message.epoch || running.state !== 'running') return;
        running.fraction = message.fraction;
        const { task, fraction, note } = message;
        const words = note === null ? {} : { note };
        return publishProgress({ task, fraction, ...words, at: ground.now() });
      }
      case 'copy': {
        const { call, name } = message;
        const copied = options.snapshot?.(name) ?? Promise.resolve(noCopies);
        return void copied.then((result) => worker.port.post({ say: 'answer', call, result }));
      }
      case 'do': {
        const result = obey(library, message, ground.now());
        return worker.port.post({ say: 'answer', call: message.call, result });
      }
      case 'ask':
        return worker.port.post({
          say: 'answer',
          call: message.call,
          result: answer(library, message),
        });
    }
  };

  /** After a sleep (the clock jumped by more than three heartbeats) no lease is taken for granted. */
  const awake = (): void => {
    const now = ground.now();
    const slept = now - lastAwake > 3 * pace.heartbeat + pace.heartbeat;
    lastAwake = now;
    if (slept) beat();
  };

  const beat = (): void => {
    for (const running of held.values()) {
      const { task, epoch } = running.lease;
      if (running.state !== 'running') continue;
      try {
        const { held: isHeld, cancelRequested } = engine.heartbeat(
          task.id,
          epoch,
          running.fraction,
        );
        if (unwritten.has(task.id)) continue;
        if (!isHeld) stopOne(running, 'lost');
        else if (cancelRequested) stopOne(running, 'cancelling');
      } catch {
        // Not written: the epoch still fences every later write.
      }
    }
  };

  /** Asks every worker that has work for a sign of life; one that gave none for too long is ended. */
  const feelPulses = (): void => {
    for (const worker of pools.flatMap((pool) => [...pool.workers])) {
      if (worker.line.length === 0) rest(worker.pulse);
      else {
        const failure = feel(worker.pulse, pace.heartbeat, pace);
        if (failure) bury(worker, failure);
        else worker.port.post({ say: 'still_there' });
      }
    }
  };

  const reclaim = async (): Promise<void> => {
    const alive = new Set([...(await ground.aliveOwners()), owner]);
    // A lock tells truly who lives, also through a sleep; silence tells nothing.
    if (stopped) return;
    const lost = engine.reclaim({ alive, silentFor: Number.MAX_SAFE_INTEGER });
    // At the start housekeeping has done it already.
    if (lost.length > 0 && ready) housekeeping.removeAbandoned();
  };

  const look = (): void => {
    lookTimer = undefined;
    if (stopped) return;
    awake();
    compareLeases();
    pumpAll();
  };
  const unsubscribe = library.onChange(() => {
    lookTimer ??= setTimeout(look, pace.settleDown);
  });

  const housekeeping = startHousekeeping({ library, ground });
  const removedModels = watchRemovedModels({ library, ground });
  let beats = 0;
  const heartTimer = setInterval(() => {
    lastAwake = ground.now();
    beat();
    feelPulses();
    beats += 1;
    const isForeign = (): boolean => engine.runningTasks().some((row) => row.lease_owner !== owner);
    if (beats % 3 === 0 && ready && isForeign()) void reclaim().catch(() => undefined);
  }, pace.heartbeat);

  const begin = async (): Promise<void> => {
    letGo = await ground.stayAlive(owner);
    if (stopped) return letGo();
    await reclaim();
    ready = true;
    housekeeping.unblock();
    pumpAll();
  };
  begin().catch((thrown: unknown) => {
    // Without locks nobody else can be alive in this library either.
    if (stopped) return;
    ready = true;
    pumpAll();
    reportError(thrown);
  });

  return {
    stop() {
      if (stopped) return;
      for (const pool of pools) {
        for (const worker of pool.workers) retire(worker);
      }
      stopped = true;
      unsubscribe();
      housekeeping.stop();
      removedModels.stop();
      clearInterval(heartTimer);
      clearTimeout(lookTimer);
      clearTimeout(wakeTimer);
      letGo();
    },
  };
}

const noCopies: Result<never> = fail({
  code: 'unsupported',
  what: 'a backup',
  reason: 'this library is not kept in files',
});

type FromEnded = Extract<FromTaskWorker, { say: 'ended' }>;

const isGroundWhole = (ground?: Partial<SchedulerGround>): ground is SchedulerGround =>
  ground?.now !== undefined && ground.spawn !== undefined && ground.cores !== undefined;
