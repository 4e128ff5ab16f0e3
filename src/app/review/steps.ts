/** Where a review goes next: pure, over the order and the states of its assets. */
import { type ReviewOrder, type ReviewState, reviewStates } from '#domain/contract/curation.ts';

const stateAt = (order: ReviewOrder, at: number): ReviewState =>
  reviewStates[order.state[at] ?? 0] ?? 'undecided';

/** Whether a place is worth stopping at; what lies in the trash is not. */
const stopsAt = (order: ReviewOrder, at: number, onlyUndecided: boolean): boolean => {
  const state = stateAt(order, at);
  return state !== 'trashed' && (!onlyUndecided || state === 'undecided');
};

/** The first place from `from` on (included) that is worth stopping at; the length when there is none. */
export function stepOn(order: ReviewOrder, from: number, onlyUndecided: boolean): number {
  for (let at = Math.max(0, from); at < order.n.length; at += 1) {
    if (stopsAt(order, at, onlyUndecided)) return at;
  }
  return order.n.length;
}

/** The nearest place before `from` that is worth stopping at; `from` itself when there is none. */
export function stepBack(order: ReviewOrder, from: number, onlyUndecided: boolean): number {
  for (let at = Math.min(from, order.n.length) - 1; at >= 0; at -= 1) {
    if (stopsAt(order, at, onlyUndecided)) return at;
  }
  return from;
}

/** Row numbers around a place: itself first, then what comes, then what was. */
export function rowsAround(order: ReviewOrder, at: number, ahead = 4, behind = 1): number[] {
  const rows: number[] = [];
  for (let step = 0; step <= ahead; step += 1) {
    const n = order.n[at + step];
    if (n !== undefined) rows.push(n);
  }
  for (let step = 1; step <= behind; step += 1) {
    const n = order.n[at - step];
    if (n !== undefined) rows.push(n);
  }
  return rows;
}

/** Rows are read by so many, so that steps in quick succession do not each ask anew. */
const block = 8;

/** Row numbers of the block that a place lies in, with room before and behind it. */
export function rowsOfBlock(order: ReviewOrder, at: number): number[] {
  const start = Math.floor(at / block) * block;
  return Array.from(order.n.subarray(Math.max(0, start - 2), start + block * 2));
}
