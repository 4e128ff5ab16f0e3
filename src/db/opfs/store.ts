/**
 * Opens the database of a library from the origin-private file system, or says truthfully why it
 * cannot: never an empty library where there was one, never memory where there is storage.
 */
import type { Database, SAHPoolUtil, Sqlite3Static } from '@sqlite.org/sqlite-wasm';

import { connect, type Connection } from '../connection.ts';
import { libraryNote, noteLibrary } from '../device.ts';
import { migrate, migrationsNeeded } from '../migrations/migrate.ts';
import { prepareThumbnails } from '../migrations/thumbnails.ts';
import { holdMemoryFiles } from '../memory-files/holder.ts';
import { keepCopy } from './backups.ts';
import { openPool } from './pool.ts';
import { poolFiles, poolHeaderBytes, setAside, type PoolFile } from './pool-files.ts';
import { isQuotaError } from './space.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';
import { loadSqlite } from './sqlite.ts';

/** Names inside the pool of a library. */
export const databaseName = '/library.db';
export const thumbnailsName = '/thumbnails.db';
const day = 24 * 60 * 60 * 1000;

/** An open database with its cache of small pictures. */
export interface OpenStore {
  readonly connection: Connection;
  readonly thumbnails: Connection;
  /** Milliseconds that the check of the file took; null when none was due. */
  readonly checkedIn: number | null;
  /** Copies the open database under a name, while it goes on being used. */
  readonly snapshot: (name: string) => Promise<Snapshot>;
  /** Lets go of the files; both databases must be closed before. */
  release(): void;
}

export type Opened =
  | { readonly kind: 'open'; readonly store: OpenStore; readonly fresh: boolean }
  /** No OPFS here. */
  | { readonly kind: 'temporary'; readonly store: OpenStore; readonly reason: string }
  | { readonly kind: 'missing'; readonly since: number | null }
  | { readonly kind: 'corrupt'; readonly setAside: string; readonly reason: string }
  | { readonly kind: 'newer'; readonly found: number; readonly known: number }
  | { readonly kind: 'full' }
  | { readonly kind: 'failing'; readonly reason: string };

export interface StoreOptions {
  readonly library: string;
  /** Something was saved on this device, as the page's localStorage remembers (ms UTC). */
  readonly savedSince: number | null;
  /** The user chose to begin anew although there was a library. */
  readonly startNew: boolean;
  readonly onHeld: (milliseconds: number) => void;
  readonly now: () => number;
}

/** Opens the library; only the worker that holds the leader's lock may call it. */
export async function openStore(options: StoreOptions): Promise<Opened> {
  const { library, startNew } = options;
  const unavailable = await storageReason();
  const sqlite = await loadSqlite();
  if (unavailable !== null) {
    return { kind: 'temporary', store: memoryStore(sqlite, options), reason: unavailable };
  }
  try {
    const note = await libraryNote(library);
    if (note.damaged && !startNew) return { kind: 'corrupt', ...note.damaged };
    const damaged = await setAsideDamagedHeaders(options);
    if (damaged) return damaged;
    // All of a young database may still lie in its log.
    const found = (await poolFiles(library)).some(
      ({ path, size }) => size > 0 && path.startsWith(databaseName),
    );
    const since = note.savedSince ?? options.savedSince;
    if (!found && since !== null && !startNew) return { kind: 'missing', since };
    if (startNew) await noteLibrary(library, { savedSince: undefined, damaged: undefined });
    const pool = await openPool(sqlite, library, options.onHeld);
    return await openIn(pool, sqlite, options, found);
  } catch (error) {
    if (isQuotaError(error)) return { kind: 'full' };
    return { kind: 'failing', reason: describe(error) };
  }
}

const isDatabase = ({ path, size }: PoolFile): boolean => path === databaseName && size > 0;

/** Why OPFS cannot be used, or null when it can. Never answers for a lock held by another tab. */
async function storageReason(): Promise<string | null> {
  try {
    await navigator.storage.getDirectory();
    return null;
  } catch (error) {
    return describe(error);
  }
}

async function openIn(
  pool: SAHPoolUtil,
  sqlite: Sqlite3Static,
  options: StoreOptions,
  existed: boolean,
): Promise<Opened> {
  const { library, now } = options;
  let connection: Connection | null = null;
  const openMain = () => openDatabase(pool, sqlite, databaseName, 'FULL');
  try {
    let main = openMain();
    ({ connection } = main);
    const needed = migrationsNeeded(connection);
    if (!needed.ok) {
      connection.close();
      pool.pauseVfs();
      if (needed.failure.code !== 'newer_database') throw new Error(needed.failure.code);
      return { kind: 'newer', found: needed.failure.found, known: needed.failure.known };
    }
    const checkedIn = existed ? await checkIfDue(connection, library, now) : null;
    if (needed.value.needed && needed.value.existing) {
      connection.close();
      pool.pauseVfs();
      const file = (await poolFiles(library)).find(isDatabase);
      if (file) await keepCopy(library, file, needed.value.from, now());
      await pool.unpauseVfs();
      main = openMain();
      ({ connection } = main);
    }
    const migrated = migrate(connection);
    if (!migrated.ok) throw new Error(migrated.failure.code);
    const thumbnails = openThumbnails(pool, sqlite);
    await noteLibrary(library, { openedAt: now() });
    const { database } = main;
    return {
      kind: 'open',
      fresh: !existed,
      store: {
        connection,
        thumbnails,
        checkedIn,
        snapshot: (name) => takeSnapshot({ library, pool, sqlite, database }, name, now),
        release: () => {
          pool.pauseVfs();
        },
      },
    };
  } catch (error) {
    closeQuietly(connection);
    if (isDamage(sqlite, error)) return await setAsideDatabase(pool, options, describe(error));
    if (pool.isPaused()) throw error;
    pool.pauseVfs();
    throw error;
  }
}

/** Opens a database of the pool with the pragmas that make it safe; asserts that WAL was granted. */
export function openDatabase(
  pool: SAHPoolUtil,
  sqlite: Sqlite3Static,
  name: string,
  synchronous: 'FULL' | 'NORMAL',
): { readonly connection: Connection; readonly database: Database } {
  const database: Database = new pool.OpfsSAHPoolDb(name);
  try {
    database.exec('PRAGMA locking_mode = exclusive');
    const mode = database.selectValue('PRAGMA journal_mode = wal');
    if (mode !== 'wal')
      throw new Error(`the write-ahead log was refused (${JSON.stringify(mode)})`);
    database.exec(`
      PRAGMA synchronous = ${synchronous};
      PRAGMA cache_size = -65536;
      PRAGMA foreign_keys = ON;
    `);
    return { connection: connect(sqlite, database), database };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The cache is made anew when it is damaged: everything in it can be made again. */
function openThumbnails(pool: SAHPoolUtil, sqlite: Sqlite3Static): Connection {
  let connection: Connection | null = null;
  try {
    connection = openDatabase(pool, sqlite, thumbnailsName, 'NORMAL').connection;
    prepareThumbnails(connection);
    return connection;
  } catch (error) {
    closeQuietly(connection);
    if (!isDamage(sqlite, error)) throw error;
    for (const name of [thumbnailsName, `${thumbnailsName}-wal`]) pool.unlink(name);
    const fresh = openDatabase(pool, sqlite, thumbnailsName, 'NORMAL').connection;
    prepareThumbnails(fresh);
    return fresh;
  }
}

function memoryStore(sqlite: Sqlite3Static, { library, now }: StoreOptions): OpenStore {
  const database = new sqlite.oo1.DB(':memory:');
  const connection = connect(sqlite, database);
  connection.script('PRAGMA foreign_keys = ON');
  const migrated = migrate(connection);
  if (!migrated.ok) throw new Error(migrated.failure.code);
  const thumbnails = connect(sqlite, new sqlite.oo1.DB(':memory:'));
  prepareThumbnails(thumbnails);
  const letGo = holdMemoryFiles(library);
  return {
    connection,
    thumbnails,
    checkedIn: null,
    snapshot: (name) => takeSnapshot({ library, pool: null, sqlite, database }, name, now),
    release: letGo,
  };
}

/**
 * `quick_check` reads the whole file. It runs at every opening while that takes under 150 ms, and
 * otherwise weekly and after trouble. Throws what SQLite found as a damage.
 */
async function checkIfDue(
  connection: Connection,
  library: string,
  now: () => number,
): Promise<number | null> {
  const bytes = connection.size();
  const { checked, troubled } = await libraryNote(library);
  const expected = checked ? (checked.ms / Math.max(1, checked.bytes)) * bytes : 0;
  const due = !checked || troubled || expected < 150 || now() - checked.at > 7 * day;
  if (!due) return null;
  const started = performance.now();
  const found = connection.all<{ quick_check: string }>('PRAGMA quick_check(3)');
  const problems = found.map((row) => row.quick_check).filter((text) => text !== 'ok');
  if (problems.length > 0) throw new Damage(problems.join('; '));
  const ms = performance.now() - started;
  await noteLibrary(library, { checked: { at: now(), ms, bytes }, troubled: undefined });
  return ms;
}

class Damage extends Error {
  override readonly name = 'Damage';
}

/** SQLITE_CORRUPT or SQLITE_NOTADB, or what the check found. An I/O error is not damage. */
function isDamage(sqlite: Sqlite3Static, error: unknown): boolean {
  if (error instanceof Damage) return true;
  if (!(error instanceof sqlite.SQLite3Error)) return false;
  const code = error.resultCode & 0xff;
  return code === sqlite.capi.SQLITE_CORRUPT || code === sqlite.capi.SQLITE_NOTADB;
}

async function setAsideDatabase(
  pool: SAHPoolUtil,
  { library, now }: StoreOptions,
  reason: string,
): Promise<Opened> {
  if (!pool.isPaused()) pool.pauseVfs();
  const files = (await poolFiles(library)).filter(({ path }) => path.startsWith(databaseName));
  const name = await setAside(library, files, 'corrupt', now());
  await noteLibrary(library, { damaged: { setAside: name, reason }, checked: undefined });
  return { kind: 'corrupt', setAside: name, reason };
}

/** Saves files with a damaged header from the pool, which would empty them on opening. */
async function setAsideDamagedHeaders({ library, now }: StoreOptions): Promise<Opened | null> {
  const files = await poolFiles(library);
  const damaged = files.filter(({ intact }) => !intact);
  if (damaged.length === 0) return null;
  const reason = 'the header of a database file is damaged';
  const without = !files.some((file) => file.intact && isDatabase(file));
  const name = await setAside(library, damaged, 'corrupt', now());
  if (!without) return null;
  await noteLibrary(library, { damaged: { setAside: name, reason }, checked: undefined });
  return { kind: 'corrupt', setAside: name, reason };
}

/** The database file as it lies there, while the pool is let go of (status `newer`). */
export async function closedDatabase(library: string): Promise<Blob | null> {
  const file = (await poolFiles(library)).find(isDatabase);
  if (!file) return null;
  return (await file.handle.getFile()).slice(poolHeaderBytes, undefined, 'application/vnd.sqlite3');
}

function closeQuietly(connection: Connection | null): void {
  try {
    connection?.close();
  } catch {
    // What could not be written back stays in the log, which is set aside with the database.
  }
}

const describe = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
