/** Where the private files of a library begin. */
import { memoryRoot } from './handles.ts';

/**
 * The browser's private file system; where it gives none, the memory of the temporary session, but
 * only if a thread holds one, which it does only where the whole library is temporary and says so.
 */
export async function storageRoot(library: string): Promise<FileSystemDirectoryHandle> {
  try {
    return await navigator.storage.getDirectory();
  } catch (refused) {
    const root = await memoryRoot(library);
    if (root) return root;
    throw refused;
  }
}
