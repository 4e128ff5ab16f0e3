/**
 * Files that are being fetched, kept between tries and across restarts:
 *
 *     libraries/<library>/partial/<name>        the bytes until now
 *     libraries/<library>/partial/<name>.json   what was said of the whole
 *
 * Nothing else reads or sweeps them; whoever fetches removes them when the whole is stored.
 */
import { makeDirectory, openSync, removeIn } from './opfs.ts';
import { failAsStorage, libraryDirectory } from './store.ts';

/** A part of a file, open for appending; one thread at a time. Workers only. */
export interface PartialFile {
  /** Bytes that are there. */
  readonly size: () => number;
  /** Appends; throws a `storage_full` failure. */
  append(bytes: Uint8Array): void;
  /** Begins again. */
  clear(): void;
  /** What was noted of the whole, or null. */
  note(): Promise<unknown>;
  setNote(note: unknown): Promise<void>;
  /** Flushes and lets go; the bytes stay. */
  close(): void;
  /** The bytes, after `close`. */
  file(): Promise<File>;
  /** Removes bytes and note, after `close`. */
  remove(): Promise<void>;
}

export async function openPartial(library: string, name: string): Promise<PartialFile> {
  const directory = await makeDirectory(await libraryDirectory(library), ['partial']);
  const handle = await directory.getFileHandle(name, { create: true });
  const file = await openSync(handle);
  const noteName = `${name}.json`;
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    file.flush();
    file.close();
  };
  return {
    size: () => file.getSize(),
    append(bytes) {
      try {
        const at = file.getSize();
        if (file.write(bytes, { at }) !== bytes.length) {
          throw new DOMException('the file was written short', 'QuotaExceededError');
        }
      } catch (thrown) {
        failAsStorage(thrown);
      }
    },
    clear: () => file.truncate(0),
    async note() {
      const noted = await directory.getFileHandle(noteName).catch(() => null);
      if (!noted) return null;
      try {
        return JSON.parse(await (await noted.getFile()).text()) as unknown;
      } catch {
        return null;
      }
    },
    async setNote(note) {
      const noted = await openSync(await directory.getFileHandle(noteName, { create: true }));
      try {
        const bytes = new TextEncoder().encode(JSON.stringify(note));
        noted.truncate(0);
        noted.write(bytes, { at: 0 });
        noted.flush();
      } finally {
        noted.close();
      }
    },
    close,
    file: () => handle.getFile(),
    async remove() {
      close();
      await removeIn(directory, name);
      await removeIn(directory, noteName);
    },
  };
}
