import { useMemo } from 'react';

import type { AssetId } from '#domain/id.ts';
import { useCommand } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { useUndo } from '../shell/undo.ts';
import { showToast } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { libraryWords as words } from '../words/library.ts';

/** The acts on assets that tell what they did and offer to take it back. */
export function useAssetActs(): {
  readonly approve: (assets: readonly AssetId[], approved: boolean) => void;
  readonly trash: (assets: readonly AssetId[]) => void;
  readonly restore: (assets: readonly AssetId[]) => void;
} {
  const run = useCommand();
  const { undo } = useUndo();
  return useMemo(() => {
    const told = (text: string): void =>
      showToast({ text, tone: 'plain', action: { label: commonWords.undo, run: undo } });
    return {
      approve: (assets, approved) =>
        void run('approveAssets', { assets, approved }).then((done) => {
          if (!done) return;
          const count = assets.length;
          told(approved ? words.approvedDone(count) : words.unapprovedDone(count));
        }),
      trash: (assets) => {
        // In the trash, the key for "to the trash" has nothing to do.
        if (useSession.getState().filter.trashed) return;
        void run('trashAssets', { assets }).then((done) => {
          if (done) told(words.trashed(assets.length));
        });
      },
      restore: (assets) =>
        void run('restoreAssets', { assets }).then((done) => {
          if (done) told(words.restored(assets.length));
        }),
    };
  }, [run, undo]);
}
