/** The files of a session as its tab hands them in: a slice each time that more is asked for. */
import type { Source } from './messages.ts';

export interface Inbox {
  /** Aborted when the tab or a person cancelled. */
  readonly stop: AbortController;
  /** The next files, at most so many; none when there are no more or it was cancelled. */
  readonly next: (most?: number) => Promise<readonly Source[]>;
  /** Hands in the slice that was asked for. */
  readonly sources: (sources: readonly Source[], last: boolean) => void;
  readonly cancel: () => void;
}

/** @param ask asks the tab for the next slice */
export function openInbox(ask: () => void): Inbox {
  const stop = new AbortController();
  let waiting: Source[] = [];
  let isLast = false;
  let arrived = (): void => undefined;
  return {
    stop,
    async next(most = Infinity) {
      while (waiting.length === 0 && !isLast && !stop.signal.aborted) {
        const arrival = new Promise<void>((resolve) => {
          arrived = resolve;
        });
        ask();
        await arrival;
      }
      return stop.signal.aborted ? [] : waiting.splice(0, most);
    },
    sources(sources, last) {
      waiting = waiting.concat(sources);
      isLast = last;
      arrived();
    },
    cancel() {
      stop.abort();
      arrived();
    },
  };
}
