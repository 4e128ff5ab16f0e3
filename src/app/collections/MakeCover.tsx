import { useEffect } from 'react';

import type { CollectionId } from '#domain/id.ts';
import { showFailure, useCommand, useInkreel } from '../inkreel.ts';
import type { ActProps } from '../library/opened.ts';
import { useSession } from '../session.ts';
import { useUndo } from '../shell/undo.ts';
import { showDone, showToast } from '../ui/toasts.ts';
import { collectionWords as words } from '../words/collections.ts';

/** Makes the one selected asset the cover of the collection that is shown. Shows nothing itself. */
export function MakeCover({ ids, onClose }: ActProps) {
  const client = useInkreel();
  const command = useCommand();
  const { undo } = useUndo();
  useEffect(() => {
    const make = async (collection: CollectionId): Promise<void> => {
      const [asset] = ids;
      if (asset === undefined) return;
      const found = await client.query('collection', { id: collection });
      if (!found.ok) return showFailure(found.failure);
      if (found.value === null) return;
      const { name, type } = found.value;
      const members = await client.query('collectionMembers', {
        id: collection,
        assets: [asset],
        limit: 1,
      });
      if (!members.ok) return showFailure(members.failure);
      const why =
        type === 'smart'
          ? words.coverSmart(name)
          : members.value.length === 0
            ? words.coverNotIn(name)
            : null;
      if (why !== null) return showToast({ text: why, tone: 'plain' });
      if (!(await command('editCollection', { collection, changes: { cover: asset } }))) return;
      const text = words.covered(name);
      showDone(text, undo);
    };
    const { collection } = useSession.getState().place;
    onClose();
    if (collection !== null) void make(collection);
    // Once, for what was selected when it was asked for.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return null;
}
