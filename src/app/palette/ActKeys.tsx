import { Suspense, useState } from 'react';

import { useShortcuts } from '../shell/shortcuts.ts';
import { libraryWords } from '../words/library.ts';
import { type Opened, useSelectionEntries } from './useSelectionEntries.tsx';

/** The keys of the acts on a selection, for as long as the library is shown, and what they open. */
export function ActKeys() {
  const [opened, setOpened] = useState<Opened | null>(null);
  const entries = useSelectionEntries(setOpened);
  useShortcuts(
    entries.flatMap(({ id, label, shortcut, unavailable, run }) =>
      shortcut === undefined
        ? []
        : [
            {
              name: id,
              keys: shortcut,
              words: label,
              place: libraryWords.title,
              unavailable: () => unavailable,
              run: () => {
                if (unavailable !== null) return false;
                run();
                return true;
              },
            },
          ],
    ),
  );
  if (!opened) return null;
  return (
    <Suspense fallback={null}>
      <opened.Dialog ids={opened.ids} rows={opened.rows} onClose={() => setOpened(null)} />
    </Suspense>
  );
}
