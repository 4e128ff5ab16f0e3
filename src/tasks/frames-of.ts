import type { AssetMetadata, AssetRow } from '#domain/asset.ts';

/** Frames of a picture, as its facts say; null where they say nothing. */
export function knownFrames({ metadata }: Pick<AssetRow, 'metadata'>): number | null {
  try {
    // The border: unknown keys are allowed and this one is checked.
    const { frames } = JSON.parse(metadata) as AssetMetadata;
    return typeof frames === 'number' ? frames : null;
  } catch {
    return null;
  }
}

/** Frames of a picture, as its facts say; 1 where they say nothing. */
export const framesOf = (picture: Pick<AssetRow, 'metadata'>): number => knownFrames(picture) ?? 1;
