/** A backup as one ZIP: stored, streamed, ZIP64 where it must. The manifest comes last. */
import {
  blobInBackup,
  databaseInBackup,
  manifestInBackup,
  manifestText,
  readmeInBackup,
} from '#domain/backup/manifest.ts';
import { archiveName } from '#formats/backup/names.ts';
import { openZip } from '#formats/zip/writer.ts';
import { piecesOf } from './pieces.ts';
import { readmeText } from './readme.ts';
import { lookAt, startManifest, type Job, type Written } from './job.ts';

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

/** Writes the archive; until it is whole it has another name, or none. */
export async function writeArchive(job: Job): Promise<Written> {
  const { params, context, ground, copy } = job;
  const name = archiveName(params.library, copy.takenAt);
  const sink =
    params.target === 'file' ? await ground.file(params.handle ?? '') : await ground.outbox(name);
  const { signal } = context;
  try {
    const zip = openZip((bytes) => sink.write(bytes));
    const whole = copy.file.size + copy.blobs.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    const tell = (bytes: number, note?: string): void => {
      done += bytes;
      context.progress(Math.min(1, done / Math.max(1, whole)), note);
    };
    const silent = (): void => undefined;
    await zip.addBytes(readmeInBackup, text(readmeText(params.library, copy.takenAt)));
    await zip.add(databaseInBackup, () => piecesOf(copy.file, signal, silent));
    tell(copy.file.size);
    const manifest = startManifest(job);
    for (const [index, blob] of copy.blobs.entries()) {
      signal.throwIfAborted();
      const outcome = await lookAt(job, blob);
      manifest.note(blob.sha256, outcome.is, blob.size);
      if (outcome.is === 'whole') {
        const { bytes } = outcome;
        const path = blobInBackup(blob.sha256);
        if (bytes instanceof Blob) await zip.add(path, () => piecesOf(bytes, signal, silent));
        else await zip.addBytes(path, bytes);
      }
      tell(blob.size, `${index + 1} / ${copy.blobs.length}`);
    }
    const made = manifest.finish();
    await zip.addBytes(manifestInBackup, text(manifestText(made)));
    const { size } = await zip.close();
    signal.throwIfAborted();
    await sink.close();
    return { where: name, bytes: size, manifest: made, more: { archive_bytes: size } };
  } catch (thrown) {
    await sink.abort().catch(() => undefined);
    throw thrown;
  }
}
