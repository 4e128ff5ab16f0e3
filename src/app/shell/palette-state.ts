import { create } from 'zustand';

import { heldKeys, holdKeys } from './early-keys.ts';

/** Whether the palette of commands is open, and whether it ever was. */
export const usePalette = create<{ readonly open: boolean; readonly used: boolean }>(() => ({
  open: false,
  used: false,
}));

export function closePalette(): void {
  heldKeys();
  usePalette.setState({ open: false });
}

export function openPalette(): void {
  if (!usePalette.getState().open) holdKeys(closePalette);
  usePalette.setState({ open: true, used: true });
}
