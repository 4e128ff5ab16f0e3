/**
 * Which copies of the database stay in a backup folder: all of the last hour (at most four), then
 * the last one of every four hours for a day, of every day for a week, of every week for two
 * months. Bytes of files are shared between copies, so that a copy costs a database only.
 */

const hour = 3_600_000;
const day = 24 * hour;

interface Shelf {
  /** Copies younger than this (ms) stand on it. */
  readonly upTo: number;
  /** The last copy of each span of so many ms stays; 0: every copy. */
  readonly span: number;
  /** At most so many stay on it. */
  readonly most: number;
}

/** Spans lie inside each other, so that what is kept as "last of its day" was kept until then. */
export const shelves: readonly Shelf[] = [
  { upTo: hour, span: 0, most: 4 },
  { upTo: day, span: 4 * hour, most: 7 },
  { upTo: 7 * day, span: day, most: 8 },
  { upTo: 56 * day, span: 7 * day, most: 9 },
];

/**
 * Parts copies into those that stay and those that go. The newest always stays, and so does one
 * that lies in the future (a clock that was wrong): only what is surely old is removed.
 *
 * @param times when each copy was made (ms UTC), in any order
 */
export function planRotation(
  times: readonly number[],
  now: number,
): { readonly keep: readonly number[]; readonly remove: readonly number[] } {
  const newestFirst = [...new Set(times)].toSorted((a, b) => b - a);
  const keep = new Set(newestFirst.slice(0, 1));
  const counts = shelves.map(() => 0);
  const spans = new Set<string>();
  for (const time of newestFirst) {
    const age = now - time;
    if (age < 0) {
      keep.add(time);
      continue;
    }
    const index = shelves.findIndex(({ upTo }) => age < upTo);
    const shelf = shelves[index];
    if (!shelf || (counts[index] ?? 0) >= shelf.most) continue;
    const key = `${index}:${shelf.span === 0 ? time : Math.floor(time / shelf.span)}`;
    if (spans.has(key)) continue;
    spans.add(key);
    counts[index] = (counts[index] ?? 0) + 1;
    keep.add(time);
  }
  return {
    keep: newestFirst.filter((time) => keep.has(time)),
    remove: newestFirst.filter((time) => !keep.has(time)),
  };
}
