import { parseQuery } from '#domain/query/parse.ts';
import { printQuery } from '#domain/query/print.ts';
import { addTerm, removeTerm, termsOf } from '#domain/query/terms.ts';
import { goTo } from '../address.ts';
import { libraryPath, nowhereElse } from '../library/place.ts';
import { useSession } from '../session.ts';

const meaning = (text: string): string => printQuery(parseQuery(text).query);

/**
 * A tree whose lines are conditions of the search: which of them the search has now, and the way to
 * put another in its place. Everything else that was asked stays; a collection is left.
 */
export function usePlaceQuery(
  queries: readonly string[],
  isLibrary: boolean,
): { readonly chosen: string | null; readonly choose: (query: string) => void } {
  const place = useSession((state) => state.place);
  const setPlace = useSession((state) => state.setPlace);
  const byMeaning = new Map(queries.map((query) => [meaning(query), query]));
  const here = isLibrary && place.collection === null && !place.trashed;
  const chosen = here
    ? (termsOf(place.query)
        .map(({ node }) => byMeaning.get(printQuery(node)))
        .find((query) => query !== undefined) ?? null)
    : null;
  const choose = (query: string): void => {
    let rest = here ? place.query : '';
    const terms = termsOf(rest);
    for (const [index, { node }] of [...terms.entries()].reverse()) {
      if (byMeaning.has(printQuery(node))) rest = removeTerm(rest, index);
    }
    const next = chosen === query ? rest : addTerm(rest, query);
    if (isLibrary) setPlace({ ...nowhereElse, query: next, sort: null });
    else goTo(libraryPath({ query: next }));
  };
  return { chosen, choose };
}
