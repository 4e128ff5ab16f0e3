import { queryTokens } from '#domain/query/tokens.ts';
import { searchWords as words } from '../../words/search.ts';

export interface Suggestion {
  readonly label: string;
  /** What it means, quietly beside it. */
  readonly help: string | null;
  /** How many assets have it; null where nothing was counted. */
  readonly count: number | null;
  /** What is written in place of the text from … to. */
  readonly insert: string;
  readonly from: number;
  readonly to: number;
  /** A condition with its value, after which the next may come. */
  readonly isWhole: boolean;
}

export interface SuggestionGroup {
  readonly title: string;
  readonly suggestions: readonly Suggestion[];
}

/** What may stand at the cursor of a query. */
export function useSuggestions(text: string, cursor: number): readonly SuggestionGroup[] {
  const word = /[^\s()"]*$/u.exec(text.slice(0, cursor))?.[0] ?? '';
  const name = word.replace(/^[-!]/u, '').toLowerCase();
  const sign = word.slice(0, word.length - name.length);
  const found = queryTokens.filter(({ key }) => key.startsWith(name)).slice(0, 12);
  return found.length === 0
    ? []
    : [
        {
          title: words.conditionsTitle,
          suggestions: found.map((token) => ({
            label: `${token.key}:`,
            help: token.help,
            count: null,
            insert: `${sign}${token.key}:`,
            from: cursor - word.length,
            to: cursor,
            isWhole: false,
          })),
        },
      ];
}
