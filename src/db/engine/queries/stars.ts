/** What a person starred stands first, whatever the order is. */
import type { Connection, NumberColumns } from '../../connection.ts';

/** Rows with a star, from an index that holds them alone. */
export const starredRows = 'SELECT n, 0 FROM assets INDEXED BY assets_starred WHERE starred = 1';

/**
 * Puts the starred rows of a layout before the others and keeps the order within both: one pass
 * over what was found, so that every order has it without an index of its own. `pinned`: how many.
 */
export function withStarsFirst(
  connection: Connection,
  found: NumberColumns,
): NumberColumns & { readonly pinned: number } {
  const stars = connection.rowSet(starredRows);
  const count = found.first.reduce((sum, n) => sum + (stars[n] ?? 0), 0);
  if (count === 0) return { ...found, pinned: 0 };
  const first = new Uint32Array(found.first.length);
  const second = new Float32Array(found.first.length);
  let star = 0;
  let other = count;
  for (const [index, n] of found.first.entries()) {
    const at = stars[n] === 1 ? star++ : other++;
    first[at] = n;
    second[at] = found.second[index] ?? 0;
  }
  return { first, second, pinned: count };
}
