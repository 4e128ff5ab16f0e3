/** What is asked about a selection of any size, without reading its rows one by one. */
import type { AssetKind, AssetState } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';

/** Assets of a selection that are alike in what decides about tools and acts. */
export interface SelectionGroup {
  readonly kind: AssetKind;
  readonly state: AssetState;
  readonly trashed: boolean;
  readonly has_file: boolean;
  /** Pictures only: false where no pixel of the file could be read. */
  readonly readable: boolean;
  readonly count: number;
}

export interface SelectionFacts {
  /** Assets of the selection that are in the library. */
  readonly assets: number;
  /** Bytes together. */
  readonly size: number;
  readonly groups: readonly SelectionGroup[];
}

/** Some sources that a kind of task does not take, for one and the same reason. */
export type LeftOut =
  | { readonly why: 'gone' | 'trashed' | 'not_ready'; readonly count: number }
  | { readonly why: 'kind'; readonly kind: AssetKind; readonly count: number }
  /** The kind of task itself refuses them, in its own words. */
  | { readonly why: 'refused'; readonly reason: string; readonly count: number };

export interface SelectionQueries {
  /** The few facts of a selection that its tools and acts depend on. */
  selectionFacts: { params: { readonly assets: readonly AssetId[] }; value: SelectionFacts };
  /** What `enqueue` with `fitting` would take of a selection, judged by the very same code. */
  taskFit: {
    params: {
      readonly kind: string;
      readonly assets: readonly AssetId[];
      readonly settings: Readonly<Record<string, unknown>>;
    };
    /** Null for an unknown kind, and for settings that it does not understand. */
    value: {
      readonly taken: number;
      /** Of what is taken; null where a size is not known. */
      readonly megapixels: number | null;
      readonly left_out: readonly LeftOut[];
    } | null;
  };
}
