import { useCallback } from 'react';

import type { ReviewOrder } from '#domain/contract/curation.ts';
import type { AssetChanges } from '#domain/contract/commands.ts';
import type { AssetId } from '#domain/id.ts';
import { showFailure, useCommand, useInkreel } from '../inkreel.ts';
import type { Decision } from '../words/review.ts';

/** What each decision writes: approving and the marks exclude each other. */
export const changesOf: Readonly<Record<Decision, AssetChanges>> = {
  approved: { approved: true },
  rejected: { review: 'rejected' },
  later: { review: 'later' },
  undecided: { approved: false, review: null },
};

/** Runs decisions one after another, and takes the newest back wherever it was made. */
export function useDecisions(order: ReviewOrder): {
  /** Writes about the asset with this row number; its id where it is known, which is sent at once. false: it could not be written, which was said. */
  readonly decide: (n: number, id: AssetId | null, changes: AssetChanges) => Promise<boolean>;
  /** Takes the newest edit back; the row that it was about, or null when it was about none of these. */
  readonly undo: () => Promise<number | null>;
} {
  const client = useInkreel();
  const run = useCommand();
  const decide = useCallback(
    async (n: number, id: AssetId | null, changes: AssetChanges) => {
      if (id !== null) return (await run('editAssets', { assets: [id], changes })) !== null;
      const ids = await client.query('assetIds', { rows: [n] });
      if (ids.ok) return (await run('editAssets', { assets: ids.value, changes })) !== null;
      showFailure(ids.failure);
      return false;
    },
    [client, run],
  );
  const undo = useCallback(async () => {
    const state = await client.query('undoState', {});
    const newest = state.ok ? state.value.undo : null;
    if (newest?.command !== 'editAssets') return null;
    const wrote = await client.query('history', { request: newest.request_id, limit: 2 });
    const entity = wrote.ok ? wrote.value.find((one) => one.entity_type === 'assets') : undefined;
    if (!entity) return null;
    // The border: the journal names a row of `assets` by its id.
    const rows = await client.query('assets', { ids: [entity.entity_id as AssetId] });
    const n = rows.ok ? rows.value[0]?.n : undefined;
    if (n === undefined || !order.n.includes(n)) return null;
    const undone = await client.command('undoRequest', { request: newest.request_id });
    if (!undone.ok) {
      showFailure(undone.failure);
      return null;
    }
    return n;
  }, [client, order]);
  return { decide, undo };
}
