import type { AssetRow } from '#domain/asset.ts';
import type { AssetDetails, Related } from '#domain/contract/queries.ts';
import { type PictureEdits, readEdits } from '#media/edit/edits.ts';

/** The edits that made this picture, when the editor did. */
export function editsOfResult(asset: AssetRow): PictureEdits | null {
  if (asset.generation === null) return null;
  try {
    const { model, params }: { model?: unknown; params?: { edits?: unknown } } = JSON.parse(
      asset.generation,
    );
    return typeof model === 'string' && model.startsWith('edit ') ? readEdits(params?.edits) : null;
  } catch {
    return null;
  }
}

/** The picture that a result of the editor was made from, as long as it can be opened. */
export const originalOf = ({ asset, from }: AssetDetails): Related | null =>
  editsOfResult(asset) === null
    ? null
    : (from.find(
        ({ depth, kind, blob, deleted_at }) =>
          depth === 1 && kind === 'image' && blob !== null && deleted_at === null,
      ) ?? null);
