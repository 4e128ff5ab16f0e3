/** The workers of one lane: spawned when needed, ended when idle, each with a short line of leases. */
import type { Lease } from '#domain/contract/engine.ts';
import type { Lane } from '#domain/task.ts';

import type { TaskWorkerPort } from './messages.ts';
import { newPulse, type Pulse } from './pulse.ts';

/** A lease in a worker's hands. The first of its line runs, the others wait in the worker. */
export interface Running {
  readonly lease: Lease;
  readonly worker: TaskWorker;
  /** When it became the first of its line, ms UTC. */
  startedAt: number;
  fraction: number;
  /** `cancelling`: it was told to stop. `lost`: another holds the task now; nothing may be written. */
  state: 'running' | 'cancelling' | 'lost';
  /** Ends its worker when it does not stop by itself. */
  deadline: ReturnType<typeof setTimeout> | undefined;
}

export interface TaskWorker {
  /** Its name in tmp/ and in the attempts; its own, so that what it leaves can be told apart. */
  readonly owner: string;
  readonly lane: Lane;
  readonly port: TaskWorkerPort;
  line: Running[];
  readonly pulse: Pulse;
  idleTimer: ReturnType<typeof setTimeout> | undefined;
  ended: boolean;
}

type MayQueueBehind = (running: Running) => boolean;

export interface Pool {
  readonly lane: Lane;
  readonly workers: ReadonlySet<TaskWorker>;
  /** Whether one more lease finds a place; nothing is started yet. */
  hasRoom(mayQueueBehind: MayQueueBehind): boolean;
  /** A worker for one more lease: an idle one, a new one, or a busy one that may take a second. */
  place(mayQueueBehind: MayQueueBehind): TaskWorker | null;
  give(worker: TaskWorker, lease: Lease, now: number): Running;
  /** Takes an ended lease out of its worker's line. */
  take(running: Running, now: number): void;
  /** Ends a worker at once; gives what it still had in line. */
  end(worker: TaskWorker): readonly Running[];
}

/** Makes the pool of a lane. `idleFor`: ms after which a worker without work ends. */
export function createPool(options: {
  readonly lane: Lane;
  readonly size: number;
  readonly idleFor: number;
  readonly spawn: (lane: Lane) => Pick<TaskWorker, 'owner' | 'port'>;
  readonly onSpawn: (worker: TaskWorker) => void;
}): Pool {
  const { lane, size, idleFor, spawn, onSpawn } = options;
  const workers = new Set<TaskWorker>();

  const end: Pool['end'] = (worker) => {
    clearTimeout(worker.idleTimer);
    worker.ended = true;
    workers.delete(worker);
    worker.port.terminate();
    const { line } = worker;
    worker.line = [];
    for (const running of line) clearTimeout(running.deadline);
    return line;
  };

  const rest = (worker: TaskWorker): void => {
    clearTimeout(worker.idleTimer);
    worker.idleTimer = setTimeout(() => end(worker), idleFor);
  };

  const idle = (): TaskWorker | undefined =>
    [...workers].find((worker) => worker.line.length === 0);
  const behind = (mayQueueBehind: MayQueueBehind): TaskWorker | undefined =>
    [...workers].find(({ line: [only, ...more] }) =>
      only ? more.length === 0 && mayQueueBehind(only) : false,
    );

  return {
    lane,
    workers,
    end,
    hasRoom: (mayQueueBehind) =>
      workers.size < size || idle() !== undefined || behind(mayQueueBehind) !== undefined,
    place(mayQueueBehind) {
      const waiting = idle();
      if (waiting) return waiting;
      if (workers.size < size) {
        const worker: TaskWorker = {
          ...spawn(lane),
          lane,
          line: [],
          pulse: newPulse(),
          idleTimer: undefined,
          ended: false,
        };
        workers.add(worker);
        rest(worker);
        onSpawn(worker);
        return worker;
      }
      return behind(mayQueueBehind) ?? null;
    },
    give(worker, lease, now) {
      clearTimeout(worker.idleTimer);
      const running: Running = {
        lease,
        worker,
        startedAt: now,
        fraction: 0,
        state: 'running',
        deadline: undefined,
      };
      worker.line.push(running);
      worker.port.post({ say: 'run', lease });
      return running;
    },
    take(running, now) {
      const { worker } = running;
      clearTimeout(running.deadline);
      worker.line = worker.line.filter((other) => other !== running);
      const [next] = worker.line;
      if (next) next.startedAt = now;
      else if (!worker.ended) rest(worker);
    },
  };
}
