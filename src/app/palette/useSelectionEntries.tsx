import { Sparkles } from 'lucide-react';

import { selectionActs } from '../library/acts.ts';
import { openAct } from '../library/opened.ts';
import { tools, toolUnavailable } from '../library/tools.tsx';
import { useSelectionFacts } from '../library/useSelectionFacts.ts';
import { keysText } from '../shell/chords.ts';
import { useSession } from '../session.ts';
import { paletteWords as words } from '../words/palette.ts';
import type { Entry } from './entry.ts';

const none = { assets: 0, size: 0, groups: [] };

/** The tools and acts on what is selected; without a selection they say what is missing. */
export function useSelectionEntries(): readonly Entry[] {
  const selected = useSession((state) => state.selected);
  const { ids, facts = none, rows, stale } = useSelectionFacts([...selected]);
  const nothing = selected.size === 0 ? words.selectFirst : stale ? words.stillReading : null;
  return [
    ...tools.map(({ kind, Dialog }): Entry => ({
      id: `tool:${kind.kind}`,
      label: kind.words.act,
      group: 'selection',
      icon: <Sparkles aria-hidden />,
      unavailable: nothing ?? toolUnavailable(kind, facts),
      run: () => openAct({ Dialog, ids, rows }),
    })),
    ...selectionActs.map((act): Entry => ({
      id: `act:${act.name}`,
      label: act.label,
      group: 'selection',
      icon: <act.icon aria-hidden />,
      keys: act.keys === undefined ? undefined : keysText(act.keys),
      unavailable: nothing ?? act.unavailable(facts),
      run: () => openAct({ Dialog: act.dialog, ids, rows }),
    })),
  ];
}
