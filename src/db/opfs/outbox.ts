/**
 * Archives made for a download: `libraries/<library>/outbox/`. One lies there until the next is
 * made or a day has passed; the browser reads from it while it saves.
 */
import { moveFile, openSync, removeIn } from '../blobs/opfs.ts';
import { directoryIn, libraryDirectory } from './directories.ts';

const keptFor = 24 * 60 * 60 * 1000;

/** Takes bytes in order; whole under its name after `close`, gone after `abort`. */
export interface OutboxFile {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

async function outbox(library: string): Promise<FileSystemDirectoryHandle> {
  const base = await libraryDirectory(library, true);
  const directory = base && (await directoryIn(base, ['outbox'], true));
  if (!directory) throw new Error('the outbox could not be made');
  return directory;
}

/** Begins an archive and removes the ones before it. Worker only. */
export async function openOutbox(library: string, name: string): Promise<OutboxFile> {
  const directory = await outbox(library);
  await removeAll(directory, () => true);
  const partName = `${name}.part`;
  const handle = await directory.getFileHandle(partName, { create: true });
  const file = await openSync(handle);
  file.truncate(0);
  let at = 0;
  return {
    // oxlint-disable-next-line require-await -- a stream of bytes is asynchronous elsewhere
    async write(bytes) {
      if (file.write(bytes, { at }) !== bytes.length) throw { code: 'storage_full' };
      at += bytes.length;
    },
    async close() {
      file.flush();
      file.close();
      await moveFile(handle, directory, name);
    },
    async abort() {
      file.close();
      await removeIn(directory, partName);
    },
  };
}

/** A finished archive, opened without reading it; null when it is not there any more. */
export async function outboxFile(library: string, name: string): Promise<File | null> {
  const directory = await outbox(library);
  const handle = await directory.getFileHandle(name).catch(() => null);
  return handle ? handle.getFile() : null;
}

/** Removes archives of yesterday and half ones of the dead. */
export async function tidyOutbox(library: string, now: number): Promise<void> {
  const directory = await outbox(library);
  await removeAll(
    directory,
    ({ name, lastModified }) => name.endsWith('.part') || now - lastModified > keptFor,
  );
}

async function removeAll(
  directory: FileSystemDirectoryHandle,
  isOld: (file: File) => boolean,
): Promise<void> {
  const handles: FileSystemFileHandle[] = [];
  for await (const handle of directory.values()) if (handle.kind === 'file') handles.push(handle);
  for (const handle of handles) {
    // What is open in a thread stays.
    if (isOld(await handle.getFile())) await removeIn(directory, handle.name).catch(() => false);
  }
}
