import type { QuerySuggestion } from '#domain/contract/search.ts';
import { tokenNamed } from '#domain/query/tokens.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { useSession } from '../../session.ts';
import { searchWords as words } from '../../words/search.ts';

export interface SuggestionGroup {
  readonly title: string;
  readonly suggestions: readonly QuerySuggestion[];
}

const titleOf = ({ is, key }: QuerySuggestion): string =>
  is === 'token' ? words.conditionsTitle : (tokenNamed(key)?.label ?? key);

/** What may stand at the cursor of a query, counted where the library is shown; the likeliest first. */
export function useSuggestions(text: string, cursor: number): readonly SuggestionGroup[] {
  const { query: _asked, ...filter } = useSession((state) => state.filter);
  const found = useLiveQuery('suggestQuery', { text, cursor, filter }).value ?? [];
  // The answer to what was typed before may no longer fit.
  const fitting = found.filter(({ from, to }) => from <= cursor && to <= text.length);
  const groups = Map.groupBy(fitting, titleOf);
  return [...groups].map(([title, suggestions]) => ({ title, suggestions }));
}
