/**
 * Who is alive: every worker that leases tasks or writes blobs holds a Web Lock under its own
 * name for as long as it lives. The browser lets go of it the moment the worker ends, however it
 * ends, so a lock that nobody holds means a dead owner.
 */

const prefixOf = (library: string): string => `inkreel:${library}:owner:`;

/** Holds the lock of an owner until the thread ends or the returned function is called. */
export function stayAlive(library: string, owner: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(
        prefixOf(library) + owner,
        () => new Promise<void>((letGo) => resolve(() => letGo())),
      )
      .catch(reject);
  });
}

/** The owners of a library that are alive now, in all tabs. */
export async function aliveOwners(library: string): Promise<ReadonlySet<string>> {
  const prefix = prefixOf(library);
  const { held = [] } = await navigator.locks.query();
  return new Set(
    held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])),
  );
}
