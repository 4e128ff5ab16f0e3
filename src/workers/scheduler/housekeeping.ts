/**
 * What the leader tidies beside scheduling: temporary files of the dead right at the start, now and
 * then, and when one is found dead; the whole sweep some time after the start, which also tells
 * what the rows need and the store has not; and the blobs of emptied trash.
 */
import type { Library } from '#db/library.ts';
import type { RequestId, Sha256, TaskId } from '#domain/id.ts';
import { uuidv7 } from '#domain/id.ts';

import type { SchedulerGround } from './ground.ts';
import { markLost } from './lost-blobs.ts';

/** After the start, so that opening the app comes first; after a change, so that many count as one. */
const sweepAfter = 15_000;
const trashAfter = 1_000;
/** A tab that only imported may have died without the scheduler missing it. */
const abandonedEvery = 300_000;
/** What failed so often for want of space is too big for it, and waits for a person from then on. */
const triesForSpace = 3;

export function startHousekeeping(options: {
  readonly library: Library;
  readonly ground: SchedulerGround;
}): { stop(): void; unblock(): void; removeAbandoned(): void } {
  const { library, ground } = options;
  const unneeded = (hashes: readonly Sha256[]): readonly Sha256[] =>
    library.engine.unneededBlobs(hashes);
  let seen = lastEntry(library);
  let trashTimer: ReturnType<typeof setTimeout> | undefined;

  // At once: one listing and one look at the locks. What the ended thread has still open, the sweep takes.
  const removeAbandoned = (): void => void ground.removeAbandoned().catch(() => undefined);
  removeAbandoned();
  const abandonedTimer = setInterval(removeAbandoned, abandonedEvery);
  const sweepTimer = setTimeout(() => void sweep().catch(() => undefined), sweepAfter);
  const sweep = async (): Promise<void> => {
    const stored = await ground.sweep(unneeded);
    await markLost(library, {
      stored,
      isStored: (sha256) => ground.isStored(sha256),
      now: () => ground.now(),
    });
  };

  /** The journal tells which assets were deleted for good, and which bytes were theirs. */
  const removeEmptied = (): void => {
    trashTimer = undefined;
    const rows = select(
      library,
      `SELECT id, old_value ->> '$.blob' AS blob FROM audit_log
       WHERE id > ? AND entity_type = 'assets' AND action = 'delete' ORDER BY id`,
      [seen],
    );
    const blobs = rows.flatMap(({ blob }) => (typeof blob === 'string' ? [blob as Sha256] : []));
    seen = lastEntry(library);
    if (blobs.length > 0) void ground.removeUnneeded(blobs, unneeded).catch(() => undefined);
  };

  const unsubscribe = library.onChange((tables) => {
    if (tables.has('assets')) trashTimer ??= setTimeout(removeEmptied, trashAfter);
  });

  return {
    stop() {
      unsubscribe();
      clearTimeout(sweepTimer);
      clearInterval(abandonedTimer);
      clearTimeout(trashTimer);
    },
    removeAbandoned,
    /** Tasks that waited for space wait no longer. */
    unblock() {
      const rows = select(
        library,
        `SELECT t.id FROM tasks t
         WHERE t.status = 'pending' AND t.blocked_reason = 'no_space' AND t.paused = 0
           AND (SELECT count(*) FROM task_attempts a
                WHERE a.task_id = t.id AND a.failure ->> '$.code' = 'storage_full') < ?`,
        [triesForSpace],
      );
      const tasks = rows.flatMap(({ id }) => (typeof id === 'string' ? [id as TaskId] : []));
      if (tasks.length === 0) return;
      const random = crypto.getRandomValues(new Uint8Array(10));
      const request = uuidv7(ground.now(), random) as RequestId;
      library.command('resumeTasks', { tasks }, { request, actor: 'scheduler' });
    },
  };
}

function select(
  library: Library,
  text: string,
  params: readonly unknown[],
): readonly Record<string, unknown>[] {
  const result = library.sql(text, params);
  return result.ok ? result.value.rows : [];
}

function lastEntry(library: Library): number {
  const [row] = select(library, 'SELECT max(id) AS last FROM audit_log', []);
  return typeof row?.['last'] === 'number' ? row['last'] : 0;
}
