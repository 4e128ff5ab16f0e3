import type { AssetRow } from '#domain/asset.ts';
import type { SelectionFacts } from '#domain/contract/selection.ts';
import type { AssetId } from '#domain/id.ts';
import { useLiveQuery } from '../inkreel.ts';

/** As many rows of a selection as are looked at one by one. */
export const few = 6;

/**
 * A selection of any size: its ids, what tools and acts depend on, and its first rows. While another
 * selection is being read they are `stale`, still those of the one before: to be seen, not acted upon.
 */
export function useSelectionFacts(numbers: readonly number[]): {
  readonly ids: readonly AssetId[];
  readonly facts: SelectionFacts | undefined;
  readonly rows: readonly AssetRow[];
  readonly stale: boolean;
} {
  const found = useLiveQuery('assetIds', numbers.length > 0 ? { rows: numbers } : null);
  const ids = found.value ?? [];
  const some = ids.length > 0;
  const facts = useLiveQuery('selectionFacts', some ? { assets: ids } : null);
  const rows = useLiveQuery('assets', some ? { ids: ids.slice(0, few) } : null);
  return {
    ids,
    facts: facts.value,
    rows: rows.value ?? [],
    stale: found.stale || facts.stale || rows.stale,
  };
}
