import { useShortcuts } from '../shell/shortcuts.ts';
import { libraryWords } from '../words/library.ts';
import { useSelectionEntries } from './useSelectionEntries.tsx';

/** The keys of the acts on a selection, for as long as the library is shown. */
export function ActKeys() {
  const entries = useSelectionEntries();
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
  return null;
}
