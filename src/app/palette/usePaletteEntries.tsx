import { Keyboard } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';

import { keysText } from '../shell/chords.ts';
import { useActs } from '../shell/shortcuts.ts';
import { type Entry, type Group, ranked } from './entry.ts';
import { useRecent } from './recent.ts';
import { useDeskEntries } from './useDeskEntries.tsx';
import { useSelectionEntries } from './useSelectionEntries.tsx';
import { useThings } from './useThings.tsx';

const pauseMs = 90;
/** What opens the palette has no place in it. */
const itself = 'palette';

/** What was typed, when the hand rests. */
function useRested(typed: string): string {
  const [rested, setRested] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return rested;
}

/** The acts that have a shortcut here and now. */
function useActEntries(): readonly Entry[] {
  return useActs()
    .filter((act) => !act.fixed && act.name !== itself)
    .map((act): Entry => ({
      id: `key:${act.name}`,
      label: act.words,
      group: act.place === null ? 'desk' : 'here',
      icon: <Keyboard aria-hidden />,
      ...(act.place === null ? {} : { more: act.place }),
      keys: act.keys[0] === undefined ? undefined : keysText(act.keys[0]),
      unavailable: act.unavailable(),
      run: () => void act.run(),
    }));
}

export interface Shown {
  readonly groups: readonly { readonly group: Group; readonly entries: readonly Entry[] }[];
  readonly all: readonly Entry[];
  readonly looking: boolean;
}

/** Everything that the palette offers for what was typed, in groups. */
export function usePaletteEntries(typed: string): Shown {
  const acts = useActEntries();
  const selection = useSelectionEntries();
  const desk = useDeskEntries();
  const { entries: things, looking } = useThings(useRested(typed));
  const recent = useRecent((state) => state.value);
  const commands = useMemo(() => unique([...selection, ...acts, ...desk]), [selection, acts, desk]);

  const groups = useMemo(() => {
    if (typed.trim() !== '') return ranked([...commands, ...things], typed);
    const byId = new Map(commands.map((entry) => [entry.id, entry]));
    const last = recent.flatMap((id) => {
      const entry = byId.get(id);
      return entry?.unavailable === null ? [{ ...entry, group: 'recent' as const }] : [];
    });
    const shown = new Set(last.map((entry) => entry.id));
    const rest = commands.filter((entry) => !shown.has(entry.id));
    const order: readonly Group[] = ['selection', 'here', 'go', 'desk'];
    // What does nothing now is found by its name; the open list is for what can be done.
    return [
      { group: 'recent' as const, entries: last.slice(0, 5) },
      ...order.map((group) => ({
        group,
        entries: rest.filter((entry) => entry.group === group && entry.unavailable === null),
      })),
    ].filter(({ entries }) => entries.length > 0);
  }, [typed, commands, things, recent]);
  const all = useMemo(() => groups.flatMap(({ entries }) => entries), [groups]);
  return { groups, all, looking };
}

/** One act stands once, though it came by several ways: the first of the same words stays. */
function unique(entries: readonly Entry[]): readonly Entry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = entry.label.toLocaleLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
