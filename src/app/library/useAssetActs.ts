import { useMemo } from 'react';

import type { AssetId } from '#domain/id.ts';
import { type InkreelClient, useCommand, useInkreel } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { useUndo } from '../shell/undo.ts';
import { showToast } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { libraryWords as words } from '../words/library.ts';

/** Of more assets than this, their uses are not looked up one by one. */
const lookedUp = 60;

/** Where assets that go to the trash are used, in words; undefined when nothing uses them. */
async function usedWords(
  client: InkreelClient,
  assets: readonly AssetId[],
): Promise<string | undefined> {
  const found = await Promise.all(
    assets.slice(0, lookedUp).map((id) => client.query('asset', { id })),
  );
  const details = found.flatMap((one) => (one.ok && one.value ? [one.value] : []));
  const packs = new Set(details.flatMap((one) => one.packs.map((pack) => pack.name)));
  const gone = new Set<AssetId>(assets);
  const made = new Set(
    details.flatMap((one) =>
      one.derived
        .filter((result) => result.deleted_at === null && !gone.has(result.id))
        .map((result) => result.id),
    ),
  );
  const said = [
    packs.size > 0 ? words.stillInPacks([...packs]) : null,
    made.size > 0 ? words.madeFromStay(made.size) : null,
  ].filter((one) => one !== null);
  return said.length > 0 ? said.join(' ') : undefined;
}

/** The acts on assets that tell what they did and offer to take it back. */
export function useAssetActs(): {
  readonly approve: (assets: readonly AssetId[], approved: boolean) => void;
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
