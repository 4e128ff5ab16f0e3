/**
 * The libraries of this browser profile: each with a folder, a database, locks and channels of its
 * own. A tab has one of them open; which one is remembered by the tab and, for new tabs, as the
 * one used last.
 */
import { changeLibraries, forgetLibrary, knownLibraries, type KnownLibrary } from '#db/device.ts';
import { storageRoot } from '#db/memory-files/root.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { names } from './election/messages.ts';

export type { KnownLibrary } from '#db/device.ts';

const tabKey = 'inkreel:library';
const lastKey = 'inkreel:last-library';
const listKey = 'inkreel:libraries';

/** Reads and writes of the two small stores of a page, where the browser allows them. */
function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}
function write(storage: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // The list in IndexedDB stays true; the tab opens the first library.
  }
}

/** The library that this tab opens: its own, or the one used last, if it still exists. */
export function chosenLibrary(): string {
  const list = (read(() => localStorage, listKey) ?? 'main').split(' ');
  const wished = [read(() => sessionStorage, tabKey), read(() => localStorage, lastKey)];
  const found = wished.find((id) => id !== null && list.includes(id)) ?? list[0] ?? 'main';
  write(() => sessionStorage, tabKey, found);
  return found;
}

/** Has this tab, and new ones, open another library from the next loading on. */
export function chooseLibrary(id: string): void {
  const list = (read(() => localStorage, listKey) ?? 'main').split(' ');
  if (!list.includes(id)) write(() => localStorage, listKey, [...list, id].join(' '));
  write(() => sessionStorage, tabKey, id);
  write(() => localStorage, lastKey, id);
}

/** Lock that whoever builds a library holds: without it a half one is nobody's. */
export const buildingLock = (library: string): string => `inkreel:${library}:building`;

const mirror = (list: readonly KnownLibrary[]): void =>
  write(
    () => localStorage,
    listKey,
    list
      .filter(({ state }) => state === 'ready')
      .map(({ id }) => id)
      .join(' '),
  );

/** Every library that can be opened, the one used last first. */
export async function listLibraries(): Promise<readonly KnownLibrary[]> {
  const list = await knownLibraries();
  mirror(list);
  return list
    .filter(({ state }) => state === 'ready')
    .toSorted((a, b) => b.usedAt - a.usedAt || a.name.localeCompare(b.name));
}

/** Notes what is known of a library; nothing happens to one that is not in the list. */
export async function noteInList(
  id: string,
  change: Partial<Omit<KnownLibrary, 'id'>>,
): Promise<void> {
  await changeLibraries((list) =>
    list.map((library) => (library.id === id ? { ...library, ...change } : library)),
  ).catch(() => undefined);
  mirror(await knownLibraries());
}

/** Enters a new, empty library and gives its id; it is made when it is first opened. */
export async function createLibrary(name: string, now: number): Promise<string> {
  const id = crypto.randomUUID();
  await changeLibraries((list) => [
    ...list,
    { id, name: cleaned(name), createdAt: now, usedAt: now, state: 'ready' },
  ]);
  mirror(await knownLibraries());
  return id;
}

export const renameLibrary = (id: string, name: string): Promise<void> =>
  noteInList(id, { name: cleaned(name) });

const cleaned = (name: string): string => name.trim().slice(0, 100) || 'Library';

/** Deletes a library for good. A `conflict` while any tab has it open. */
export async function deleteLibrary(id: string): Promise<Result<null>> {
  const deleted = await navigator.locks.request(
    names.leaderLock(id),
    { ifAvailable: true },
    async (lock) => {
      if (!lock) return false;
      await noteInList(id, { state: 'deleting' });
      await removeLibrary(id);
      return true;
    },
  );
  if (deleted) return ok(null);
  return fail({ code: 'conflict', reason: 'it is open in this or another tab' });
}

/** Removes the files and notes of a library, then its entry: interrupted, it is done again. */
async function removeLibrary(id: string): Promise<void> {
  const root = await storageRoot(id);
  const libraries = await root.getDirectoryHandle('libraries', { create: true });
  await libraries.removeEntry(id, { recursive: true }).catch((error: unknown) => {
    if (!(error instanceof DOMException) || error.name !== 'NotFoundError') throw error;
  });
  write(() => localStorage, `inkreel:${id}:saved-since`, null);
  await forgetLibrary(id);
  await changeLibraries((list) => list.filter((library) => library.id !== id));
  mirror(await knownLibraries());
}

/** Clears away what a dead restore or an interrupted deletion left. Returns how many libraries. */
export async function sweepLibraries(): Promise<number> {
  let swept = 0;
  for (const { id, state } of await knownLibraries()) {
    if (state === 'ready') continue;
    await navigator.locks.request(buildingLock(id), { ifAvailable: true }, async (lock) => {
      const still = (await knownLibraries()).find((library) => library.id === id);
      if (!lock || !still || still.state === 'ready') return;
      await removeLibrary(id);
      swept += 1;
    });
  }
  return swept;
}

/** What lies in a library's folder: files of the user and bytes in all. Reads every file's size. */
export async function measureLibrary(
  id: string,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const root = await storageRoot(id);
  let [files, bytes] = [0, 0];
  const walk = async (folder: FileSystemDirectoryHandle, isBlobs: boolean): Promise<void> => {
    for await (const handle of folder.values()) {
      if (handle.kind === 'directory') {
        await walk(handle, isBlobs || handle.name === 'blobs');
        continue;
      }
      bytes += (await handle.getFile()).size;
      if (isBlobs) files += 1;
    }
  };
  const folder = await root
    .getDirectoryHandle('libraries')
    .then((all) => all.getDirectoryHandle(id))
    .catch(() => null);
  if (folder) await walk(folder, false);
  return { files, bytes };
}
