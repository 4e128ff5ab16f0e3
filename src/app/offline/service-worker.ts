/**
 * The page's side of the service worker: registration, the update that waits to be asked for, and
 * "make available offline". A tiny store, because these states come from outside React.
 */
import { useSyncExternalStore } from 'react';

export interface OfflineState {
  /** `unsupported`: no service worker here (a plain http address, or a private window). */
  readonly shell: 'unsupported' | 'installing' | 'ready';
  /** Engines (model runtime, codecs, the shipped model) kept on this device. */
  readonly engines: 'unknown' | 'fetching' | 'ready' | 'failed';
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** A new version is installed and waits. */
  readonly update: boolean;
}

let state: OfflineState = {
  shell: 'serviceWorker' in navigator ? 'installing' : 'unsupported',
  engines: 'unknown',
  progress: null,
  update: false,
};
const listeners = new Set<() => void>();
let waiting: ServiceWorker | null = null;

function change(next: Partial<OfflineState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const offlineState = (): OfflineState => state;
export const useOffline = (): OfflineState => useSyncExternalStore(subscribe, offlineState);

/** Registers the service worker of a built app; the dev server has none. Never reloads the page. */
export async function startServiceWorker(options: { readonly gpu: boolean }): Promise<void> {
  if (!import.meta.env.PROD || state.shell === 'unsupported') return;
  try {
    const registration = await navigator.serviceWorker.register('./service-worker.js', {
      updateViaCache: 'none',
    });
    watchForUpdate(registration);
    await navigator.serviceWorker.ready;
    change({ shell: 'ready' });
    if (!savesData()) await makeAvailableOffline(options);
  } catch {
    change({ shell: 'unsupported' });
  }
}

/** Fetches every engine that this device can use into the cache, so that nothing needs the network. */
export async function makeAvailableOffline(options: { readonly gpu: boolean }): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  const channel = new MessageChannel();
  change({ engines: 'fetching', progress: null });
  await new Promise<void>((resolve) => {
    channel.port1.addEventListener('message', (event: MessageEvent<EngineProgress>) => {
      const { done, total, ready, failed } = event.data;
      if (failed !== undefined) {
        change({ engines: 'failed', progress: null });
        resolve();
      } else if (ready) {
        change({ engines: 'ready', progress: null });
        resolve();
      } else if (done !== undefined && total !== undefined) {
        change({ progress: { done, total } });
      }
    });
    channel.port1.start();
    registration.active?.postMessage({ type: 'make-offline', gpu: options.gpu }, [channel.port2]);
  });
}

interface EngineProgress {
  readonly done?: number;
  readonly total?: number;
  readonly ready?: boolean;
  readonly failed?: string;
}

/** Lets the waiting version take over and reloads once it has; call it only when nothing runs. */
export function applyUpdate(): void {
  if (!waiting) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
    once: true,
  });
  waiting.postMessage({ type: 'take-over' });
}

function watchForUpdate(registration: ServiceWorkerRegistration): void {
  const note = (worker: ServiceWorker | null): void => {
    // Without a controller this is the first install, which needs no asking.
    if (!worker || !navigator.serviceWorker.controller) return;
    waiting = worker;
    change({ update: true });
  };
  note(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      if (coming.state === 'installed') note(coming);
    });
  });
  // A studio stays open for days: look for a new version when it comes back to the front.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => undefined);
  });
}

/** Whether the person asked their browser to save data; then engines come on first use only. */
function savesData(): boolean {
  const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
  return connection?.saveData === true;
}
