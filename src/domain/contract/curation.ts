/** Deciding about assets: reviews with a fixed order, and pairs of pictures that look alike. */
import type { AssetRow } from '#domain/asset.ts';
import type { AssetId, ReviewId, Sha256 } from '#domain/id.ts';
import type { SimilarVerdict } from '#domain/likeness.ts';
import type { AssetFilter, AssetSort } from './queries.ts';

/** What stands in a review beside each asset: the columns are as long as the review. */
export interface ReviewOrder {
  /** Row numbers in the order that was fixed when the review began; what was deleted for good is left out. */
  readonly n: Uint32Array;
  /** One of `reviewStates` for each, by its place in that list. */
  readonly state: Uint8Array;
}

export const reviewStates = ['undecided', 'approved', 'rejected', 'later', 'trashed'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** A review that was begun. Counts are read from the assets, never stored. */
export interface ReviewRow extends Readonly<Record<ReviewState, number>> {
  readonly id: ReviewId;
  readonly name: string;
  readonly total: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly finished_at: number | null;
}

/** Two pictures that look alike and that nobody has judged yet. */
export interface SimilarPair {
  readonly first: AssetId;
  readonly second: AssetId;
  /** Bits of 64 in which their prints differ. */
  readonly distance: number;
}

/** A picture that a search for pictures alike looks at. */
export interface PrintRow {
  readonly n: number;
  readonly id: AssetId;
  readonly blob: Sha256;
  /** 16 hexadecimal digits; null: not made yet. */
  readonly print: string | null;
}

export interface CurationCommands {
  /**
   * Begins a review and fixes its order: of the given assets as they are given, or of what the
   * filter finds in the order of the sort. Only assets whose bytes are there are taken. Where a
   * review of the very same is open, that one is taken up again.
   */
  beginReview: {
    input: {
      readonly name: string;
      readonly assets?: readonly AssetId[];
      readonly filter?: AssetFilter;
      readonly sort?: AssetSort;
      /** Leaves out what was decided before. */
      readonly undecided?: boolean;
    };
    value: { readonly review: ReviewId; readonly total: number };
  };
  /** Remembers where a review stands, for every tab and session; null: behind the last. */
  placeReview: {
    input: { readonly review: ReviewId; readonly asset: AssetId | null };
    value: { readonly changed: number };
  };
  /** Ends a review, or opens an ended one again. Decisions stay as they are. */
  endReview: {
    input: { readonly review: ReviewId; readonly ended: boolean };
    value: { readonly changed: number };
  };
  /**
   * Says what two pictures that look alike are to each other, for good. `duplicate` needs `kept`:
   * what is known of the other goes over to it and the other goes to the trash. `alternate` makes
   * one a variant of the other (`kept`, or the older one).
   */
  judgePair: {
    input: {
      readonly first: AssetId;
      readonly second: AssetId;
      readonly verdict: SimilarVerdict;
      readonly kept?: AssetId;
    };
    value: { readonly changed: number };
  };
}

export interface CurationQueries {
  /** Reviews that are not ended and in which something was decided, the one used last first. */
  reviews: { params: Record<string, never>; value: readonly ReviewRow[] };
  review: {
    params: { readonly id: ReviewId };
    value: {
      readonly review: ReviewRow;
      readonly order: ReviewOrder;
      /** Place in the order at which it goes on; as long as the order when it is through. */
      readonly at: number;
    } | null;
  };
  /** How many of what a filter finds can be reviewed, and how many of them are undecided. */
  reviewable: {
    params: { readonly filter: AssetFilter };
    value: { readonly total: number; readonly undecided: number };
  };
  /** Assets by row number, in the order given; those that are gone are left out. */
  assetsByRow: { params: { readonly rows: readonly number[] }; value: readonly AssetRow[] };
  /** Pairs to judge, the most alike first; none that are known to come from each other. */
  similarPairs: {
    params: { readonly distance: number; readonly limit: number };
    value: {
      readonly pairs: readonly SimilarPair[];
      readonly total: number;
      readonly judged: number;
      /** Pictures in the library that have a print, and that came since the last search and have none. */
      readonly printed: number;
      readonly unprinted: number;
      /** Pictures of which the last search could make no print. */
      readonly unreadable: number;
      /** When the last search ended, ms UTC; null: none yet. */
      readonly searched_at: number | null;
    };
  };
  /** Pictures with their prints, paged by row number. */
  prints: {
    params: { readonly after: number; readonly limit: number };
    value: readonly PrintRow[];
  };
}
