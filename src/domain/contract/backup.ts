/** Backups of a library: where they go, how fresh they are, and whether they were rehearsed. */
import type { TaskId } from '#domain/id.ts';

interface Changed {
  readonly changed: number;
}

/** `download`: a file handed to the browser. `file`: one chosen in the save dialog. */
export const backupTargets = ['folder', 'file', 'download'] as const;
export type BackupTarget = (typeof backupTargets)[number];

/** A finished backup, as its task tells it. Bytes and ms. */
export interface BackupRecord {
  readonly task: TaskId;
  readonly target: BackupTarget;
  /** The name of the folder or file. */
  readonly where: string;
  /** The moment for which it is true. */
  readonly taken_at: number;
  readonly finished_at: number;
  /** Last entry of the journal that it holds. */
  readonly change: number;
  readonly assets: number;
  readonly files: number;
  readonly bytes: number;
  /** What was really written: a folder keeps what it has. */
  readonly written_bytes: number;
  readonly missing: number;
  readonly damaged: number;
  readonly in_place: number;
  readonly models_left_out: number;
}

/** What a rehearsed restore found; kept until the next. */
export interface Rehearsal {
  readonly at: number;
  /** How long it took, ms. */
  readonly took: number;
  readonly where: string;
  readonly taken_at: number;
  readonly assets: number;
  readonly files: number;
  readonly bytes: number;
  /** Everything was whole: tables, database, every file. */
  readonly passed: boolean;
  /** Hashes of files that were not whole, the first hundred. */
  readonly damaged: readonly string[];
  readonly missing: number;
  /** Tables whose number of rows differed from the manifest. */
  readonly differing: readonly string[];
  /** Why it could not be restored at all. */
  readonly trouble: string | null;
}

/** The folder that backups go to. The handle itself is kept by the browser under `handle`. */
export interface BackupFolder {
  readonly handle: string;
  readonly name: string;
  readonly automatic: boolean;
}

export interface BackupOverview {
  readonly folder: BackupFolder | null;
  /** The newest first. */
  readonly records: readonly BackupRecord[];
  /** Changes that the newest backup does not hold, counted up to 10,000; all where there is none. */
  readonly changes: number;
  /** When the newest of them was made. */
  readonly changed_at: number | null;
  readonly rehearsal: Rehearsal | null;
  /** When this library was restored from a backup, if it was. */
  readonly restored_at: number | null;
}

export interface BackupCommands {
  /** Links the folder that backups go to, changes whether they go by themselves, or unlinks it. */
  setBackupFolder: { input: { readonly folder: BackupFolder | null }; value: Changed };
  noteRehearsal: { input: { readonly rehearsal: Rehearsal }; value: Changed };
}

export interface BackupQueries {
  backups: { params: Record<string, never>; value: BackupOverview };
  /** Rows of each table of the library. */
  tableCounts: { params: Record<string, never>; value: Readonly<Record<string, number>> };
  /** Every blob whose bytes are known to be missing or damaged. */
  missingBlobs: { params: Record<string, never>; value: readonly string[] };
}
