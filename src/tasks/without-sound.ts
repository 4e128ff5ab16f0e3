import type { AssetMetadata, AssetRow } from '#domain/asset.ts';

/** Containers whose tracks are read by the app itself, so that no sound found means none there. */
const wellRead: ReadonlySet<string | null> = new Set(['mp4', 'mov', 'webm', 'mkv']);

/** Why nothing can be done with the sound of a film that has none, in words; null where it has one. */
export function withoutSound(source: AssetRow): string | null {
  if (source.kind !== 'video' || !wellRead.has(source.format)) return null;
  if (source.sample_rate_hz !== null || source.channels !== null) return null;
  const { extracted_at: read, audio_codec: codec } = metadataOf(source);
  return read === undefined || codec !== undefined ? null : 'This video has no sound.';
}

function metadataOf({ metadata }: AssetRow): AssetMetadata {
  try {
    // The border: unknown keys are allowed, and of the known ones only whether they are there counts.
    return JSON.parse(metadata) as AssetMetadata;
  } catch {
    return {};
  }
}
