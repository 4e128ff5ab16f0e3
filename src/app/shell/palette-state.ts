import { create } from 'zustand';

/** Whether the palette of commands is open, and whether it ever was. */
export const usePalette = create<{ readonly open: boolean; readonly used: boolean }>(() => ({
  open: false,
  used: false,
}));

export const openPalette = (): void => usePalette.setState({ open: true, used: true });
export const closePalette = (): void => usePalette.setState({ open: false });
