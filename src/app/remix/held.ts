import { create } from 'zustand';

/** Settings of a tool, taken from what it made, to be used on others. */
export interface HeldSettings {
  readonly kind: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Of which asset they are. */
  readonly name: string;
}

/** What was copied last; gone with the window. */
export const useHeldSettings = create<{ readonly held: HeldSettings | null }>(() => ({
  held: null,
}));
