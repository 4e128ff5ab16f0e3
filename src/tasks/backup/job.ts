/** One backup on its way: what every target is given, and what becomes of each file. */
import {
  backupFormat,
  backupMark,
  type BackedUpBlob,
  type BackupManifest,
  type LeftOut,
} from '#domain/backup/manifest.ts';
import { isFailure } from '#domain/failure.ts';
import type { Sha256 } from '#domain/id.ts';
import type { BackupGround, DatabaseCopy, TaskContext } from '../context.ts';
import { checkedBlob, type Checked } from './pieces.ts';
import type { BackupParams } from './task.ts';

/** What a target is given and tells. */
export interface Job {
  readonly params: BackupParams;
  readonly context: TaskContext;
  readonly ground: BackupGround;
  readonly copy: DatabaseCopy;
  /** SHA-256 of the copied database. */
  readonly databaseHash: string;
}

/** What came of one blob. */
export type Outcome =
  | { readonly is: 'whole'; readonly bytes: Checked }
  | { readonly is: 'missing' | 'damaged' | 'inPlace' | 'models' };

export interface Written {
  readonly where: string;
  /** Bytes that were really written. */
  readonly bytes: number;
  /** Size of the archive, or of the folder's part for this copy. */
  readonly manifest: BackupManifest;
  readonly more: Readonly<Record<string, unknown>>;
}

/** Opens a blob and says whether it can go into a backup. */
export async function lookAt(
  { context, params }: Job,
  blob: DatabaseCopy['blobs'][number],
): Promise<Outcome> {
  if (blob.outside && !params.inPlace) return { is: 'inPlace' };
  if (blob.model && !params.models) return { is: 'models' };
  try {
    const file = await context.openBlob(blob.sha256);
    const bytes = await checkedBlob(file, blob.sha256, context.signal);
    return bytes ? { is: 'whole', bytes } : { is: 'damaged' };
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    // Also one of a linked folder: it was looked for at every place that is known of it.
    if (isFailure(thrown) && thrown.code === 'missing_file') return { is: 'missing' };
    // A folder that is not there today, or a file that cannot be read: the rest is worth keeping.
    if (blob.outside) return { is: 'inPlace' };
    throw thrown;
  }
}

/** Lists what becomes of each blob and makes the manifest of it. */
export function startManifest({ params, copy, databaseHash }: Job): {
  note(sha256: Sha256, outcome: Outcome['is'], size: number): void;
  finish(): BackupManifest;
} {
  const blobs: BackedUpBlob[] = [];
  const lists: Record<keyof LeftOut, Sha256[]> = {
    missing: [],
    damaged: [],
    inPlace: [],
    models: [],
  };
  return {
    note(sha256, outcome, size) {
      if (outcome === 'whole') blobs.push({ sha256, size });
      else lists[outcome].push(sha256);
    },
    finish: () => ({
      kind: backupMark,
      format: backupFormat,
      schema: copy.schema,
      app: params.app,
      library: params.library,
      takenAt: copy.takenAt,
      change: copy.change,
      database: { sha256: databaseHash, size: copy.file.size },
      tables: copy.tables,
      blobs,
      leftOut: lists,
    }),
  };
}
