/** Copies of the database from before each migration, the newest three. */
import { openSync } from '../blobs/opfs.ts';
import { directoryIn, libraryDirectory } from './directories.ts';
import { poolHeaderBytes, type PoolFile } from './pool-files.ts';

/** How many copies are kept. */
export const backupsKept = 3;

/**
 * Copies a database file of the pool, that nobody holds, to `backups/` and removes all but the
 * newest three. Reads 4 MiB at a time. Returns the name of the copy, which is a plain SQLite file.
 *
 * @param now milliseconds UTC
 */
export async function keepCopy(
  library: string,
  file: PoolFile,
  version: number,
  now: number,
): Promise<string> {
  const base = await libraryDirectory(library, true);
  const directory = base && (await directoryIn(base, ['backups'], true));
  if (!directory) throw new Error('the folder for copies could not be made');
  const time = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const name = `library-${time}-version-${version}.db`;
  const content = (await file.handle.getFile()).slice(poolHeaderBytes);
  const target = await openSync(await directory.getFileHandle(name, { create: true }));
  try {
    const step = 4 * 1024 * 1024;
    for (let at = 0; at < content.size; at += step) {
      const bytes = new Uint8Array(await content.slice(at, at + step).arrayBuffer());
      if (target.write(bytes, { at }) !== bytes.length) {
        throw new DOMException('the copy was written short', 'QuotaExceededError');
      }
    }
    target.flush();
  } catch (error) {
    target.close();
    await directory.removeEntry(name);
    throw error;
  }
  target.close();
  const names: string[] = [];
  for await (const known of directory.keys()) names.push(known);
  // Names begin with their time, so that order by name is order by age.
  for (const old of names.toSorted().slice(0, -backupsKept)) await directory.removeEntry(old);
  return name;
}
