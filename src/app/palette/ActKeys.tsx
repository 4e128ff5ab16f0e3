import { selectionActs, type SelectionAct } from '../library/acts.ts';
import { few } from '../library/useSelectionFacts.ts';
import { openAct } from '../library/opened.ts';
import { showFailure, useInkreel } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { showToast } from '../ui/toasts.ts';
import { libraryWords } from '../words/library.ts';
import { paletteWords as words } from '../words/palette.ts';

/** The keys of the acts on a selection, for as long as the library is shown. */
export function ActKeys() {
  const client = useInkreel();
  // Read when the key is pressed, not before: a key may follow a selection at once.
  const open = async (act: SelectionAct, selected: readonly number[]): Promise<void> => {
    const ids = await client.query('assetIds', { rows: selected });
    if (!ids.ok) return showFailure(ids.failure);
    if (ids.value.length === 0) return undefined;
    const [facts, rows] = await Promise.all([
      client.query('selectionFacts', { assets: ids.value }),
      client.query('assets', { ids: ids.value.slice(0, few) }),
    ]);
    if (!facts.ok) return showFailure(facts.failure);
    if (!rows.ok) return showFailure(rows.failure);
    const reason = act.unavailable(facts.value);
    if (reason === null) openAct({ Dialog: act.dialog, ids: ids.value, rows: rows.value });
    else showToast({ text: words.actNotNow(act.label, reason), tone: 'plain' });
    return undefined;
  };
  useShortcuts(
    selectionActs.flatMap((act) =>
      act.keys === undefined
        ? []
        : [
            {
              name: `act:${act.name}`,
              keys: act.keys,
              words: act.label,
              place: libraryWords.title,
              unavailable: () =>
                useSession.getState().selected.size === 0 ? words.selectFirst : null,
              run: () => {
                const { selected } = useSession.getState();
                if (selected.size === 0) return false;
                void open(act, [...selected]);
                return true;
              },
            },
          ],
    ),
  );
  return null;
}
