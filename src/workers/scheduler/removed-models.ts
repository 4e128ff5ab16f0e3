/**
 * Frees the bytes of models that were removed, which are large, after a time in which the removal
 * can still be taken back. One that is brought back later says that its file is missing, and where
 * it can be had.
 */
import type { Library } from '#db/library.ts';
import type { RequestId, Sha256 } from '#domain/id.ts';
import { uuidv7 } from '#domain/id.ts';

import type { SchedulerGround } from './ground.ts';

/** Between a removal and the freeing of its bytes, ms: as long as one is about to take it back. */
const grace = 60_000;

interface Entry {
  readonly id: number;
  readonly action: 'create' | 'delete';
  readonly blob: Sha256;
}

/** Watches models come and go until it is stopped. */
export function watchRemovedModels(options: {
  readonly library: Library;
  readonly ground: Pick<SchedulerGround, 'isStored' | 'removeUnneeded' | 'now'>;
  /** Milliseconds; tests wait less. */
  readonly wait?: number;
}): { stop(): void } {
  const { library, ground, wait = grace } = options;
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let seen = lastEntry(library);

  const free = (blobs: readonly Sha256[]): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      const unneeded = (hashes: readonly Sha256[]): readonly Sha256[] =>
        library.engine.unneededBlobs(hashes);
      void ground.removeUnneeded(blobs, unneeded).catch(() => undefined);
    }, wait);
    timers.add(timer);
  };
  const check = async (blobs: readonly Sha256[]): Promise<void> => {
    const stored = await Promise.all(blobs.map((blob) => ground.isStored(blob)));
    const lost = blobs.filter((_, at) => stored[at] === false);
    if (lost.length === 0) return;
    // The border: a fresh UUIDv7 is a request id by definition.
    const random = crypto.getRandomValues(new Uint8Array(10));
    const request = uuidv7(ground.now(), random) as RequestId;
    library.command('markMissing', { blobs: lost }, { request, actor: 'scheduler' });
  };

  const unsubscribe = library.onChange((tables) => {
    if (!tables.has('local_models')) return;
    const entries = entriesAfter(library, seen);
    seen = lastEntry(library);
    const of = (action: Entry['action']): readonly Sha256[] =>
      entries.filter((entry) => entry.action === action).map(({ blob }) => blob);
    if (of('delete').length > 0) free(of('delete'));
    if (of('create').length > 0) void check(of('create')).catch(() => undefined);
  });
  return {
    stop() {
      unsubscribe();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function entriesAfter(library: Library, after: number): readonly Entry[] {
  const result = library.sql(
    `SELECT id, action, coalesce(new_value, old_value) ->> '$.blob' AS blob FROM audit_log
     WHERE id > ? AND entity_type = 'local_models' AND action <> 'update' ORDER BY id`,
    [after],
  );
  // The border: a row that was asked for is of this form.
  return result.ok ? (result.value.rows as unknown as readonly Entry[]) : [];
}

function lastEntry(library: Library): number {
  const result = library.sql('SELECT max(id) AS last FROM audit_log', []);
  const last = result.ok ? result.value.rows[0]?.['last'] : null;
  return typeof last === 'number' ? last : 0;
}
