/**
 * Tidies the blob store. Laws: bytes that a row needs are never touched; bytes without a row are
 * set aside first (a day after they were written) and deleted 30 days later; a set-aside blob that
 * a row needs again goes back; nothing that is in flight is touched (uses.ts).
 */
import type { Sha256 } from '#domain/id.ts';

import { makeDirectory, moveFile, removeIn } from './opfs.ts';
import { aliveOwners } from './owners.ts';
import type { BlobStore } from './store.ts';
import { isSha256, libraryDirectory } from './store.ts';
import { whileUnused } from './uses.ts';

/** Which of these hashes no row needs; the database's word (`engine.unneededBlobs`). */
export type Unneeded = (hashes: readonly Sha256[]) => readonly Sha256[];

export interface Swept {
  readonly temporaryRemoved: number;
  readonly setAside: number;
  readonly broughtBack: number;
  readonly removed: number;
}

const day = 86_400_000;
const orphanAge = day;
const quarantine = 30 * day;
const page = 500;

/** Length of "-<uuid>" behind the owner in the name of a temporary file. */
const suffix = 37;

/** Removes what dead owners, or one given owner, left in tmp/. Returns how many files. */
export async function removeTemporary(library: string, owner?: string): Promise<number> {
  const temporary = await makeDirectory(await libraryDirectory(library), ['tmp']);
  const names: string[] = [];
  for await (const name of temporary.keys()) names.push(name);
  // Asked after the listing: an owner holds its lock before it writes its first file.
  const alive = await aliveOwners(library);
  let removed = 0;
  for (const name of names) {
    const writer = name.slice(0, -suffix);
    if (owner === undefined ? alive.has(writer) : writer !== owner) continue;
    // A file still open in a thread that is just ending stays for the next sweep.
    if (await removeIn(temporary, name).catch(() => false)) removed += 1;
  }
  return removed;
}

/**
 * The sweep at start: temporary files, orphans, and what was set aside long enough ago.
 *
 * @param onStored hears of every blob that was in the store
 */
export async function sweepBlobs(options: {
  readonly library: string;
  readonly store: BlobStore;
  readonly unneeded: Unneeded;
  readonly now: number;
  readonly onStored?: (sha256: Sha256) => void;
}): Promise<Swept> {
  const { library, store, unneeded, now, onStored } = options;
  const home = await libraryDirectory(library);
  const aside = await makeDirectory(home, ['set-aside']);
  const temporaryRemoved = await removeTemporary(library);
  const { broughtBack, removed } = await tidyAside(home, aside, unneeded, now);

  let setAside = 0;
  let batch = new Map<Sha256, FileSystemFileHandle>();
  const judge = async (): Promise<void> => {
    const orphans = unneeded([...batch.keys()]);
    for (const sha256 of orphans) {
      const handle = batch.get(sha256);
      if (!handle) continue;
      await whileUnused(library, sha256, async () => {
        const { lastModified } = await handle.getFile();
        if (now - lastModified < orphanAge || unneeded([sha256]).length === 0) return;
        await moveFile(handle, aside, `${sha256}-${now}`);
        setAside += 1;
      });
    }
    batch = new Map();
  };
  for await (const { sha256, handle } of store.list()) {
    onStored?.(sha256);
    batch.set(sha256, handle);
    if (batch.size >= page) await judge();
  }
  if (batch.size > 0) await judge();
  return { temporaryRemoved, setAside, broughtBack, removed };
}

async function tidyAside(
  home: FileSystemDirectoryHandle,
  aside: FileSystemDirectoryHandle,
  unneeded: Unneeded,
  now: number,
): Promise<{ readonly broughtBack: number; readonly removed: number }> {
  const kept: { sha256: Sha256; since: number; handle: FileSystemFileHandle }[] = [];
  for await (const handle of aside.values()) {
    const [sha256 = '', since = ''] = handle.name.split('-');
    if (handle.kind !== 'file' || !isSha256(sha256)) continue;
    kept.push({ sha256, since: Number(since), handle });
  }
  const orphans = new Set(unneeded(kept.map(({ sha256 }) => sha256)));
  let broughtBack = 0;
  let removed = 0;
  for (const { sha256, since, handle } of kept) {
    if (!orphans.has(sha256)) {
      await moveFile(handle, await makeDirectory(home, ['blobs', sha256.slice(0, 2)]), sha256);
      broughtBack += 1;
    } else if (now - since > quarantine) {
      await removeIn(aside, handle.name);
      removed += 1;
    }
  }
  return { broughtBack, removed };
}

/** Deletes those of the given blobs that no row needs and nobody has in flight. Returns how many. */
export async function removeUnneeded(options: {
  readonly library: string;
  readonly store: BlobStore;
  readonly unneeded: Unneeded;
  readonly hashes: readonly Sha256[];
}): Promise<number> {
  const { library, store, unneeded, hashes } = options;
  let removed = 0;
  for (const sha256 of unneeded(hashes)) {
    await whileUnused(library, sha256, async () => {
      if (unneeded([sha256]).length === 0) return;
      if (await store.remove(sha256)) removed += 1;
    });
  }
  return removed;
}
