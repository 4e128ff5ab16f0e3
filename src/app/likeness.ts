import type { AssetDetails } from '#domain/contract/queries.ts';
import type { Candidate } from '#domain/likeness.ts';

/** What speaks for or against keeping an asset, from all that is known of it. */
export function candidateOf({ asset, tags, packs, derived }: AssetDetails): Candidate {
  const metadata: unknown = JSON.parse(asset.metadata);
  const quality =
    typeof metadata === 'object' && metadata !== null && 'jpeg_quality' in metadata
      ? metadata.jpeg_quality
      : null;
  return {
    asset,
    tags: tags.length,
    uses: packs.length + derived.length,
    quality: typeof quality === 'number' ? quality : null,
  };
}
