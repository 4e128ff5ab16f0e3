/**
 * The handles of private files that lie in memory: the part of `FileSystemDirectoryHandle` and
 * `FileSystemFileHandle` that the library uses, over questions to the thread that holds them.
 * Unlike the browser's they lock nothing: names are unique to their writers anyway.
 */
import type { Failure } from '#domain/failure.ts';

import type { SyncFile } from '../blobs/opfs.ts';

import { createExtents, type ReadSync } from './extents.ts';
import { channelOf, type Answer, type Ask, type Asked, type Room } from './messages.ts';

type AskFor = (ask: Ask, patience?: number) => Promise<unknown>;

/** Whoever holds the files answers within this, or does not live (ms). */
const patience = 5_000;

const lines = new Map<string, AskFor>();

/** The line of this thread to the one that holds the files of a library. */
function lineTo(library: string): AskFor {
  const known = lines.get(library);
  if (known) return known;
  const channel = new BroadcastChannel(channelOf(library));
  const waiting = new Map<string, (answer: Answer) => void>();
  channel.addEventListener('message', ({ data }: MessageEvent<Asked | Answer>) => {
    if ('ask' in data) return;
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });
  const line: AskFor = (ask, longest) =>
    new Promise((resolve, reject) => {
      const id = crypto.randomUUID();
      const timer =
        longest === undefined
          ? undefined
          : setTimeout(() => {
              waiting.delete(id);
              reject(new DOMException('nobody holds files in memory', 'NotFoundError'));
            }, longest);
      waiting.set(id, (answer) => {
        clearTimeout(timer);
        if ('error' in answer) {
          reject(new DOMException(answer.error.message, answer.error.name));
        } else resolve(answer.value);
      });
      channel.postMessage({ id, ask } satisfies Asked);
    });
  lines.set(library, line);
  return line;
}

/** How much the session keeps and may keep; null when nobody holds files in memory. */
export const memoryRoom = (library: string): Promise<Room | null> =>
  lineTo(library)({ do: 'room', path: '' }, patience).then(
    // The border: the holder answers what was asked.
    (room) => room as Room,
    () => null,
  );

/** The root of the private files in memory; null when nobody holds any. */
export async function memoryRoot(library: string): Promise<FileSystemDirectoryHandle | null> {
  if ((await memoryRoom(library)) === null) return null;
  return directoryAt(lineTo(library), '', '');
}

const pathOf = new WeakMap<object, string>();
const below = (path: string, name: string): string => (path === '' ? name : `${path}/${name}`);

function directoryAt(ask: AskFor, path: string, name: string): FileSystemDirectoryHandle {
  const list = async (): Promise<
    readonly { readonly name: string; readonly kind: 'file' | 'directory' }[]
  > => (await ask({ do: 'list', path })) as never;
  const handleOf = (entry: { readonly name: string; readonly kind: string }): FileSystemHandle =>
    (entry.kind === 'file' ? fileAt : directoryAt)(ask, below(path, entry.name), entry.name);
  const open = async (entry: string, kind: 'file' | 'directory', create = false): Promise<void> => {
    await ask({ do: 'open', path: below(path, entry), kind, create });
  };
  const directory = {
    kind: 'directory' as const,
    name,
    async getDirectoryHandle(entry: string, options: FileSystemGetDirectoryOptions = {}) {
      await open(entry, 'directory', options.create);
      return directoryAt(ask, below(path, entry), entry);
    },
    async getFileHandle(entry: string, options: FileSystemGetFileOptions = {}) {
      await open(entry, 'file', options.create);
      return fileAt(ask, below(path, entry), entry);
    },
    async removeEntry(entry: string, { recursive = false }: FileSystemRemoveOptions = {}) {
      await ask({ do: 'remove', path: below(path, entry), recursive });
    },
    async *keys() {
      for (const entry of await list()) yield entry.name;
    },
    async *values() {
      for (const entry of await list()) yield handleOf(entry);
    },
    async *entries() {
      for (const entry of await list()) yield [entry.name, handleOf(entry)] as const;
    },
  };
  pathOf.set(directory, path);
  // The border: what the library uses of the browser's handle is here; the rest it must not use.
  return directory as unknown as FileSystemDirectoryHandle;
}

function fileAt(ask: AskFor, at: string, called: string): FileSystemFileHandle {
  let path = at;
  let name = called;
  const content = async (): Promise<Blob> => (await ask({ do: 'read', path })) as Blob;
  const file = {
    kind: 'file' as const,
    get name() {
      return name;
    },
    getFile: async () => new File([await content()], name),
    async createSyncAccessHandle(): Promise<SyncFile> {
      const { used, limit } = (await ask({
        do: 'open',
        path,
        kind: 'file',
        create: false,
      })) as Room;
      const before = await content();
      return syncFile(before, { used, limit }, (whole) => {
        // In order with every later question of this thread; no room is told to the next of them.
        void ask({ do: 'put', path, content: whole });
      });
    },
    async move(directory: FileSystemDirectoryHandle, to: string) {
      const next = below(pathOf.get(directory) ?? '', to);
      await ask({ do: 'move', path, to: next });
      path = next;
      name = to;
    },
  };
  // The border, as above.
  return file as unknown as FileSystemFileHandle;
}

/** A file open for writing; its bytes go to the holder when it is closed. */
function syncFile(before: Blob, room: Room, put: (whole: Blob) => void): SyncFile {
  const extents = createExtents(before, readSync);
  let changed = false;
  let closed = false;
  const needs = (size: number): void => {
    changed = true;
    if (size > room.limit) {
      const limit = `${Math.round(room.limit / 1024 ** 2)} MiB`;
      throw { code: 'too_large', what: 'A file in a temporary session', limit } satisfies Failure;
    }
    if (size - before.size > room.limit - room.used) {
      throw new DOMException('the memory of this session is full', 'QuotaExceededError');
    }
  };
  return {
    getSize: extents.size,
    read: (bytes, { at }) => extents.read(bytes, at),
    write(bytes, { at }) {
      needs(Math.max(extents.size(), at + bytes.length));
      extents.write(bytes, at);
      return bytes.length;
    },
    truncate(size) {
      needs(size);
      extents.truncate(size);
    },
    flush: () => undefined,
    close() {
      if (!closed && changed) put(extents.blob());
      closed = true;
    },
  };
}

const readSync: ReadSync = (blob) => {
  // Absent from the types of a page; workers have it. A border.
  const Reader = Reflect.get(globalThis, 'FileReaderSync') as new () => {
    readAsArrayBuffer(blob: Blob): ArrayBuffer;
  };
  return new Uint8Array(new Reader().readAsArrayBuffer(blob));
};
