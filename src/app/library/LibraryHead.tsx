import { lazy, Suspense } from 'react';

import type { CollectionRow } from '#domain/contract/collections.ts';
import type { Queries } from '#domain/contract/queries.ts';
import { useSession } from '../session.ts';
import { phoneWidth, roomyWidth, useMedia } from '../shell/useMedia.ts';
import { Chip } from '../ui/Chip.tsx';
import { classes } from '../ui/classes.ts';
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
const CollectionState = lazy(async () => {
  const { CollectionState: component } = await import('../collections/CollectionState.tsx');
  return { default: component };
});
const ReviewButton = lazy(async () => {
  const { ReviewButton: component } = await import('../review/ReviewButton.tsx');
  return { default: component };
});
const TrashActions = lazy(async () => {
  const { TrashActions: component } = await import('./TrashActions.tsx');
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
  keepsOrder,
  shown,
}: {
  readonly counts: Counts | undefined;
  /** The collection that is shown, or whose search is being changed. */
  readonly collection: CollectionRow | null;
  readonly keepsOrder: boolean;
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
          <Suspense fallback={null}>
            <TrashActions />
          </Suspense>
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
        {!roomy && <LibraryTools trashed={counts?.trashed} keepsOrder={keepsOrder} />}
      </div>
      {collection !== null && collection.deleted_at !== null && (
        <Suspense fallback={null}>
          <CollectionState row={collection} />
        </Suspense>
      )}
      {place.query !== '' && (
        <Suspense fallback={null}>
          <SearchProblems query={place.query} />
        </Suspense>
      )}
    </div>
  );
}
