/** Collections: ordered sets of assets that a user names, and smart ones that fill themselves. */
import type { AssetKind } from '#domain/asset.ts';
import type { AssetId, CollectionId, ProjectId, Sha256 } from '#domain/id.ts';
import type { Uses } from './lineage.ts';

export const collectionTypes = ['library', 'project', 'character', 'storyboard', 'smart'] as const;
export type CollectionType = (typeof collectionTypes)[number];

/** JSON by key; a smart collection holds its `query` and may hold its `sort` in it. */
export type JsonObject = Readonly<Record<string, unknown>>;

export interface CollectionRow {
  readonly id: CollectionId;
  readonly type: CollectionType;
  readonly name: string;
  readonly description: string | null;
  /** null: belongs to the whole library. */
  readonly project_id: ProjectId | null;
  /** JSON of an object; unknown keys are kept. */
  readonly metadata: string;
  /** What a smart one looks for, in the words of the search; null for the others. */
  readonly query: string | null;
  readonly sort: string | null;
  /** Members that are not in the trash; of a smart one, what its query finds now. */
  readonly count: number;
  /** Up to four blobs; the chosen cover comes first. */
  readonly cover: readonly Sha256[];
  /** Those of them that are drawings (SVG): the browser draws them, they have no small picture. */
  readonly cover_drawings: readonly Sha256[];
  readonly cover_asset_id: AssetId | null;
  readonly archived_at: number | null;
  readonly created_at: number;
  readonly updated_at: number;
  readonly deleted_at: number | null;
}

export interface CollectionMember {
  readonly asset: AssetId;
  readonly n: number;
  readonly name: string;
  readonly kind: AssetKind;
  readonly blob: Sha256 | null;
  readonly format: string | null;
  readonly position: string;
  /** JSON of an object: what is said of this asset in this collection only. */
  readonly metadata: string;
}

/** What may be changed of a collection; null clears. */
export interface CollectionChanges {
  readonly name?: string;
  readonly description?: string | null;
  /** Replaces all of it; that of a smart one must hold a `query`. */
  readonly metadata?: JsonObject;
  /** A member whose picture stands for the collection. */
  readonly cover?: AssetId | null;
  readonly project?: ProjectId | null;
}

/** What deleting a collection together with its assets would mean for them. */
export interface CollectionDeletion {
  /** Members that are not in the trash. */
  readonly assets: number;
  readonly starred: number;
  /** Members that something outside of the collection needs. */
  readonly used: {
    readonly total: number;
    readonly first: readonly { readonly id: AssetId; readonly name: string }[];
  };
  /** Members that are both. */
  readonly both: number;
  /** Where those are used. */
  readonly uses: Uses;
}

type Changed = { readonly changed: number };
type Membership = { readonly collection: CollectionId; readonly assets: readonly AssetId[] };
type One = { readonly collection: CollectionId };

export interface CollectionCommands {
  /** Begins a collection, with its first members; a smart one has `metadata.query` instead. */
  createCollection: {
    input: {
      readonly name: string;
      readonly type: CollectionType;
      readonly description?: string | null;
      readonly metadata?: JsonObject;
      /** null or absent: the whole library. */
      readonly project?: ProjectId | null;
      readonly assets?: readonly AssetId[];
    };
    value: { readonly collection: CollectionId };
  };
  editCollection: { input: One & { readonly changes: CollectionChanges }; value: Changed };
  /**
   * Into the trash. Its members stay in the library, and in it when it is restored; with `assets`
   * they go too, but for those that are to be kept: used elsewhere, or starred.
   */
  trashCollection: {
    input: One & {
      readonly assets?: { readonly keepUsed: boolean; readonly keepStarred: boolean };
    };
    value: Changed & {
      /** Members that went too. */
      readonly assets: number;
      /** Members that were kept though their collection went with its assets. */
      readonly kept: number;
    };
  };
  restoreCollection: { input: One; value: Changed };
  /** Out of the daily lists, or back. */
  archiveCollection: { input: One & { readonly archived: boolean }; value: Changed };
  /** Puts assets at the end; those that are in it stay where they are. */
  addToCollection: { input: Membership; value: Changed };
  removeFromCollection: { input: Membership; value: Changed };
  /** Moves members, in their present order, before another member; null puts them last. */
  moveInCollection: { input: Membership & { readonly before: AssetId | null }; value: Changed };
  /** Replaces what is said of one asset in this collection only. */
  editMember: {
    input: One & { readonly asset: AssetId; readonly metadata: JsonObject };
    value: Changed;
  };
}

export interface CollectionQueries {
  /** By name; without packs, which have a list of their own. */
  collections: {
    params: {
      /** Those of this project and of the whole library; counts and covers show no other's assets. */
      readonly project?: ProjectId;
      /** Only those that this asset is a member of. */
      readonly asset?: AssetId;
      /** true: with the archived ones. */
      readonly archived?: boolean;
      /** true: the trash instead. */
      readonly trashed?: boolean;
    };
    value: readonly CollectionRow[];
  };
  collection: { params: { readonly id: CollectionId }; value: CollectionRow | null };
  collectionDeletion: { params: { readonly id: CollectionId }; value: CollectionDeletion };
  /** Members in their order, without those in the trash; all of them, or the given ones. */
  collectionMembers: {
    params: {
      readonly id: CollectionId;
      readonly assets?: readonly AssetId[];
      readonly limit: number;
    };
    value: readonly CollectionMember[];
  };
}
