/** The face of a set of assets: what its cover shows. */
import type { CollectionRow } from '#domain/contract/collections.ts';
import type { Sha256 } from '#domain/id.ts';

export type Face = Pick<CollectionRow, 'cover' | 'cover_drawings'>;

/** A cover from the pictures that stand on it, in their order. */
export const faceOf = (
  found: readonly { readonly blob: Sha256; readonly format: string | null }[],
): Face => ({
  cover: found.map(({ blob }) => blob),
  cover_drawings: found.flatMap(({ blob, format }) => (format === 'svg' ? [blob] : [])),
});
