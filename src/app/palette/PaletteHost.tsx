import { Suspense, useState } from 'react';

import { closePalette, usePalette } from '../shell/palette-state.ts';
import { Palette } from './Palette.tsx';
import type { Opened } from './useSelectionEntries.tsx';

/** The palette, and the dialog that was opened from it. */
export function PaletteHost() {
  const open = usePalette((state) => state.open);
  const [opened, setOpened] = useState<Opened | null>(null);
  return (
    <>
      {open && <Palette onClose={closePalette} onOpened={setOpened} />}
      {opened && (
        <Suspense fallback={null}>
          <opened.Dialog ids={opened.ids} rows={opened.rows} onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </>
  );
}
