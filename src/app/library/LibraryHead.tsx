import { CheckSquare, LayoutGrid, List, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';

import { assetSorts, type Queries } from '#domain/contract/queries.ts';
import { useCommand } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { useMedia } from '../shell/useMedia.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Chip, RemovableChip } from '../ui/Chip.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { Select } from '../ui/Select.tsx';
import { showToast } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { numberText } from '../words/format.ts';
import { libraryWords as words } from '../words/library.ts';
import { type Quick, quickOf, setFilters, without, withQuick } from './filters.ts';
import styles from './LibraryHead.module.css';

type Counts = Queries['counts']['value'];

const quicks: readonly {
  readonly quick: Quick;
  readonly count: (counts: Counts) => number | null;
}[] = [
  { quick: 'all', count: () => null },
  { quick: 'approved', count: (counts) => counts.approved },
  { quick: 'unreviewed', count: (counts) => counts.unreviewed },
  { quick: 'ai', count: (counts) => counts.ai_generated },
  { quick: 'enhanced', count: (counts) => counts.enhanced },
];

function TrashActions({ count }: { readonly count: number }) {
  const run = useCommand();
  const filter = useSession((state) => state.filter);
  const setFilter = useSession((state) => state.setFilter);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="small"
        icon={<Undo2 aria-hidden />}
        onClick={() => setFilter(without(filter, 'trashed'))}
      >
        {words.backToLibrary}
      </Button>
      {count > 0 && (
        <Button
          size="small"
          look="danger"
          icon={<Trash2 aria-hidden />}
          onClick={() => setAsking(true)}
        >
          {words.emptyTrash}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.emptyTrashTitle(count)}
        description={words.emptyTrashText(count)}
        act={words.emptyTrashAct(count)}
        onConfirm={() =>
          void run('emptyTrash', {}).then((done) => {
            if (done) showToast({ text: words.deletedForGood(count), tone: 'plain' });
          })
        }
      />
    </>
  );
}

/** The line above the grid: quick filters, how many are selected, order, view and size. */
export function LibraryHead({
  counts,
  shown,
}: {
  readonly counts: Counts | undefined;
  /** How many assets the filter lets through. */
  readonly shown: number;
}) {
  const session = useSession();
  const { filter, setFilter, sort, setSort, view, setView, rowHeight, setRowHeight } = session;
  const touch = useMedia('(pointer: coarse)');
  const quick = quickOf(filter);
  const trashed = filter.trashed === true;
  const set = setFilters(filter);
  return (
    <div className={styles['head']}>
      <div className={styles['line']}>
        <h1 className={styles['title']}>{trashed ? words.trashTitle : words.title}</h1>
        {trashed ? (
          <TrashActions count={counts?.trashed ?? 0} />
        ) : (
          <fieldset className={styles['chips']} aria-label={words.chipsLabel}>
            {quicks.map((one) => {
              const count = counts ? one.count(counts) : null;
              return (
                <Chip
                  key={one.quick}
                  label={words.chips[one.quick]}
                  pressed={quick === one.quick}
                  onPress={() => setFilter(withQuick(filter, one.quick))}
                  {...(count === null ? {} : { count: numberText(count) })}
                />
              );
            })}
          </fieldset>
        )}
        <div className={styles['tools']}>
          <span className={styles['selected']}>
            {words.selectedOf(session.selected.size, shown)}
          </span>
          {touch && (
            <IconButton
              size="small"
              label={session.selecting ? words.doneSelecting : words.select}
              icon={<CheckSquare aria-hidden />}
              aria-pressed={session.selecting}
              onClick={() => session.setSelecting(!session.selecting)}
            />
          )}
          <Select
            look="quiet"
            aria-label={words.sortBy}
            value={sort}
            onValue={setSort}
            choices={assetSorts.map((one) => ({ value: one, label: words.sorts[one] }))}
          />
          {view === 'grid' && (
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
          <IconButton
            size="small"
            label={view === 'grid' ? words.listView : words.gridView}
            icon={view === 'grid' ? <List aria-hidden /> : <LayoutGrid aria-hidden />}
            onClick={() => setView(view === 'grid' ? 'list' : 'grid')}
          />
          {!trashed && (
            <IconButton
              size="small"
              label={counts?.trashed ? words.withCount(words.trash, counts.trashed) : words.trash}
              icon={<Trash2 aria-hidden />}
              onClick={() => setFilter({ trashed: true })}
            />
          )}
        </div>
      </div>
      {set.length > 0 && (
        <div className={styles['set']}>
          {set.map((one) => (
            <RemovableChip
              key={one.key}
              name={one.name}
              removeLabel={commonWords.removeNamed(`${one.name} ${one.value}`)}
              onRemove={() => setFilter(without(filter, one.key))}
            >
              {one.value}
            </RemovableChip>
          ))}
        </div>
      )}
    </div>
  );
}
