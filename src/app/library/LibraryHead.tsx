import { Trash2, Undo2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';

import type { CollectionRow } from '#domain/contract/collections.ts';
import type { Queries } from '#domain/contract/queries.ts';
import { useInProject } from '../chosen.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { phoneWidth, roomyWidth, useMedia } from '../shell/useMedia.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { classes } from '../ui/classes.ts';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { showToast } from '../ui/toasts.ts';
import { numberText } from '../words/format.ts';
import { libraryWords as words } from '../words/library.ts';
import styles from './LibraryHead.module.css';
import { LibraryTools } from './LibraryTools.tsx';
import { type Quick, quicks } from './place.ts';
import { useLanguage } from './search/useLanguage.ts';

type Counts = Queries['counts']['value'];

const SearchProblems = lazy(async () => {
  const { SearchProblems: component } = await import('./search/SearchProblems.tsx');
  return { default: component };
});
const ReviewButton = lazy(async () => {
  const { ReviewButton: component } = await import('../review/ReviewButton.tsx');
  return { default: component };
});
const TrashUses = lazy(async () => {
  const { TrashUses: component } = await import('../lineage/TrashUses.tsx');
  return { default: component };
});
const SavedSearch = lazy(async () => {
  const { SavedSearch: component } = await import('./search/SavedSearch.tsx');
  return { default: component };
});

const countOf: Readonly<Record<Quick, (counts: Counts) => number | null>> = {
  all: () => null,
  approved: (counts) => counts.approved,
  unreviewed: (counts) => counts.unreviewed,
  ai: (counts) => counts.ai_generated,
  enhanced: (counts) => counts.enhanced,
};

const emptied = { assets: 0, collections: 0, projects: 0 } as const;

function TrashActions() {
  const run = useCommand();
  const mine = useInProject();
  // Collections and projects go with it: they are named before.
  const trash = useLiveQuery('trash', mine).value ?? emptied;
  const setPlace = useSession((state) => state.setPlace);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="small"
        icon={<Undo2 aria-hidden />}
        onClick={() => setPlace({ trashed: false })}
      >
        {words.backToLibrary}
      </Button>
      {trash.assets + trash.collections + trash.projects > 0 && (
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
        title={words.emptyTrashTitle(trash)}
        description={
          <>
            {words.emptyTrashText(trash)}
            {asking && (
              <Suspense fallback={null}>
                <TrashUses />
              </Suspense>
            )}
          </>
        }
        act={words.emptyTrashAct(trash)}
        onConfirm={() =>
          void run('emptyTrash', mine).then((done) => {
            if (!done) return;
            const { changed: assets, collections, projects } = done;
            const text = words.deletedForGood({ assets, collections, projects });
            showToast({ text, tone: 'plain' });
          })
        }
      />
    </>
  );
}

function QuickFilters({ counts }: { readonly counts: Counts | undefined }) {
  const query = useSession((state) => state.place.query);
  const setPlace = useSession((state) => state.setPlace);
  const language = useLanguage(query !== '');
  const pressed = query === '' ? 'all' : (language?.quickOf(query) ?? null);
  const press = async (quick: Quick): Promise<void> => {
    const { withQuick } = await import('./search/language.ts');
    setPlace({ query: withQuick(useSession.getState().place.query, quick) });
  };
  return (
    <fieldset className={styles['chips']} aria-label={words.chipsLabel}>
      {quicks.map((quick) => {
        const count = counts ? countOf[quick](counts) : null;
        return (
          <Chip
            key={quick}
            label={words.chips[quick]}
            pressed={pressed === quick}
            onPress={() => void press(quick)}
            {...(count === null ? {} : { count: numberText(count) })}
          />
        );
      })}
    </fieldset>
  );
}

/** The line above the grid: where one is, quick filters, how many are selected, saved searches. */
export function LibraryHead({
  counts,
  collection,
  shown,
}: {
  readonly counts: Counts | undefined;
  /** The collection that is shown, or whose search is being changed. */
  readonly collection: CollectionRow | null;
  /** How many assets the filter lets through; null while it is not known. */
  readonly shown: number | null;
}) {
  const { place, selected } = useSession();
  const roomy = useMedia(roomyWidth);
  const phone = useMedia(phoneWidth);
  const isAsked = place.query !== '' || place.collection !== null || place.saved !== null;
  const title = place.trashed ? words.trashTitle : (collection?.name ?? words.title);
  return (
    <div className={styles['head']}>
      <div className={styles['line']}>
        <h1
          className={classes(
            styles['title'],
            (selected.size > 0 || title === words.title) && styles['givesWay'],
          )}
        >
          {title}
        </h1>
        {place.trashed ? (
          <TrashActions />
        ) : (
          // Counted over the whole library, so a collection has them without numbers.
          <QuickFilters counts={place.collection ? undefined : counts} />
        )}
        {isAsked && !place.trashed && (
          <div className={styles['saved']}>
            <Suspense fallback={null}>
              <SavedSearch collection={collection} />
            </Suspense>
          </div>
        )}
        <span className={styles['selected']}>
          {shown === null ? '' : words.selectedOf(shown === 0 ? 0 : selected.size, shown)}
        </span>
        {/* What is selected has acts of its own, and its number wants the room. */}
        {phone && selected.size === 0 && (
          <div className={styles['review']}>
            <Suspense fallback={null}>
              <ReviewButton />
            </Suspense>
          </div>
        )}
        {!roomy && <LibraryTools trashed={counts?.trashed} />}
      </div>
      {place.query !== '' && (
        <Suspense fallback={null}>
          <SearchProblems query={place.query} />
        </Suspense>
      )}
    </div>
  );
}
