/**
 * Backs up the library: a copy of the database that holds one moment, and every file that this
 * copy names. Into one archive, or into a folder that keeps what it has and takes only what is new.
 */
import { bytesOf } from '#domain/backup/manifest.ts';
import { failureFrom, type Failure } from '#domain/failure.ts';
import { fail, ok } from '#domain/result.ts';
import type { Run } from '../context.ts';
import { writeArchive } from './archive.ts';
import { writeFolder } from './folder.ts';
import type { Job } from './job.ts';
import { hashOf } from './pieces.ts';
import type { BackupParams } from './task.ts';

export const run: Run<BackupParams> = async (params, context) => {
  const ground = context.backup;
  if (!ground) {
    return fail({ code: 'unsupported', what: 'a backup', reason: 'nothing is kept here' });
  }
  const began = context.now();
  let place: Place | null = null;
  try {
    // Access first: a folder that may not be written needs no copy of the database.
    if (params.target === 'folder') {
      const { handle = '' } = params;
      place = { folder: handle, name: (await ground.folder(handle)).name };
    }
    context.progress(0, 'copying the database');
    const copied = await ground.copyDatabase();
    const { copy } = copied;
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
          models_left_out: manifest.leftOut.models.length,
          longest_pause_ms: Math.round(copy.longestStep),
          took_ms: context.now() - began,
          ...written.more,
        },
      });
    } finally {
      await copied.drop().catch(() => undefined);
    }
  } catch (thrown) {
    return fail(context.signal.aborted ? { code: 'cancelled' } : placeFailure(thrown, place));
  }
};

/** The folder that is written to. */
interface Place {
  readonly folder: string;
  readonly name: string;
}

/** At the edge to folders and files of the user: what the browser throws, in our words. */
function placeFailure(thrown: unknown, place: Place | null): Failure {
  const name = thrown instanceof DOMException ? thrown.name : '';
  if (name === 'NotFoundError') return { code: 'not_found', what: 'backup folder' };
  // Taken back in the middle: it goes on with what is still missing once it is allowed again.
  if (name === 'NotAllowedError' && place !== null) return { code: 'needs_permission', ...place };
  if (name === 'NotAllowedError' || name === 'NoModificationAllowedError') {
    const reason = 'the browser no longer allows access to it';
    return { code: 'not_allowed', what: 'Writing to the backup folder', reason };
  }
  return failureFrom(thrown);
}
