import { useCallback } from 'react';

import type { AssetId, CollectionId } from '#domain/id.ts';
import { useCommand, useInkreel } from '../inkreel.ts';
import { useUndo } from '../shell/undo.ts';
import { showToast } from '../ui/toasts.ts';
import { collectionWords as words } from '../words/collections.ts';
import { commonWords } from '../words/common.ts';

interface Into {
  readonly id: CollectionId;
  readonly name: string;
}

/** Adding to a collection, with a word of what was done and the way back. */
export function useCollect(): {
  readonly collect: (ids: readonly AssetId[], into: Into) => Promise<boolean>;
  /** The same by row numbers, as the grid has them. */
  readonly collectRows: (rows: readonly number[], into: Into) => Promise<boolean>;
} {
  const client = useInkreel();
  const command = useCommand();
  const { undo } = useUndo();
  const collect = useCallback(
    async (ids: readonly AssetId[], { id, name }: Into): Promise<boolean> => {
      const done = await command('addToCollection', { collection: id, assets: ids });
      if (!done) return false;
      showToast({
        text: words.added(done.changed, name),
        tone: 'plain',
        ...(done.changed > 0 ? { action: { label: commonWords.undo, run: undo } } : {}),
      });
      return true;
    },
    [command, undo],
  );
  const collectRows = useCallback(
    async (rows: readonly number[], into: Into): Promise<boolean> => {
      const ids = await client.query('assetIds', { rows });
      return ids.ok && ids.value.length > 0 ? collect(ids.value, into) : false;
    },
    [client, collect],
  );
  return { collect, collectRows };
}
