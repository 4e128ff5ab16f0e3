import type { CommandName, Commands } from '#domain/contract/commands.ts';
import type { Lease, TaskOutput, Thumbnail } from '#domain/contract/engine.ts';
import type { Queries, QueryName } from '#domain/contract/queries.ts';
import type { Failure } from '#domain/failure.ts';
import type { RequestId, Sha256, TaskId } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import type { Lane, TaskRow } from '#domain/task.ts';

/** One open library: everything that the database thread can be asked. Synchronous throughout. */
export interface Library {
  /** Parses the input and runs the command in one transaction. The same request twice changes nothing twice. */
  command<Name extends CommandName>(
    name: Name,
    input: unknown,
    by: { readonly request: RequestId; readonly actor: string },
  ): Result<Commands[Name]['value']>;
  /** Runs a named query and tells the tables it read. */
  query<Name extends QueryName>(
    name: Name,
    params: unknown,
  ): Result<{ readonly value: Queries[Name]['value']; readonly tables: readonly string[] }>;
  /** Read-only SQL for the Data screen and the scripting door; anything that writes is refused. */
  sql(
    text: string,
    params?: readonly unknown[],
  ): Result<{
    readonly rows: readonly Record<string, unknown>[];
    readonly tables: readonly string[];
  }>;
  readonly engine: Engine;
  /** Calls back after each commit with the tables written. Returns the unsubscriber. */
  onChange(listener: (tables: ReadonlySet<string>) => void): () => void;
  close(): void;
}

/** What the scheduler and the importer may do beyond the commands; each call is one transaction. */
export interface Engine {
  /** Leases the next task of a lane that may run now (not paused, not waiting), or null. */
  leaseNext(lane: Lane, owner: string): Lease | null;
  /** Keeps a lease alive and notes coarse progress; says whether it is still held and wanted. */
  heartbeat(
    task: TaskId,
    epoch: number,
    progress?: number,
  ): { readonly held: boolean; readonly cancelRequested: boolean };
  /** Makes the output true and completes the task. `false`: the lease was lost; nothing was written. */
  finish(task: TaskId, epoch: number, output: TaskOutput): Result<boolean>;
  /** Ends the attempt: back to pending with a delay while attempts are left and it may help, else failed. */
  fail(
    task: TaskId,
    epoch: number,
    failure: Failure,
  ): Result<'retrying' | 'completed' | 'failed' | 'stale'>;
  /** The run stopped because it was asked to: cancelled, its placeholder removed. */
  confirmCancelled(task: TaskId, epoch: number): Result<boolean>;
  /** Gives a task back untouched (its worker ended through no fault of its own). */
  release(task: TaskId, epoch: number): Result<boolean>;
  /** Gives back every running task whose owner is not in `alive`, or that was silent for too long. */
  reclaim(options: {
    readonly alive: ReadonlySet<string>;
    readonly silentFor: number;
  }): readonly TaskId[];
  /** When the next waiting task may run, if only time holds it back (ms UTC). */
  nextWake(): number | null;
  runningTasks(): readonly TaskRow[];
  saveThumbnails(thumbnails: readonly Thumbnail[]): void;
  /** Which of these hashes nothing needs: no asset (trash included), no pack's last export in the queue. */
  unneededBlobs(hashes: readonly Sha256[]): readonly Sha256[];
}
