import { deviceValue } from '../desk/device-value.ts';

/** Keys that the person gave to acts: name of the act → combinations; an act without an entry has its own. */
export type Bindings = Readonly<Record<string, readonly string[]>>;

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '');

/** Takes what is right of anything that was stored. */
export function parseBindings(stored: unknown): Bindings {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(
    Object.entries(stored).flatMap(([name, keys]) => (isTexts(keys) ? [[name, keys]] : [])),
  );
}

/** The keys that were changed on this device, the same in all its tabs at once. */
export const useBindings = deviceValue('shortcuts', parseBindings);

/** Whether single letters, digits and signs may be shortcuts at all (WCAG 2.1.4). */
export const useSingleKeys = deviceValue('single-keys', (stored) => stored !== false);

/** Gives an act other keys; null gives it its own back. */
export function bind(name: string, keys: readonly string[] | null): void {
  const { value, set } = useBindings.getState();
  const { [name]: _before, ...rest } = value;
  set(keys === null ? rest : { ...rest, [name]: keys });
}

/** Gives every act its own keys back. */
export const unbindAll = (): void => useBindings.getState().set({});
