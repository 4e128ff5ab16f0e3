import { inTime } from '#media/patient.ts';
import type { TaskContext } from '#tasks/context.ts';

const modelsCache = 'inkreel-models';

/**
 * Reads files of the app itself, such as shipped models: fresh when the origin answers, else as
 * kept. Throws a TypeError when neither is there.
 *
 * @param appBase absolute address of the app's folder; only files below its origin are read
 */
export function createAppFile(appBase: string): TaskContext['appFile'] {
  return async (path) => {
    const url = new URL(path, appBase);
    if (url.origin !== new URL(appBase).origin)
      throw new TypeError(`not a file of the app: ${path}`);
    return read(url.href);
  };
}

async function read(url: string): Promise<Uint8Array> {
  const fresh = await fetch(url).catch(() => null);
  // A host that answers every address with its page has not got the file.
  const isThere =
    fresh?.ok === true && !(fresh.headers.get('Content-Type') ?? '').includes('text/html');
  const kept = isThere ? null : await inTime(caches.match(url, { ignoreVary: true }));
  const response = isThere ? fresh : kept;
  if (!response) {
    throw new TypeError(`a file of the app could not be read: ${new URL(url).pathname}`);
  }
  // Not awaited: a cache may be slow or never answer, and the work needs the bytes only.
  if (isThere) void keep(url, fresh.clone());
  return new Uint8Array(await response.arrayBuffer());
}

/** Keeps a copy for offline use, unless the service worker has one; a full disk is no reason to stop. */
async function keep(url: string, response: Response): Promise<void> {
  try {
    if (await caches.match(url, { ignoreVary: true, cacheName: 'inkreel-engines' })) return;
    const cache = await caches.open(modelsCache);
    await cache.put(url, response);
  } catch {
    // Not kept: it is fetched again next time.
  }
}
