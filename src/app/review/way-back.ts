/**
 * Where a review was opened from: leaving it leads back there, and the focus to what opened it.
 * Kept outside of React: the screen in between is another one.
 */
import { addressNow, goTo } from '../address.ts';

interface Start {
  readonly to: string;
  /** What opened it, where a place has several. */
  readonly what: string | null;
}

let start: Start | null = null;
let waiting: Start | null = null;

const here = (): string => {
  const { path, search } = addressNow();
  return search === '' ? path : `${path}?${search}`;
};

/** Notes the present place, before the address changes. */
export function beginFrom(what: string | null = null): void {
  start = { to: here(), what };
}

/** Leaves the review; one that was opened by its address leads to the library. */
export function goBack(): void {
  waiting = start ?? { to: '/library', what: null };
  start = null;
  goTo(waiting.to);
}

/** Whether one has just come back to what opened the review; true once. */
export function cameBack(what: string | null = null): boolean {
  if (
    waiting === null ||
    waiting.what !== what ||
    new URL(waiting.to, 'x:/').pathname !== addressNow().path
  )
    return false;
  waiting = null;
  return true;
}
