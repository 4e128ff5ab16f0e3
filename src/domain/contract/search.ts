/** Help while a query is typed. */
import type { RecipePart } from '#domain/prompt-parts.ts';
import type { AssetFilter } from './queries.ts';

/** One completion: the text that replaces from … to of what was typed. */
export interface QuerySuggestion {
  /** token: the name of a token; value: one of its values; term: a whole condition. */
  readonly is: 'token' | 'value' | 'term';
  /** The token that it is about. */
  readonly key: string;
  readonly label: string;
  /** What people may know it by besides: another spelling, the help of a token. */
  readonly hint: string | null;
  readonly insert: string;
  readonly from: number;
  readonly to: number;
  /** Assets that have it, as far as counted. */
  readonly count: number | null;
}

/** A search with its words put right. */
export interface NearSearch {
  readonly query: string;
  readonly changed: readonly { readonly from: string; readonly to: string }[];
  /** Assets that it finds. */
  readonly finds: number;
}

export interface SearchQueries {
  /** What was meant by a search that finds nothing; null where no word of the library is near. */
  nearSearch: { params: { readonly filter: AssetFilter }; value: NearSearch | null };
  /** Terms of prompts or LoRAs among what a filter shows, the most used first; at most 200. */
  recipeFacets: {
    params: { readonly filter: AssetFilter; readonly part: RecipePart };
    value: readonly { readonly value: string; readonly count: number }[];
  };
  /** What may be meant at the cursor of a query, the likeliest first; counted among what a filter shows. */
  suggestQuery: {
    params: { readonly text: string; readonly cursor: number; readonly filter: AssetFilter };
    value: readonly QuerySuggestion[];
  };
}
