/**
 * Backs up the library: a copy of the database that holds one moment, and every file that this
 * copy names. Into one archive, or into a folder that keeps what it has and takes only what is new.
 */
import {
  bytesOf,
  backupFormat,
  backupMark,
  type BackedUpBlob,
  type BackupManifest,
} from '#domain/backup/manifest.ts';
import { failureFrom, isFailure } from '#domain/failure.ts';
import type { Sha256 } from '#domain/id.ts';
import { fail, ok } from '#domain/result.ts';
import type { BackupGround, DatabaseCopy, Run, TaskContext } from '../context.ts';
import { writeArchive } from './archive.ts';
import { writeFolder } from './folder.ts';
import { checkedBlob, hashOf, type Checked } from './pieces.ts';
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
  | { readonly is: 'missing' | 'damaged' | 'inPlace' };

export interface Written {
  readonly where: string;
  /** Bytes that were really written. */
  readonly bytes: number;
  /** Size of the archive, or of the folder's part for this copy. */
  readonly manifest: BackupManifest;
  readonly more: Readonly<Record<string, unknown>>;
}

export const run: Run<BackupParams> = async (params, context) => {
  const ground = context.backup;
  if (!ground) {
    return fail({ code: 'unsupported', what: 'a backup', reason: 'nothing is kept here' });
  }
  const began = context.now();
  try {
    // Access first: a folder that may not be written needs no copy of the database.
    if (params.target === 'folder') await ground.folder(params.handle ?? '');
    context.progress(0, 'copying the database');
    const { copy, drop } = await ground.copyDatabase();
    try {
      const databaseHash = await hashOf(copy.file, context.signal);
      const job: Job = { params, context, ground, copy, databaseHash };
      const written = await (params.target === 'folder' ? writeFolder(job) : writeArchive(job));
      const { manifest } = written;
      return ok({
        result: {
          target: params.target,
          where: written.where,
          taken_at: copy.takenAt,
          change: copy.change,
          assets: copy.tables['assets'] ?? 0,
          files: manifest.blobs.length,
          bytes: bytesOf(manifest),
          written_bytes: written.bytes,
          missing: manifest.leftOut.missing.length,
          damaged: manifest.leftOut.damaged.length,
          in_place: manifest.leftOut.inPlace.length,
          longest_pause_ms: Math.round(copy.longestStep),
          took_ms: context.now() - began,
          ...written.more,
        },
      });
    } finally {
      await drop().catch(() => undefined);
    }
  } catch (thrown) {
    return fail(context.signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
  }
};

/** Opens a blob and says whether it can go into a backup. */
export async function lookAt(
  { context, params }: Job,
  blob: DatabaseCopy['blobs'][number],
): Promise<Outcome> {
  if (blob.outside && !params.inPlace) return { is: 'inPlace' };
  try {
    const file = await context.openBlob(blob.sha256);
    const bytes = await checkedBlob(file, blob.sha256, context.signal);
    return bytes ? { is: 'whole', bytes } : { is: 'damaged' };
  } catch (thrown) {
    if (context.signal.aborted) throw thrown;
    if (isFailure(thrown) && thrown.code === 'missing_file') {
      return { is: blob.outside ? 'inPlace' : 'missing' };
    }
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
  const lists = { missing: [] as Sha256[], damaged: [] as Sha256[], inPlace: [] as Sha256[] };
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
