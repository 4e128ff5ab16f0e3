/**
 * Reads files and enters them: many are listed, some are read and some are written at any time,
 * and of each kind only so many that memory stays flat in a folder of any size.
 */
import type { FolderFile, FolderRow } from '#domain/contract/folders.ts';
import type { FoundFile } from '#domain/folders/diff.ts';
import type { TaskContext } from '../context.ts';

import { commandOf } from './ground.ts';
import { opener } from './open.ts';
import { readFolderFiles, type Read } from './read.ts';
import type { ListedFile } from './walk.ts';

/** A file is taken when it was left alone for so long (ms). */
const settledAfter = 2_000;
/** Files that are listed and not read yet; then the walk waits. */
const mostWaiting = 4_096;
/** Files that are read as one group: no more of them, and no more bytes unless one alone has more. */
const group = { files: 32, bytes: 1024 * 1024 };
/** Groups under way; those that are copied are smaller, since each file of them is written as well. */
const groupsAtOnce = 4;
const filesCopiedAtOnce = 4;
/** Rows are written together, as many as take so long (ms): nobody's search waits longer behind them. */
const batchTakes = 40;
const batch = { least: 32, first: 64, most: 256 };
/** No row waits longer than this (ms). */
const batchAge = 1_000;

export interface Taken {
  /** Files that are still being written. */
  readonly unsettled: readonly ListedFile[];
  readonly unreadable: readonly string[];
}

/**
 * Takes in files in the order in which they come.
 *
 * @param onDone told how many are done, and the last of them
 */
export async function takeIn<File extends ListedFile>(
  folder: FolderRow,
  root: FileSystemDirectoryHandle,
  files: AsyncIterable<File> | Iterable<File>,
  context: TaskContext,
  onDone: (done: number, last: File) => void,
): Promise<Taken> {
  const { signal, now } = context;
  const isCopied = folder.mode === 'copy';
  const reading = {
    open: opener(root),
    createBlob: isCopied ? () => context.createBlob() : null,
    signal,
  };
  const entering = entry(folder, context);
  const unsettled: ListedFile[] = [];
  const unreadable: string[] = [];
  const waiting: File[] = [];
  const under: { readonly files: readonly File[]; readonly reads: Promise<readonly Read[]> }[] = [];
  let done = 0;

  /** Takes the oldest group under way; what it read is entered. */
  const collect = async (): Promise<void> => {
    const oldest = under.shift();
    if (oldest === undefined) return;
    for (const [index, result] of (await oldest.reads).entries()) {
      const listed = oldest.files[index];
      if (listed === undefined) continue;
      if (result.is === 'read') entering.add(result.file);
      else if (result.is === 'skipped') entering.skip({ ...listed, reason: result.reason });
      else if (result.is === 'unreadable') unreadable.push(listed.path);
      else if (result.is === 'unsettled') {
        unsettled.push({ ...result.now, listedAt: now(), file: null });
      }
    }
    const last = oldest.files.at(-1);
    done += oldest.files.length;
    if (last !== undefined) onDone(done, last);
    await entering.flushIfDue();
  };

  const readNext = async (): Promise<void> => {
    const taken = waiting.splice(
      0,
      groupLength(waiting, isCopied ? filesCopiedAtOnce : group.files),
    );
    const rest = Math.max(...taken.map(({ listedAt }) => listedAt)) + settledAfter - now();
    if (rest > 0) {
      while (under.length > 0) await collect();
      await entering.flush();
      await pause(rest, signal);
    }
    signal.throwIfAborted();
    const reads = readFolderFiles(taken, reading);
    // Seen when it is collected; until then it is nobody's.
    reads.catch(() => undefined);
    under.push({ files: taken, reads });
    if (under.length >= groupsAtOnce) await collect();
  };

  const isRipe = (file: File | undefined): boolean =>
    file !== undefined && now() - file.listedAt >= settledAfter;
  try {
    for await (const file of files) {
      waiting.push(file);
      while (waiting.length > mostWaiting || isRipe(waiting[group.files])) await readNext();
    }
    while (waiting.length > 0) await readNext();
    while (under.length > 0) await collect();
    await entering.flush();
  } finally {
    await entering.settled();
  }
  return { unsettled, unreadable };
}

/** How many of the files that come first are read as one. */
function groupLength(files: readonly FoundFile[], most: number): number {
  let bytes = 0;
  let length = 0;
  for (const { size } of files.slice(0, most)) {
    bytes += size;
    if (length > 0 && bytes > group.bytes) break;
    length += 1;
  }
  return length;
}

/** Enters what was read; one batch is written while the next is gathered. */
function entry(folder: FolderRow, context: TaskContext) {
  const command = commandOf(context);
  let files: FolderFile[] = [];
  let skipped: (FoundFile & { readonly reason: string })[] = [];
  let since = context.now();
  let size = batch.first;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    const entries = files.length + skipped.length;
    const given = { folder: folder.id, task: context.task, files, skipped };
    files = [];
    skipped = [];
    since = context.now();
    await command('enterFolderFiles', given);
    const took = Math.max(1, context.now() - since);
    const wanted = entries * Math.min(2, Math.max(0.5, batchTakes / took));
    size = Math.round(Math.min(batch.most, Math.max(batch.least, wanted)));
  };
  const begin = async (): Promise<void> => {
    await writing;
    if (files.length + skipped.length === 0) return;
    writing = write();
    writing.catch(() => undefined);
  };
  return {
    add: (file: FolderFile) => files.push(file),
    skip: ({ path, size: bytes, mtime, reason }: FoundFile & { readonly reason: string }) =>
      skipped.push({ path, size: bytes, mtime, reason }),
    /** Begins to write once there is enough to write, or something waited long enough. */
    flushIfDue: async (): Promise<void> => {
      const isDue = files.length + skipped.length >= size || context.now() - since >= batchAge;
      if (isDue) await begin();
    },
    /** Resolves when everything is written. */
    flush: async (): Promise<void> => {
      await begin();
      await writing;
    },
    /** Resolves when nothing is being written any more, however that ended. */
    settled: (): Promise<void> => writing.catch(() => undefined),
  };
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = (): void => {
      clearTimeout(timer);
      reject(new DOMException('cancelled', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
