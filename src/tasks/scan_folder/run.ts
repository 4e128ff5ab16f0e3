/**
 * Looks through a linked folder. Names, sizes and times tell what may be new; only that is read.
 * What was entered stays entered: a scan that is killed goes on from there the next time.
 */
import type { FolderFileRow, FolderRow } from '#domain/contract/folders.ts';
import { failureFrom, type Failure } from '#domain/failure.ts';
import { diffFolder, type FoundFile } from '#domain/folders/diff.ts';
import { readIgnore } from '#domain/folders/ignore.ts';
import { fail, ok } from '#domain/result.ts';
import type { Run, TaskContext } from '../context.ts';

import { copyFolder } from './copy.ts';
import { commandOf } from './ground.ts';
import { opener } from './open.ts';
import { enterApart, partSidecars, wantedOf } from './sidecars.ts';
import { takeIn } from './take-in.ts';
import type { ScanFolderParams } from './task.ts';
import { walkFolder, type ListedFile, type Walk, type WalkedFile } from './walk.ts';

const pageSize = 5_000;
/** Paths of one command. */
const pathsAtOnce = 10_000;

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
  const known = await knownFiles(folder, context);
  const walk = walkFolder(root, readIgnore(folder.ignore), context);
  // Where nothing is known nothing can be gone or moved, so all that is found is taken at once.
  const { unchanged, taken, apart } =
    known.length === 0
      ? { unchanged: 0, ...(await takeAll(folder, root, walk, context)) }
      : await takeNews(folder, root, walk, known, context);
  const again = await takeIn(folder, root, taken.unsettled, context, () => undefined);
  // Last, since they speak of files that are entered by now; a scan that dies here reads them next time.
  await enterApart(
    apart,
    opener(root),
    (found) =>
      commandOf(context)('enterSidecars', { folder: folder.id, task: context.task, ...found }),
    context.signal,
  );
  const unreadable = [...walk.unreadable, ...taken.unreadable, ...again.unreadable];
  const { report } = await commandOf(context)('endFolderScan', {
    folder: folder.id,
    task: context.task,
    unchanged,
    ignored: walk.ignored(),
    // What was still being written at the second look is for the next scan.
    unsettled: again.unsettled.length,
    unreadable: unreadable.slice(0, 200),
  });
  return { ...report };
}

/** Takes in whatever is found while it is found. */
async function takeAll(
  folder: FolderRow,
  root: FileSystemDirectoryHandle,
  walk: Walk,
  context: TaskContext,
) {
  const apart = partSidecars<WalkedFile>();
  const taken = await takeIn(folder, root, apart.rest(walk.files), context, (done, { passed }) =>
    context.progress(passed, `${done} files`),
  );
  return { taken, apart };
}

/** Compares what is found with what is known, then takes in what is new. */
async function takeNews(
  folder: FolderRow,
  root: FileSystemDirectoryHandle,
  walk: Walk,
  known: readonly FolderFileRow[],
  context: TaskContext,
) {
  const command = commandOf(context);
  const rules = readIgnore(folder.ignore);
  const found: ListedFile[] = [];
  for await (const { path, size, mtime, listedAt } of walk.files) {
    found.push({ path, size, mtime, listedAt, file: null });
    context.progress(0, `${found.length} files found`);
  }
  const isHidden = (path: string): boolean =>
    rules.ruleFor(path) !== null || isBelow(path, walk.unreadable);
  const { fresh, changed, vanished, back, unchanged } = diffFolder(known, found, isHidden);
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
  const wanted = new Set([...changed, ...fresh]);
  const apart = partSidecars<ListedFile>();
  const inOrder: ListedFile[] = [];
  for await (const file of apart.rest(found)) if (wanted.has(file)) inOrder.push(file);
  const paths = new Set([...wanted].map(({ path }) => path));
  const taken = await takeIn(folder, root, inOrder, context, (done) =>
    context.progress(done / inOrder.length, `${done} / ${inOrder.length}`),
  );
  return { unchanged, taken, apart: wantedOf(apart, (path) => paths.has(path)) };
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

const isBelow = (path: string, places: Walk['unreadable']): boolean =>
  places.some((place) => path === place || path.startsWith(`${place}/`));
