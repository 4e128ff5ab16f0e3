import { mediaKinds, type AssetRow } from '#domain/asset.ts';
import { enhanceActWords } from '../../words/enhance-acts.ts';
import { isReadable } from './facts.ts';

/** Where an asset is worked on: a picture in the editor, words and other kinds on their page. */
export function deskOf({ kind, id, blob }: AssetRow): string | null {
  if (kind === 'image') return `/enhance/${id}`;
  if (kind === 'pack') return `/packs/${id}`;
  return blob === null && !mediaKinds.some((media) => media === kind) ? `/asset/${id}` : null;
}

/** Why it cannot be worked on now. */
export const obstacleOf = (asset: AssetRow): string | null =>
  asset.kind !== 'image' || (asset.state === 'ready' && isReadable(asset))
    ? null
    : asset.state === 'ready'
      ? enhanceActWords.unreadable
      : enhanceActWords.noFile;
