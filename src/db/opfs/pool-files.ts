/**
 * The files of an opfs-sahpool directory, looked at from outside while no pool holds them.
 *
 * The pool keeps each database file under a random name in `.opaque/`, behind a header of 4096
 * bytes: 512 bytes of path, 4 of flags, 8 of digest. On opening, the pool EMPTIES every file whose
 * header does not match its digest; so damaged headers are looked for here first and such files
 * are moved out of its reach.
 */
import { moveFile } from '../blobs/opfs.ts';
import { directoryIn, libraryDirectory } from './directories.ts';

/** Bytes before the SQLite file begins. */
export const poolHeaderBytes = 4096;
const pathBytes = 512;
const digestAt = 516;
/** SQLITE_OPEN_MEMORY, which the pool uses to mark headers that have a digest. */
const digestFlag = 0x80;

export interface PoolFile {
  readonly handle: FileSystemFileHandle;
  /** The name that SQLite knows, e.g. "/library.db"; empty for a free slot. */
  readonly path: string;
  /** Bytes behind the header. */
  readonly size: number;
  /** False when the header does not match its digest although there is content behind it. */
  readonly intact: boolean;
}

/** Lists the files of a library's pool; empty when there is none. */
export async function poolFiles(library: string): Promise<readonly PoolFile[]> {
  const base = await libraryDirectory(library, false);
  const directory = base && (await directoryIn(base, ['db', '.opaque'], false));
  if (!directory) return [];
  const files: PoolFile[] = [];
  for await (const handle of directory.values()) {
    if (handle.kind === 'file') files.push(await readHeader(handle));
  }
  return files;
}

async function readHeader(handle: FileSystemFileHandle): Promise<PoolFile> {
  const file = await handle.getFile();
  const size = Math.max(0, file.size - poolHeaderBytes);
  if (file.size < digestAt + 8) return { handle, path: '', size, intact: true };
  const header = new DataView(await file.slice(0, digestAt + 8).arrayBuffer());
  const corpus = new Uint8Array(header.buffer, 0, digestAt);
  const end = corpus.indexOf(0);
  const path = new TextDecoder().decode(corpus.subarray(0, end === -1 ? pathBytes : end));
  const [first, second] = digestOf(corpus, header.getUint32(pathBytes));
  const intact =
    header.getUint32(digestAt, true) === first && header.getUint32(digestAt + 4, true) === second;
  return { handle, path, size, intact: intact || size === 0 };
}

/** The pool's own checksum of a header (sqlite-wasm, `computeDigest`). */
function digestOf(corpus: Uint8Array, flags: number): readonly [number, number] {
  if ((flags & digestFlag) === 0) return [0, 0];
  let first = 3_735_928_559;
  let second = 1_103_547_991;
  for (const byte of corpus) {
    first = Math.imul(first ^ byte, 2_654_435_761);
    second = Math.imul(second ^ byte, 104_729);
  }
  return [first >>> 0, second >>> 0];
}

/**
 * Moves files of the pool to `set-aside/<reason>-<time>/`, bytes untouched, never deleted.
 * Nobody may hold them. Returns the name of the folder.
 *
 * @param now milliseconds UTC
 */
export async function setAside(
  library: string,
  files: readonly PoolFile[],
  reason: string,
  now: number,
): Promise<string> {
  const name = `${reason}-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  const base = await libraryDirectory(library, true);
  const directory = base && (await directoryIn(base, ['set-aside', name], true));
  if (!directory) throw new Error('the folder for set-aside files could not be made');
  let unnamed = 0;
  for (const { handle, path } of files) {
    const known = /^\/[\w.-]+$/.test(path) ? path.slice(1) : '';
    const target = known || `unknown-${(unnamed += 1)}`;
    await moveFile(handle, directory, `${target}.pool`);
  }
  return name;
}

/** The largest file of a set-aside folder as a SQLite file again; null when the folder is gone. */
export async function setAsideDatabase(library: string, name: string): Promise<Blob | null> {
  const base = await libraryDirectory(library, false);
  const directory = base && (await directoryIn(base, ['set-aside', name], false));
  if (!directory) return null;
  const files: File[] = [];
  for await (const handle of directory.values()) {
    if (handle.kind === 'file') files.push(await handle.getFile());
  }
  const main = files.find((file) => file.name === 'library.db.pool');
  const chosen = main ?? files.toSorted((a, b) => b.size - a.size)[0];
  return chosen ? chosen.slice(poolHeaderBytes, chosen.size, 'application/vnd.sqlite3') : null;
}
