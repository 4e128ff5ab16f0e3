import { useLiveQuery } from '../../inkreel.ts';
import { useSession } from '../../session.ts';
import { Button } from '../../ui/Button.tsx';
import { searchWords as words } from '../../words/search.ts';

/** Offers the search with its words as the library writes them, where one was almost written so. */
export function DidYouMean() {
  const filter = useSession((state) => state.filter);
  const setPlace = useSession((state) => state.setPlace);
  const near = useLiveQuery('nearSearch', { filter });
  if (!near.value || near.stale) return null;
  const { query, changed, finds } = near.value;
  return (
    <Button look="primary" onClick={() => setPlace({ query })}>
      {words.didYouMean(
        changed.map(({ to }) => to),
        finds,
      )}
    </Button>
  );
}
