import { useMemo } from 'react';

import type { AssetId } from '#domain/id.ts';
import { type InkreelClient, showFailure, useCommand, useInkreel } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { useUndo } from '../shell/undo.ts';
import { showDone } from '../ui/toasts.ts';
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
  readonly star: (assets: readonly AssetId[], starred: boolean) => void;
  /** Stars them, or takes the stars away where all of them have one. */
  readonly toggleStar: (assets: readonly AssetId[]) => void;
  readonly trash: (assets: readonly AssetId[]) => void;
  readonly restore: (assets: readonly AssetId[]) => void;
} {
  const client = useInkreel();
  const run = useCommand();
  const { undo } = useUndo();
  return useMemo(() => {
    const told = (text: string, more?: string): void => showDone(text, undo, more);
    const star = (assets: readonly AssetId[], starred: boolean): void =>
      void run('editAssets', { assets, changes: { starred } }).then((done) => {
        if (!done) return;
        const count = assets.length;
        told(starred ? words.starredDone(count) : words.unstarredDone(count));
      });
    return {
      star,
      toggleStar: (assets) =>
        void client.query('commonValues', { assets }).then((common) => {
          if (!common.ok) return showFailure(common.failure);
          const { different, values } = common.value.fields.starred;
          return star(assets, different !== 1 || values[0]?.value === 0);
        }),
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
