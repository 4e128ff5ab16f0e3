/** Follows work from its start to its end, to tell long work from short. Times in ms. */

/** Work is long from here on: somebody will have looked away. */
export const longMs = 20_000;
/** From here on the screen is kept on. */
export const wakeMs = 5_000;

export interface Work {
  /** When this stretch of work began; null while nothing runs. */
  readonly since: number | null;
  /** How many tasks had failed when it began. */
  readonly failedBefore: number;
}

export const noWork: Work = { since: null, failedBefore: 0 };

/** What a look at the queue means for the work. `ended` is set when a stretch has just ended. */
export function followed(
  before: Work,
  seen: { readonly busy: boolean; readonly failed: number; readonly now: number },
): {
  readonly work: Work;
  readonly ended: { readonly ms: number; readonly failed: number } | null;
} {
  if (seen.busy) {
    return before.since === null
      ? { work: { since: seen.now, failedBefore: seen.failed }, ended: null }
      : { work: before, ended: null };
  }
  if (before.since === null) return { work: before, ended: null };
  return {
    work: noWork,
    ended: {
      ms: seen.now - before.since,
      failed: Math.max(0, seen.failed - before.failedBefore),
    },
  };
}
