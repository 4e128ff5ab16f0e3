/**
 * Builds a library from a backup: the database first, checked, then every file, each compared with
 * its hash. Until it is finished nobody lists it; who dies over it leaves it to the sweep.
 */
import { createSHA256 } from 'hash-wasm';

import { makeDirectory, openSync, removeIn } from '#db/blobs/opfs.ts';
import { deviceId } from '#db/device.ts';
import { openLibrary } from '#db/engine/open.ts';
import type { Connection } from '#db/connection.ts';
import type { Library } from '#db/library.ts';
import { migrate, migrationsNeeded } from '#db/migrations/migrate.ts';
import { libraryDirectory } from '#db/opfs/directories.ts';
import { openPool } from '#db/opfs/pool.ts';
import { loadSqlite } from '#db/opfs/sqlite.ts';
import { databaseName, openDatabase, thumbnailsName } from '#db/opfs/store.ts';
import { bytesOf } from '#domain/backup/manifest.ts';
import { isFailure, type Failure } from '#domain/failure.ts';
import { uuidv7, type RequestId } from '#domain/id.ts';
import { taskKinds } from '#tasks/registry.ts';
import type { BackupSource } from './source.ts';

/** What became of the files and the tables. */
export interface Built {
  readonly files: number;
  readonly bytes: number;
  /** Listed in the backup, and not there or not what their hash says. */
  readonly damaged: readonly string[];
  /** Left out when the backup was made. */
  readonly leftOut: readonly string[];
  /** Tables whose number of rows is not what the manifest says. */
  readonly differing: readonly string[];
  readonly tables: Readonly<Record<string, number>>;
}

export type Tell = (fraction: number, note: string) => void;

/** An open library under construction. */
export interface Construction {
  readonly built: Built;
  /** Makes it ready for work: nothing runs by itself, what is missing says so. */
  settle(): void;
  close(): void;
}

/** Builds everything. Throws a failure in a sentence; nothing but the new library was touched. */
export async function build(
  source: BackupSource,
  library: string,
  now: () => number,
  tell: Tell,
): Promise<Construction> {
  const { manifest } = source;
  await reserve(library, bytesOf(manifest));
  tell(0, 'database');
  const sqlite = await loadSqlite();
  const pool = await openPool(sqlite, library, () => undefined);
  let connection: Connection | null = null;
  try {
    await takeDatabase(source, (read) => pool.importDb(databaseName, read));
    connection = openDatabase(pool, sqlite, databaseName, 'FULL').connection;
    const tables = checkDatabase(connection);
    const differing = Object.entries(manifest.tables)
      .filter(([table, rows]) => tables[table] !== rows)
      .map(([table]) => table);
    const migrated = migrate(connection);
    if (!migrated.ok) throw migrated.failure;
    const files = await takeBlobs(source, library, tell);
    const { missing, damaged, inPlace, models } = manifest.leftOut;
    const open = connection;
    const built: Built = { ...files, differing, tables, leftOut: [...missing, ...damaged] };
    return {
      built,
      settle: () => {
        const thumbnails = openDatabase(pool, sqlite, thumbnailsName, 'NORMAL').connection;
        const opened = openLibrary({
          connection: open,
          thumbnails,
          now,
          random: (count) => crypto.getRandomValues(new Uint8Array(count)),
          kinds: taskKinds,
          device,
        });
        const notHere = [...files.damaged, ...built.leftOut, ...inPlace, ...models];
        settle(opened, open, now(), source, notHere);
        thumbnails.close();
      },
      close: () => {
        open.close();
        pool.pauseVfs();
      },
    };
  } catch (thrown) {
    connection?.close();
    if (!pool.isPaused()) pool.pauseVfs();
    throw thrown;
  }
}

let device = '';
/** Asked once before a build: a restored library is a device of its own. */
export async function prepareDevice(library: string): Promise<void> {
  device = await deviceId(library);
}

/** Claims the space first, so that a full disk is known at the beginning. */
async function reserve(library: string, bytes: number): Promise<void> {
  const directory = await libraryDirectory(library, true);
  if (!directory) throw new Error('the folder of the new library could not be made');
  const file = await openSync(await directory.getFileHandle('claim', { create: true }));
  try {
    file.truncate(bytes);
  } catch {
    throw {
      code: 'too_large',
      what: 'This backup',
      limit: 'the space that this browser has left',
    } satisfies Failure;
  } finally {
    file.close();
    await removeIn(directory, 'claim');
  }
}

async function takeDatabase(
  source: BackupSource,
  importDb: (read: () => Promise<Uint8Array<ArrayBuffer> | undefined>) => Promise<number>,
): Promise<void> {
  const hash = await createSHA256();
  const { manifest } = source;
  const pieces = source.database()[Symbol.asyncIterator]();
  let size = 0;
  await importDb(async () => {
    const next = await pieces.next();
    if (next.done === true) return undefined;
    size += next.value.length;
    hash.update(next.value);
    return next.value;
  }).catch((thrown: unknown) => {
    throw isFailure(thrown) ? thrown : damagedDatabase(String(thrown));
  });
  if (size !== manifest.database.size || hash.digest('hex') !== manifest.database.sha256) {
    throw damagedDatabase('its bytes are not those that were backed up');
  }
}

const damagedDatabase = (reason: string): Failure => ({
  code: 'corrupt',
  what: 'The database in the backup',
  reason,
});

/** Checks the whole file and counts the rows of each table. Throws a failure. */
function checkDatabase(connection: Connection): Record<string, number> {
  const needed = migrationsNeeded(connection);
  if (!needed.ok) throw needed.failure;
  if (!needed.value.existing) throw damagedDatabase('it is no library of Inkreel');
  const problems = connection
    .all<{ integrity_check: string }>('PRAGMA integrity_check(5)')
    .map((row) => row.integrity_check)
    .filter((text) => text !== 'ok');
  if (problems.length > 0) throw damagedDatabase(problems.join('; '));
  if (connection.all('PRAGMA foreign_key_check').length > 0) {
    throw damagedDatabase('rows in it point at rows that are not there');
  }
  const names = connection.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'`,
  );
  return Object.fromEntries(
    names.map(({ name }) => [
      name,
      connection.one<{ rows: number }>(
        `SELECT count(*) AS rows FROM "${name.replaceAll('"', '""')}"`,
      )?.rows ?? 0,
    ]),
  );
}

async function takeBlobs(
  source: BackupSource,
  library: string,
  tell: Tell,
): Promise<Pick<Built, 'files' | 'bytes' | 'damaged'>> {
  const base = await libraryDirectory(library, true);
  if (!base) throw new Error('the folder of the new library could not be made');
  const { blobs } = source.manifest;
  const whole = blobs.reduce((sum, { size }) => sum + size, 1);
  const damaged: string[] = [];
  let [files, bytes, done] = [0, 0, 0];
  for (const { sha256, size } of blobs) {
    const shard = await makeDirectory(base, ['blobs', sha256.slice(0, 2)]);
    if (await takeBlob(source, shard, sha256, size)) {
      files += 1;
      bytes += size;
    } else damaged.push(sha256);
    done += size;
    tell(done / whole, `${files + damaged.length} / ${blobs.length}`);
  }
  return { files, bytes, damaged };
}

/** Writes one file under its hash; whether its bytes were right. Nothing stays of a wrong one. */
export async function takeBlob(
  source: BackupSource,
  shard: FileSystemDirectoryHandle,
  sha256: string,
  size: number,
): Promise<boolean> {
  const pieces = source.blob(sha256);
  if (!pieces) return false;
  const hash = await createSHA256();
  const file = await openSync(await shard.getFileHandle(sha256, { create: true }));
  let at = 0;
  let isRight = false;
  try {
    file.truncate(0);
    for await (const bytes of pieces) {
      if (at + bytes.length > size) break;
      if (file.write(bytes, { at }) !== bytes.length) throw { code: 'storage_full' };
      hash.update(bytes);
      at += bytes.length;
    }
    file.flush();
    isRight = at === size && hash.digest('hex') === sha256;
  } catch (thrown) {
    // Broken bytes are the backup's trouble and concern one file; anything else ends it.
    if (!isFailure(thrown) || thrown.code !== 'corrupt') throw thrown;
  } finally {
    file.close();
    if (!isRight) await removeIn(shard, sha256);
  }
  return isRight;
}

/** Lets nothing start by itself, and has missing files say that they are missing. */
function settle(
  library: Library,
  connection: Connection,
  at: number,
  { name, manifest }: BackupSource,
  missing: readonly string[],
): void {
  const by = () => ({
    // The border: a fresh UUIDv7 is a request id by definition.
    request: uuidv7(at, crypto.getRandomValues(new Uint8Array(10))) as RequestId,
    actor: 'restore',
  });
  const must = (result: ReturnType<Library['command']>): void => {
    if (!result.ok) throw result.failure;
  };
  library.engine.reclaim({ alive: new Set(), silentFor: 0 });
  const open = connection.all<{ id: string; kind: string }>(
    `SELECT id, kind FROM tasks WHERE status = 'pending'`,
  );
  // What concerned the other library is over; what would make something waits for a person.
  const over = open.filter(({ kind }) => kind === 'backup' || kind === 'import');
  const waiting = open.filter((task) => !over.includes(task));
  if (over.length > 0)
    must(library.command('cancelTasks', { tasks: over.map(({ id }) => id) }, by()));
  if (waiting.length > 0) {
    must(library.command('pauseTasks', { tasks: waiting.map(({ id }) => id) }, by()));
  }
  for (let from = 0; from < missing.length; from += 5000) {
    const blobs = missing.slice(from, from + 5000);
    must(library.command('markMissing', { blobs }, by()));
  }
  connection.run(
    `INSERT INTO library_settings (key, value, updated_at) VALUES ('restored', ?1, ?2)
     ON CONFLICT (key) DO UPDATE SET value = ?1, updated_at = ?2`,
    [JSON.stringify({ at, from: name, taken_at: manifest.takenAt }), at],
  );
  connection.run(`DELETE FROM library_settings WHERE key IN ('backup_folder', 'rehearsal')`);
  // Small pictures are a cache that no backup holds; they are made again, after everything else.
  // Nothing is done to what lies in the trash.
  const assets = connection
    .all<{ id: string }>(
      `SELECT id FROM assets WHERE kind IN ('image', 'audio', 'video') AND state = 'ready'
       AND blob IS NOT NULL AND deleted_at IS NULL ORDER BY created_at DESC`,
    )
    .map(({ id }) => id);
  for (let from = 0; from < assets.length; from += 5000) {
    const some = assets.slice(from, from + 5000);
    must(
      library.command(
        'enqueue',
        { kind: 'extract_metadata', assets: some, settings: {}, priority: -10 },
        by(),
      ),
    );
  }
}
