/**
 * What belongs to this browser and not to a library: kept in IndexedDB (idb-keyval), outside OPFS,
 * so that it survives when OPFS is cleared and tells "library gone" from "first run".
 */
import { createStore, del, get, keys, set, update } from 'idb-keyval';

/** What is remembered of a library on this device, to be found again if its storage vanishes. */
export interface LibraryNote {
  /** When something was first saved in it (ms UTC); absent while it is empty. */
  readonly savedSince?: number;
  readonly openedAt?: number;
  /** Set while a damaged database waits for a decision. */
  readonly damaged?: { readonly setAside: string; readonly reason: string };
  /** The last full check of the database file. */
  readonly checked?: { readonly at: number; readonly ms: number; readonly bytes: number };
  /** Writing failed or the database looked damaged since the last check. */
  readonly troubled?: boolean;
}

const store = createStore('inkreel-device', 'values');

/**
 * Runs an access to IndexedDB; where there is none (some private windows) the answer is the
 * fallback: these notes are a safety net, never a reason not to open the library.
 */
async function orElse<T>(access: () => Promise<T>, fallback: T): Promise<T> {
  try {
    return await access();
  } catch {
    return fallback;
  }
}

/**
 * Stable id of this browser profile; made on first use. A new one each time where nothing is kept.
 * Every further library is a device of its own: a restored one goes another way than the one that
 * it was copied from, and both may be read side by side some day.
 */
export async function deviceId(library = 'main'): Promise<string> {
  const key = library === 'main' ? 'device' : `device:${library}`;
  const fresh = crypto.randomUUID();
  await orElse(() => update<string>(key, (known) => known ?? fresh, store), undefined);
  return (await orElse(() => get<string>(key, store), fresh)) ?? fresh;
}

/** What this device knows of a library; an empty note when it never saw it. */
export async function libraryNote(library: string): Promise<LibraryNote> {
  return (await orElse(() => get<LibraryNote>(`library:${library}`, store), undefined)) ?? {};
}

/** Changes the note of a library; a key given as undefined is forgotten. */
export async function noteLibrary(
  library: string,
  change: { readonly [Key in keyof LibraryNote]: LibraryNote[Key] | undefined },
): Promise<void> {
  await orElse(
    () =>
      update<LibraryNote>(`library:${library}`, (note) => withChange(note ?? {}, change), store),
    undefined,
  );
}

function withChange(
  note: LibraryNote,
  change: { readonly [Key in keyof LibraryNote]: LibraryNote[Key] | undefined },
): LibraryNote {
  const merged = Object.entries({ ...note, ...change });
  return Object.fromEntries(merged.filter(([, value]) => value !== undefined));
}

/** A setting of this device (not of a library): appearance, whether persistence was asked for … */
export function deviceSetting(name: string): Promise<unknown> {
  return orElse(() => get<unknown>(`setting:${name}`, store), undefined);
}

/** Keeps a setting of this device; anything that can be cloned. */
export function setDeviceSetting(name: string, value: unknown): Promise<void> {
  return orElse(() => set(`setting:${name}`, value, store), undefined);
}

/** A folder or file that a person chose for a library; only the browser can keep it. */
export async function keptHandle(library: string, id: string): Promise<FileSystemHandle | null> {
  const read = (): Promise<FileSystemHandle | undefined> => get(`handle:${library}:${id}`, store);
  return (await orElse(read, undefined)) ?? null;
}

/** Keeps a handle under an id of the library's choice. */
export function keepHandle(library: string, id: string, handle: FileSystemHandle): Promise<void> {
  return orElse(() => set(`handle:${library}:${id}`, handle, store), undefined);
}

/** A library of this browser profile. Times in ms UTC. */
export interface KnownLibrary {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly usedAt: number;
  /** What it was restored from, if it was. */
  readonly restored?: { readonly from: string; readonly takenAt: number };
  /** `building`: a restore writes it, or died over it. `deleting`: what is left of it goes. */
  readonly state: 'ready' | 'building' | 'deleting';
  /** As it was when it was open last. */
  readonly assets?: number;
  readonly bytes?: number;
}

/** The library that every profile begins with. */
export const firstLibrary: KnownLibrary = {
  id: 'main',
  name: 'My library',
  createdAt: 0,
  usedAt: 0,
  state: 'ready',
};

/** Every library of this profile, those that are being built or deleted among them. */
export async function knownLibraries(): Promise<readonly KnownLibrary[]> {
  const read = (): Promise<readonly KnownLibrary[] | undefined> => get('libraries', store);
  return (await orElse(read, undefined)) ?? [firstLibrary];
}

/** Changes the list of libraries in one step, whatever other tabs do to it meanwhile. */
export function changeLibraries(
  change: (list: readonly KnownLibrary[]) => readonly KnownLibrary[],
): Promise<void> {
  return update<readonly KnownLibrary[]>(
    'libraries',
    (list) => change(list ?? [firstLibrary]),
    store,
  );
}

/** Forgets all that this profile remembers of a library: notes, handles, its id as a device. */
export async function forgetLibrary(library: string): Promise<void> {
  await orElse(async () => {
    const all = await keys<string>(store);
    const own = all.filter(
      (key) =>
        key === `library:${library}` ||
        key === `device:${library}` ||
        key.startsWith(`handle:${library}:`),
    );
    for (const key of own) await del(key, store);
  }, undefined);
}
