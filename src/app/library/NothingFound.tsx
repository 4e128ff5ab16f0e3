import { Library, SearchX, Trash2 } from 'lucide-react';

import { lazy, Suspense } from 'react';

import type { CollectionRow } from '#domain/contract/collections.ts';
import { useSession } from '../session.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { collectionWords } from '../words/collections.ts';
import { libraryWords as words } from '../words/library.ts';
import { nowhereElse } from './place.ts';

const DidYouMean = lazy(async () => {
  const { DidYouMean: component } = await import('./search/DidYouMean.tsx');
  return { default: component };
});

/** Why nothing is shown here, and what to do about it. */
export function NothingFound({
  collection,
  isGone,
  onClear,
}: {
  readonly collection: CollectionRow | null;
  /** The collection of the address is nowhere, not in the trash either. */
  readonly isGone: boolean;
  readonly onClear: () => void;
}) {
  const { query, trashed, collection: shown } = useSession((state) => state.place);
  const setPlace = useSession((state) => state.setPlace);
  const clear = query !== '' && (
    <>
      <Suspense fallback={null}>
        <DidYouMean />
      </Suspense>
      <Button onClick={onClear}>{words.clearFilters}</Button>
    </>
  );
  if (trashed && query === '') {
    return (
      <EmptyState icon={<Trash2 aria-hidden />} title={words.trashEmptyTitle}>
        {words.trashEmptyText}
      </EmptyState>
    );
  }
  if (query === '' && shown === null) {
    return (
      <EmptyState
        icon={<Trash2 aria-hidden />}
        title={words.allTrashedTitle}
        actions={
          <Button onClick={() => setPlace({ ...nowhereElse, trashed: true })}>
            {words.openTrash}
          </Button>
        }
      >
        {words.allTrashedText}
      </EmptyState>
    );
  }
  if (shown !== null && query === '' && collection?.type !== 'smart') {
    return (
      <EmptyState
        icon={<Library aria-hidden />}
        title={isGone ? collectionWords.gone : words.collectionEmptyTitle}
        actions={<Button onClick={() => setPlace({ collection: null })}>{words.toAll}</Button>}
      >
        {isGone ? collectionWords.goneText : words.collectionEmptyText}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<SearchX aria-hidden />} title={words.nothingFound} actions={clear}>
      {words.nothingFoundText}
    </EmptyState>
  );
}
