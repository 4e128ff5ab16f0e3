/** How large the preview of a cut may be, so that it is there soon on slow devices too. */

/** Pixels that one core of a usual device looks through within the time below. */
export const usualRoom = 40_000;
const leastRoom = 10_000;
const mostRoom = 160_000;
/** A preview should take no longer (ms). */
const aim = 150;

/**
 * Pixels for the next preview. The sides are halved or doubled, so it changes four times at once.
 *
 * @param pixels how many the last one had: a small picture says nothing about a larger room
 * @param took   milliseconds that it took
 */
export function nextRoom(room: number, pixels: number, took: number): number {
  if (took > aim && pixels > leastRoom) return Math.max(leastRoom, room / 4);
  const isFilled = pixels > room / 4;
  return isFilled && took * 4 < aim * 0.8 ? Math.min(mostRoom, room * 4) : room;
}
