/** The parts of the Origin Private File System that TypeScript's page library does not describe. */

/** A file opened for exclusive, synchronous reading and writing; workers only. */
export interface SyncFile {
  read(bytes: Uint8Array, options: { readonly at: number }): number;
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  flush(): void;
  close(): void;
  getSize(): number;
  truncate(size: number): void;
}

interface WorkerFileHandle {
  createSyncAccessHandle(): Promise<SyncFile>;
  move(directory: FileSystemDirectoryHandle, name: string): Promise<void>;
}

/** Border: what the platform offers beyond the typed library, checked before it is believed. */
function asWorkerFile(handle: FileSystemFileHandle): FileSystemFileHandle & WorkerFileHandle {
  const candidate = handle as FileSystemFileHandle & WorkerFileHandle;
  if (typeof candidate.createSyncAccessHandle !== 'function') {
    throw new TypeError('files can be written in a dedicated worker only');
  }
  return candidate;
}

/** Opens a file for exclusive writing. Throws NoModificationAllowedError while another holds it. */
export const openSync = (handle: FileSystemFileHandle): Promise<SyncFile> =>
  asWorkerFile(handle).createSyncAccessHandle();

/** Renames a closed file into a directory; one step, so that the new name is whole or not there. */
export const moveFile = (
  handle: FileSystemFileHandle,
  directory: FileSystemDirectoryHandle,
  name: string,
): Promise<void> => asWorkerFile(handle).move(directory, name);

/** Opens a path of directories below a root, making those that are missing. */
export async function makeDirectory(
  root: FileSystemDirectoryHandle,
  path: readonly string[],
): Promise<FileSystemDirectoryHandle> {
  let directory = root;
  for (const part of path) directory = await directory.getDirectoryHandle(part, { create: true });
  return directory;
}

/** Opens a directory if it is there. */
export const directoryIn = (
  parent: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemDirectoryHandle | null> =>
  parent.getDirectoryHandle(name).catch(nullIfMissing);

/** Opens a file if it is there. */
export const fileIn = (
  parent: FileSystemDirectoryHandle,
  name: string,
): Promise<FileSystemFileHandle | null> => parent.getFileHandle(name).catch(nullIfMissing);

/** Removes a file or an empty directory; whether it was there. */
export async function removeIn(parent: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await parent.removeEntry(name);
    return true;
  } catch (thrown) {
    nullIfMissing(thrown);
    return false;
  }
}

function nullIfMissing(thrown: unknown): null {
  if (thrown instanceof DOMException && thrown.name === 'NotFoundError') return null;
  throw thrown;
}
