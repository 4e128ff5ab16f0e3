/** For tests in Node only: lanes that really run functions, on a ground without a browser. */
import type { Sha256 } from '#domain/id.ts';
import type { Lane } from '#domain/task.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import type { Run } from '#tasks/context.ts';

import type { SchedulerGround } from './ground.ts';
import type { TaskWorkerPort, ToTaskWorker } from './messages.ts';
import { createRunner } from './runner.ts';

/** What the test's workers do and what became of them. */
export interface TestGround extends SchedulerGround {
  readonly spawned: { readonly lane: Lane; readonly owner: string; ended: boolean }[];
  readonly cleaned: string[];
  /** How often what the dead left was removed. */
  abandonedRemoved: number;
  readonly unwanted: Sha256[];
  readonly alive: Set<string>;
  /** Moves the clock on, in ms. */
  pass(milliseconds: number): void;
  /** Breaks a worker, as a crash would. */
  kill(owner: string, reason: string): void;
  /** Puts words into a worker's mouth. */
  utter(owner: string, message: unknown): void;
}

/** Lanes of workers that run the given functions on this thread, message by message. */
export function testGround(options: {
  readonly runs: Readonly<Record<string, Run<never>>>;
  readonly kinds: readonly TaskKind<never>[];
  readonly cores?: number;
  readonly now: () => number;
  readonly pass: (milliseconds: number) => void;
}): TestGround {
  const { kinds, runs } = options;
  const wires = new Map<
    string,
    { message: (raw: unknown) => void; death: (why: string) => void }
  >();
  const ground: TestGround = {
    spawned: [],
    cleaned: [],
    abandonedRemoved: 0,
    unwanted: [],
    alive: new Set(),
    cores: options.cores ?? 4,
    now: options.now,
    pass: options.pass,
    stayAlive: async (owner) => {
      ground.alive.add(owner);
      return () => void ground.alive.delete(owner);
    },
    aliveOwners: async () => ground.alive,
    removeTemporary: async (owner) => ground.cleaned.push(owner),
    removeAbandoned: async () => {
      ground.abandonedRemoved += 1;
    },
    removeUnneeded: async (hashes, unneeded) => ground.unwanted.push(...unneeded(hashes)),
    sweep: async () => new Set(),
    isStored: async () => false,
    kill: (owner, reason) => wires.get(owner)?.death(reason),
    utter: (owner, message) => wires.get(owner)?.message(message),
    spawn(lane, owner): TaskWorkerPort {
      const record = { lane, owner, ended: false };
      ground.spawned.push(record);
      const wire = {
        message: (_raw: unknown): void => undefined,
        death: (_why: string): void => undefined,
      };
      wires.set(owner, wire);
      const take = createRunner({
        say: (message) => {
          const copy: unknown = structuredClone(message);
          setImmediate(() => record.ended || wire.message(copy));
        },
        kindByName: (name) => kinds.find(({ kind }) => kind === name),
        runs: Object.fromEntries(
          Object.entries(runs).map(([kind, run]) => [kind, async () => ({ run })]),
        ),
        blobs: {
          openBlob: async (sha256) => {
            throw { code: 'missing_file', sha256 };
          },
          createBlob: () => testWriter(),
          async *listBlobs() {},
        },
        appFile: async () => new Uint8Array(),
        now: () => performance.now(),
      });
      return {
        post: (message: ToTaskWorker) => {
          const copy = structuredClone(message);
          setImmediate(() => record.ended || take(copy));
        },
        listen: (onMessage) => {
          wire.message = onMessage;
        },
        onDeath: (onDeath) => {
          wire.death = onDeath;
        },
        terminate: () => {
          record.ended = true;
        },
      };
    },
  };
  return ground;
}

/** Writers still open, by every test of this file. */
export const openWriters = new Set<object>();

function testWriter() {
  const token = {};
  openWriters.add(token);
  let size = 0;
  return {
    write: async (bytes: Uint8Array) => {
      size += bytes.length;
    },
    writeAt: async (bytes: Uint8Array, at: number) => {
      size = Math.max(size, at + bytes.length);
    },
    close: async () => {
      openWriters.delete(token);
      const sha256 = Array.from({ length: 64 }, (_, at) => ((size + at) % 16).toString(16)).join(
        '',
      );
      return { sha256: sha256 as Sha256, size };
    },
    abort: async () => {
      openWriters.delete(token);
    },
  };
}
