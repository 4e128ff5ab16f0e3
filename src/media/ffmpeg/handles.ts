/**
 * Where files of the private file system lie, for who reads them without waiting: a run of ffmpeg
 * opens the place itself and reads straight into its memory. A file that is not known here is read
 * as any other Blob.
 */
const handles = new WeakMap<Blob, FileSystemFileHandle>();

/** Remembers where an opened file lies; of files that only memory holds (temporary libraries) nothing. */
export function rememberHandle(file: Blob, handle: FileSystemFileHandle): void {
  if (handle instanceof FileSystemFileHandle) handles.set(file, handle);
}

export const handleOf = (file: Blob): FileSystemFileHandle | null => handles.get(file) ?? null;
