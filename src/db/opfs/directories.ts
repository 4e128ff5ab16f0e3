/** Where a library lies in the origin-private file system, or in the memory of a temporary session. */
import { storageRoot } from '../memory-files/root.ts';

/** `libraries/<library>/`, made when `create` is set; null when it is not there. */
export async function libraryDirectory(
  library: string,
  create: boolean,
): Promise<FileSystemDirectoryHandle | null> {
  return directoryIn(await storageRoot(library), ['libraries', library], create);
}

/** Path of the sahpool directory, as its VFS wants it. */
export const poolDirectory = (library: string): string => `/libraries/${library}/db`;

/** A directory below another; null when a part of the path is missing and not to be made. */
export async function directoryIn(
  parent: FileSystemDirectoryHandle,
  path: readonly string[],
  create: boolean,
): Promise<FileSystemDirectoryHandle | null> {
  let directory = parent;
  for (const part of path) {
    const next = await directory.getDirectoryHandle(part, { create }).catch(nullIfMissing);
    if (!next) return null;
    directory = next;
  }
  return directory;
}

/** Answers null for "there is no such file"; anything else is thrown on. */
export function nullIfMissing(error: unknown): null {
  if (error instanceof DOMException && error.name === 'NotFoundError') return null;
  throw error;
}
