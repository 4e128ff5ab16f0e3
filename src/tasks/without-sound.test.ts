import { expect, it } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import { withoutSound } from './without-sound.ts';

const film = (more: Partial<AssetRow>): AssetRow =>
  ({
    kind: 'video',
    format: 'mp4',
    sample_rate_hz: null,
    channels: null,
    metadata: '{"extracted_at":5}',
    ...more,
  }) as AssetRow;

it('tells a film without sound from one of which nothing is known yet', () => {
  expect(withoutSound(film({}))).toBe('This video has no sound.');
  for (const more of [
    { sample_rate_hz: 48_000 },
    { channels: 2 },
    { kind: 'audio' as const },
    // Not read yet, or by a reader that knows only the picture.
    { metadata: '{}' },
    { metadata: '{"extracted_at":5,"audio_codec":"ac3"}' },
    { format: 'avi' as const },
  ]) {
    expect(withoutSound(film(more)), JSON.stringify(more)).toBeNull();
  }
});
