import { useMemo } from 'react';

import type { AssetId } from '#domain/id.ts';
import { type InkreelClient, useCommand, useInkreel } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { useUndo } from '../shell/undo.ts';
import { showToast } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { libraryWords as words } from '../words/library.ts';

/** Where assets that go to the trash are used, in words; undefined when nothing uses them. */
async function usedWords(
  client: InkreelClient,
  assets: readonly AssetId[],
): Promise<string | undefined> {
  const uses = await client.query('usesOf', { ids: assets });
  if (!uses.ok || uses.value.total === 0) return undefined;
  const { packs, relations } = uses.value;
  const made = relations
    .filter(({ type }) => type === 'derived_from' || type === 'generated_from')
    .reduce((sum, { total }) => sum + total, 0);
  const isPlain = uses.value.total === packs.total + made && packs.total === packs.first.length;
  if (isPlain) {
    return [
      packs.total > 0 ? words.stillInPacks(packs.first.map(({ name }) => name)) : null,
      made > 0 ? words.madeFromStay(made) : null,
    ]
      .filter((one) => one !== null)
      .join(' ');
  }
  const { usesLines, usesWords } = await import('../words/uses.ts');
  return usesWords.toTrash(usesLines(uses.value));
}

/** The acts on assets that tell what they did and offer to take it back. */
export function useAssetActs(): {
  readonly approve: (assets: readonly AssetId[], approved: boolean) => void;
  readonly reject: (assets: readonly AssetId[]) => void;
  readonly trash: (assets: readonly AssetId[]) => void;
  readonly restore: (assets: readonly AssetId[]) => void;
} {
  const client = useInkreel();
  const run = useCommand();
  const { undo } = useUndo();
  return useMemo(() => {
    const told = (text: string, more?: string): void =>
      showToast({
        text,
        tone: 'plain',
        action: { label: commonWords.undo, run: undo },
        ...(more === undefined ? {} : { more }),
      });
    return {
      approve: (assets, approved) =>
        void run('approveAssets', { assets, approved }).then((done) => {
          if (!done) return;
          const count = assets.length;
          told(approved ? words.approvedDone(count) : words.unapprovedDone(count));
        }),
      reject: (assets) =>
        void run('editAssets', { assets, changes: { review: 'rejected' } }).then((done) => {
          if (done) told(words.rejectedDone(assets.length));
        }),
      trash: (assets) => {
        // In the trash, the key for "to the trash" has nothing to do.
        if (useSession.getState().place.trashed) return;
        void usedWords(client, assets).then(async (used) => {
          if (await run('trashAssets', { assets })) told(words.trashed(assets.length), used);
        });
      },
      restore: (assets) =>
        void run('restoreAssets', { assets }).then((done) => {
          if (done) told(words.restored(assets.length));
        }),
    };
  }, [client, run, undo]);
}
