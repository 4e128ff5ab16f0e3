/** Which tiles a painting needs and which of them are still to be made. */
import type { WantedTile } from './messages.ts';
import type { Wished } from './paintings.ts';
import type { TileStore } from './tile-store.ts';
import { inSight, levelFor, tilesOf } from './tiles.ts';

export interface Wanted {
  /** In the order of their hurry: the coarsest, which stand for the rest, then what is in sight. */
  readonly missing: readonly WantedTile[];
  /** Whether all that is in sight is there in the light that is wished. */
  readonly isThere: boolean;
}

/** Null when nothing of the painting is in sight. */
export function wantedFor(
  { clip, matrix, picture, levels, wished }: Wished,
  store: TileStore,
): Wanted | null {
  const part = clip.width > 0 && clip.height > 0 ? inSight(clip, matrix, picture) : null;
  if (!part) return null;
  const level = levelFor(Math.hypot(matrix.a, matrix.b), levels);
  const missing = [...new Set([levels - 1, level])]
    .flatMap((one) => tilesOf(part, one))
    .filter((place) => !store.has(place, wished))
    .map((place) => ({ ...place, tone: wished }));
  return { missing, isThere: tilesOf(part, level).every((place) => store.has(place, wished)) };
}
