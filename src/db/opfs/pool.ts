/** The sahpool of a library: opening it although a dying predecessor still holds its files. */
import type { SAHPoolUtil, Sqlite3Static } from '@sqlite.org/sqlite-wasm';

import type { SyncFile } from '../blobs/opfs.ts';
import { poolDirectory } from './directories.ts';
import { gatherFrames } from './gathered-frames.ts';

/** Two databases with journal and write-ahead log each, and slots to spare. */
const capacity = 12;
const retryEvery = 50;

/**
 * Installs the pool. The handles of a worker that just ended lag behind its lock by some
 * milliseconds, so "held by another" is retried every 50 ms without end; `onHeld` hears after how
 * long, in ms. Any other error is thrown.
 *
 * `preserveOnInitFailure` matters: without it the pool DELETES its directory when it cannot open it.
 */
export async function openPool(
  sqlite: Sqlite3Static,
  library: string,
  onHeld: (milliseconds: number) => void,
): Promise<SAHPoolUtil> {
  gatherInPool();
  const started = performance.now();
  const options = {
    name: `inkreel-${library}`,
    directory: poolDirectory(library),
    initialCapacity: capacity,
    preserveOnInitFailure: true,
    forceReinitIfPreviouslyFailed: true,
    verbosity: 0,
  };
  for (;;) {
    try {
      return await sqlite.installOpfsSAHPoolVfs(options);
    } catch (error) {
      if (!isHeld(error)) throw error;
      onHeld(performance.now() - started);
      await new Promise((resolve) => {
        setTimeout(resolve, retryEvery);
      });
    }
  }
}

/** The parts of the platform that TypeScript's page library does not describe. */
interface FilesOfWorkers {
  createSyncAccessHandle?: (this: FileSystemFileHandle) => Promise<SyncFile>;
}

let gathers = false;

/**
 * The pool opens its files itself and lets nobody in between, so whatever this thread opens from
 * now on gathers frames. Only logs have any: for other files nothing is different.
 */
function gatherInPool(): void {
  // The border: what the platform offers beyond the typed library, checked before it is believed.
  const files = FileSystemFileHandle.prototype as FilesOfWorkers;
  const open = files.createSyncAccessHandle;
  if (gathers || !open) return;
  gathers = true;
  files.createSyncAccessHandle = async function gathered() {
    return gatherFrames(await open.call(this));
  };
}

const isHeld = (error: unknown): boolean =>
  error instanceof Error && error.name === 'NoModificationAllowedError';
