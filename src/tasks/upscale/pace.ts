/** Turns finished tiles into progress with a time left that is measured, not guessed. */
import { backendNames } from '#models/local/backend.ts';
import type { TileState } from '#models/local/enlarge.ts';

/** "40 s", "3 min": about how long, for people. */
export function aboutHowLong(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 1) return 'less than 1 s';
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 90 * 60) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.ceil(seconds / 3600)} h`;
}

/**
 * Measures a run of one or more passes. Pass n + 1 works on the larger result of pass n, so that
 * its share of the work is scale² times as great.
 */
export function openPace(
  passes: number,
  scale: number,
  now: () => number,
  report: (fraction: number, note: string) => void,
) {
  const shares = Array.from({ length: passes }, (_, pass) => scale ** (2 * pass));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const done = shares.map(() => 0);
  let first: { readonly at: number; readonly fraction: number } | null = null;

  return (pass: number, state: TileState): void => {
    done[pass] = state.fraction;
    const work = shares.reduce((sum, share, index) => sum + share * (done[index] ?? 0), 0);
    const fraction = Math.min(1, work / whole);
    const at = now();
    // Measured from the end of the first tile: before it lies the loading of the model.
    first ??= { at, fraction };
    const passed = fraction - first.fraction;
    const left = passed > 0 ? ((at - first.at) / passed) * (1 - fraction) : null;
    const which = passes > 1 ? `pass ${pass + 1}, tile` : 'tile';
    const note = [
      `${which} ${state.tilesDone} of ${state.tiles}`,
      backendNames[state.backend],
      ...(left === null || fraction === 1 ? [] : [`${aboutHowLong(left)} left`]),
    ];
    report(fraction, note.join(', '));
  };
}
