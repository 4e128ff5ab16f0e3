import { create } from 'zustand';

/** The backup folder that waits for a person's permission; null: none does. */
export const useWaitingFolder = create<{ readonly name: string | null }>(() => ({ name: null }));
