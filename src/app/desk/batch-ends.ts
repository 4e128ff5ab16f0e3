import { useEffect, useRef } from 'react';

import type { BatchRow } from '#domain/contract/queries.ts';
import type { BatchId } from '#domain/id.ts';
import { taskAbout } from '#tasks/abouts.ts';
import { goTo } from '../address.ts';
import { useLiveQuery } from '../inkreel.ts';
import { showToast } from '../ui/toasts.ts';
import { batchWords as words } from '../words/batch.ts';

const isActive = ({ pending, running }: BatchRow): boolean => pending + running > 0;

/** When this page was opened, ms: batches that are older count only when they were seen at work. */
const opened = Date.now();

/** Says in the page that a batch has ended, with the way to its results. */
export function useBatchEnds(): void {
  const active = useRef(new Set<BatchId>());
  const told = useRef(new Set<BatchId>());
  const batches = useLiveQuery('batches', { limit: 5 }).value;
  useEffect(() => {
    for (const batch of batches ?? []) {
      if (isActive(batch)) active.current.add(batch.id);
      // A quick one may have ended before it was ever seen at work.
      else if (active.current.delete(batch.id) || batch.created_at >= opened) {
        if (told.current.has(batch.id)) continue;
        told.current.add(batch.id);
        tell(batch);
      }
    }
  }, [batches]);
}

function tell({ id, kind, completed, unneeded, failed }: BatchRow): void {
  const known = taskAbout(kind);
  if (known?.makes !== 'derivative' || completed + failed === 0) return;
  if (document.visibilityState !== 'visible') return;
  showToast({
    text: words.ended(known.words.act, { made: completed - unneeded, unneeded, failed }),
    tone: failed > 0 ? 'bad' : 'plain',
    action: { label: words.look, run: () => goTo(`/batch/${id}`) },
  });
}
