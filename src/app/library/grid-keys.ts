import type { LibraryView } from '../session.ts';
import type { Move } from './layout.ts';

const moves: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'first',
  End: 'last',
};

/** Where a key leads in the grid or the list; null: nowhere. */
export function moveOfKey(
  event: { readonly key: string; readonly altKey: boolean },
  view: LibraryView,
): Move | null {
  if (event.altKey) return null;
  const move = moves[event.key] ?? null;
  return view === 'list' && (move === 'left' || move === 'right') ? null : move;
}
