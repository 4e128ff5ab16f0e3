/** Assets that are made by hand: texts, scripts, scenes, shots, films, characters, places, styles. */
import type { AssetKind } from '#domain/asset.ts';
import type { AssetId, CollectionId, ProjectId } from '#domain/id.ts';
import type { JsonObject } from './collections.ts';

/** What an asset is part of, by the link's key in its kind's schema: `{ scene: id }`; null cuts it. */
export type Wholes = Readonly<Record<string, AssetId | null>>;

export interface WrittenText {
  readonly content: string;
  /** BCP 47, as its writer says; null: as it is detected. */
  readonly language: string | null;
  readonly updated_at: number;
}

/** What is counted from the parts of an asset, never typed in. */
export interface KindFacts {
  /** Scenes and shots that are part of it, also through scenes. */
  readonly scenes: number;
  readonly shots: number;
  /** Sum of the lengths of its shots, seconds; null when none says its length. */
  readonly duration: number | null;
  readonly wholes: readonly {
    readonly key: string;
    readonly id: AssetId;
    readonly name: string;
  }[];
  readonly parts: readonly {
    readonly id: AssetId;
    readonly name: string;
    readonly kind: AssetKind;
  }[];
}

type Changed = { readonly changed: number };

export interface KindCommands {
  createAsset: {
    input: {
      /** A kind that is made by hand; the words of older programs are understood. */
      readonly kind: string;
      readonly name: string;
      readonly metadata?: JsonObject;
      readonly partOf?: Wholes;
      /** For kinds with words of their own. */
      readonly content?: string;
      readonly language?: string | null;
      readonly url?: string | null;
      /** The inbox when not given. */
      readonly project?: ProjectId;
      readonly collection?: CollectionId;
    };
    value: { readonly asset: AssetId };
  };
  /** Changes single keys of the metadata (null takes one away), links to wholes, and the address. */
  editMetadata: {
    input: {
      readonly asset: AssetId;
      readonly metadata?: JsonObject;
      readonly partOf?: Wholes;
      /** An address on the web; null: none. */
      readonly url?: string | null;
    };
    value: Changed;
  };
  writeText: {
    input: {
      readonly asset: AssetId;
      readonly content: string;
      /** BCP 47; null: as it is detected. Left as it is when absent. */
      readonly language?: string | null;
    };
    value: Changed;
  };
}

export interface KindQueries {
  /** The words of a text or script; null where there are none. */
  text: { params: { readonly id: AssetId }; value: WrittenText | null };
  kindFacts: { params: { readonly id: AssetId }; value: KindFacts };
  /** Assets of a kind, by name, for choosing one. */
  assetsOfKind: {
    params: { readonly kind: AssetKind; readonly project?: ProjectId };
    value: readonly { readonly id: AssetId; readonly n: number; readonly name: string }[];
  };
}
