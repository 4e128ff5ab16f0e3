/** What a scheduler is started with, and its paces. */
import type { Library } from '#db/library.ts';
import type { Failure } from '#domain/failure.ts';
import type { TaskId } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';

import type { SchedulerGround } from './ground.ts';
import { pulseLimits } from './pulse.ts';

/** One tick of live progress; `fraction` 0 to 1, `at` in ms UTC. */
export interface ProgressTick {
  readonly task: TaskId;
  readonly fraction: number;
  readonly note?: string;
  readonly at: number;
}

export interface SchedulerOptions {
  readonly library: Library;
  readonly libraryId: string;
  readonly publishProgress: (tick: ProgressTick) => void;
  /** Copies the open database under a name, for a backup. */
  readonly snapshot?: (name: string) => Promise<Result<unknown>>;
  /** Called when nothing can be stored; leasing stops until the promise resolves (space is back). */
  readonly onStorageTrouble: (failure: Failure) => Promise<void> | void;
  /** Makes a task worker; the real one when not given. */
  readonly spawn?: SchedulerGround['spawn'];
  /** Absolute address of the app's folder, for files of the app itself. */
  readonly appBase?: string;
  /** The rest of what it stands on; real when not given. */
  readonly ground?: Partial<SchedulerGround>;
  readonly paces?: Partial<typeof paces>;
}

/** All in ms. */
export const paces = {
  heartbeat: 5_000,
  /** A task that was told to stop and has not is terminated with its worker. */
  patience: 2_000,
  idle: 10_000,
  /** Changes of the library within so long are looked at once. */
  settleDown: 10,
  /** Shortest pause between two tries to write while storage is in trouble. */
  breath: 3_000,
  ...pulseLimits,
};
