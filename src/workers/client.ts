/**
 * The page's side of everything behind it: starts this tab's database worker, connects it with the
 * other tabs, and gives the screens one object to work with.
 */
import { createClient, type Client } from '#db/client.ts';
import { createLive, type Live } from '#db/live-queries.ts';
import type { Result } from '#domain/result.ts';
import type { Choice, ExportedFile } from './database-methods.ts';
import { connectDatabase, transportOver } from './database-transport.ts';
import type { FromDatabaseWorker, ToDatabaseWorker } from './database-thread.ts';
import { names } from './election/messages.ts';
import type { ChangeNotice } from './leader.ts';
import type { LibraryStatus } from './status.ts';
import type { Capabilities, StorageFacts } from './storage-facts.ts';
import { askToPersist, findCapabilities, storageFacts } from './storage-facts.ts';

export type { Capabilities, StorageFacts } from './storage-facts.ts';
export type { LibraryState, LibraryStatus } from './status.ts';
export { isUsable } from './status.ts';

/** A tick of running work; these go over a channel, not through the database. */
export interface ProgressTick {
  readonly task: string;
  /** 0 to 1. */
  readonly fraction: number;
  readonly note?: string;
  readonly at: number;
}

/** A value that can be read and watched, in the form that `useSyncExternalStore` wants. */
export interface Watchable<Value> {
  readonly current: () => Value;
  readonly subscribe: (listener: () => void) => () => void;
}

/** One open library as the screens and the scripting door know it. */
export interface Inkreel extends Client {
  readonly library: string;
  readonly live: Live;
  readonly status: Watchable<LibraryStatus>;
  /** The same commands and queries, named otherwise in the history. */
  as(actor: string): Client;
  onProgress(listener: (tick: ProgressTick) => void): () => void;
  /** A new port to this tab's database worker (`DatabaseMethods`), for another thread of the tab. */
  databasePort(): MessagePort;
  /** What the person decided when the library could not be opened. */
  choose(choice: Choice): Promise<Result<null>>;
  /** The database file that cannot be opened here: newer, or set aside as damaged. */
  exportDatabase(): Promise<Result<ExportedFile>>;
  capabilities(): Promise<Capabilities>;
  storage(): Promise<StorageFacts>;
  /** Asks the browser to keep the library; with a gesture, after the first real save. */
  persist(): Promise<boolean>;
  /** Ends this tab's workers. */
  close(): void;
}

export interface OpenOptions {
  /** Default "main". Another one is another, fully separate library. */
  readonly library?: string;
  /** How the database worker is started; for tests that break something first. */
  readonly startDatabase?: () => Worker;
}

const startDatabaseWorker = (): Worker =>
  new Worker(new URL('./database.worker.ts', import.meta.url), {
    type: 'module',
    name: 'inkreel database',
  });

/** Opens a library in this tab; returns at once, `status` tells how it goes. */
export function openInkreel(options: OpenOptions = {}): Inkreel {
  const { library = 'main', startDatabase = startDatabaseWorker } = options;
  const worker = startDatabase();
  const sentinel = `inkreel:${library}:saved-since`;
  const status = watchable<LibraryStatus>({ state: 'opening' });
  const changes = new BroadcastChannel(names.changes(library));
  const progress = new BroadcastChannel(names.progress(library));

  const databasePort = (): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    worker.postMessage({ kind: 'client' } satisfies ToDatabaseWorker, [port2]);
    return port1;
  };
  const remote = connectDatabase(databasePort());
  const transport = transportOver(remote);
  const live = createLive((name, params, signal) => transport.query(name, params, signal));

  worker.addEventListener('message', ({ data }: MessageEvent<FromDatabaseWorker>) => {
    if (data.kind === 'saved') {
      localStorage.setItem(sentinel, String(data.since));
      return;
    }
    const before = status.current().state;
    status.set(data.status);
    // Whatever happened while nobody led, or before this tab listened, is unknown.
    if (data.status.state !== before) live.changedAll();
  });

  let leader = '';
  changes.addEventListener('message', ({ data }: MessageEvent<ChangeNotice>) => {
    if (leader !== '' && data.leader !== leader) live.changedAll();
    else live.changed(data.tables);
    leader = data.leader;
  });

  const start: ToDatabaseWorker = {
    kind: 'start',
    library,
    savedSince: readTime(localStorage.getItem(sentinel)),
  };
  const broker = brokerPort(library);
  worker.postMessage(start, broker ? [broker] : []);

  return {
    ...createClient(transport, 'user'),
    library,
    live,
    status,
    as: (actor) => createClient(transport, actor),
    onProgress(listener) {
      const heard = ({ data }: MessageEvent<ProgressTick>): void => listener(data);
      progress.addEventListener('message', heard);
      return () => progress.removeEventListener('message', heard);
    },
    databasePort,
    choose: (choice) => remote.call('choose', choice),
    exportDatabase: () => remote.call('exportDatabase', null),
    capabilities: findCapabilities,
    storage: storageFacts,
    persist: askToPersist,
    close() {
      worker.terminate();
      remote.close();
      changes.close();
      progress.close();
    },
  };
}

/** The SharedWorker that carries ports between tabs; null where there is none. */
function brokerPort(library: string): MessagePort | null {
  if (!('SharedWorker' in globalThis)) return null;
  return new SharedWorker(new URL('./broker.worker.ts', import.meta.url), {
    type: 'module',
    name: `inkreel:${library}`,
  }).port;
}

function readTime(text: string | null): number | null {
  const time = Number(text ?? Number.NaN);
  return Number.isFinite(time) ? time : null;
}

function watchable<Value>(first: Value): Watchable<Value> & { set(value: Value): void } {
  const listeners = new Set<() => void>();
  let value = first;
  return {
    current: () => value,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(next) {
      value = next;
      for (const listener of listeners) listener();
    },
  };
}
