/** Every named query of a library: reads, names the tables it read, and so can be live. */
import type { AssetKind, AssetRow, AssetState, Provenance, ReviewMark } from '#domain/asset.ts';
import type {
  AssetId,
  BatchId,
  CollectionId,
  PackId,
  ProjectId,
  RequestId,
  Sha256,
  TaskId,
} from '#domain/id.ts';
import type { PackLicence } from '#domain/pack.ts';
import type { PlaceQueries } from './places.ts';
import type { TaskRow, TaskStatus } from '#domain/task.ts';
import type { ImportOutcome } from './commands.ts';
import type { BackupQueries } from './backup.ts';
import type { BulkQueries } from './bulk.ts';
import type { CollectionQueries } from './collections.ts';
import type { HistoryQueries } from './history.ts';
import type { KindQueries } from './kinds.ts';
import type { ProjectQueries } from './projects.ts';
import type { AttemptRow, BatchRow, QueueRow } from './queue.ts';
import type { CurationQueries } from './curation.ts';
import type { AssetDetails, GenerationRecord, Related } from './details.ts';
import type { FolderQueries } from './folders.ts';
import type { SearchQueries } from './search.ts';
import type { SelectionQueries } from './selection.ts';
import type { LineageQueries } from './lineage.ts';
import type { MaskQueries } from './masks.ts';
import type { ModelQueries } from './models.ts';
import type { OldModelQueries } from './old-model.ts';
import type { OutgoingQueries } from './outgoing.ts';
import type { RemakeQueries } from './remake.ts';
import type { SidecarQueries } from './sidecars.ts';
import type { TagQueries } from './tags.ts';

export type { AttemptRow, BatchRow, QueueRow };
export type { AssetDetails, GenerationRecord, Related };

/** All given conditions must hold; an empty filter is the whole library without the trash. */
export interface AssetFilter {
  readonly kinds?: readonly AssetKind[];
  readonly states?: readonly AssetState[];
  readonly provenances?: readonly Provenance[];
  readonly approved?: boolean;
  readonly theme?: string;
  readonly tag?: string;
  readonly pack?: PackId;
  readonly batch?: BatchId;
  /** Rows of this project and of the whole library; rows of other projects never show. */
  readonly project?: ProjectId;
  /** Members of a collection; of a smart one, what its query finds. */
  readonly collection?: CollectionId;
  readonly minimum_rating?: number;
  /** Free text over names, tags, prompts, themes and sources: every word must be found, as a prefix. */
  readonly text?: string;
  /** In the query language (`src/domain/query`); what it cannot mean is left out. */
  readonly query?: string;
  /** true: the trash instead of the library. */
  readonly trashed?: boolean;
}

/**
 * `relevance`: what fits the words of the search best comes first; without words, the newest.
 * `position`: the own order of the collection or pack that is shown; anywhere else, the newest first.
 */
export const assetSorts = [
  'newest',
  'oldest',
  'name',
  'size',
  'rating',
  'taken',
  'position',
  'relevance',
] as const;
export type AssetSort = (typeof assetSorts)[number];

/** The grid's whole plan, as columns: row numbers in order, and width ÷ height of each (0: unknown). */
export interface AssetLayout {
  readonly n: Uint32Array;
  readonly aspect: Float32Array;
  /** So many of the first stand there for their stars, not by the order; absent: none. */
  readonly pinned?: number;
}

/** What one cell of the grid or one line of the list shows. */
export interface AssetCard {
  readonly n: number;
  readonly id: AssetId;
  readonly kind: AssetKind;
  readonly name: string;
  readonly state: AssetState;
  readonly approved: 0 | 1;
  readonly review: ReviewMark | null;
  readonly provenance: Provenance;
  readonly theme: string | null;
  readonly rating: number | null;
  readonly blob: Sha256 | null;
  readonly format: string | null;
  readonly size: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly duration_s: number | null;
  readonly is_master_reference: 0 | 1;
  readonly starred: 0 | 1;
  readonly created_at: number;
  readonly misnamed_as: string | null;
  /** `cut`: its lower part is missing; `unreadable`: its bytes could not be read as what they claim to be. */
  readonly damage: 'cut' | 'unreadable' | null;
  /** How a text begins, up to 240 characters; null for everything that is no text. */
  readonly excerpt: string | null;
  /** Short mark of how it came to be, e.g. "upscale" with scale 2; null for originals. */
  readonly made_by: { readonly kind: string; readonly params: Record<string, unknown> } | null;
  /** The task that is making it, while it is a placeholder. */
  readonly task: { readonly id: TaskId; readonly status: TaskStatus; readonly kind: string } | null;
}

export interface HistoryEntry {
  readonly id: number;
  readonly entity_type: string;
  readonly entity_id: string;
  readonly action: 'create' | 'update' | 'delete';
  readonly request_id: RequestId;
  readonly actor: string;
  readonly old_value: string | null;
  readonly new_value: string | null;
  readonly timestamp: number;
}

/** A request as the undo stack shows it. */
export interface RequestSummary {
  readonly request_id: RequestId;
  readonly command: string;
  /** How many rows it changed. */
  readonly changed: number;
  readonly timestamp: number;
  readonly undoes: RequestId | null;
}

export interface PackRow {
  readonly id: PackId;
  readonly n: number;
  readonly name: string;
  readonly theme: string | null;
  readonly description: string | null;
  readonly license_type: PackLicence;
  readonly export_path: string | null;
  readonly exported_at: number | null;
  readonly asset_count: number;
  readonly total_size: number;
  /** Decimal megabytes (10^6 bytes), as seed 1 counts. */
  readonly total_size_mb: number;
  readonly updated_at: number;
  readonly created_at: number;
  /** Up to four blobs for the cover. */
  readonly cover: readonly Sha256[];
  /** Those of them that are drawings (SVG). */
  readonly cover_drawings: readonly Sha256[];
  /** Changed since the last export. */
  readonly stale: boolean;
}

/** A member itself, or something that went into it, as far as rights go. */
export interface RightsGround {
  /** `gone`: a source that was deleted for good; what it said is kept. */
  readonly is: 'itself' | 'source' | 'gone';
  readonly id: AssetId;
  readonly name: string;
  readonly kind: AssetKind;
  /** null: it is gone, and nobody kept it. */
  readonly provenance: Provenance | null;
  /** Free text of whoever made it. */
  readonly rights: string | null;
  readonly creators: readonly string[];
  /** The model that made it, where that has a licence. */
  readonly model: string | null;
  /** Whether what that model makes may be sold; null: nobody said. */
  readonly may_sell: boolean | null;
}

/** A member with everything that the rights check and the manifest need. */
export interface PackMember {
  readonly asset: AssetRow;
  readonly position: string;
  readonly tags: readonly string[];
  readonly from: readonly Related[];
  /** What may stand against passing it on or must be credited, all the way back; the nearest first. */
  readonly grounds: readonly RightsGround[];
}

export interface Queries
  extends
    SearchQueries,
    CollectionQueries,
    CurationQueries,
    ProjectQueries,
    BulkQueries,
    SelectionQueries,
    TagQueries,
    BackupQueries,
    FolderQueries,
    PlaceQueries,
    HistoryQueries,
    KindQueries,
    LineageQueries,
    MaskQueries,
    OldModelQueries,
    OutgoingQueries,
    RemakeQueries,
    SidecarQueries,
    ModelQueries {
  /** Numbers beside the navigation and the filter chips. */
  counts: {
    params: { readonly project?: ProjectId };
    value: {
      readonly assets: number;
      readonly trashed: number;
      readonly approved: number;
      readonly unreviewed: number;
      readonly ai_generated: number;
      readonly enhanced: number;
      readonly packs: number;
      readonly pending: number;
      readonly running: number;
      readonly failed: number;
      readonly queue_paused: boolean;
    };
  };
  assetLayout: {
    params: {
      readonly filter: AssetFilter;
      readonly sort: AssetSort;
      /** Starred ones stand before all others, each part in the order asked for. */
      readonly starredFirst?: boolean;
    };
    value: AssetLayout;
  };
  assetCards: { params: { readonly rows: readonly number[] }; value: readonly AssetCard[] };
  /** Ids of row numbers, in the order given; rows that are gone are left out. */
  assetIds: { params: { readonly rows: readonly number[] }; value: readonly AssetId[] };
  asset: { params: { readonly id: AssetId }; value: AssetDetails | null };
  /** Rows of several assets, in the order given; for the inspector of a selection. */
  assets: { params: { readonly ids: readonly AssetId[] }; value: readonly AssetRow[] };
  /** Values with counts, for the facets and for autocomplete. */
  facets: {
    params: { readonly filter: AssetFilter };
    value: {
      readonly kind: Readonly<Record<string, number>>;
      readonly provenance: Readonly<Record<string, number>>;
      readonly state: Readonly<Record<string, number>>;
      readonly approved: { readonly yes: number; readonly no: number };
      readonly starred: { readonly yes: number; readonly no: number };
      readonly theme: readonly { readonly value: string; readonly count: number }[];
      readonly tag: readonly { readonly value: string; readonly count: number }[];
      readonly source: readonly { readonly value: string; readonly count: number }[];
      /** approved, rejected, later and none. */
      readonly review: Readonly<Record<string, number>>;
      /** 1 to 5, and none. */
      readonly rating: Readonly<Record<string, number>>;
      readonly model: readonly { readonly value: string; readonly count: number }[];
      readonly format: readonly { readonly value: string; readonly count: number }[];
    };
  };
  suggest: {
    params: {
      readonly what: 'tag' | 'theme' | 'source';
      readonly prefix: string;
      readonly project?: ProjectId;
    };
    value: readonly { readonly value: string; readonly count: number }[];
  };
  history: {
    params: { readonly entity?: string; readonly request?: RequestId; readonly limit: number };
    value: readonly HistoryEntry[];
  };
  /** Newest first; requests that changed something a user did. */
  requests: { params: { readonly limit: number }; value: readonly RequestSummary[] };
  /** What the next undo and the next redo would take back. */
  undoState: {
    params: Record<string, never>;
    value: { readonly undo: RequestSummary | null; readonly redo: RequestSummary | null };
  };
  task: { params: { readonly id: TaskId }; value: TaskRow | null };
  tasks: { params: { readonly ids: readonly TaskId[] }; value: readonly TaskRow[] };
  queue: {
    params: {
      readonly status: readonly TaskStatus[];
      /** Only tasks of this batch, also those that were cleared from the list. */
      readonly batch?: BatchId;
      /** Only tasks of this kind. */
      readonly kind?: string;
      /** Only tasks of this pack. */
      readonly pack?: PackId;
      /** Only tasks of this project, and those of no project. */
      readonly project?: ProjectId;
      /** Kinds to leave out while all is well: tasks of them that wait or are done. */
      readonly quiet?: readonly string[];
      readonly limit: number;
    };
    value: readonly QueueRow[];
  };
  /** The newest; with a project, those with a task of it or of no project. */
  batches: {
    params: { readonly limit: number; readonly project?: ProjectId };
    value: readonly BatchRow[];
  };
  attempts: { params: { readonly task: TaskId }; value: readonly AttemptRow[] };
  /** Mean run time of the last completed tasks of a kind, in ms per unit of work; null when none ran yet. */
  speed: {
    params: { readonly kind: string };
    value: {
      readonly samples: number;
      readonly ms_per_task: number;
      readonly ms_per_megapixel: number | null;
    } | null;
  };
  packs: { params: { readonly project?: ProjectId }; value: readonly PackRow[] };
  pack: {
    params: { readonly id: PackId };
    value: { readonly pack: PackRow; readonly members: readonly PackMember[] } | null;
  };
  /** The running list of an import. */
  importList: {
    params: { readonly task: TaskId };
    value: readonly ImportOutcome[];
  };
  /** What emptying the trash would delete, of a project or of all. */
  trash: {
    params: { readonly project?: ProjectId };
    value: {
      readonly assets: number;
      /** Of these, the starred ones. */
      readonly starred: number;
      readonly collections: number;
      readonly projects: number;
    };
  };
  /** Bytes and numbers by kind, of what the library holds. */
  contents: {
    params: Record<string, never>;
    value: {
      readonly blobs: number;
      readonly blob_bytes: number;
      readonly database_bytes: number;
      readonly thumbnail_bytes: number;
      readonly by_kind: readonly {
        readonly kind: string;
        readonly count: number;
        readonly bytes: number;
      }[];
    };
  };
  /** Hashes with sizes, paged by hash, for verify and the orphan sweep. */
  blobs: {
    params: { readonly after: string; readonly limit: number };
    value: readonly {
      readonly sha256: Sha256;
      readonly size: number;
      readonly state: AssetState;
    }[];
  };
  /** Small pictures of blobs, from the thumbnail store; missing ones are left out. */
  thumbnails: {
    params: { readonly blobs: readonly Sha256[] };
    value: readonly {
      readonly sha256: Sha256;
      readonly mime: string;
      readonly width: number;
      readonly height: number;
      readonly bytes: Uint8Array;
    }[];
  };
  /** Peaks of a sound, 0–255 per slot, pairs of low and high; null when not extracted. */
  peaks: { params: { readonly blob: Sha256 }; value: Uint8Array | null };
  /** The peaks of several sounds; those that were not extracted are left out. */
  waves: {
    params: { readonly blobs: readonly Sha256[] };
    value: readonly { readonly sha256: Sha256; readonly peaks: Uint8Array }[];
  };
  /** Scenes of a film side by side in one picture; null when there is none. */
  strip: {
    params: { readonly blob: Sha256 };
    value: { readonly mime: string; readonly bytes: Uint8Array } | null;
  };
  schema: {
    params: Record<string, never>;
    value: {
      readonly version: number;
      readonly tables: readonly { readonly name: string; readonly sql: string }[];
    };
  };
}
export type QueryName = keyof Queries;
