/** What the safety worker is asked, and what it answers. */
import type { Rehearsal } from '#domain/contract/backup.ts';
import type { Failure } from '#domain/failure.ts';
import type { Result } from '#domain/result.ts';

/** Where a backup lies: an archive, or a folder and which of its copies (the newest when not said). */
export type BackupPlace =
  | { readonly kind: 'archive'; readonly file: File }
  | {
      readonly kind: 'folder';
      readonly folder: FileSystemDirectoryHandle;
      readonly time?: number;
    };

export type SafetyJob =
  | {
      readonly do: 'restore';
      readonly place: BackupPlace;
      readonly library: string;
      readonly name: string;
    }
  | { readonly do: 'rehearse'; readonly place: BackupPlace; readonly library: string }
  | {
      readonly do: 'repair';
      readonly place: BackupPlace;
      readonly library: string;
      readonly blobs: readonly string[];
    };

export interface Restored {
  readonly library: string;
  readonly name: string;
  readonly takenAt: number;
  readonly assets: number;
  readonly files: number;
  readonly bytes: number;
  /** Files that show as missing in it. */
  readonly missing: number;
}

export interface Repaired {
  /** Hashes that are whole again. */
  readonly mended: readonly string[];
  /** The backup has no right bytes of these either. */
  readonly without: readonly string[];
}

export type SafetyAnswer =
  | { readonly say: 'progress'; readonly fraction: number; readonly note: string }
  /** Some files are not whole; waits for `decide`. */
  | { readonly say: 'damaged'; readonly files: readonly string[]; readonly of: number }
  | { readonly say: 'restored'; readonly result: Result<Restored> }
  | { readonly say: 'rehearsed'; readonly result: Result<Rehearsal> }
  | { readonly say: 'repaired'; readonly result: Result<Repaired> };

export type ToSafety =
  | { readonly say: 'begin'; readonly job: SafetyJob }
  | { readonly say: 'decide'; readonly goOn: boolean };

export const stopped: Failure = { code: 'cancelled' };
