/** Relationships between assets, and what follows from them: lineage, uses, staleness, rebuilding. */
import type { AssetKind, AssetState } from '#domain/asset.ts';
import type { AssetId, BatchId, CollectionId, ProjectId, Sha256, TaskId } from '#domain/id.ts';
import type { Relation } from '#domain/lineage/relations.ts';
import type { TaskStatus } from '#domain/task.ts';
import type { JsonObject } from './collections.ts';

/** One relationship, named: the parent is the whole, the source or the user. */
export interface Link {
  readonly parent: AssetId;
  readonly child: AssetId;
  readonly type: Relation;
}

/** An asset as lists of relationships show it. */
export interface LinkedAsset {
  readonly id: AssetId;
  readonly n: number;
  readonly name: string;
  readonly kind: AssetKind;
  readonly blob: Sha256 | null;
  readonly format: string | null;
  readonly deleted_at: number | null;
}

/** A relationship of one asset, with the asset at its other end. */
export interface LinkRow extends Link {
  readonly other: LinkedAsset;
  readonly position: string | null;
  /** JSON of an object. */
  readonly metadata: string;
  /** The kind of task that made the link, when one did. */
  readonly made_by: string | null;
  readonly created_at: number;
}

/** A source that was deleted for good; what is left of it is its name. */
export interface GoneSource {
  readonly id: string;
  readonly child: AssetId;
  readonly type: Relation;
  readonly name: string;
  readonly kind: AssetKind;
  readonly deleted_at: number;
}

export const lineageKinds = ['asset', 'collection', 'project', 'task', 'gone'] as const;
/** How a thing that is no relationship is tied to an asset in the graph. */
export const looseTies = ['member_of', 'master_reference', 'worked_on'] as const;
export type Tie = Relation | (typeof looseTies)[number];

/** One thing in the graph. Packs are assets of the kind pack. */
export interface LineageNode {
  readonly id: string;
  readonly is: (typeof lineageKinds)[number];
  readonly name: string;
  /** Kind of asset, type of collection, kind of task. */
  readonly kind: string;
  readonly n: number | null;
  readonly blob: Sha256 | null;
  readonly format: string | null;
  readonly state: AssetState | null;
  readonly status: TaskStatus | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly created_at: number;
  readonly deleted_at: number | null;
  /** Steps from the asset that was asked for; below zero: it comes from there. */
  readonly depth: number;
  /** Ties on its left and its right that are not shown. */
  readonly more_up: number;
  readonly more_down: number;
}

/** A tie in the direction in which things flow: `to` came out of `from`, or uses it. */
export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  readonly type: Tie;
  readonly made_by: string | null;
}

export interface LineageGraph {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  /** The most that is shown was reached. */
  readonly cut: boolean;
}

/** A few of many, by name. */
export interface Some<One> {
  readonly total: number;
  readonly first: readonly One[];
}

/** Where assets are used, by what is not among them and not in the trash. */
export interface Uses {
  readonly packs: Some<{ readonly id: AssetId; readonly name: string }>;
  readonly collections: Some<{ readonly id: CollectionId; readonly name: string }>;
  /** By relation: results and variants of them, wholes, users and characters that they are in. */
  readonly relations: readonly (Some<LinkedAsset> & { readonly type: Relation })[];
  /** Projects whose master reference it is. */
  readonly projects: Some<{ readonly id: ProjectId; readonly name: string }>;
  /** Tasks that wait or run. */
  readonly tasks: number;
  /** All of these together, tasks included. */
  readonly total: number;
}

/** What is not what it was once an asset is another. */
export interface Staleness {
  readonly results: Some<LinkedAsset>;
  readonly packs: Some<{
    readonly id: AssetId;
    readonly name: string;
    readonly exported_at: number | null;
  }>;
  readonly collections: Some<{ readonly id: CollectionId; readonly name: string }>;
  /** Files that were written of it, or of what hangs on it. */
  readonly exports: Some<{
    readonly task: TaskId;
    readonly kind: string;
    readonly name: string;
    readonly finished_at: number | null;
  }>;
}

export const rebuildObstacles = [
  'by_hand',
  'trashed',
  'unknown_kind',
  'old_settings',
  'refused',
  'other_source',
  'source_stays',
  'not_made',
  'no_file',
] as const;
export type RebuildObstacle = (typeof rebuildObstacles)[number];

/** One recorded task from an asset downwards. */
export interface RebuildStep {
  readonly asset: LinkedAsset;
  readonly source: AssetId;
  readonly depth: number;
  readonly kind: string | null;
  readonly params: JsonObject;
  /** Why it cannot be made again; null: it can. */
  readonly obstacle: RebuildObstacle | null;
  readonly reason: string | null;
}

/** An asset in a tree of parts, depth first and in order. */
export interface TreePart extends LinkedAsset {
  readonly parent: AssetId | null;
  readonly type: Relation | null;
  readonly depth: number;
  readonly duration_s: number | null;
  /** It stands in the tree before: its parts are not told twice. */
  readonly again: 0 | 1;
}

/** Money by the millionth of the currency's unit. */
export interface CostRow {
  readonly key: string;
  readonly name: string;
  readonly currency: string;
  readonly micros: number;
  readonly assets: number;
}

type Changed = { readonly changed: number };
type One = { readonly id: AssetId };

export interface LineageCommands {
  /** Links assets; the same link twice, and a loop in `derived_from` or `part_of`, are refused. */
  linkAssets: {
    input: { readonly links: readonly (Link & { readonly metadata?: JsonObject })[] };
    value: Changed;
  };
  unlinkAssets: { input: { readonly links: readonly Link[] }; value: Changed };
  /** Replaces what is said of a link. */
  editLink: { input: Link & { readonly metadata: JsonObject }; value: Changed };
  /** Moves a child before another child of the same parent and type; null puts it last. */
  moveLink: { input: Link & { readonly before: AssetId | null }; value: Changed };
  /** Everything that used the old asset uses the new one; the old one stays, as its variant. */
  replaceAsset: { input: { readonly old: AssetId; readonly by: AssetId }; value: Changed };
  /**
   * Makes everything again that recorded tasks made from an asset, with the recorded settings, as
   * new assets that are variants of the old ones; from another source when `by` is given.
   */
  rebuildFrom: {
    input: {
      readonly asset: AssetId;
      readonly by?: AssetId;
      /** Only these results (and not what hangs on others). */
      readonly only?: readonly AssetId[];
    };
    value: {
      readonly tasks: readonly TaskId[];
      readonly targets: readonly AssetId[];
      readonly batch: BatchId | null;
      /** Results that could not be made again. */
      readonly left: number;
    };
  };
}

export interface LineageQueries {
  /** The relationships of one asset, both ways, in order; and its sources that are gone. */
  linksOf: {
    params: One;
    value: { readonly links: readonly LinkRow[]; readonly gone: readonly GoneSource[] };
  };
  /** What an asset comes from and what uses it, as nodes and edges; ends on loops. */
  lineage: {
    params: One & {
      readonly up: number;
      readonly down: number;
      readonly types?: readonly Tie[];
      /** Nodes that are opened by one step both ways. */
      readonly also?: readonly string[];
      /** At most 2,000. */
      readonly limit?: number;
    };
    value: LineageGraph;
  };
  usesOf: { params: { readonly ids: readonly AssetId[] }; value: Uses };
  /** Where everything in the trash is used that is not itself in the trash. */
  usesOfTrash: { params: Record<string, never>; value: Uses };
  staleIf: { params: One; value: Staleness };
  rebuildPlan: {
    params: One & { readonly by?: AssetId };
    value: readonly RebuildStep[];
  };
  /** Assets of every kind whose name has these letters, those that begin with them first. */
  assetsNamed: {
    params: {
      readonly text: string;
      readonly project?: ProjectId;
      readonly kind?: AssetKind;
      readonly limit: number;
    };
    value: readonly LinkedAsset[];
  };
  /** A film, scene or the like with everything in it, in order and with depth; ends on loops. */
  partsTree: { params: One & { readonly depth?: number }; value: readonly TreePart[] };
  /** The shots of a film in order, through its scenes. */
  shotsOf: { params: One; value: readonly TreePart[] };
  /** The reference images of a character, in order. */
  referencesOf: { params: One; value: readonly LinkedAsset[] };
  /** Everything that uses a sound, a picture …, also through what it is part of. */
  usersOf: { params: One; value: readonly (LinkedAsset & { readonly depth: number })[] };
  /** All versions of an asset: its variants, and the chain that it is made from, oldest first. */
  versionsOf: {
    params: One;
    value: readonly (LinkedAsset & {
      readonly type: Relation | null;
      readonly from: AssetId | null;
      readonly created_at: number;
    })[];
  };
  /** What was paid, in total by collection, provider, month or project. */
  costs: {
    params: { readonly by: 'collection' | 'film' | 'provider' | 'month' | 'project' };
    value: readonly CostRow[];
  };
}
