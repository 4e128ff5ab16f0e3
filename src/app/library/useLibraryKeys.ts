import type { AssetLayout } from '#domain/contract/queries.ts';
import type { AssetId } from '#domain/id.ts';
import { useCommand, useInkreel, showFailure } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { announce } from '../shell/announcer.ts';
import { type Shortcut, useShortcuts } from '../shell/shortcuts.ts';
import { libraryWords as words } from '../words/library.ts';
import { useAssetActs } from './useAssetActs.ts';

/** Keys that the grid itself takes while it has the focus; here for the list of shortcuts. */
const gridKeys: readonly Shortcut[] = [
  { keys: '← → ↑ ↓', words: words.goTo, fixed: true, run: () => false },
  {
    keys: 'shift+← → ↑ ↓',
    words: words.selectRange,
    fixed: true,
    run: () => false,
  },
  { keys: 'alt+← → ↑ ↓', words: words.moveInOrder, fixed: true, run: () => false },
  { keys: 'Space', words: words.selectOne, fixed: true, run: () => false },
  { keys: 'Enter', words: words.openLarge, fixed: true, run: () => false },
];

/** The keys of the library that act on the selection, wherever the focus is. */
export function useLibraryKeys(layout: AssetLayout | undefined, onOpen: (n: number) => void): void {
  const client = useInkreel();
  const run = useCommand();
  const acts = useAssetActs();
  const select = useSession((state) => state.select);

  /** Calls back with the ids of the selection; false when nothing is selected. */
  const withSelection = (act: (assets: readonly AssetId[]) => void): boolean => {
    const rows = [...useSession.getState().selected];
    if (rows.length === 0) return false;
    void client.query('assetIds', { rows }).then((ids) => {
      if (ids.ok) act(ids.value);
      else showFailure(ids.failure);
    });
    return true;
  };

  const whyNothing = (): string | null =>
    useSession.getState().selected.size === 0 ? words.selectFirst : null;
  const rating = (stars: number): Shortcut => ({
    name: `library.rate-${String(stars)}`,
    keys: String(stars),
    words: words.rate(stars),
    unavailable: whyNothing,
    run: () =>
      withSelection((assets) => void run('editAssets', { assets, changes: { rating: stars } })),
  });

  const shortcuts: readonly Shortcut[] = [
    {
      name: 'library.select-all',
      keys: 'mod+a',
      words: words.selectAll,
      run: () => {
        if (!layout) return false;
        select({ selected: new Set(layout.n) });
        return true;
      },
    },
    {
      name: 'library.select-none',
      keys: 'Escape',
      words: words.selectNone,
      unavailable: whyNothing,
      run: () => {
        if (useSession.getState().selected.size === 0) return false;
        select({ selected: new Set() });
        announce(words.selectNone);
        return true;
      },
    },
    {
      name: 'library.approve',
      keys: 'a',
      words: words.approve,
      unavailable: whyNothing,
      run: () => withSelection((ids) => acts.approve(ids, true)),
    },
    {
      name: 'library.unapprove',
      keys: 'u',
      words: words.unapprove,
      unavailable: whyNothing,
      run: () => withSelection((ids) => acts.approve(ids, false)),
    },
    {
      name: 'library.reject',
      keys: 'x',
      words: words.reject,
      unavailable: whyNothing,
      run: () => withSelection(acts.reject),
    },
    {
      name: 'library.star',
      keys: 's',
      words: words.toggleStar,
      unavailable: whyNothing,
      run: () => withSelection(acts.toggleStar),
    },
    ...['Delete', 'Backspace'].map((keys) => ({
      name: 'library.trash',
      keys,
      words: words.moveToTrash,
      unavailable: whyNothing,
      run: () => withSelection(acts.trash),
    })),
    {
      name: 'library.open',
      keys: 'o',
      words: words.openLarge,
      unavailable: () => (useSession.getState().active === null ? words.selectFirst : null),
      run: () => {
        const { active } = useSession.getState();
        if (active === null) return false;
        onOpen(active);
        return true;
      },
    },
    rating(1),
    rating(2),
    rating(3),
    rating(4),
    rating(5),
    ...gridKeys,
  ];
  useShortcuts(shortcuts.map((shortcut) => ({ ...shortcut, place: words.title })));
}
