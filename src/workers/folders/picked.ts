/**
 * Folders where the browser keeps no handles: the person chooses the folder's files as often as
 * they like, and the same comparison tells what is new. Bytes are always copied.
 */
import type { CommandDoor, QueryDoor } from '#db/client.ts';
import type { FolderFileRow } from '#domain/contract/folders.ts';
import { diffFolder } from '#domain/folders/diff.ts';
import { defaultIgnore, readIgnore } from '#domain/folders/ignore.ts';
import type { Failure } from '#domain/failure.ts';
import type { FolderId } from '#domain/id.ts';
import { uuidv7 } from '#domain/id.ts';
import { enterApart, partSidecars, wantedOf } from '#tasks/scan_folder/sidecars.ts';
import type { Result } from '#domain/result.ts';
import { fail, ok } from '#domain/result.ts';

/** A chosen file with its path, the folder's own name first. */
export interface PickedFile {
  readonly file: File;
  readonly path?: string;
}

export type ImportPicked = (files: readonly PickedFile[]) => Promise<Result<unknown>>;

interface Picked {
  readonly commands: CommandDoor;
  readonly queries: QueryDoor;
  readonly files: readonly PickedFile[];
  readonly importFiles: ImportPicked;
}

const pageSize = 5_000;

/** Imports what is new or changed, relinks what was moved, notes what is gone. */
export async function takePicked({
  commands,
  queries,
  files,
  importFiles,
}: Picked): Promise<Result<{ readonly taken: number; readonly known: number }>> {
  const name = files.find(({ path }) => path?.includes('/'))?.path?.split('/')[0];
  if (name === undefined) {
    return fail({ code: 'invalid_input', reason: 'no folder with files in it was chosen' });
  }
  const linked = await queries.folders({});
  if (!linked.ok) return linked;
  const before = linked.value.find((row) => row.role === 'watched' && row.name === name);
  const rules = readIgnore(before?.ignore ?? defaultIgnore);
  const folder = before ? ok(before.id) : await add(commands, name);
  if (!folder.ok) return folder;

  const found = files.flatMap(({ file, path: whole = '' }) => {
    const path = whole.slice(name.length + 1);
    const isTaken = path !== '' && rules.ruleFor(path) === null;
    return isTaken ? [{ path, whole, size: file.size, mtime: file.lastModified, file }] : [];
  });
  const known = await knownFiles(queries, folder.value);
  if (!known.ok) return known;
  const diff = diffFolder(known.value, found, (path) => rules.ruleFor(path) !== null);
  const noted = await commands.noteFolderChanges({
    folder: folder.value,
    vanished: diff.vanished.map(({ path }) => path),
    back: diff.back.map(({ path }) => path),
  });
  if (!noted.ok) return noted;

  const news = new Set([...diff.fresh, ...diff.changed].map(({ path }) => path));
  const apart = partSidecars<(typeof found)[number]>();
  const wanted: (typeof found)[number][] = [];
  const inOrder = found.toSorted((one, other) =>
    folderOf(one.path) < folderOf(other.path) ? -1 : 1,
  );
  for await (const file of apart.rest(inOrder)) if (news.has(file.path)) wanted.push(file);
  if (wanted.length > 0) {
    const imported = await importFiles(wanted.map(({ file, whole }) => ({ file, path: whole })));
    if (!imported.ok) return imported;
  }
  const loose = await queries.looseFiles({ under: name });
  if (!loose.ok) return loose;
  const wantedPaths = new Set(wanted.map(({ whole }) => whole));
  const entered = loose.value
    .filter(({ path }) => wantedPaths.has(path))
    .map((file) => ({ ...file, path: file.path.slice(name.length + 1), stored: true }));
  for (let at = 0; at < entered.length; at += pageSize) {
    const part = entered.slice(at, at + pageSize);
    const done = await commands.enterFolderFiles({
      folder: folder.value,
      files: part,
      skipped: [],
    });
    if (!done.ok) return done;
  }
  const bytes = new Map(found.map(({ path, file }) => [path, file]));
  let failed: Failure | null = null;
  await enterApart(
    wantedOf(apart, (path) => news.has(path)),
    (path) => Promise.resolve(bytes.get(path) ?? new File([], path)),
    async (sidecars) => {
      const entered = await commands.enterSidecars({ folder: folder.value, ...sidecars });
      if (!entered.ok) failed ??= entered.failure;
    },
  );
  if (failed !== null) return fail(failed);
  const ended = await commands.endFolderScan({
    folder: folder.value,
    unchanged: diff.unchanged,
    ignored: files.length - found.length,
    unsettled: 0,
    unreadable: [],
  });
  return ended.ok ? ok({ taken: entered.length, known: diff.unchanged }) : ended;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

async function add(commands: CommandDoor, name: string): Promise<Result<FolderId>> {
  const folder = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))) as FolderId;
  const ignore = [...defaultIgnore];
  const added = await commands.addFolder({ folder, name, role: 'watched', mode: 'copy', ignore });
  return added.ok ? ok(folder) : added;
}

async function knownFiles(
  queries: QueryDoor,
  folder: FolderId,
): Promise<Result<readonly FolderFileRow[]>> {
  const all: FolderFileRow[] = [];
  for (let after = ''; ;) {
    const page = await queries.folderFiles({ folder, after, limit: pageSize });
    if (!page.ok) return page;
    for (const row of page.value) all.push(row);
    const last = page.value.at(-1);
    if (!last || page.value.length < pageSize) return ok(all);
    after = last.path;
  }
}
