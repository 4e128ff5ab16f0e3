/** Looks through a folder before anything is taken from it. Page only; reads names, sizes and times. */
import type { FoundFile } from '#domain/folders/diff.ts';
import { extensionOf, knownExtensions } from '#formats/media-formats.ts';
import { isTransportStream } from '#formats/mpeg/transport.ts';

/** A file that was seen. `media`: its name claims a format that the library takes. */
export interface PreviewFile extends FoundFile {
  readonly media: boolean;
}

/** A preview of more files than this stops there and says so. */
const mostFiles = 200_000;
const together = 16;

export interface Preview {
  readonly files: readonly PreviewFile[];
  /** There are more than were looked at. */
  readonly isCut: boolean;
  readonly unreadable: number;
}

const isMedia = (name: string): boolean => knownExtensions.includes(extensionOf(name));

export const previewFile = (path: string, size: number, mtime: number): PreviewFile => ({
  path,
  size,
  mtime,
  media: isMedia(path.slice(path.lastIndexOf('/') + 1)),
});

/** Endings that films (MPEG transport streams) share with source code (TypeScript). */
const sharedEndings: ReadonlySet<string> = new Set(['ts', 'mts']);

/** Whether a file named as a film is none: a film begins with packets at equal distances. */
export async function isSourceCode(file: File): Promise<boolean> {
  if (!sharedEndings.has(extensionOf(file.name))) return false;
  const head = await file.slice(0, longestHead).arrayBuffer();
  return !isTransportStream(new Uint8Array(head));
}
/** Three packets of at most 192 bytes. */
const longestHead = 3 * 192;

/**
 * Lists everything, ignored or not, so that the rules can be tried without looking again.
 *
 * @param onCount told the number of files so far
 */
export async function previewFolder(
  root: FileSystemDirectoryHandle,
  signal: AbortSignal,
  onCount: (count: number) => void,
): Promise<Preview> {
  const files: PreviewFile[] = [];
  let unreadable = 0;
  const measure = async (handle: FileSystemFileHandle, path: string): Promise<void> => {
    try {
      const file = await handle.getFile();
      const seen = previewFile(path, file.size, file.lastModified);
      files.push(seen.media ? { ...seen, media: !(await isSourceCode(file)) } : seen);
    } catch {
      unreadable += 1;
    }
  };
  const queue: { readonly directory: FileSystemDirectoryHandle; readonly prefix: string }[] = [
    { directory: root, prefix: '' },
  ];
  for (let next = queue.shift(); next && files.length < mostFiles; next = queue.shift()) {
    const { directory, prefix } = next;
    let waiting: Promise<void>[] = [];
    try {
      for await (const entry of directory.values()) {
        if (signal.aborted) return { files, isCut: true, unreadable };
        const path = prefix + entry.name;
        if (isDirectory(entry)) queue.push({ directory: entry, prefix: `${path}/` });
        else if (isFile(entry)) waiting.push(measure(entry, path));
        if (waiting.length < together) continue;
        await Promise.all(waiting);
        waiting = [];
        onCount(files.length);
      }
    } catch {
      unreadable += 1;
    }
    await Promise.all(waiting);
    onCount(files.length);
  }
  return { files, isCut: queue.length > 0, unreadable };
}

const isDirectory = (entry: FileSystemHandle): entry is FileSystemDirectoryHandle =>
  entry.kind === 'directory';
const isFile = (entry: FileSystemHandle): entry is FileSystemFileHandle => entry.kind === 'file';
