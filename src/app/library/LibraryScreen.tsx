import { FilePenLine, Filter, FolderUp, Upload } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';

import { goTo } from '../address.ts';
import { useInProject } from '../chosen.ts';
import { useLiveQuery } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { announce } from '../shell/announcer.ts';
import { useImport } from '../shell/importing.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { phoneWidth, roomyWidth, useMedia } from '../shell/useMedia.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Popover } from '../ui/Popover.tsx';
import { libraryWords as words } from '../words/library.ts';
import { AssetGrid } from './AssetGrid.tsx';
import { LibraryHead } from './LibraryHead.tsx';
import styles from './LibraryScreen.module.css';
import { LibraryTools } from './LibraryTools.tsx';
import { ListHead } from './ListHead.tsx';
import { NothingFound } from './NothingFound.tsx';
import { NothingSelected } from './NothingSelected.tsx';
import { sortNamed } from './place.ts';
import { SearchBox } from './SearchBox.tsx';
import { useStarredFirst } from './starred-first.ts';
import { useLibraryKeys } from './useLibraryKeys.ts';

const EmptyLibrary = lazy(async () => {
  const { EmptyLibrary: component } = await import('./EmptyLibrary.tsx');
  return { default: component };
});
const Inspector = lazy(async () => {
  const { Inspector: component } = await import('./inspector/Inspector.tsx');
  return { default: component };
});
const Viewer = lazy(async () => {
  const { Viewer: component } = await import('./inspector/Viewer.tsx');
  return { default: component };
});

const ReviewButton = lazy(async () => {
  const { ReviewButton: component } = await import('../review/ReviewButton.tsx');
  return { default: component };
});
const FilterPanel = lazy(async () => {
  const { FilterPanel: component } = await import('./search/FilterPanel.tsx');
  return { default: component };
});

function ImportMenu({ isFirst }: { readonly isFirst: boolean }) {
  const { pick } = useImport();
  const phone = useMedia(phoneWidth);
  return (
    <Menu
      trigger={
        phone ? (
          <IconButton look="plain" label={words.import} icon={<Upload aria-hidden />} />
        ) : (
          <Button look={isFirst ? 'plain' : 'primary'} icon={<Upload aria-hidden />}>
            {words.import}
          </Button>
        )
      }
      entries={[
        { label: words.importShort, icon: <Upload aria-hidden />, onSelect: () => pick(false) },
        {
          label: words.importFolderShort,
          icon: <FolderUp aria-hidden />,
          onSelect: () => pick(true),
        },
        'separator',
        {
          label: words.makeByHand,
          icon: <FilePenLine aria-hidden />,
          onSelect: () => goTo('/asset/new'),
        },
      ]}
    />
  );
}

/** The library: everything, findable, and what can be done with it. */
export function LibraryScreen() {
  const { place, filter, sort, view, selected } = useSession();
  const setPlace = useSession((state) => state.setPlace);
  const setDetailsOpen = useSession((state) => state.setDetailsOpen);
  const select = useSession((state) => state.select);
  const counts = useLiveQuery('counts', useInProject()).value;
  const shownId = place.collection ?? place.saved;
  const asked = useLiveQuery('collection', shownId ? { id: shownId } : null);
  const collection = asked.value ?? null;
  const isGone = shownId !== null && asked.value === null && !asked.stale;
  // While another is being read, the last answer stays; it is not the one that is shown.
  const shownCollection = collection?.id === shownId ? collection : null;
  const keepsOrder = sort === 'position' && shownCollection?.type === 'storyboard';
  const wantsStars = useStarredFirst((state) => state.value);
  const starredFirst = wantsStars && !keepsOrder;
  const layout = useLiveQuery('assetLayout', { filter, sort, starredFirst }).value;
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

  // Nothing is shown, so nothing is selected: no key may act on what is out of sight.
  const isBare = layout !== undefined && total === 0 && selected.size > 0;
  useEffect(() => {
    if (!isBare) return undefined;
    // An answer from before may stand for a moment when one comes back from another screen.
    const timer = setTimeout(() => select({ selected: new Set() }), 400);
    return () => clearTimeout(timer);
  }, [isBare, select]);

  // A saved search is shown in the order that was saved with it, until another is wished.
  const savedSort = shownCollection?.type === 'smart' ? sortNamed(shownCollection.sort) : null;
  const wishesSort = place.sort === null && savedSort !== null;
  useEffect(() => {
    if (wishesSort) setPlace({ sort: savedSort }, { replace: true });
  }, [wishesSort, savedSort, setPlace]);

  const isTrash = place.trashed;
  const isAsked = place.query !== '';
  const libraryIsEmpty =
    counts?.assets === 0 && counts.trashed === 0 && total === 0 && !isAsked && shownId === null;
  return (
    <ScreenFrame
      top={
        <>
          <SearchBox />
          <Popover
            label={words.filters}
            trigger={
              <Button
                icon={<Filter aria-hidden />}
                aria-label={words.filter}
                aria-pressed={isAsked}
              >
                {phone ? null : words.filter}
              </Button>
            }
          >
            <Suspense fallback={null}>
              <FilterPanel />
            </Suspense>
          </Popover>
          {!phone && (
            <div className={styles['tools']}>
              {roomy && !libraryIsEmpty && (
                <LibraryTools trashed={counts?.trashed} keepsOrder={keepsOrder} />
              )}
            </div>
          )}
          {!phone && !libraryIsEmpty && (
            <Suspense fallback={null}>
              <ReviewButton />
            </Suspense>
          )}
          <ImportMenu isFirst={libraryIsEmpty} />
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
      {!libraryIsEmpty && (
        <LibraryHead
          counts={counts}
          collection={shownCollection}
          keepsOrder={keepsOrder}
          shown={layout ? total : null}
        />
      )}
      {libraryIsEmpty && !isTrash && (
        <Suspense fallback={null}>
          <EmptyLibrary />
        </Suspense>
      )}
      {layout && total === 0 && !libraryIsEmpty && (
        <NothingFound
          collection={shownCollection}
          isGone={isGone}
          onClear={() => setPlace({ query: '' })}
        />
      )}
      {layout && total > 0 && (
        <>
          {view === 'list' && <ListHead />}
          <AssetGrid
            question={JSON.stringify([filter, sort, starredFirst])}
            layout={layout}
            ordered={
              sort === 'position' && shownCollection && shownCollection.type !== 'smart'
                ? shownCollection.id
                : null
            }
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
