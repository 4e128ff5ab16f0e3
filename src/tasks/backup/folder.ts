/**
 * A backup into a folder, which grows by what is new:
 *
 *     inkreel-backup-<mark>/blobs/ab/<sha256>.<format>   every file, written once
 *                           snapshots/<time>.sqlite      the database of each copy
 *                           snapshots/<time>.json        its manifest, written last
 *
 * Laws: a copy counts when its manifest is there; nothing that a kept manifest names is removed; a
 * file appears under its name when it is whole (the browser writes beside it and renames).
 */
import { isHash, manifestText, readManifest } from '#domain/backup/manifest.ts';
import { timeName, timeOfName } from '#formats/backup/names.ts';
import { planRotation } from '#domain/backup/rotation.ts';
import type { Sha256 } from '#domain/id.ts';
import { piecesOf, type Checked } from './pieces.ts';
import { readmeText } from './readme.ts';
import { lookAt, startManifest, type Job, type Written } from './job.ts';

type Folder = FileSystemDirectoryHandle;

/** The folder's own folder begins with this, so that a person knows what it is. */
export const folderPrefix = 'inkreel-backup-';

/** Copies what is new, then the database, then the manifest; then removes what is too old. */
export async function writeFolder(job: Job): Promise<Written> {
  const { params, context, ground, copy } = job;
  const { signal } = context;
  const chosen = await ground.folder(params.handle ?? '');
  const home = await chosen.getDirectoryHandle(folderPrefix + (await ground.mark()), {
    create: true,
  });
  const snapshots = await home.getDirectoryHandle('snapshots', { create: true });
  const blobs = await home.getDirectoryHandle('blobs', { create: true });
  context.progress(0, 'looking at what is there');
  const there = await listBlobs(blobs);
  const manifests = await readManifests(snapshots);
  const known = new Set(manifests.flatMap(({ blobs: list }) => list));

  const whole = copy.file.size + copy.blobs.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  let [files, bytes] = [0, 0];
  const manifest = startManifest(job);
  for (const [index, blob] of copy.blobs.entries()) {
    signal.throwIfAborted();
    const handle = there.get(blob.sha256);
    // What an earlier copy brought along is part of this one too, wished for or not.
    const has =
      handle !== undefined &&
      (known.has(blob.sha256) || (await handle.getFile()).size === blob.size);
    if (has) {
      manifest.note(blob.sha256, 'whole', blob.size);
    } else {
      const outcome = await lookAt(job, blob);
      manifest.note(blob.sha256, outcome.is, blob.size);
      if (outcome.is === 'whole') {
        const shard = await blobs.getDirectoryHandle(blob.sha256.slice(0, 2), { create: true });
        await writeFile(shard, blobName(blob.sha256, blob.format), outcome.bytes, signal);
        files += 1;
        bytes += blob.size;
      }
    }
    done += blob.size;
    context.progress(done / Math.max(1, whole), `${index + 1} / ${copy.blobs.length}`);
  }
  const time = timeName(copy.takenAt);
  await writeFile(home, 'README.txt', text(readmeText(params.library, copy.takenAt)), signal);
  await writeFile(snapshots, `${time}.sqlite`, copy.file, signal);
  const made = manifest.finish();
  await writeFile(snapshots, `${time}.json`, text(manifestText(made)), signal);
  const kept = await rotate(job, snapshots, blobs);
  return {
    where: chosen.name,
    bytes: bytes + copy.file.size,
    manifest: made,
    more: { written_files: files, ...kept },
  };
}

const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);

/** With its ending a person can look at it, and some browsers write it many times faster. */
const blobName = (sha256: Sha256, format: string | null): string =>
  format && /^[a-z0-9]{1,8}$/.test(format) ? `${sha256}.${format}` : sha256;

async function writeFile(
  folder: Folder,
  name: string,
  content: Checked,
  signal: AbortSignal,
): Promise<void> {
  const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
  try {
    if (content instanceof Blob) {
      for await (const bytes of piecesOf(content, signal, () => undefined)) {
        await writable.write(bytes);
      }
    } else await writable.write(content);
    await writable.close();
  } catch (thrown) {
    await writable.abort().catch(() => undefined);
    throw thrown;
  }
}

async function listBlobs(blobs: Folder): Promise<Map<string, FileSystemFileHandle>> {
  const found = new Map<string, FileSystemFileHandle>();
  for await (const shard of blobs.values()) {
    if (shard.kind !== 'directory') continue;
    for await (const handle of shard.values()) {
      const hash = handle.name.split('.')[0];
      if (handle.kind === 'file' && isHash(hash) && !handle.name.endsWith('.crswap')) {
        found.set(hash, handle);
      }
    }
  }
  return found;
}

interface KnownCopy {
  readonly time: number;
  readonly blobs: readonly Sha256[];
}

/** Every copy in a folder whose manifest can be read; others are left alone. */
async function readManifests(snapshots: Folder): Promise<readonly KnownCopy[]> {
  const found: KnownCopy[] = [];
  for await (const handle of snapshots.values()) {
    const time = timeOfName(handle.name);
    if (handle.kind !== 'file' || time === null || !handle.name.endsWith('.json')) continue;
    // A manifest of a newer Inkreel counts too: its files are not ours to remove.
    const read = readManifest(await (await handle.getFile()).text(), Number.MAX_SAFE_INTEGER);
    if (read.ok) found.push({ time, blobs: read.value.blobs.map(({ sha256 }) => sha256) });
  }
  return found;
}

async function rotate(
  { context }: Job,
  snapshots: Folder,
  blobs: Folder,
): Promise<{ readonly copies: number; readonly removed_copies: number }> {
  const copies = await readManifests(snapshots);
  const times = new Set(copies.map(({ time }) => time));
  const { keep, remove } = planRotation([...times], context.now());
  const names: string[] = [];
  for await (const name of snapshots.keys()) names.push(name);
  const gone = new Set(remove);
  for (const name of names) {
    const time = timeOfName(name);
    // A database without its manifest was left by an interrupted backup.
    const isHalf = time !== null && !times.has(time) && name.endsWith('.sqlite');
    const isOld = time !== null && gone.has(time);
    // The manifest goes first: from then on the copy does not count.
    if (isOld && name.endsWith('.json')) await snapshots.removeEntry(name);
    if (isHalf) await snapshots.removeEntry(name);
  }
  for (const time of remove) {
    await snapshots.removeEntry(`${timeName(time)}.sqlite`).catch(() => undefined);
  }
  if (remove.length > 0) {
    const needed = new Set(copies.flatMap((one) => (gone.has(one.time) ? [] : one.blobs)));
    const candidates = copies.flatMap((one) => (gone.has(one.time) ? one.blobs : []));
    const there = await listBlobs(blobs);
    for (const sha256 of new Set(candidates)) {
      const handle = there.get(sha256);
      if (needed.has(sha256) || !handle) continue;
      const shard = await blobs.getDirectoryHandle(sha256.slice(0, 2));
      await shard.removeEntry(handle.name).catch(() => undefined);
    }
  }
  return { copies: keep.length, removed_copies: remove.length };
}
