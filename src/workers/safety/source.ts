/** A backup to read from, whatever form it has: an archive, or a copy in a backup folder. */
import {
  blobInBackup,
  databaseInBackup,
  isHash,
  manifestInBackup,
  readManifest,
  type BackupManifest,
} from '#domain/backup/manifest.ts';
import { timeOfName } from '#formats/backup/names.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { schemaVersion } from '#db/migrations/migrate.ts';
import { readZip, type ZipEntry, type ZipReader } from '#formats/zip/reader.ts';

export interface BackupSource {
  readonly name: string;
  readonly manifest: BackupManifest;
  database(): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Null when the backup does not hold it. Throws a `corrupt` failure where its bytes are broken. */
  blob(sha256: string): AsyncIterable<Uint8Array<ArrayBuffer>> | null;
}

/** What an archive may be: far beyond any library, far below what a bomb needs. */
const limits = { entries: 2_000_000, bytes: 2 ** 43, ratio: 200 };
/** A list of two million files has about so many bytes. */
const longestManifest = 512 * 1024 * 1024;
const pieceSize = 4 * 1024 * 1024;

const noBackup = (reason: string): Result<never> =>
  fail({ code: 'corrupt', what: 'The backup', reason });

/** Opens an archive; refuses what is no backup, or one that anybody tampered with. */
export async function openArchive(file: File): Promise<Result<BackupSource>> {
  const opened = await readZip(file, limits);
  if (!opened.ok) return opened;
  const zip = opened.value;
  const database = zip.find(databaseInBackup);
  const listed = zip.find(manifestInBackup);
  if (!database || !listed) return noBackup('it is an archive, but no backup of Inkreel');
  if (listed.size > longestManifest) return noBackup('its manifest is too large');
  const manifest = readManifest(await textOf(zip, listed), schemaVersion);
  if (!manifest.ok) return manifest;
  if (database.size !== manifest.value.database.size) {
    return noBackup('its database is not the one that it lists');
  }
  return ok({
    name: file.name,
    manifest: manifest.value,
    database: () => zip.read(database),
    blob(sha256) {
      const entry = zip.find(blobInBackup(sha256));
      return entry ? zip.read(entry) : null;
    },
  });
}

async function textOf(zip: ZipReader, entry: ZipEntry): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of zip.read(entry)) text += decoder.decode(bytes, { stream: true });
  return text + decoder.decode();
}

/** A copy in a backup folder. */
export interface FolderCopy {
  /** When it was made (ms UTC). */
  readonly time: number;
  /** Which of the backups in the folder it belongs to. */
  readonly home: FileSystemDirectoryHandle;
  /** The name of its manifest. */
  readonly name: string;
}

/** Every copy in a folder, the newest first: in the folder itself, or one folder below. */
export async function listCopies(
  folder: FileSystemDirectoryHandle,
): Promise<readonly FolderCopy[]> {
  const found: FolderCopy[] = [...(await copiesIn(folder))];
  for await (const handle of folder.values()) {
    if (handle.kind === 'directory' && handle.name.startsWith('inkreel-backup-')) {
      found.push(...(await copiesIn(handle)));
    }
  }
  return found.toSorted((a, b) => b.time - a.time);
}

async function copiesIn(home: FileSystemDirectoryHandle): Promise<readonly FolderCopy[]> {
  const snapshots = await home.getDirectoryHandle('snapshots').catch(() => null);
  if (!snapshots) return [];
  const found: FolderCopy[] = [];
  for await (const name of snapshots.keys()) {
    const time = timeOfName(name);
    if (time !== null && name.endsWith('.json')) found.push({ time, home, name });
  }
  return found;
}

/** Opens one copy of a folder. */
export async function openCopy({ home, name }: FolderCopy): Promise<Result<BackupSource>> {
  const snapshots = await home.getDirectoryHandle('snapshots');
  const listed = await (await snapshots.getFileHandle(name)).getFile();
  if (listed.size > longestManifest) return noBackup('its manifest is too large');
  const manifest = readManifest(await listed.text(), schemaVersion);
  if (!manifest.ok) return manifest;
  const handle = await snapshots
    .getFileHandle(name.replace(/\.json$/, '.sqlite'))
    .catch(() => null);
  const database = await handle?.getFile();
  if (!database) return noBackup('its database is not there');
  const blobs = await blobsIn(home);
  return ok({
    name: home.name,
    manifest: manifest.value,
    database: () => piecesOf(database),
    blob(sha256) {
      const file = blobs.get(sha256);
      return file ? fileOf(file) : null;
    },
  });
}

async function blobsIn(
  home: FileSystemDirectoryHandle,
): Promise<ReadonlyMap<string, FileSystemFileHandle>> {
  const found = new Map<string, FileSystemFileHandle>();
  const blobs = await home.getDirectoryHandle('blobs').catch(() => null);
  if (!blobs) return found;
  for await (const shard of blobs.values()) {
    if (shard.kind !== 'directory') continue;
    for await (const handle of shard.values()) {
      const hash = handle.name.split('.')[0];
      if (handle.kind === 'file' && isHash(hash)) found.set(hash, handle);
    }
  }
  return found;
}

async function* fileOf(handle: FileSystemFileHandle): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  yield* piecesOf(await handle.getFile());
}

async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < file.size; at += pieceSize) {
    yield new Uint8Array(await file.slice(at, at + pieceSize).arrayBuffer());
  }
}
