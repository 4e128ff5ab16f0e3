/** For tests: the files of a library's pool, looked at and damaged while no worker holds them. */
import { poolFiles, poolHeaderBytes } from '#db/opfs/pool-files.ts';

/** Overwrites bytes of a pool file; `at` counts within the SQLite file, negative in the pool's header. */
export async function damage(
  library: string,
  path: string,
  at: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const file = (await poolFiles(library)).find((candidate) => candidate.path === path);
  if (!file) throw new Error(`no ${path}`);
  const writable = await file.handle.createWritable({ keepExistingData: true });
  await writable.write({ type: 'write', position: poolHeaderBytes + at, data: bytes });
  await writable.close();
}
