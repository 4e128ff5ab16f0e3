/**
 * Looks through a linked folder. Names, sizes and times tell what may be new; only that is read.
 * What was entered stays entered: a scan that is killed goes on from there the next time.
 */
import type { FolderFile, FolderFileRow, FolderRow } from '#domain/contract/folders.ts';
import { failureFrom, type Failure } from '#domain/failure.ts';
import { diffFolder, type FoundFile } from '#domain/folders/diff.ts';
import { readIgnore } from '#domain/folders/ignore.ts';
import { fail, ok } from '#domain/result.ts';
import type { Run, TaskContext } from '../context.ts';

import { copyFolder } from './copy.ts';
import { opener } from './open.ts';
import { readFolderFile } from './read.ts';
import type { ScanFolderParams } from './task.ts';
import { walkFolder, type Walked } from './walk.ts';

const pageSize = 5_000;
/** A file is taken when it was left alone for so long (ms). */
const settledAfter = 2_000;
/** Files that are read at the same time. */
const together = 4;
/** Rows are written together, but so few that nobody's search waits long behind them. */
const batchFiles = 48;
/** No row waits longer than this (ms). */
const batchAge = 1_000;
/** Paths of one command. */
const pathsAtOnce = 10_000;

/** A file that was looked at and not taken, or the reason why. */
interface Skipped extends FoundFile {
  readonly reason: string;
}

/** Scans, or copies, the folder of the task. */
export const run: Run<ScanFolderParams> = async (params, context) => {
  const folder = await context.query('folder', { id: params.folder });
  const { folders, command } = context;
  if (!folder || !folders || !command) return fail({ code: 'not_found', what: 'folder' });
  try {
    const root = await folders.open(folder, 'read');
    const result =
      params.work === 'copy'
        ? await copyFolder(folder, root, context)
        : await scan(folder, root, context);
    return ok({ result });
  } catch (thrown) {
    if (context.signal.aborted) return fail({ code: 'cancelled' });
    return fail(folderFailure(thrown, folder));
  }
};

function folderFailure(thrown: unknown, { id, name }: FolderRow): Failure {
  const kind = thrown instanceof DOMException ? thrown.name : '';
  if (kind === 'NotAllowedError') return { code: 'needs_permission', folder: id, name };
  if (kind === 'NotFoundError') {
    return {
      code: 'not_allowed',
      what: `Reading the folder “${name}”`,
      reason: 'it is not where it was: it was moved or renamed, or its disk is not connected',
    };
  }
  return failureFrom(thrown);
}

async function scan(
  folder: FolderRow,
  root: FileSystemDirectoryHandle,
  context: TaskContext,
): Promise<Record<string, unknown>> {
  const { signal } = context;
  const command = commandOf(context);
  const rules = readIgnore(folder.ignore);
  const walked = await walkFolder(root, rules, signal, (count) =>
    context.progress(0, `${count} files found`),
  );
  const listedAt = context.now();
  const known = await knownFiles(folder, context);
  const isHidden = (path: string): boolean =>
    rules.ruleFor(path) !== null || isBelow(path, walked.unreadable);
  const diff = diffFolder(known, walked.files, isHidden);
  const { vanished, back } = diff;
  for (let at = 0; at < Math.max(vanished.length, back.length); at += pathsAtOnce) {
    const of = (rows: readonly FoundFile[]): string[] =>
      rows.slice(at, at + pathsAtOnce).map(({ path }) => path);
    await command('noteFolderChanges', {
      folder: folder.id,
      task: context.task,
      vanished: of(vanished),
      back: of(back),
    });
  }
  // Folder by folder and in the order of names, as they will stand in the library.
  const wanted = [...diff.changed, ...diff.fresh].toSorted(byPath);
  let unsettled: readonly FoundFile[] = wanted;
  const unreadable: string[] = [...walked.unreadable];
  // A second look at what was still being written; what is not done then is for the next scan.
  for (let look = 0; look < 2 && unsettled.length > 0; look += 1) {
    const since = look === 0 ? listedAt : context.now();
    await pause(settledAfter - (context.now() - since), signal);
    unsettled = await takeIn(folder, root, unsettled, context, wanted.length, unreadable);
  }
  const { report } = await command('endFolderScan', {
    folder: folder.id,
    task: context.task,
    unchanged: diff.unchanged,
    ignored: walked.ignored,
    unsettled: unsettled.length,
    unreadable: unreadable.slice(0, 200),
  });
  return { ...report };
}

/** Reads and enters files, a few at a time; gives back those that are still being written. */
async function takeIn(
  folder: FolderRow,
  root: FileSystemDirectoryHandle,
  files: readonly FoundFile[],
  context: TaskContext,
  total: number,
  unreadable: string[],
): Promise<readonly FoundFile[]> {
  const { signal } = context;
  const command = commandOf(context);
  const open = opener(root);
  const createBlob = folder.mode === 'copy' ? () => context.createBlob() : null;
  const unsettled: FoundFile[] = [];
  let read: FolderFile[] = [];
  let skipped: Skipped[] = [];
  let since = context.now();
  let done = total - files.length;
  const flush = async (): Promise<void> => {
    since = context.now();
    if (read.length + skipped.length === 0) return;
    const batch = { folder: folder.id, task: context.task, files: read, skipped };
    read = [];
    skipped = [];
    await command('enterFolderFiles', batch);
  };
  for (let at = 0; at < files.length; at += together) {
    signal.throwIfAborted();
    const slice = files.slice(at, at + together);
    const results = await Promise.all(
      slice.map((file) => readFolderFile(file, open, createBlob, signal)),
    );
    for (const [index, result] of results.entries()) {
      const listed = slice[index];
      if (listed === undefined) continue;
      if (result.is === 'read') read.push(result.file);
      else if (result.is === 'skipped') skipped.push({ ...listed, reason: result.reason });
      else if (result.is === 'unsettled') unsettled.push(result.now);
      else if (result.is === 'unreadable') unreadable.push(listed.path);
    }
    done += slice.length;
    context.progress(done / total, `${done} / ${total}`);
    if (read.length >= batchFiles || context.now() - since >= batchAge) await flush();
  }
  await flush();
  return unsettled;
}

async function knownFiles(
  folder: FolderRow,
  context: TaskContext,
): Promise<readonly FolderFileRow[]> {
  const all: FolderFileRow[] = [];
  for (let after = ''; ;) {
    const page = await context.query('folderFiles', { folder: folder.id, after, limit: pageSize });
    for (const row of page) all.push(row);
    const last = page.at(-1);
    if (!last || page.length < pageSize) return all;
    after = last.path;
  }
}

const inNumbers = new Intl.Collator('en', { numeric: true });
const byPath = (one: FoundFile, other: FoundFile): number =>
  inNumbers.compare(one.path, other.path);

const isBelow = (path: string, places: Walked['unreadable']): boolean =>
  places.some((place) => path === place || path.startsWith(`${place}/`));

/** Commands are there wherever a folder could be opened. */
function commandOf(context: TaskContext): NonNullable<TaskContext['command']> {
  if (!context.command) throw new Error('this ground takes no commands');
  return context.command;
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
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
