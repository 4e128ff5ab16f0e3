import { rangeOf } from '../image/levels.ts';

import { noEdits, noLevels, type PictureEdits } from './edits.ts';

/**
 * Levels that stretch a picture from black to white, by its counts of red, green, blue and
 * brightness: the same for all colours, which keeps them, or each by itself, which takes a colour
 * cast away. Half a percent at each end may be cut off. Null when there is nothing to stretch.
 */
export function autoLevels(
  [reds, greens, blues, greys]: readonly Uint32Array[],
  by: 'all' | 'channels',
): PictureEdits['levels'] | null {
  if (!reds || !greens || !blues || !greys) return null;
  const ranged = (counts: Uint32Array): typeof noLevels => {
    const [low, high] = rangeOf(counts);
    // A picture of one colour has no range.
    return high - low < 2 ? noLevels : { black: Math.min(254, low), white: high, gamma: 1 };
  };
  const levels =
    by === 'all'
      ? { ...noEdits.levels, all: ranged(greys) }
      : { all: noLevels, red: ranged(reds), green: ranged(greens), blue: ranged(blues) };
  const changes = Object.values(levels).some(({ black, white }) => black > 0 || white < 255);
  return changes ? levels : null;
}
