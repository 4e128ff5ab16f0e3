/**
 * Signs of life of a worker that a page started for itself (an import, a trial): the same limits and
 * the same words as for the workers of the queue (`scheduler/pulse.ts`).
 */
import type { Failure } from '#domain/failure.ts';

import type { FromTaskWorker } from './scheduler/messages.ts';
import { feel, hear, newPulse, pulseLimits, rest, type PulseLimits } from './scheduler/pulse.ts';

/** How often a worker is asked, and how long it may be silent; all in ms. */
export interface WatchPaces extends PulseLimits {
  readonly heartbeat: number;
}

export const watchPaces: WatchPaces = { ...pulseLimits, heartbeat: 5_000 };

export interface Watch {
  /** The worker has work from now on; it is asked until it rests. */
  work(): void;
  /** It has none, and owes no answer. */
  rest(): void;
  /** It said something. */
  hear(message: Extract<FromTaskWorker, { say: 'here' | 'long_step' }> | null): void;
  /** It is no more. */
  end(): void;
}

/**
 * Watches one worker.
 *
 * @param ask asks it for a sign of life
 * @param stuck told once, with the failure that says so, when it gave none; the watch is over then
 */
export function watchWorker(
  ask: () => void,
  stuck: (failure: Failure) => void,
  paces: WatchPaces = watchPaces,
): Watch {
  const pulse = newPulse();
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  const beat = (): void => {
    const failure = feel(pulse, paces.heartbeat, paces);
    if (!failure) return ask();
    stop();
    stuck(failure);
  };
  return {
    work() {
      timer ??= setInterval(beat, paces.heartbeat);
    },
    rest() {
      stop();
      rest(pulse);
    },
    hear(message) {
      // Whatever it says is a sign that it lives and gets on, whether or not it counts its steps.
      hear(pulse, message ?? { say: 'here', steps: pulse.steps + 1 });
    },
    end: stop,
  };
}
