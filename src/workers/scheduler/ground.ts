/** What the scheduler stands on in a browser: workers, Web Locks, the blob store. */
import { aliveOwners, stayAlive } from '#db/blobs/owners.ts';
import { openBlobStore } from '#db/blobs/store.ts';
import { removeTemporary, removeUnneeded, sweepBlobs } from '#db/blobs/sweep.ts';
import type { Unneeded } from '#db/blobs/sweep.ts';
import type { Sha256 } from '#domain/id.ts';
import type { Lane } from '#domain/task.ts';

import type { TaskWorkerPort } from './messages.ts';

/** Everything outside the library that the scheduler touches; tests in Node bring their own. */
export interface SchedulerGround {
  spawn(lane: Lane, owner: string): TaskWorkerPort;
  stayAlive(owner: string): Promise<() => void>;
  aliveOwners(): Promise<ReadonlySet<string>>;
  /** Removes what an ended worker left half written. */
  removeTemporary(owner: string): Promise<unknown>;
  /** Removes what owners that live no longer left half written. */
  removeAbandoned(): Promise<unknown>;
  /** Deletes those of these blobs that no row needs. */
  removeUnneeded(hashes: readonly Sha256[], unneeded: Unneeded): Promise<unknown>;
  /** The sweep some time after the start; gives the names of all stored blobs. */
  sweep(unneeded: Unneeded): Promise<ReadonlySet<Sha256>>;
  isStored(sha256: Sha256): Promise<boolean>;
  now(): number;
  readonly cores: number;
}

/** The real ground. `appBase`: absolute address of the folder that the app was opened from. */
export function browserGround(library: string, appBase: string): SchedulerGround {
  const openStore = () => openBlobStore(library, 'scheduler');
  return {
    spawn(lane, owner) {
      const worker = new Worker(new URL('../task.worker.ts', import.meta.url), {
        type: 'module',
        name: `inkreel ${lane}`,
      });
      worker.postMessage({ say: 'hello', library, owner, appBase });
      return portOf(worker);
    },
    stayAlive: (owner) => stayAlive(library, owner),
    aliveOwners: () => aliveOwners(library),
    removeTemporary: (owner) => removeTemporary(library, owner),
    removeAbandoned: () => removeTemporary(library),
    removeUnneeded: async (hashes, unneeded) =>
      removeUnneeded({ library, store: await openStore(), unneeded, hashes }),
    async sweep(unneeded) {
      const stored = new Set<Sha256>();
      const onStored = (sha256: Sha256): unknown => stored.add(sha256);
      const store = await openStore();
      await sweepBlobs({ library, store, unneeded, now: Date.now(), onStored });
      return stored;
    },
    isStored: async (sha256) => (await openStore()).has(sha256),
    now: () => Date.now(),
    cores: navigator.hardwareConcurrency,
  };
}

/** Where the app lies, seen from a worker: built workers lie in assets/, one folder below. */
export const appBaseOfWorker = (): string =>
  new URL(import.meta.env.DEV ? '/' : '../', self.location.href).href;

const portOf = (worker: Worker): TaskWorkerPort => ({
  post: (message) => worker.postMessage(message),
  listen: (onMessage) => {
    worker.addEventListener('message', (event: MessageEvent<unknown>) => onMessage(event.data));
  },
  onDeath: (onDeath) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      onDeath(event.message || 'its script could not be loaded');
    });
    worker.addEventListener('messageerror', () => onDeath('it sent something unreadable'));
  },
  terminate: () => worker.terminate(),
});
