/** Linked folders: what may be asked and done. The handles themselves stay in the browser's keeping. */
import type { AssetKind, AssetOrigin, Provenance, ReviewMark } from '#domain/asset.ts';
import type { FolderOutcome, ScanReport } from '#domain/folders/report.ts';
import type { AssetId, FolderId, ProjectId, Sha256, TaskId } from '#domain/id.ts';
import type { BlockedReason, TaskStatus } from '#domain/task.ts';

export const folderRoles = ['watched', 'export'] as const;
/** Files are taken from a watched folder and never written; an export folder is only written to. */
export type FolderRole = (typeof folderRoles)[number];

export const folderModes = ['copy', 'in_place'] as const;
/** `copy`: the bytes come into the library. `in_place`: they stay where they are. */
export type FolderMode = (typeof folderModes)[number];

/** The `settings` column; unknown keys are kept. */
export interface FolderSettings {
  /** Scanned when asked only. */
  readonly paused?: boolean;
  /** Of an export folder: the template used last. */
  readonly template?: string;
  readonly [key: string]: unknown;
}

/** A file of a linked folder, as it was just read. `mtime` in ms UTC. */
export interface FolderFile {
  readonly path: string;
  readonly size: number;
  readonly mtime: number;
  readonly sha256: Sha256;
  readonly kind: AssetKind;
  readonly mime: string;
  readonly format: string;
  readonly misnamed_as?: string;
  /** Whether the bytes lie in the store now. */
  readonly stored: boolean;
}

/** A file that was looked at and not taken, with the reason. `mtime` in ms UTC. */
export interface SkippedFile {
  readonly path: string;
  readonly size: number;
  readonly mtime: number;
  readonly reason: string;
}

export interface FolderRow {
  readonly id: FolderId;
  readonly name: string;
  readonly role: FolderRole | 'sync' | 'backup';
  readonly mode: FolderMode;
  readonly project_id: ProjectId | null;
  readonly project_name: string | null;
  readonly ignore: readonly string[];
  readonly settings: FolderSettings;
  readonly last_scanned_at: number | null;
  readonly created_at: number;
  /** Files that are there, as of the last scan. */
  readonly files: number;
  readonly bytes: number;
  /** Files that were there once. */
  readonly missing: number;
  /** Files that were looked at and not taken. */
  readonly skipped: number;
  /** Files deleted from the library for good, which are not taken again. */
  readonly removed: number;
  /** Assets whose bytes lie in linked folders only, among them this one; and their bytes. */
  readonly outside: number;
  readonly outside_bytes: number;
  /** The newest scan. */
  readonly task: {
    readonly id: TaskId;
    readonly status: TaskStatus;
    readonly blocked_reason: BlockedReason | null;
    readonly progress: number;
    readonly started_at: number | null;
    readonly finished_at: number | null;
    readonly failure: string | null;
  } | null;
  /** JSON of the last `ScanReport` that told anything, and when. */
  readonly report: string | null;
  readonly reported_at: number | null;
}

/** A file as the library remembers it, for the comparison with what is there. */
export interface FolderFileRow {
  readonly path: string;
  readonly size: number;
  readonly mtime: number;
  readonly missing_since: number | null;
  /** null: it was looked at and not taken. */
  readonly sha256: Sha256 | null;
}

/** Where the bytes of a blob lie in a linked folder. */
export interface BlobPlace {
  readonly folder: FolderId;
  readonly folder_name: string;
  readonly path: string;
  readonly size: number;
  readonly mtime: number;
}

/** What a name template and a side-car need of an asset. */
export interface ExportRow {
  readonly id: AssetId;
  readonly name: string;
  readonly kind: AssetKind;
  readonly blob: Sha256 | null;
  readonly size: number | null;
  readonly format: string | null;
  readonly origin: AssetOrigin;
  readonly theme: string | null;
  readonly project_name: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly created_at: number;
  readonly provenance: Provenance;
  readonly source: string | null;
  readonly alt_text: string | null;
  readonly rating: number | null;
  readonly approved: 0 | 1;
  readonly review: ReviewMark | null;
  /** JSON. */
  readonly metadata: string;
  /** JSON or null. */
  readonly generation: string | null;
  readonly tags: readonly string[];
  /** Where its tags stand in the tree, from the uppermost; one place of each. */
  readonly tag_paths: readonly (readonly string[])[];
}

type Changed = { readonly changed: number };
type InFolder = { readonly folder: FolderId };

export interface FolderCommands {
  /** Links a folder whose handle was kept under this id before. */
  addFolder: {
    input: InFolder & {
      readonly name: string;
      readonly role: FolderRole;
      readonly mode?: FolderMode;
      readonly ignore?: readonly string[];
      readonly project?: ProjectId | null;
      readonly settings?: FolderSettings;
    };
    value: InFolder;
  };
  editFolder: {
    input: InFolder & {
      readonly changes: {
        readonly name?: string;
        readonly mode?: FolderMode;
        readonly ignore?: readonly string[];
        readonly project?: ProjectId | null;
        readonly settings?: FolderSettings;
      };
    };
    value: Changed;
  };
  /** Unlinks a folder. Its assets stay; those whose bytes lie only there are missing from then on. */
  forgetFolder: { input: InFolder; value: Changed };
  /** Queues a scan; null when one waits or runs. A quiet one shows in the queue only if it has news. */
  scanFolder: {
    input: InFolder & { readonly quiet?: boolean };
    value: { readonly task: TaskId | null };
  };
  /** Tasks that waited for access to a folder go on. */
  resumeFolderTasks: { input: Record<string, never>; value: Changed };
  /** Files that were passed over, or deleted from the library for good, are looked at again. */
  forgetSkipped: { input: InFolder; value: Changed };
  /** Of a running scan: files that vanished, and files that are there again as they were. */
  noteFolderChanges: {
    input: InFolder & {
      readonly task?: TaskId;
      readonly vanished: readonly string[];
      readonly back: readonly string[];
    };
    value: Changed;
  };
  /** Of a running scan: files that were read, and files that are none for the library. */
  enterFolderFiles: {
    input: InFolder & {
      readonly task?: TaskId;
      readonly files: readonly FolderFile[];
      readonly skipped: readonly SkippedFile[];
    };
    value: { readonly outcomes: readonly FolderOutcome[] };
  };
  /** Of a running scan: its end. Assets without bytes anywhere are marked, those with bytes again unmarked. */
  endFolderScan: {
    input: InFolder & {
      readonly task?: TaskId;
      readonly unchanged: number;
      readonly ignored: number;
      readonly unsettled: number;
      readonly unreadable: readonly string[];
    };
    value: { readonly report: ScanReport };
  };
  /** The bytes of these blobs lie in the store now; `all`: the folder's, which is one of copies from now on. */
  noteCopied: {
    input: InFolder & { readonly blobs: readonly Sha256[]; readonly all: boolean };
    value: Changed;
  };
}

export interface FolderQueries {
  folders: { params: Record<string, never>; value: readonly FolderRow[] };
  folder: { params: { readonly id: FolderId }; value: FolderRow | null };
  /** Known files of a folder, paged by path; those that were passed over among them. */
  folderFiles: {
    params: { readonly folder: FolderId; readonly after: string; readonly limit: number };
    value: readonly FolderFileRow[];
  };
  /** Blobs of a folder whose bytes are not in the store, paged by path. */
  outsideFiles: {
    params: { readonly folder: FolderId; readonly after: string; readonly limit: number };
    value: readonly (BlobPlace & { readonly sha256: Sha256 })[];
  };
  /** Where in linked folders the bytes of a blob lie. */
  places: { params: { readonly blob: Sha256 }; value: readonly BlobPlace[] };
  /** Files that came without a linked folder, below a path: for a browser that keeps no handles. */
  looseFiles: {
    params: { readonly under: string };
    value: readonly Omit<FolderFile, 'stored'>[];
  };
  exportRows: { params: { readonly ids: readonly AssetId[] }; value: readonly ExportRow[] };
}
