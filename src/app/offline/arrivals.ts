/** Files that reach the app from outside its own window: opened with it, or shared into it. */

interface LaunchParameters {
  readonly files: readonly FileSystemFileHandle[];
}
interface LaunchQueue {
  setConsumer(consumer: (parameters: LaunchParameters) => void): void;
}

const sharedCache = 'inkreel-shared';

/** Hands over files opened with the installed app, now and later, and files shared before this start. */
export function receiveFiles(take: (files: readonly File[]) => void): void {
  const queue = (globalThis as { launchQueue?: LaunchQueue }).launchQueue;
  queue?.setConsumer((parameters) => {
    if (parameters.files.length === 0) return;
    Promise.all(parameters.files.map((handle) => handle.getFile())).then(take, () => undefined);
  });
  takeShared(take).catch(() => undefined);
}

/** Shared files wait in a cache; they are removed only after they were handed over. */
async function takeShared(take: (files: readonly File[]) => void): Promise<void> {
  if (!('caches' in globalThis) || !(await caches.has(sharedCache))) return;
  const cache = await caches.open(sharedCache);
  const requests = await cache.keys();
  const files: File[] = [];
  for (const request of requests) {
    const response = await cache.match(request);
    if (!response) continue;
    const name = decodeURIComponent(response.headers.get('X-File-Name') ?? 'shared file');
    const type = response.headers.get('Content-Type') ?? '';
    files.push(new File([await response.arrayBuffer()], name, { type }));
  }
  if (files.length === 0) return;
  take(files);
  await Promise.all(requests.map((request) => cache.delete(request)));
}
