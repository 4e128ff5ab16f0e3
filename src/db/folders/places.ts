/** Bytes that the store does not have, read from where they lie in a linked folder. */
import type { BlobPlace } from '#domain/contract/folders.ts';
import type { Failure } from '#domain/failure.ts';
import { isFailure } from '#domain/failure.ts';
import type { Sha256 } from '#domain/id.ts';

import { openFolder } from './handles.ts';

const isGone = (thrown: unknown): boolean =>
  thrown instanceof DOMException &&
  (thrown.name === 'NotFoundError' || thrown.name === 'TypeMismatchError');

/** Opens a file below a folder by its path. Throws a NotFoundError when it is not there. */
export async function fileAt(root: FileSystemDirectoryHandle, path: string): Promise<File> {
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  let directory = root;
  for (const part of parts) directory = await directory.getDirectoryHandle(part);
  return (await directory.getFileHandle(name)).getFile();
}

/**
 * Opens a blob from the store, else from the first place that still has the size and the time that
 * it was read with. Throws `missing_file`, or `needs_permission` where a place cannot be looked at.
 */
export async function openAnywhere(
  library: string,
  store: { openBlob(sha256: Sha256): Promise<File> },
  sha256: Sha256,
  placesOf: (sha256: Sha256) => Promise<readonly BlobPlace[]>,
): Promise<File> {
  try {
    return await store.openBlob(sha256);
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code !== 'missing_file') throw thrown;
  }
  let closed: Failure | null = null;
  for (const place of await placesOf(sha256)) {
    try {
      const root = await openFolder(library, place.folder, place.folder_name, 'read');
      const file = await fileAt(root, place.path);
      if (file.size === place.size && file.lastModified === place.mtime) return file;
    } catch (thrown) {
      if (isFailure(thrown) && thrown.code === 'needs_permission') closed = thrown;
      else if (!isGone(thrown)) throw thrown;
    }
  }
  throw closed ?? { code: 'missing_file', sha256 };
}
