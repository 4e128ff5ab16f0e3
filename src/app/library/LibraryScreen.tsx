import { Filter, FolderUp, SearchX, Trash2, Upload } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';

import { useLiveQuery } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { announce } from '../shell/announcer.ts';
import { useImport } from '../shell/importing.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { phoneWidth, roomyWidth, useMedia } from '../shell/useMedia.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Popover } from '../ui/Popover.tsx';
import { libraryWords as words } from '../words/library.ts';
import { AssetGrid } from './AssetGrid.tsx';
import { EmptyLibrary } from './EmptyLibrary.tsx';
import { FilterPanel } from './FilterPanel.tsx';
import { isFiltered, setFilters, withCondition } from './filters.ts';
import { LibraryHead } from './LibraryHead.tsx';
import styles from './LibraryScreen.module.css';
import { LibraryTools } from './LibraryTools.tsx';
import { ListHead } from './ListHead.tsx';
import { NothingSelected } from './NothingSelected.tsx';
import { SearchBox } from './SearchBox.tsx';
import { useLibraryKeys } from './useLibraryKeys.ts';

const Inspector = lazy(async () => {
  const { Inspector: component } = await import('./inspector/Inspector.tsx');
  return { default: component };
});
const Viewer = lazy(async () => {
  const { Viewer: component } = await import('./inspector/Viewer.tsx');
  return { default: component };
});

/** The library: everything, findable, and what can be done with it. */
export function LibraryScreen() {
  const { filter, sort, view, selected } = useSession();
  const setFilter = useSession((state) => state.setFilter);
  const setDetailsOpen = useSession((state) => state.setDetailsOpen);
  const counts = useLiveQuery('counts', {}).value;
  const layout = useLiveQuery('assetLayout', { filter, sort }).value;
  const { pick } = useImport();
  const phone = useMedia(phoneWidth);
  const roomy = useMedia(roomyWidth);
  const [opened, setOpened] = useState<number | null>(null);
  useLibraryKeys(layout, setOpened);

  const total = layout?.n.length ?? 0;
  useEffect(() => {
    if (selected.size === 0) return;
    const timer = setTimeout(() => announce(words.selectedOf(selected.size, total)), 350);
    return () => clearTimeout(timer);
  }, [selected, total]);

  const onText = useCallback(
    (text: string) => {
      const now = useSession.getState().filter;
      setFilter(withCondition(now, 'text', text === '' ? undefined : text));
    },
    [setFilter],
  );

  const libraryIsEmpty = counts?.assets === 0 && counts.trashed === 0;
  const isTrash = filter.trashed === true;
  return (
    <ScreenFrame
      top={
        <>
          <SearchBox text={filter.text ?? ''} onText={onText} />
          <Popover
            label={words.filters}
            trigger={
              <Button
                icon={<Filter aria-hidden />}
                aria-label={words.filter}
                aria-pressed={setFilters(filter).length > 0}
              >
                {phone ? null : words.filter}
              </Button>
            }
          >
            <FilterPanel filter={filter} onFilter={setFilter} />
          </Popover>
          {!phone && (
            <div className={styles['tools']}>
              {roomy && !libraryIsEmpty && <LibraryTools trashed={counts?.trashed} />}
            </div>
          )}
          <Menu
            trigger={
              phone ? (
                <IconButton look="plain" label={words.import} icon={<Upload aria-hidden />} />
              ) : (
                <Button look={libraryIsEmpty ? 'plain' : 'primary'} icon={<Upload aria-hidden />}>
                  {words.import}
                </Button>
              )
            }
            entries={[
              {
                label: words.importShort,
                icon: <Upload aria-hidden />,
                onSelect: () => pick(false),
              },
              {
                label: words.importFolderShort,
                icon: <FolderUp aria-hidden />,
                onSelect: () => pick(true),
              },
            ]}
          />
        </>
      }
      inspector={
        libraryIsEmpty ? null : selected.size === 0 ? (
          <NothingSelected />
        ) : (
          <Suspense fallback={null}>
            <Inspector onOpen={setOpened} />
          </Suspense>
        )
      }
    >
      {!libraryIsEmpty && <LibraryHead counts={counts} shown={layout ? total : null} />}
      {libraryIsEmpty && !isTrash && !isFiltered(filter) && <EmptyLibrary />}
      {layout && total === 0 && !libraryIsEmpty && (
        <EmptyState
          icon={isTrash ? <Trash2 aria-hidden /> : <SearchX aria-hidden />}
          title={isTrash ? words.trashEmptyTitle : words.nothingFound}
          actions={
            isFiltered(filter) && (
              <Button onClick={() => setFilter(isTrash ? { trashed: true } : {})}>
                {words.clearFilters}
              </Button>
            )
          }
        >
          {isTrash ? words.trashEmptyText : words.nothingFoundText}
        </EmptyState>
      )}
      {layout && total > 0 && (
        <>
          {view === 'list' && <ListHead />}
          <AssetGrid
            question={JSON.stringify([filter, sort])}
            layout={layout}
            onOpen={setOpened}
            onShowDetails={() => setDetailsOpen(true)}
          />
        </>
      )}
      {opened !== null && layout && (
        <Suspense fallback={null}>
          <Viewer n={opened} order={layout.n} onN={setOpened} onClose={() => setOpened(null)} />
        </Suspense>
      )}
    </ScreenFrame>
  );
}
