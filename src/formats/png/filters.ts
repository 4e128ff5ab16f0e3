/** Scanline filters of PNG (section 9): each row is stored as differences that pack well. */

const paeth = (left: number, up: number, corner: number): number => {
  const estimate = left + up - corner;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
};

/** |value| of a whole number of 32 bits, without a branch. */
const magnitude = (value: number): number => (value ^ (value >> 31)) - (value >> 31);

const candidates = [0, 1, 2, 4] as const;
type Filter = (typeof candidates)[number];

const difference = (
  filter: Filter,
  row: Uint8Array,
  above: Uint8Array,
  index: number,
  step: number,
): number => {
  const value = row[index] ?? 0;
  if (filter === 0) return value;
  const up = above[index] ?? 0;
  if (filter === 2) return value - up;
  const left = index >= step ? (row[index - step] ?? 0) : 0;
  if (filter === 1) return value - left;
  return value - paeth(left, up, index >= step ? (above[index - step] ?? 0) : 0);
};

/** The filter with the least sum of differences, judged on some places spread over the row. */
function choose(row: Uint8Array, above: Uint8Array, step: number): Filter {
  const stride = Math.max(1, Math.floor(row.length / 512) | 1);
  let best: Filter = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const filter of candidates) {
    let sum = 0;
    for (let index = 0; index < row.length; index += stride) {
      const value = difference(filter, row, above, index, step) & 0xff;
      sum += value < 128 ? value : 256 - value;
    }
    if (sum < least) {
      least = sum;
      best = filter;
    }
  }
  return best;
}

/**
 * Filters one row into `target` (the filter's number, then as many bytes as the row).
 *
 * @param above the row before, unfiltered; zeros for the first row
 * @param step bytes per pixel
 */
export function filterRow(
  row: Uint8Array,
  above: Uint8Array,
  step: number,
  target: Uint8Array,
): void {
  const filter = choose(row, above, step);
  target[0] = filter;
  const { length } = row;
  if (filter === 0) target.set(row, 1);
  else if (filter === 1) {
    for (let index = 0; index < length; index += 1) {
      target[index + 1] = (row[index] ?? 0) - (index < step ? 0 : (row[index - step] ?? 0));
    }
  } else if (filter === 2) {
    for (let index = 0; index < length; index += 1) {
      target[index + 1] = (row[index] ?? 0) - (above[index] ?? 0);
    }
  } else {
    for (let index = 0; index < Math.min(step, length); index += 1) {
      target[index + 1] = difference(4, row, above, index, step);
    }
    // `paeth` without a branch: on photographs none could be foretold.
    for (let index = step; index < length; index += 1) {
      const left = row[index - step] ?? 0;
      const up = above[index] ?? 0;
      const corner = above[index - step] ?? 0;
      const [across, down] = [left - corner, up - corner];
      const toLeft = magnitude(down);
      const further = magnitude(across) - toLeft;
      // All ones where the pixel above is nearer than the left one.
      const isUp = further >> 31;
      const either = left ^ ((left ^ up) & isUp);
      const isCorner = (magnitude(across + down) - toLeft - (further & isUp)) >> 31;
      target[index + 1] = (row[index] ?? 0) - (either ^ ((either ^ corner) & isCorner));
    }
  }
}
