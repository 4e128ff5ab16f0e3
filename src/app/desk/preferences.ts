/** How the person wants the app on this device; read before the first paint, the same in all tabs. */
import { deviceValue } from './device-value.ts';

const oneOf =
  <Value extends string>(values: readonly [Value, ...Value[]]) =>
  (stored: unknown): Value =>
    values.find((value) => value === stored) ?? values[0];

export const densities = ['roomy', 'compact'] as const;
export type Density = (typeof densities)[number];
export const motions = ['system', 'reduced'] as const;
export type Motion = (typeof motions)[number];

/** How close controls and lines stand; touch keeps its room. */
export const useDensity = deviceValue('density', oneOf<Density>(densities));
/** Whether things move: as the system says, or never. */
export const useMotion = deviceValue('motion', oneOf<Motion>(motions));
/** Whether the end of long work is told while the tab is not seen; the browser must allow it too. */
export const useNotifies = deviceValue('notify', (stored) => stored === true);
/** Whether the screen is kept on while long work runs. */
export const useStaysAwake = deviceValue('stay-awake', (stored) => stored !== false);
/** Whether files are looked at before they come in; otherwise they come in at once. */
export const useLooksFirst = deviceValue('look-first', (stored) => stored === true);

function show(): void {
  if (typeof document === 'undefined') return;
  const { dataset } = document.documentElement;
  dataset['density'] = useDensity.getState().value;
  dataset['motion'] = useMotion.getState().value;
}
show();
useDensity.subscribe(show);
useMotion.subscribe(show);
