/**
 * Folders of the private file system for what a run writes. Each is held by a lock as long as it
 * is used; a folder whose lock is free was left by a thread that died, and is removed.
 */
const rootName = 'inkreel-scratch';
const lockName = (name: string): string => `${rootName}/${name}`;

export interface Scratch {
  readonly files: readonly FileSystemFileHandle[];
  /** Removes the folder with all that is in it. */
  release(): Promise<void>;
}

/** Makes a folder with `count` empty files; null where the browser has no private file system. */
export async function openScratch(count: number): Promise<Scratch | null> {
  const root = await scratchRoot(true);
  if (!root) return null;
  const name = crypto.randomUUID();
  const letGo = await holdLock(lockName(name));
  try {
    const folder = await root.getDirectoryHandle(name, { create: true });
    const files: FileSystemFileHandle[] = [];
    for (let at = 0; at < count; at += 1) {
      files.push(await folder.getFileHandle(String(at), { create: true }));
    }
    return {
      files,
      async release() {
        await remove(root, name);
        letGo();
      },
    };
  } catch (thrown) {
    letGo();
    throw thrown;
  }
}

/** Removes what threads that died left behind. */
export async function sweepScratch(): Promise<void> {
  const root = await scratchRoot(false);
  if (!root) return;
  const names: string[] = [];
  for await (const name of root.keys()) names.push(name);
  for (const name of names) {
    await navigator.locks.request(lockName(name), { ifAvailable: true }, async (lock) => {
      if (lock) await remove(root, name);
    });
  }
}

/** A worker that was just ended may hold its files a moment longer; what stays, the next sweep takes. */
async function remove(root: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      await root.removeEntry(name, { recursive: true });
      return;
    } catch {
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
  }
}

async function scratchRoot(create: boolean): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(rootName, { create });
  } catch {
    return null;
  }
}

/** Resolves when the lock is held; the function lets it go. */
function holdLock(name: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(
        name,
        () =>
          new Promise<void>((letGo) => {
            resolve(letGo);
          }),
      )
      .catch(reject);
  });
}
