/**
 * Every named command and query of a library: what a screen, the scripting door and a test may
 * ask of the database thread. Types only, so that any thread may import them.
 *
 * A command parses its input, runs in ONE transaction with ONE request id (the unit of history,
 * undo and idempotence) and publishes the tables that it wrote. A query reads and names the
 * tables that it read, so that it can be live. SQL does not cross the thread.
 */
import type { AssetKind, AssetOrigin, Provenance, ReviewMark } from '#domain/asset.ts';
import type { Failure } from '#domain/failure.ts';
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
import type { BackupCommands } from './backup.ts';
import type { BulkCommands } from './bulk.ts';
import type { CollectionCommands } from './collections.ts';
import type { HistoryCommands } from './history.ts';
import type { KindCommands } from './kinds.ts';
import type { LeftOut } from './selection.ts';
import type { ProjectCommands } from './projects.ts';
import type { CreditCommands } from './credits.ts';
import type { CurationCommands } from './curation.ts';
import type { FolderCommands } from './folders.ts';
import type { LineageCommands } from './lineage.ts';
import type { ModelCommands } from './models.ts';
import type { MaskCommands } from './masks.ts';
import type { OldModelCommands } from './old-model.ts';
import type { QueueCommands } from './queue.ts';
import type { RemakeCommands } from './remake.ts';
import type { Preset, Sidecar, SidecarCommands } from './sidecars.ts';
import type { TagCommands } from './tags.ts';

/** A file whose bytes already lie in the blob store, to be entered into the library. */
export interface StoredFile {
  /** As the user's disk or clipboard calls it; any text, cleaned and shortened to 255 characters. */
  readonly name: string;
  readonly sha256: Sha256;
  readonly size: number;
  readonly kind: AssetKind;
  readonly mime: string;
  readonly format: string;
  /** The extension, when it claims another format than the bytes. */
  readonly misnamed_as?: string;
  /** Path below the dropped folder, "/" between parts, when there was one. */
  readonly path?: string;
  readonly modified_at?: number;
  /** What lay beside it, the weightiest first. */
  readonly sidecars?: readonly Sidecar[];
  /** What a person set for it before it came in. */
  readonly preset?: Preset;
}

export const duplicateChoices = ['link', 'keep_both', 'skip'] as const;
/** What to do with bytes that the library already has: note the other place, a second asset, nothing. */
export type DuplicateChoice = (typeof duplicateChoices)[number];

export type ImportOutcome =
  | {
      readonly outcome: 'imported';
      readonly name: string;
      readonly asset: AssetId;
      /** The extension, when it claims another format than the bytes. */
      readonly misnamed_as?: string;
    }
  | {
      readonly outcome: 'duplicate';
      readonly name: string;
      readonly asset: AssetId;
      /** Set when the asset lies in the trash. */
      readonly trashed: boolean;
      readonly done: 'linked' | 'kept_both' | 'skipped';
    }
  | { readonly outcome: 'skipped' | 'failed'; readonly name: string; readonly failure: Failure };

/** What may be changed on assets by hand; null clears. */
export interface AssetChanges {
  readonly name?: string;
  readonly theme?: string | null;
  readonly source?: string | null;
  readonly provenance?: Provenance;
  /** Approving takes a review mark away. */
  readonly approved?: boolean;
  /** Rejecting or putting off takes the approval away. */
  readonly review?: ReviewMark | null;
  /** null: belongs to the whole library. */
  readonly project_id?: ProjectId | null;
  readonly rating?: number | null;
  readonly alt_text?: string | null;
  readonly is_master_reference?: boolean;
  readonly starred?: boolean;
}

export interface PackChanges {
  readonly name?: string;
  readonly theme?: string | null;
  readonly description?: string | null;
  readonly license_type?: PackLicence;
}

type Assets = { readonly assets: readonly AssetId[] };
type Tasks = { readonly tasks: readonly TaskId[] };
type Changed = { readonly changed: number };

/** name → what it takes and what it gives. */
export interface Commands
  extends
    CollectionCommands,
    CreditCommands,
    CurationCommands,
    ProjectCommands,
    BulkCommands,
    TagCommands,
    BackupCommands,
    FolderCommands,
    HistoryCommands,
    KindCommands,
    LineageCommands,
    MaskCommands,
    OldModelCommands,
    QueueCommands,
    RemakeCommands,
    SidecarCommands,
    ModelCommands {
  /** Enters stored files; writes assets, their places and an `extract_metadata` task for each new one. */
  importFiles: {
    input: {
      readonly files: readonly StoredFile[];
      readonly onDuplicate: DuplicateChoice;
      readonly origin: AssetOrigin;
      /** The `import` task that these files belong to. */
      readonly task?: TaskId;
      /** The project that new assets go to; the Inbox when not given. */
      readonly project?: ProjectId;
      /** The collection that what came in is added to. */
      readonly collection?: CollectionId;
      /** The step that presets and the collection belong to, opened by `presetImport`. */
      readonly preset?: RequestId;
    };
    value: { readonly outcomes: readonly ImportOutcome[] };
  };
  /** Notes rows of the running list that never became assets: skipped or failed files. */
  noteImport: {
    input: { readonly task: TaskId; readonly outcomes: readonly ImportOutcome[] };
    value: Changed;
  };
  /** Opens an `import` task, running at once and leased to the tab that holds the files. */
  beginImport: {
    input: {
      readonly name: string;
      readonly total: number;
      readonly owner: string;
      readonly project?: ProjectId;
    };
    value: { readonly task: TaskId; readonly batch: BatchId; readonly epoch: number };
  };
  /** Ends an `import` task. */
  endImport: {
    input: {
      readonly task: TaskId;
      readonly epoch: number;
      readonly status: 'completed' | 'cancelled' | 'failed';
      readonly failure?: Failure;
    };
    value: Changed;
  };
  editAssets: { input: Assets & { readonly changes: AssetChanges }; value: Changed };
  approveAssets: { input: Assets & { readonly approved: boolean }; value: Changed };
  /** Into the trash; tells where they are used. */
  trashAssets: { input: Assets; value: Changed };
  restoreAssets: { input: Assets; value: Changed };
  /**
   * Deletes trashed assets for good: all of them, the given ones, or those that a project shows (its
   * own and the whole library's). Without given ones trashed collections go too, and without a
   * project those projects that hold nothing then. Blobs go when nothing needs them.
   */
  emptyTrash: {
    input: {
      readonly assets?: readonly AssetId[];
      readonly project?: ProjectId;
      /** Starred ones stay in the trash. */
      readonly keepStarred?: boolean;
    };
    /** Assets, and what else went. */
    value: Changed & { readonly collections: number; readonly projects: number };
  };

  /** Queues one task per asset (or one for kinds without a source): placeholder and task in one transaction. */
  enqueue: {
    input: {
      readonly kind: string;
      readonly assets: readonly AssetId[];
      readonly pack?: PackId;
      readonly settings: Readonly<Record<string, unknown>>;
      readonly priority?: number;
      readonly dependsOn?: TaskId;
      readonly name?: string;
      /** The collection that the results are added to, as chosen now. */
      readonly collection?: CollectionId;
      /** Leaves out what does not fit, instead of refusing them all for one. */
      readonly fitting?: boolean;
    };
    value: {
      readonly tasks: readonly TaskId[];
      readonly targets: readonly (AssetId | null)[];
      /** What was left out, and why; nothing unless `fitting` was given. */
      readonly left_out: readonly LeftOut[];
      readonly batch: BatchId | null;
    };
  };
  cancelTasks: { input: Tasks; value: Changed };
  /** A new attempt of failed or cancelled tasks; the old attempts stay readable. */
  retryTasks: { input: Tasks; value: Changed };
  pauseTasks: { input: Tasks; value: Changed };
  resumeTasks: { input: Tasks; value: Changed };
  /** Stops leasing of every new task (running ones go on), for all tabs and after reloads. */
  pauseQueue: { input: Record<string, never>; value: Changed };
  resumeQueue: { input: Record<string, never>; value: Changed };
  prioritiseTasks: { input: Tasks & { readonly priority: number }; value: Changed };
  /**
   * Puts the reading of these files first, and queues it where none waits and a picture can be had;
   * what was put first before gives way. At most 100 of them. Files with no hope of one are named.
   */
  hastenThumbnails: {
    input: { readonly blobs: readonly Sha256[] };
    value: Changed & { readonly never: readonly Sha256[] };
  };
  /** Hides ended tasks from the queue; their records stay. */
  /** Takes what has ended out of the list; with a project, its own and what belongs to none. */
  clearFinishedTasks: { input: { readonly project?: ProjectId }; value: Changed };
  /** Discards the placeholders of failed or cancelled tasks. */
  discardTargets: { input: Tasks; value: Changed };

  createPack: {
    input: PackChanges & {
      readonly name: string;
      readonly assets?: readonly AssetId[];
      /** The inbox when not given. */
      readonly project?: ProjectId;
    };
    value: { readonly pack: PackId };
  };
  editPack: { input: { readonly pack: PackId; readonly changes: PackChanges }; value: Changed };
  trashPack: { input: { readonly pack: PackId }; value: Changed };
  addToPack: {
    input: { readonly pack: PackId; readonly assets: readonly AssetId[] };
    value: Changed;
  };
  removeFromPack: {
    input: { readonly pack: PackId; readonly assets: readonly AssetId[] };
    value: Changed;
  };
  /** Moves members, in their present order, before another member; null puts them last. */
  moveInPack: {
    input: {
      readonly pack: PackId;
      readonly assets: readonly AssetId[];
      readonly before: AssetId | null;
    };
    value: Changed;
  };
  /** Notes where an exported pack was saved, once the bytes are there. */
  notePackExport: {
    input: { readonly pack: PackId; readonly export_path: string; readonly exported_at: number };
    value: Changed;
  };

  /** Takes back one request as a new request; refuses, naming why, where later work stands on it. */
  undoRequest: {
    input: {
      readonly request: RequestId;
      /** Only what it did to these assets; the rest of it stands. */
      readonly assets?: readonly AssetId[];
    };
    value: { readonly request: RequestId; readonly changed: number };
  };
  markMissing: { input: { readonly blobs: readonly Sha256[] }; value: Changed };
  /** The bytes of these blobs are there and hash right: who missed them has them back. */
  markFound: { input: { readonly blobs: readonly Sha256[] }; value: Changed };
}
export type CommandName = keyof Commands;
