import { closePalette, usePalette } from '../shell/palette-state.ts';
import { Palette } from './Palette.tsx';

/** The palette, while it is open. */
export function PaletteHost() {
  const open = usePalette((state) => state.open);
  return open ? <Palette onClose={closePalette} /> : null;
}
