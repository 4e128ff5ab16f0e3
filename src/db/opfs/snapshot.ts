/**
 * A consistent copy of the open database, taken a few pages at a time between other calls. The
 * online backup of SQLite mirrors what the same connection writes meanwhile into the copy
 * (https://www.sqlite.org/backup.html), so nobody waits for the whole of it and nothing is torn.
 */
import type { Database, SAHPoolUtil, Sqlite3Static } from '@sqlite.org/sqlite-wasm';

import { openSync, removeIn } from '../blobs/opfs.ts';
import { directoryIn, libraryDirectory } from './directories.ts';
import { poolFiles, poolHeaderBytes } from './pool-files.ts';
import { blobsOf, breathe, type OnStep, type SnapshotBlob } from './snapshot-blobs.ts';

/** A finished copy: a plain SQLite file in `libraries/<library>/snapshots/`. */
export interface Snapshot {
  readonly name: string;
  readonly bytes: number;
  /** The schema that it speaks. */
  readonly schema: number;
  /** When it was true (ms UTC). */
  readonly takenAt: number;
  /** The last entry of the journal that it holds. */
  readonly change: number;
  /** Rows of each table. */
  readonly tables: Readonly<Record<string, number>>;
  /** Every blob that a row of it names, by hash. */
  readonly blobs: readonly SnapshotBlob[];
  /** Milliseconds for which the longest step kept everything else waiting. */
  readonly longestStep: number;
}

const copyName = '/snapshot.db';
/** A step of copying should take about so long (ms). */
const stepAim = 16;
const pieceSize = 4 * 1024 * 1024;

interface Source {
  readonly library: string;
  /** Where the library's files lie; null for a temporary one, whose copy is made in memory. */
  readonly pool: SAHPoolUtil | null;
  readonly sqlite: Sqlite3Static;
  readonly database: Database;
}

/** Takes a copy under a name of its own; one at a time for each library. */
export async function takeSnapshot(
  source: Source,
  name: string,
  now: () => number,
): Promise<Snapshot> {
  const { library, pool, sqlite } = source;
  if (pool) dropCopy(pool);
  const copy: Database = pool ? new pool.OpfsSAHPoolDb(copyName) : new sqlite.oo1.DB(':memory:');
  try {
    copy.exec(
      'PRAGMA locking_mode = exclusive; PRAGMA journal_mode = off; PRAGMA synchronous = off',
    );
    let longestStep = 0;
    const onStep = (milliseconds: number): void => {
      longestStep = Math.max(longestStep, milliseconds);
    };
    await copyPages(source, copy, onStep);
    const takenAt = now();
    const facts = await factsOf(copy, onStep);
    const blobs = await blobsOf(copy, onStep);
    const inMemory = pool ? null : new Blob([sqlite.capi.sqlite3_js_db_export(copy)]);
    copy.close();
    const content = inMemory ?? (await copyInPool(library));
    await writeOut(library, name, content);
    return { name, bytes: content.size, takenAt, ...facts, blobs, longestStep };
  } finally {
    if (copy.isOpen()) copy.close();
    if (pool) dropCopy(pool);
  }
}

function dropCopy(pool: SAHPoolUtil): void {
  for (const suffix of ['', '-journal', '-wal']) pool.unlink(copyName + suffix);
}

/** Copies all pages in steps that grow and shrink with what they cost. */
async function copyPages(
  { sqlite, database }: Source,
  copy: Database,
  onStep: OnStep,
): Promise<void> {
  const { capi } = sqlite;
  const backup = capi.sqlite3_backup_init(copy, 'main', database, 'main');
  if (!backup) throw new Error(capi.sqlite3_errmsg(copy));
  let pages = 32;
  try {
    for (;;) {
      const started = performance.now();
      const code: number = capi.sqlite3_backup_step(backup, pages);
      const took = performance.now() - started;
      onStep(took);
      if (code === capi.SQLITE_DONE) return;
      const mayGoOn =
        code === capi.SQLITE_OK || code === capi.SQLITE_BUSY || code === capi.SQLITE_LOCKED;
      if (!mayGoOn) copy.checkRc(code);
      if (took < stepAim / 2) pages = Math.min(pages * 2, 1024);
      else if (took > stepAim) pages = Math.max(8, Math.floor(pages / 2));
      await breathe();
    }
  } finally {
    capi.sqlite3_backup_finish(backup);
  }
}

async function factsOf(
  copy: Database,
  onStep: OnStep,
): Promise<Pick<Snapshot, 'schema' | 'tables' | 'change'>> {
  const number = (sql: string): number => Number(copy.selectValue(sql) ?? 0);
  const names = copy
    .selectValues(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
       ORDER BY name`,
    )
    .map(String);
  const tables: Record<string, number> = {};
  for (const name of names) {
    const started = performance.now();
    tables[name] = number(`SELECT count(*) FROM "${name.replaceAll('"', '""')}"`);
    onStep(performance.now() - started);
    await breathe();
  }
  return {
    schema: number('PRAGMA user_version'),
    tables,
    change: 'audit_log' in tables ? number('SELECT max(id) FROM audit_log') : 0,
  };
}

/** The closed copy, without the header that the pool puts before it. */
async function copyInPool(library: string): Promise<Blob> {
  const file = (await poolFiles(library)).find(({ path }) => path === copyName);
  if (!file) throw new Error('the copy of the database is not in its pool');
  return (await file.handle.getFile()).slice(poolHeaderBytes);
}

/** Writes a copy as a plain file that any SQLite opens. */
async function writeOut(library: string, name: string, content: Blob): Promise<void> {
  const directory = await snapshotDirectory(library);
  const target = await openSync(await directory.getFileHandle(name, { create: true }));
  try {
    target.truncate(0);
    for (let at = 0; at < content.size; at += pieceSize) {
      const bytes = new Uint8Array(await content.slice(at, at + pieceSize).arrayBuffer());
      // Never a file in write-ahead mode: with both bytes at 1 every SQLite opens it anywhere.
      if (at === 0) bytes.set([1, 1], 18);
      if (target.write(bytes, { at }) !== bytes.length) {
        throw new DOMException('the copy was written short', 'QuotaExceededError');
      }
    }
    target.flush();
    target.close();
  } catch (error) {
    target.close();
    await removeIn(directory, name);
    throw error;
  }
}

/** `libraries/<library>/snapshots/`, made when missing. */
export async function snapshotDirectory(library: string): Promise<FileSystemDirectoryHandle> {
  const base = await libraryDirectory(library, true);
  const directory = base && (await directoryIn(base, ['snapshots'], true));
  if (!directory) throw new Error('the folder for copies could not be made');
  return directory;
}

/** Removes copies, all or one; what is being written right now stays. */
export async function removeSnapshots(library: string, only?: string): Promise<void> {
  const directory = await snapshotDirectory(library);
  const names: string[] = [];
  for await (const name of directory.keys()) names.push(name);
  for (const name of names) {
    if (only === undefined || name === only) await removeIn(directory, name).catch(() => false);
  }
}
