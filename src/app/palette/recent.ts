import { deviceValue } from '../desk/device-value.ts';

const kept = 8;
const isId = (value: unknown): value is string => typeof value === 'string';

/** What was used last from the palette, newest first, by the ids of its entries. */
export const useRecent = deviceValue('palette', (stored): readonly string[] =>
  Array.isArray(stored) ? stored.filter(isId).slice(0, kept) : [],
);

/** Puts an entry before all others that were used. */
export function noteUsed(id: string): void {
  const { value, set } = useRecent.getState();
  set([id, ...value.filter((one) => one !== id)].slice(0, kept));
}
