import { create } from 'zustand';

/** Set by the service worker's registration when a newer Inkreel waits. */
export const useUpdate = create<{ readonly apply: (() => void) | null }>(() => ({ apply: null }));
