import type { RequestId } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import { ok } from '#domain/result.ts';
import type { TaskRow } from '#domain/task.ts';
import type { Connection } from '../connection.ts';
import type { Engine } from '../library.ts';
import { failAttempt, finish } from './finish.ts';
import {
  cancelRunning,
  heartbeat,
  heldTask,
  leaseNext,
  lostTasks,
  nextInLane,
  nextWake,
  reclaim,
  release,
} from './leases.ts';
import { taskColumns } from './rows.ts';
import type { Scope } from './scope.ts';
import { transact } from './transact.ts';

/** The engine's own name in the journal. */
const actor = 'engine';

/** The engine over an open library: each call is one transaction with a request id of its own. */
export function engineOf(library: {
  readonly connection: Connection;
  readonly writing: (request: RequestId, actor: string) => Scope;
  readonly scopeFor: (request: RequestId, actor: string) => Scope;
  readonly newRequest: () => RequestId;
}): Engine {
  const { connection } = library;
  const reading = (): Scope => library.scopeFor(library.newRequest(), actor);
  const write = <T>(work: (scope: Scope) => Result<T>): Result<T> =>
    transact(connection, () => work(library.writing(library.newRequest(), actor)));
  /** For calls that have no failure of their own: what goes wrong is thrown to the thread's owner. */
  const must = <T>(work: (scope: Scope) => T): T =>
    connection.transaction(() => work(library.writing(library.newRequest(), actor)));

  return {
    // Looks before it opens a transaction: polling an empty queue writes nothing.
    leaseNext: (lane, owner) =>
      nextInLane(reading(), lane) === null
        ? null
        : connection.relaxed(() => must((scope) => leaseNext(scope, lane, owner))),

    heartbeat: (task, epoch, progress) =>
      connection.relaxed(() =>
        connection.transaction(() => heartbeat(reading(), task, epoch, progress)),
      ),

    finish: (task, epoch, output) => {
      // The cache first: what it holds too much is harmless, what it lacks is made again.
      if (output.thumbnails !== undefined && heldTask(reading(), task, epoch) !== undefined) {
        reading().saveThumbnails(output.thumbnails);
      }
      const writeOutput = () => write((scope) => finish(scope, task, epoch, output));
      // Facts forgotten by a loss of power are read again; a file that was made is not.
      return output.file === undefined && output.result === undefined
        ? connection.relaxed(writeOutput)
        : writeOutput();
    },

    fail: (task, epoch, failure) => write((scope) => ok(failAttempt(scope, task, epoch, failure))),

    confirmCancelled: (task, epoch) =>
      write((scope) => {
        const held = heldTask(scope, task, epoch);
        if (held === undefined) return ok(false);
        cancelRunning(scope, held);
        return ok(true);
      }),

    release: (task, epoch) =>
      write((scope) => {
        const held = heldTask(scope, task, epoch);
        if (held === undefined) return ok(false);
        release(scope, held);
        return ok(true);
      }),

    reclaim: ({ alive, silentFor }) =>
      lostTasks(reading(), alive, silentFor).length === 0
        ? []
        : must((scope) => reclaim(scope, alive, silentFor)),

    nextWake: () => nextWake(reading()),

    runningTasks: () =>
      connection.all<TaskRow>(
        `SELECT ${taskColumns('t')} FROM tasks t WHERE t.status = 'running' ORDER BY t.started_at`,
      ),

    saveThumbnails: (thumbnails) => reading().saveThumbnails(thumbnails),

    unneededBlobs: (hashes) => {
      const needed = new Set(
        connection
          .all<{ blob: string }>(
            `SELECT a.blob FROM json_each(?1) AS wanted
             CROSS JOIN assets a INDEXED BY assets_by_blob ON a.blob = wanted.value
             WHERE a.blob IS NOT NULL
             UNION
             SELECT m.blob FROM local_models m
             WHERE m.blob IN (SELECT value FROM json_each(?1))
             UNION
             SELECT t.result ->> '$.sha256' AS blob FROM tasks t
             WHERE t.status = 'completed' AND t.archived = 0 AND t.pack_id IS NOT NULL
               AND t.result ->> '$.sha256' IN (SELECT value FROM json_each(?1))
               AND NOT EXISTS (SELECT 1 FROM tasks later WHERE later.pack_id = t.pack_id
                 AND later.kind = t.kind AND later.status = 'completed'
                 AND later.finished_at > t.finished_at)
             UNION
             SELECT t.result ->> '$.sha256' AS blob FROM tasks t
             WHERE t.status = 'completed' AND t.archived = 0 AND t.kind = 'export_collection'
               AND t.result ->> '$.sha256' IN (SELECT value FROM json_each(?1))
               AND NOT EXISTS (SELECT 1 FROM tasks later WHERE later.kind = t.kind
                 AND later.status = 'completed' AND later.params = t.params
                 AND later.finished_at > t.finished_at)`,
            [JSON.stringify(hashes)],
          )
          .map(({ blob }) => blob),
      );
      return hashes.filter((hash) => !needed.has(hash));
    },
  };
}
