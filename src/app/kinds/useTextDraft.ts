import { useCallback, useEffect, useRef, useState } from 'react';

import type { WrittenText } from '#domain/contract/kinds.ts';
import type { AssetId } from '#domain/id.ts';
import { showFailure, useInkreel } from '../inkreel.ts';
import { showToast } from '../ui/toasts.ts';
import { kindWords as words } from '../words/kinds.ts';
import { dropDraft, keepDraft, keptDraft } from './text-draft.ts';

/** Saved when the hand rests for so long, ms. */
const pause = 1_200;

export type Saving = 'saved' | 'unsaved' | 'saving' | 'failed';

/**
 * The words of an asset while they are written: saved as a command after a pause and when the page
 * is left, kept in the browser before that. What another tab writes shows while nothing is unsaved.
 */
export function useTextDraft(
  asset: AssetId,
  stored: WrittenText | null | undefined,
): {
  readonly content: string;
  readonly saving: Saving;
  readonly write: (content: string) => void;
} {
  const client = useInkreel();
  const [typed, setTyped] = useState<string | null>(() => keptDraft(asset));
  const [saving, setSaving] = useState<Saving>(typed === null ? 'saved' : 'unsaved');
  /** The newest words that are not saved; what effects and timers read. */
  const waiting = useRef<string | null>(typed);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** One at a time, so that an older writing never lands after a newer one. */
  const busy = useRef(false);

  const save = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    if (busy.current) return;
    busy.current = true;
    while (waiting.current !== null) {
      const content = waiting.current;
      setSaving('saving');
      // One after the other is what is wanted here.
      // oxlint-disable-next-line no-await-in-loop
      const done = await client.command('writeText', { asset, content });
      if (!done.ok) {
        setSaving('failed');
        showFailure(done.failure);
        break;
      }
      if (waiting.current === content) {
        waiting.current = null;
        dropDraft(asset);
        setSaving('saved');
      }
    }
    busy.current = false;
  }, [asset, client]);

  const write = useCallback(
    (content: string): void => {
      waiting.current = content;
      keepDraft(asset, content);
      setTyped(content);
      setSaving('unsaved');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), pause);
    },
    [asset, save],
  );

  useEffect(() => {
    if (waiting.current !== null) {
      showToast({ text: words.recovered, tone: 'plain' });
      void save();
    }
    const leave = (): void => {
      if (document.visibilityState === 'hidden') void save();
    };
    const unload = (): void => void save();
    document.addEventListener('visibilitychange', leave);
    addEventListener('pagehide', unload);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      removeEventListener('pagehide', unload);
      void save();
    };
  }, [save]);

  // Saved, and the library has moved on since: its words are the truth again.
  const [seen, setSeen] = useState(stored?.updated_at);
  if (saving === 'saved' && stored && stored.updated_at !== seen) {
    setSeen(stored.updated_at);
    if (typed !== null && typed !== stored.content) setTyped(null);
  }
  return { content: typed ?? stored?.content ?? '', saving, write };
}
