/**
 * Space, honestly: `navigator.storage.estimate()` cannot tell free space, so it is tried out. A
 * reserve file lies beside the database, to be given up when the disk is full so that the work in
 * hand can still be written down.
 */
import { libraryDirectory, nullIfMissing } from './directories.ts';

const probeBytes = 1024 * 1024;
/** Bytes that are kept back for the day when the disk is full. */
export const reserveBytes = 32 * 1024 * 1024;

/** `full`: the browser refuses more bytes. `failing`: writing fails for another reason. */
export type Space =
  | { readonly state: 'room' }
  | { readonly state: 'full' }
  | { readonly state: 'failing'; readonly reason: string };

/** Writes 1 MiB (or more) to a scratch file, removes it, and tells what happened. Worker only. */
export function probeSpace(library: string, bytes = probeBytes): Promise<Space> {
  return occupy(library, 'probe', bytes, false);
}

/** Takes the reserve, if it is not held already; `full` when it does not fit. Worker only. */
export function takeReserve(library: string): Promise<Space> {
  return occupy(library, 'reserve', reserveBytes, true);
}

/** Gives the reserve up. */
export async function releaseReserve(library: string): Promise<void> {
  const directory = await libraryDirectory(library, false);
  await directory?.removeEntry('reserve').catch(nullIfMissing);
}

async function occupy(library: string, name: string, bytes: number, keep: boolean): Promise<Space> {
  let directory: FileSystemDirectoryHandle | null = null;
  let outcome: Space = { state: 'room' };
  try {
    directory = await libraryDirectory(library, true);
    const file = await directory?.getFileHandle(name, { create: true });
    const handle = await file?.createSyncAccessHandle();
    if (!handle) throw new Error('the library has no folder');
    try {
      if (!keep || handle.getSize() < bytes) {
        handle.truncate(keep ? bytes : 0);
        const written = keep ? 0 : handle.write(new Uint8Array(bytes).fill(1), { at: 0 });
        if (!keep && written !== bytes) outcome = { state: 'full' };
        handle.flush();
      }
    } finally {
      handle.close();
    }
  } catch (error) {
    outcome = isQuotaError(error)
      ? { state: 'full' }
      : { state: 'failing', reason: error instanceof Error ? error.message : String(error) };
  }
  if (!keep || outcome.state !== 'room') await directory?.removeEntry(name).catch(() => undefined);
  return outcome;
}

/** Whether an error says that the origin's quota is used up. */
export const isQuotaError = (error: unknown): boolean =>
  error instanceof Error && error.name === 'QuotaExceededError';
