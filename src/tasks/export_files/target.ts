/** Writes files into a folder of the disk: under free names, whole or not at all. */
import { comparedName } from '#domain/folders/file-name.ts';
import { freeName } from '#domain/folders/template.ts';

/** So many files of one name are looked at for the same bytes; beyond that one more copy is written. */
const mostNumbered = 100;

/** What the platform offers beyond the typed library. */
interface Movable {
  move(name: string): Promise<void>;
}
const isMovable = (handle: object): handle is Movable => 'move' in handle;

export interface Directory {
  /** Writes a file under the first free name; null where the very bytes lie there already. */
  write(
    stem: string,
    ending: string,
    bytes: Blob,
    signal: AbortSignal,
  ): Promise<{ readonly name: string; readonly isNew: boolean }>;
  /** A folder below, made when missing; one that differs in capitals only is the same. */
  below(name: string): Promise<Directory>;
}

/** Files that are being written, and what a killed export left of them. */
const temporaryName = /^\.inkreel-[0-9a-f-]{36}\.part$/;

/** Opens a folder for writing; removes what a killed export left half written in it. */
export async function openDirectory(handle: FileSystemDirectoryHandle): Promise<Directory> {
  const taken = new Set<string>();
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  const written = new Set<string>();
  const opened = new Map<string, Promise<Directory>>();
  for await (const entry of handle.values()) {
    if (entry.kind === 'file' && temporaryName.test(entry.name)) {
      await handle.removeEntry(entry.name).catch(() => undefined);
      continue;
    }
    const key = comparedName(entry.name);
    taken.add(key);
    (entry.kind === 'file' ? files : folders).set(key, entry.name);
  }

  /** The name under which these very bytes lie here from an earlier export, if they do; numbered ones too. */
  const sameBytes = async (stem: string, ending: string, bytes: Blob): Promise<string | null> => {
    const tried = new Set<string>();
    for (let turn = 0; turn < mostNumbered; turn += 1) {
      const key = comparedName(freeName(stem, ending, tried));
      const name = files.get(key);
      if (name === undefined) return null;
      if (!written.has(key)) {
        const there = await (await handle.getFileHandle(name)).getFile();
        if (there.size === bytes.size && (await areEqual(there, bytes))) return name;
      }
    }
    return null;
  };

  return {
    async write(stem, ending, bytes, signal) {
      const before = await sameBytes(stem, ending, bytes);
      if (before !== null) {
        written.add(comparedName(before));
        return { name: before, isNew: false };
      }
      const name = freeName(stem, ending, taken);
      const temporary = `.inkreel-${crypto.randomUUID()}.part`;
      const file = await handle.getFileHandle(temporary, { create: true });
      try {
        await bytes.stream().pipeTo(await file.createWritable(), { signal });
        const { size } = await file.getFile();
        if (size !== bytes.size) {
          throw {
            code: 'corrupt',
            what: name,
            reason: `only ${size} of ${bytes.size} bytes were written`,
          };
        }
        signal.throwIfAborted();
        await rename(handle, file, name);
      } catch (thrown) {
        await removeSoon(handle, temporary);
        throw thrown;
      }
      written.add(comparedName(name));
      return { name, isNew: true };
    },
    below(name) {
      const key = comparedName(name);
      const known = opened.get(key);
      if (known) return known;
      const there = folders.get(key);
      const free = there ?? freeName(name, '', taken);
      const directory = handle.getDirectoryHandle(free, { create: true }).then(openDirectory);
      opened.set(key, directory);
      return directory;
    },
  };
}

/** Removes a file that was being written; a stream that was just cut off holds it a moment longer. */
async function removeSoon(directory: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let tries = 0; tries < 40; tries += 1) {
    const isGone = await directory.removeEntry(name).then(
      () => true,
      (thrown: unknown) => thrown instanceof DOMException && thrown.name === 'NotFoundError',
    );
    if (isGone) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Gives a whole file its name. The name was free when the folder was listed; it is asked once more. */
async function rename(
  directory: FileSystemDirectoryHandle,
  file: FileSystemFileHandle,
  name: string,
): Promise<void> {
  const isThere = await directory.getFileHandle(name).then(
    () => true,
    (thrown: unknown) => !(thrown instanceof DOMException && thrown.name === 'NotFoundError'),
  );
  if (isThere || !isMovable(file)) {
    throw { code: 'conflict', reason: `“${name}” was put into the folder meanwhile` };
  }
  await file.move(name);
}

const piece = 4 * 1024 * 1024;

async function areEqual(one: Blob, other: Blob): Promise<boolean> {
  for (let at = 0; at < one.size; at += piece) {
    const [left, right] = await Promise.all(
      [one, other].map(
        async (blob) => new Uint8Array(await blob.slice(at, at + piece).arrayBuffer()),
      ),
    );
    if (left?.some((byte, index) => byte !== right?.[index])) return false;
  }
  return true;
}
