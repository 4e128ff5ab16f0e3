import type { AssetDetails } from '#domain/contract/queries.ts';
import { useLiveQuery } from '../inkreel.ts';

/**
 * The asset with a row number. While another one is being read, the details are `stale`: still those
 * of the asset before, to be seen and not acted upon.
 */
export function useAssetOfRow(n: number): {
  readonly details: AssetDetails | null;
  /** It was deleted for good. */
  readonly gone: boolean;
  readonly stale: boolean;
} {
  const ids = useLiveQuery('assetIds', { rows: [n] });
  const id = ids.value?.[0];
  const read = useLiveQuery('asset', id ? { id } : null);
  return {
    details: read.value ?? null,
    gone: !ids.stale && ids.value !== undefined && id === undefined,
    stale: ids.stale || read.stale,
  };
}
