import { CheckSquare, LayoutGrid, List, PanelRight, Star, Trash2 } from 'lucide-react';

import { useSession } from '../session.ts';
import { deskWidth, phoneWidth, useMedia } from '../shell/useMedia.ts';
import { IconButton } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { libraryWords as words } from '../words/library.ts';
import styles from './LibraryTools.module.css';
import { nowhereElse, sortsFor } from './place.ts';
import { useStarredFirst } from './starred-first.ts';

/** How the library is shown: order, size, grid or list, and the way to the trash. */
export function LibraryTools({
  trashed,
  keepsOrder,
}: {
  readonly trashed: number | undefined;
  /** The order that is shown tells a story: nothing stands before it. */
  readonly keepsOrder: boolean;
}) {
  const { value: starredFirst, set: setStarredFirst } = useStarredFirst();
  const session = useSession();
  const { place, sort, setSort, view, setView, rowHeight, setRowHeight, selecting } = session;
  const touch = useMedia('(pointer: coarse)');
  const phone = useMedia(phoneWidth);
  const desk = useMedia(deskWidth);
  return (
    <div className={styles['tools']}>
      <Select
        look="quiet"
        aria-label={words.sortBy}
        value={sort}
        onValue={setSort}
        choices={sortsFor(place).map((one) => ({ value: one, label: words.sorts[one] }))}
      />
      <IconButton
        size="small"
        label={words.starredFirst}
        icon={<Star aria-hidden />}
        aria-pressed={starredFirst && !keepsOrder}
        unavailable={keepsOrder ? words.storyboardOrder : null}
        onClick={() => setStarredFirst(!starredFirst)}
      />
      {view === 'grid' && !phone && (
        <input
          type="range"
          className={styles['size']}
          aria-label={words.thumbnailSize}
          min={90}
          max={380}
          step={10}
          value={rowHeight}
          onChange={(event) => setRowHeight(Number(event.target.value))}
        />
      )}
      {touch && (
        <IconButton
          size="small"
          label={selecting ? words.doneSelecting : words.select}
          icon={<CheckSquare aria-hidden />}
          aria-pressed={selecting}
          onClick={() => session.setSelecting(!selecting)}
        />
      )}
      <IconButton
        size="small"
        label={view === 'grid' ? words.listView : words.gridView}
        icon={view === 'grid' ? <List aria-hidden /> : <LayoutGrid aria-hidden />}
        onClick={() => setView(view === 'grid' ? 'list' : 'grid')}
      />
      {!desk && session.selected.size > 0 && (
        <IconButton
          size="small"
          label={words.details}
          icon={<PanelRight aria-hidden />}
          onClick={() => session.setDetailsOpen(true)}
        />
      )}
      {!place.trashed && (
        <IconButton
          size="small"
          label={trashed ? words.withCount(words.trash, trashed) : words.trash}
          icon={<Trash2 aria-hidden />}
          onClick={() => session.setPlace({ ...nowhereElse, trashed: true })}
        />
      )}
    </div>
  );
}
