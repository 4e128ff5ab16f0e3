/// <reference lib="webworker" />
/**
 * The service worker: the app offline, and the headers that a plain static host cannot send.
 *
 * Laws: it answers same-origin requests only (a cross-origin request is never touched); it caches
 * nothing that is not a good answer of the right kind; it never reloads a page by itself; a new
 * version waits until the page asks for it.
 */
import type { PrecacheEntry } from 'workbox-precaching';
import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

import { inTime } from '#media/patient.ts';
import { isEngine, isMediaEngine, isWanted, policyFor } from './service-worker-rules.ts';

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: (PrecacheEntry | string)[];
};

const engineCache = 'inkreel-engines';
const sharedCache = 'inkreel-shared';

const built = self.__WB_MANIFEST.map((entry) =>
  typeof entry === 'string' ? { url: entry, revision: null } : entry,
);
const shell = built.filter((entry) => !isEngine(entry.url));
const engines = built.filter((entry) => isEngine(entry.url)).map((entry) => entry.url);

/** Adds the headers of a careful host to an answer of our own origin. */
function secured(response: Response, url: string): Response {
  if (response.status === 0 || response.type === 'error' || response.type.startsWith('opaque')) {
    return response;
  }
  const headers = new Headers(response.headers);
  headers.set('Content-Security-Policy', policyFor(new URL(url).pathname));
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'credentialless');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Referrer-Policy', 'no-referrer');
  return new Response(response.body, {
    status: response.status,
    statusText: response.statusText,
    headers,
  });
}

// Everything that is read from a cache here, by us or by Workbox, can be fetched instead. Once no
// answer came, only the first moment is waited for, or each file of a page would cost the patience.
const match = caches.match.bind(caches);
let isSilent = false;
Object.defineProperty(caches, 'match', {
  async value(...asked: Parameters<typeof match>) {
    let answered = false;
    const asking = match(...asked).finally(() => {
      answered = true;
    });
    const found = await inTime(asking, isSilent ? 500 : 8_000);
    isSilent = !answered;
    return found;
  },
});

addPlugins([
  {
    handlerWillRespond: async ({ request, response }) => secured(response, request.url),
  },
]);
precacheAndRoute(shell, { ignoreURLParametersMatching: [/^utm_/, /^shared$/, /^safe-mode$/] });
cleanupOutdatedCaches();
// The licences are texts to be read as they are; every other address is the app.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('index.html'), { denylist: [/\/licenses\//] }),
);

/** Files shared into the installed app wait in a cache until a page takes them. */
registerRoute(
  ({ url, request }) => request.method === 'POST' && url.pathname.endsWith('/share'),
  async ({ request }) => {
    const form = await request.formData();
    const cache = await caches.open(sharedCache);
    const files = form.getAll('files').filter((part): part is File => part instanceof File);
    await Promise.all(
      files.map((file, index) =>
        cache.put(
          new Request(`./shared-files/${Date.now()}-${index}`),
          new Response(file, {
            headers: {
              'Content-Type': file.type || 'application/octet-stream',
              'X-File-Name': encodeURIComponent(file.name),
            },
          }),
        ),
      ),
    );
    return Response.redirect('./?shared=1#/library', 303);
  },
  'POST',
);

/** Engines (model runtimes, codecs, models): from the cache when there, else fetched and kept. */
registerRoute(
  ({ url }) => url.origin === self.location.origin && isEngine(url.pathname),
  async ({ request, event }) => {
    const { response, kept } = await engineResponse(request.url);
    event.waitUntil(kept.catch(() => undefined));
    return secured(response, request.url);
  },
);

/** Anything else of our own origin passes through, with the headers added. */
registerRoute(
  ({ url }) => url.origin === self.location.origin,
  async ({ request }) => secured(await fetch(request), request.url),
);

/** An engine, and a promise that it is kept: who wants the bytes alone does not wait for that. */
interface EngineAnswer {
  readonly response: Response;
  readonly kept: Promise<void>;
}

async function engineResponse(url: string): Promise<EngineAnswer> {
  const found = await caches.match(url, { ignoreVary: true, cacheName: engineCache });
  const response = found ?? (await fetch(url));
  const html = response.headers.get('Content-Type')?.includes('text/html') ?? false;
  // Who fetches the media engine shows how far it is, and keeps it when it is whole.
  const keeps = !found && !isMediaEngine(new URL(url).pathname) && response.status === 200 && !html;
  if (!keeps) return { response, kept: Promise.resolve() };
  const copy = response.clone();
  const kept = caches.open(engineCache).then((cache) => cache.put(url, copy));
  return { response, kept };
}

/** Fetches every engine that this device can use, one after another; tells how far it is. */
async function makeOffline(wants: { gpu: boolean }, port: MessagePort | undefined): Promise<void> {
  const wanted = engines.filter((url) => isWanted(url, wants));
  for (const [index, url] of wanted.entries()) {
    const address = new URL(url, self.registration.scope).href;
    const { response, kept } = await engineResponse(address);
    await kept;
    if (!response.ok) throw new Error(`${url} could not be fetched (${response.status})`);
    port?.postMessage({ done: index + 1, total: wanted.length });
  }
  await dropOldEngines();
  port?.postMessage({ done: wanted.length, total: wanted.length, ready: true });
}

/** Removes engines that the present version no longer names. */
async function dropOldEngines(): Promise<void> {
  const cache = await caches.open(engineCache);
  const current = new Set(engines.map((url) => new URL(url, self.registration.scope).href));
  const kept = await cache.keys();
  await Promise.all(
    kept.filter((request) => !current.has(request.url)).map((request) => cache.delete(request)),
  );
}

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (typeof message !== 'object' || message === null || !('type' in message)) return;
  if (message.type === 'take-over') event.waitUntil(self.skipWaiting());
  if (message.type === 'make-offline') {
    const gpu = 'gpu' in message && message.gpu === true;
    const port = event.ports[0];
    event.waitUntil(
      makeOffline({ gpu }, port).catch((thrown: unknown) => {
        port?.postMessage({ failed: thrown instanceof Error ? thrown.message : String(thrown) });
      }),
    );
  }
});
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});
