import { Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';

import type { Queries } from '#domain/contract/queries.ts';
import { useCommand } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { roomyWidth, useMedia } from '../shell/useMedia.ts';
import { Button } from '../ui/Button.tsx';
import { Chip, RemovableChip } from '../ui/Chip.tsx';
import { classes } from '../ui/classes.ts';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { showToast } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { numberText } from '../words/format.ts';
import { libraryWords as words } from '../words/library.ts';
import { type Quick, quickOf, setFilters, without, withQuick } from './filters.ts';
import styles from './LibraryHead.module.css';
import { LibraryTools } from './LibraryTools.tsx';

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

/** The line above the grid: quick filters, how many are selected, the filters that are set. */
export function LibraryHead({
  counts,
  shown,
}: {
  readonly counts: Counts | undefined;
  /** How many assets the filter lets through; null while it is not known. */
  readonly shown: number | null;
}) {
  const { filter, setFilter, selected } = useSession();
  const roomy = useMedia(roomyWidth);
  const quick = quickOf(filter);
  const trashed = filter.trashed === true;
  const set = setFilters(filter);
  return (
    <div className={styles['head']}>
      <div className={styles['line']}>
        <h1 className={classes(styles['title'], selected.size > 0 && styles['givesWay'])}>
          {trashed ? words.trashTitle : words.title}
        </h1>
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
        <span className={styles['selected']}>
          {shown === null ? '' : words.selectedOf(selected.size, shown)}
        </span>
        {!roomy && <LibraryTools trashed={counts?.trashed} />}
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
