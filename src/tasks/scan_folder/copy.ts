/** Brings the bytes of files that are used in place into the library; the files stay as they are. */
import type { FolderRow } from '#domain/contract/folders.ts';
import type { Sha256 } from '#domain/id.ts';
import type { TaskContext } from '../context.ts';

import { copyInto } from './read.ts';
import { opener } from './open.ts';

const pageSize = 500;
const wholeUpTo = 8 * 1024 * 1024;

/** Copies file by file; what is copied stays copied. From its end on the folder is one of copies. */
export async function copyFolder(
  folder: FolderRow,
  root: FileSystemDirectoryHandle,
  context: TaskContext,
): Promise<Record<string, unknown>> {
  const { signal, command, folders } = context;
  if (!command || !folders) throw new Error('this ground takes no commands');
  const open = opener(root);
  const unreadable: string[] = [];
  const total = Math.max(1, folder.outside_bytes);
  let copied = 0;
  let bytes = 0;
  for (let after = ''; ;) {
    const page = await context.query('outsideFiles', { folder: folder.id, after, limit: pageSize });
    let blobs: Sha256[] = [];
    const note = async (all: boolean): Promise<void> => {
      const done = blobs;
      blobs = [];
      if (done.length > 0 || all) {
        await command('noteCopied', { folder: folder.id, blobs: done, all });
      }
    };
    for (const place of page) {
      signal.throwIfAborted();
      const isDone = (await folders.isStored(place.sha256)) || (await copyOne(place));
      if (isDone) {
        blobs.push(place.sha256);
        copied += 1;
      } else unreadable.push(place.path);
      bytes += place.size;
      context.progress(Math.min(1, bytes / total), `${copied}`);
      if (blobs.length >= 50) await note(false);
    }
    await note(false);
    const last = page.at(-1);
    if (!last || page.length < pageSize) {
      // New files are copied from now on, even where an old one could not be read today.
      await note(true);
      return { copied, bytes, unreadable: unreadable.slice(0, 200) };
    }
    after = last.path;
  }

  async function copyOne(place: {
    readonly path: string;
    readonly size: number;
    readonly mtime: number;
    readonly sha256: Sha256;
  }): Promise<boolean> {
    const file = await open(place.path).catch(() => null);
    if (file?.size !== place.size || file.lastModified !== place.mtime) return false;
    const whole = file.size <= wholeUpTo ? new Uint8Array(await file.arrayBuffer()) : null;
    const { sha256 } = await copyInto(await context.createBlob(), file, whole, signal);
    return sha256 === place.sha256;
  }
}
