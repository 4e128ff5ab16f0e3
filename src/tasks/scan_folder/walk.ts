/** Lists a folder to its depth: names, sizes and times, no bytes. */
import type { FoundFile } from '#domain/folders/diff.ts';
import type { IgnoreRules } from '#domain/folders/ignore.ts';

export interface Walked {
  readonly files: readonly FoundFile[];
  /** Files that a rule leaves out; what lies below an ignored folder is not counted. */
  readonly ignored: number;
  /** Folders and files that could not be read: nothing is concluded of what lies there. */
  readonly unreadable: readonly string[];
}

/** Sizes and times that are asked for at once. */
const together = 16;

/** Thrown errors that mean: not this one, but the rest can be read. */
const isLocal = (thrown: unknown): boolean =>
  thrown instanceof DOMException &&
  ['NotFoundError', 'NotReadableError', 'SecurityError', 'InvalidStateError'].includes(thrown.name);

/**
 * Walks a folder; links of the file system are not listed by the browser, so no loop can close.
 * Throws when the folder itself cannot be listed.
 *
 * @param onFound told the number of files so far
 */
export async function walkFolder(
  root: FileSystemDirectoryHandle,
  rules: IgnoreRules,
  signal: AbortSignal,
  onFound: (count: number) => void,
): Promise<Walked> {
  const files: FoundFile[] = [];
  const unreadable: string[] = [];
  let ignored = 0;

  const measure = async (handle: FileSystemFileHandle, path: string): Promise<void> => {
    try {
      const file = await handle.getFile();
      files.push({ path, size: file.size, mtime: file.lastModified });
    } catch (thrown) {
      if (!isLocal(thrown)) throw thrown;
      unreadable.push(path);
    }
  };

  const enter = async (directory: FileSystemDirectoryHandle, prefix: string): Promise<void> => {
    const below: FileSystemDirectoryHandle[] = [];
    let waiting: Promise<void>[] = [];
    for await (const entry of directory.values()) {
      signal.throwIfAborted();
      const path = prefix + entry.name;
      if (entry.kind === 'directory') {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the kind says which it is
        if (rules.ruleForFolder(path) === null) below.push(entry as FileSystemDirectoryHandle);
        continue;
      }
      if (rules.ruleFor(path) !== null) {
        ignored += 1;
        continue;
      }
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the kind says which it is
      waiting.push(measure(entry as FileSystemFileHandle, path));
      if (waiting.length < together) continue;
      await Promise.all(waiting);
      waiting = [];
      onFound(files.length);
    }
    await Promise.all(waiting);
    onFound(files.length);
    for (const next of below) {
      const path = `${prefix}${next.name}`;
      try {
        await enter(next, `${path}/`);
      } catch (thrown) {
        if (!isLocal(thrown)) throw thrown;
        unreadable.push(path);
      }
    }
  };
  await enter(root, '');
  return { files, ignored, unreadable };
}
