/** The conditions that the filter panel offers as lists of values, in its order. */
import { assetKinds, assetStates, provenances } from '#domain/asset.ts';
import type { Queries } from '#domain/contract/queries.ts';
import type { RecipePart } from '#domain/prompt-parts.ts';
import { libraryWords } from '../../words/library.ts';
import { searchWords as words } from '../../words/search.ts';

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  /** How many the rest of the query leaves for it. */
  readonly count: number;
}

type Listed = readonly { readonly value: string; readonly count: number }[];
type Counts = Queries['facets']['value'];

export interface FacetKind {
  readonly key:
    | 'kind'
    | 'review'
    | 'starred'
    | 'provenance'
    | 'state'
    | 'theme'
    | 'tag'
    | 'source'
    | 'model'
    | 'prompt'
    | 'lora'
    | 'format';
  readonly title: string;
  /** One asset can have several of its values, so that "all of them" means something. */
  readonly isMany?: boolean;
  readonly startsOpen?: boolean;
  /** "=" where the usual sign also finds parts of a value. */
  readonly comparison?: '=';
  /** "none" can be asked for. */
  readonly none?: boolean;
  readonly values: (counts: Counts) => readonly FacetValue[];
  /** Its values are parts of recipes, which are counted by themselves. */
  readonly part?: RecipePart;
}

export const listed = (values: Listed): readonly FacetValue[] =>
  values.map(({ value, count }) => ({ value, label: value, count }));

/** Fixed values in their own order; one that nothing has is not offered. */
const fixed = <Value extends string>(
  all: readonly Value[],
  labels: Readonly<Record<Value, string>>,
  counts: Readonly<Record<string, number>>,
): readonly FacetValue[] =>
  all
    .map((value) => ({ value, label: labels[value], count: counts[value] ?? 0 }))
    .filter(({ count }) => count > 0);

export const facets: readonly FacetKind[] = [
  {
    key: 'kind',
    title: libraryWords.kind,
    startsOpen: true,
    values: ({ kind }) => fixed(assetKinds, libraryWords.kinds, kind),
  },
  {
    key: 'review',
    title: words.review,
    startsOpen: true,
    values: ({ review }) => fixed(['approved', 'rejected', 'later', 'none'], words.reviews, review),
  },
  {
    key: 'starred',
    title: words.star,
    values: ({ starred }) =>
      fixed(['yes', 'no'], { yes: libraryWords.starred, no: libraryWords.notStarred }, starred),
  },
  {
    key: 'provenance',
    title: libraryWords.provenance,
    values: ({ provenance }) => fixed(provenances, libraryWords.provenances, provenance),
  },
  {
    key: 'theme',
    title: libraryWords.theme,
    none: true,
    values: ({ theme }) => listed(theme),
  },
  {
    key: 'tag',
    title: libraryWords.tag,
    isMany: true,
    startsOpen: true,
    none: true,
    values: ({ tag }) => listed(tag),
  },
  {
    key: 'source',
    title: words.source,
    none: true,
    values: ({ source }) => listed(source),
  },
  {
    key: 'model',
    title: words.model,
    comparison: '=',
    none: true,
    values: ({ model }) => listed(model),
  },
  {
    key: 'prompt',
    title: words.prompt,
    comparison: '=',
    part: 'prompt',
    isMany: true,
    none: true,
    values: () => [],
  },
  {
    key: 'lora',
    title: words.lora,
    comparison: '=',
    part: 'lora',
    isMany: true,
    none: true,
    values: () => [],
  },
  {
    key: 'format',
    title: words.format,
    values: ({ format }) =>
      listed(format).map((one) => ({ ...one, label: one.value.toUpperCase() })),
  },
  {
    key: 'state',
    title: libraryWords.state,
    values: ({ state }) => fixed(assetStates, libraryWords.states, state),
  },
];
