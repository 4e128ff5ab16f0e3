/** Bringing in the data of an older program: what is entered, and what is there of it afterwards. */
import type { AssetKind, AssetOrigin, AssetRow, Generation, Provenance } from '#domain/asset.ts';
import type { AssetId, CollectionId, ProjectId, Sha256 } from '#domain/id.ts';
import type { Relation } from '#domain/lineage/relations.ts';
import type { OldTaskForm } from '#domain/old-model/tasks.ts';
import type { CollectionType, JsonObject } from './collections.ts';

/** A row of the old model by its table and id, "shots/17": how both sides speak of it. */
export type OldKey = string;

/** What one old row becomes. What is absent was not said. */
export interface OldRecord {
  readonly key: OldKey;
  readonly kind: AssetKind;
  readonly name: string;
  readonly metadata: JsonObject;
  readonly content?: string;
  readonly language?: string;
  readonly url?: string;
  readonly tags?: readonly string[];
  /** Of a media row: the path under which its file was imported just before. */
  readonly path?: string;
  /** Of a media row: the hash of its file, where the old model knew it. */
  readonly sha256?: Sha256;
  readonly created_at?: number;
  readonly origin?: AssetOrigin;
  readonly source?: string;
  readonly theme?: string;
  readonly provenance?: Provenance;
  readonly approved?: boolean;
  readonly generation?: Generation;
  /** Millionths of a US dollar. */
  readonly cost_micros?: number;
}

export interface OldLink {
  readonly parent: OldKey;
  readonly child: OldKey;
  readonly type: Relation;
  readonly metadata?: JsonObject;
}

export interface OldCollection {
  readonly key: OldKey;
  readonly name: string;
  readonly type: Exclude<CollectionType, 'smart'>;
  readonly description?: string;
  readonly metadata: JsonObject;
  /** In their order. */
  readonly members: readonly OldKey[];
  /** What is said of a member in this collection. */
  readonly notes?: Readonly<Record<OldKey, JsonObject>>;
}

/** One asset that stands for an old row. */
export interface OldEntered {
  readonly key: OldKey;
  readonly asset: Pick<
    AssetRow,
    'id' | 'n' | 'kind' | 'name' | 'state' | 'metadata' | 'blob' | 'url'
  >;
  readonly content: string | null;
  readonly tags: readonly string[];
}

export interface OldModelCommands {
  /** Enters rows, their links and collections in one step; what is here already is not entered twice. */
  enterOldModel: {
    input: {
      readonly records: readonly OldRecord[];
      readonly links: readonly OldLink[];
      readonly collections: readonly OldCollection[];
      /** The inbox when not given. */
      readonly project?: ProjectId;
    };
    value: {
      readonly entered: number;
      /** Rows that an earlier step entered; they were left as they are. */
      readonly known: number;
      readonly linked: number;
      readonly collections: readonly CollectionId[];
      /** Rows and links that could not be entered, each with its reason. */
      readonly left: readonly { readonly key: OldKey; readonly reason: string }[];
    };
  };
}

export interface OldModelQueries {
  /** The newest tasks as rows of an older program: its names, states and scale of progress. */
  tasksInOldWords: {
    params: { readonly form: OldTaskForm; readonly limit: number };
    value: readonly Readonly<Record<string, unknown>>[];
  };
  /** What stands in the library for these rows, and the links between and collections of them. */
  enteredOldModel: {
    params: { readonly keys: readonly OldKey[] };
    value: {
      readonly entered: readonly OldEntered[];
      readonly links: readonly Pick<OldLink, 'parent' | 'child' | 'type'>[];
      readonly collections: readonly {
        readonly key: OldKey;
        readonly id: AssetId | CollectionId;
        readonly name: string;
        readonly members: readonly OldKey[];
      }[];
    };
  };
}
