/** Files that are looked at before they come in. */
import { create } from 'zustand';

import type { ChosenFile } from '../inkreel.ts';

/** More files than this are worth a look: the list offers it for the next time. */
export const worthALook = 300;

interface Looking {
  /** null: nothing is being looked at. */
  readonly files: readonly ChosenFile[] | null;
  readonly look: (files: readonly ChosenFile[]) => void;
  readonly close: () => void;
}

export const useLooking = create<Looking>((set) => ({
  files: null,
  // What is chosen while a look is open joins it.
  look: (files) => set((state) => ({ files: [...(state.files ?? []), ...files] })),
  close: () => set({ files: null }),
}));
