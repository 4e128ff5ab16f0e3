/** Sets of row numbers as bytes: byte n is 1 when n is in it. Bytes past the end are not in it. */
import type { RowSet } from '../../../connection.ts';

/** Row numbers, in any order, as a set. */
export function setOfRows(rows: Uint32Array): RowSet {
  let last = 0;
  for (const n of rows) if (n > last) last = n;
  const set = new Uint8Array(last + 1);
  for (const n of rows) set[n] = 1;
  return set;
}

/** The rows of 0 … size − 1 that are not in a set. */
export function without(set: RowSet, size: number): RowSet {
  const rest = new Uint8Array(size).fill(1);
  const shared = Math.min(size, set.length);
  for (let n = 0; n < shared; n += 1) if (set[n] === 1) rest[n] = 0;
  return rest;
}

export function inBoth(one: RowSet, other: RowSet): RowSet {
  const length = Math.min(one.length, other.length);
  const both = new Uint8Array(length);
  for (let n = 0; n < length; n += 1) both[n] = (one[n] ?? 0) & (other[n] ?? 0);
  return both;
}

export function inEither(one: RowSet, other: RowSet): RowSet {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  const either = long.slice();
  for (let n = 0; n < short.length; n += 1) if (short[n] === 1) either[n] = 1;
  return either;
}

/** Whether nothing is in a set. From its end on: what was read just now ends with its last row. */
export const isEmpty = (set: RowSet): boolean => set.lastIndexOf(1) < 0;

/** The row numbers of a set in ascending order, or null when there are more than `most`. */
export function listed(set: RowSet, most: number): readonly number[] | null {
  const list: number[] = [];
  // Four rows at a time: of a large library hardly any is in a small set.
  const fours =
    set.byteOffset % 4 === 0
      ? new Uint32Array(set.buffer, set.byteOffset, set.length >> 2)
      : new Uint32Array();
  const take = (from: number, to: number): boolean => {
    for (let n = from; n < to; n += 1) {
      if (set[n] !== 1) continue;
      if (list.length === most) return false;
      list.push(n);
    }
    return true;
  };
  for (let at = 0; at < fours.length; at += 1) {
    if (fours[at] !== 0 && !take(at * 4, at * 4 + 4)) return null;
  }
  return take(fours.length * 4, set.length) ? list : null;
}
