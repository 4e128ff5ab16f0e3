import { useState } from 'react';

import type { LeftOut } from '#domain/contract/selection.ts';
import type { AssetId } from '#domain/id.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import { useChosen } from '../chosen.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { givenSettings } from '../ui/TaskForm.tsx';
import { showToast } from '../ui/toasts.ts';
import { failureLine } from '../words/failures.ts';
import { inspectorWords as words } from '../words/inspector.ts';
import { libraryWords } from '../words/library.ts';

/** What must be known of a kind of task to queue it. */
export type QueuedKind = Pick<TaskKind<unknown>, 'kind' | 'words' | 'parse' | 'engine'>;

export type Queueing = ReturnType<typeof useQueueing>;

/** Queues a kind of task for a selection, and knows how many of it fit and why others do not. */
export function useQueueing(
  kind: QueuedKind,
  ids: readonly AssetId[],
  settings: Readonly<Record<string, unknown>>,
  onDone: () => void,
) {
  const run = useCommand();
  const [busy, setBusy] = useState(false);
  const target = useChosen((state) => state.target);
  const given = givenSettings(settings);
  const parsed = kind.parse(given);
  // Judged by the database: a selection may hold the whole library.
  const fit = useLiveQuery(
    'taskFit',
    parsed.ok ? { kind: kind.kind, assets: ids, settings: given } : null,
  ).value;
  const taken = fit?.taken ?? 0;
  const leftOut = (fit?.left_out ?? []).map((left) => ({
    reason: reasonOf(kind, left),
    count: left.count,
  }));
  return {
    /** The settings as the kind takes them; null while they are wrong. */
    given: parsed.ok ? given : null,
    taken,
    leftOut,
    /** Of all that is taken, where it can be known. */
    megapixels: fit?.megapixels ?? null,
    busy,
    /** Why nothing can be queued now, or null. */
    unavailable: !parsed.ok
      ? failureLine(parsed.failure)
      : !fit
        ? words.lookingAt
        : taken > 0
          ? null
          : (leftOut[0]?.reason ?? words.unavailable.kind),
    wrong:
      !parsed.ok && parsed.failure.code === 'invalid_input' && parsed.failure.field
        ? { name: parsed.failure.field, reason: parsed.failure.reason }
        : null,
    start: async (): Promise<void> => {
      setBusy(true);
      const done = await run('enqueue', {
        kind: kind.kind,
        assets: ids,
        settings: given,
        fitting: true,
        // The collection for new things, as it is chosen now: what waits in the queue keeps it.
        ...(target === null ? {} : { collection: target }),
      });
      setBusy(false);
      if (!done) return;
      showToast({ text: words.queued(kind.words.act, done.tasks.length), tone: 'plain' });
      onDone();
    },
  };
}

/** Why these are left out, in words. */
const reasonOf = (kind: QueuedKind, left: LeftOut): string =>
  left.why === 'kind'
    ? words.refusedKind(kind.words.act, libraryWords.kinds[left.kind])
    : left.why === 'refused'
      ? left.reason
      : words.leftOut[left.why];
