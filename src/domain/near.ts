/** Words that are written almost alike: what a slip of the finger makes of one. */

/** Slips that a word of so many letters may have and still be meant. */
export const slipsIn = (length: number): 0 | 1 | 2 => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * How many letters one word is from another by leaving out, adding, changing or swapping two beside
 * each other (optimal string alignment), or null where that is more than `most`.
 */
export function slipsBetween(one: string, other: string, most: number): number | null {
  const a = Array.from(one);
  const b = Array.from(other);
  if (Math.abs(a.length - b.length) > most) return null;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row];
    let least = row;
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      let slips = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        slips = Math.min(slips, (before[column - 2] ?? 0) + 1);
      }
      next.push(slips);
      least = Math.min(least, slips);
    }
    // A row further on can only be as good as the best of this one and the one before.
    if (least > most && Math.min(...last) > most) return null;
    before = last;
    last = next;
  }
  const slips = last[b.length] ?? 0;
  return slips > most ? null : slips;
}
