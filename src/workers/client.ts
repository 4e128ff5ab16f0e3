/**
 * The page's side of everything behind it: starts this tab's database worker, connects it with the
 * other tabs, and gives the screens one object to work with.
 */
import { createClient, type Client } from '#db/client.ts';
import { openBlobStore } from '#db/blobs/store.ts';
import { openAnywhere } from '#db/folders/places.ts';
import { createLive, type Live } from '#db/live.ts';
import type { MaskCommands } from '#domain/contract/masks.ts';
import { failureFrom } from '#domain/failure.ts';
import type { AssetId, Sha256, TaskId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Choice, ExportedFile } from './database-methods.ts';
import { connectDatabase, transportOver } from './database-transport.ts';
import type { FromDatabaseWorker, ToDatabaseWorker } from './database-thread.ts';
import { names } from './election/messages.ts';
import {
  createImporter,
  type ImportOptions,
  type ImportReport,
  type ImportSource,
} from './importer/client.ts';
import type { LookOptions } from './importer/looks.ts';
import type { DrawnMask } from './importer/messages.ts';
import type { ChangeNotice } from './leader.ts';
import type { Safety } from './safety/client.ts';
import type { FolderDoor } from './folders/door.ts';
import type { OutgoingDoor } from './outgoing/door.ts';
import type { LibraryStatus } from './status.ts';
import type { Trials } from './trial/client.ts';
import type { Capabilities, StorageFacts } from './storage-facts.ts';
import { askToPersist, findCapabilities, storageFacts } from './storage-facts.ts';

export type { Capabilities, StorageFacts } from './storage-facts.ts';
export type { ImportOptions, ImportReport, ImportSource } from './importer/client.ts';
export { chosenLibrary } from './libraries.ts';
export type { BackupPlace, KnownLibrary, Repaired, Restored, Safety } from './safety/client.ts';
export type { LibraryStatus } from './status.ts';
export type { Trial, Trials } from './trial/client.ts';

/** A tick of running work; these go over a channel, not through the database. */
export interface ProgressTick {
  readonly task: TaskId;
  /** 0 to 1. */
  readonly fraction: number;
  readonly note: string | null;
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
  onProgress(listener: (tick: ProgressTick) => void): () => void;
  /** Calls back after each commit, in any tab; null when anything may have changed. */
  onChange(listener: (tables: readonly string[] | null) => void): () => void;
  /** Stores files and enters them; resolves when all bytes and rows are acknowledged. */
  importFiles(files: readonly ImportSource[], options?: ImportOptions): Promise<ImportReport>;
  /** Looks at files before an import: what they are, what lies beside them, which are here already. */
  lookAtFiles(files: readonly ImportSource[], options: LookOptions): Promise<void>;
  /** Stores a mask that was drawn on a picture and enters it as an asset; undo takes it back. */
  saveMask(mask: DrawnMask): Promise<Result<MaskCommands['saveMask']['value']>>;
  /** The bytes of a blob, opened without reading them. */
  openBlob(sha256: Sha256): Promise<Result<File>>;
  /** The bytes of an asset. */
  openAsset(id: AssetId): Promise<Result<File>>;
  /** A new port to this tab's database worker (`DatabaseMethods`), for another thread of the tab. */
  databasePort(): MessagePort;
  /** What the person decided when the library could not be opened. */
  choose(choice: Choice): Promise<Result<null>>;
  /** The database file that cannot be opened here: newer, or set aside as damaged. */
  exportDatabase(): Promise<Result<ExportedFile>>;
  /** Backups, restores and the libraries of this profile; loaded when first asked for. */
  safety(): Promise<Safety>;
  /** Tools tried on one asset without storing anything; loaded when first used. */
  trials(): Promise<Trials>;
  /** What leaves the library, one file at a time; loaded when first used. */
  outgoing(): Promise<OutgoingDoor>;
  /** Folders of the disk; loaded when first used. */
  folders(): Promise<FolderDoor>;
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
  /** Version of the app, for what it writes into a backup. */
  readonly version?: string;
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
  const { library = 'main', version = '', startDatabase = startDatabaseWorker } = options;
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
  const changeListeners = new Set<(tables: readonly string[] | null) => void>();
  const live = createLive((name, params, signal) => transport.query(name, params, signal));

  const changed = (tables: readonly string[] | null): void => {
    if (tables) live.changed(tables);
    else live.changedAll();
    for (const listener of changeListeners) listener(tables);
  };

  const client = createClient({
    ...transport,
    command: (name, input, by) => {
      // The page says by itself what is looked at, every second: nobody waits for that.
      if (name !== 'hastenThumbnails') live.hurry();
      return transport.command(name, input, by);
    },
  });
  const storage = (): Promise<StorageFacts> =>
    storageFacts(library, status.current().state === 'temporary');
  const importer = createImporter({
    libraryId: library,
    openPort: databasePort,
    endTask: (task, epoch, failure) => {
      const how = failure
        ? ({ status: 'failed', failure } as const)
        : { status: 'cancelled' as const };
      // Where it cannot be told, the leader finds the task without an owner.
      void client.commands.endImport({ task, epoch, ...how }).catch(() => null);
    },
    isCancelled: async (id) => {
      const row = await client.queries.task({ id }).catch(() => null);
      return row?.ok === true && row.value?.cancel_requested === 1;
    },
  });
  const importFiles: Inkreel['importFiles'] = async (files, importOptions) => {
    const report = await importer.import(files, importOptions);
    // The first real save is the moment to ask the browser to keep it.
    const { askedAt, temporary } = await storage();
    if (report.imported.length > 0 && askedAt === null && !temporary) void askToPersist();
    return report;
  };
  let safety: Promise<Safety> | undefined;
  let trials: Promise<Trials> | undefined;
  let folders: FolderDoor | undefined;
  let blobs: ReturnType<typeof openBlobStore> | undefined;
  const openBlob: Inkreel['openBlob'] = async (sha256) => {
    try {
      blobs ??= openBlobStore(library, 'page');
      const store = await blobs;
      return ok(
        await openAnywhere(library, store, sha256, async (blob) => {
          const places = await client.queries.places({ blob });
          return places.ok ? places.value : [];
        }),
      );
    } catch (error) {
      blobs = undefined;
      return fail(failureFrom(error));
    }
  };

  worker.addEventListener('message', ({ data }: MessageEvent<FromDatabaseWorker>) => {
    if (data.kind === 'saved') {
      keepTime(sentinel, data.since);
      return;
    }
    const before = status.current().state;
    status.set(data.status);
    // Whatever happened while nobody led, or before this tab listened, is unknown.
    if (data.status.state !== before) changed(null);
  });

  let leader = '';
  changes.addEventListener('message', ({ data }: MessageEvent<ChangeNotice>) => {
    changed(leader !== '' && data.leader !== leader ? null : data.tables);
    leader = data.leader;
  });

  const start: ToDatabaseWorker = {
    kind: 'start',
    library,
    savedSince: readTime(sentinel),
  };
  const broker = brokerPort(library);
  worker.postMessage(start, broker ? [broker] : []);
  // Closed or reloaded, a tab hands its work on; only one that crashed counts against its tasks.
  const leave = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) worker.postMessage({ kind: 'leave' } satisfies ToDatabaseWorker);
  };
  addEventListener('pagehide', leave);

  return {
    ...client,
    library,
    live,
    status,
    onProgress(listener) {
      const heard = ({ data }: MessageEvent<ProgressTick>): void => listener(data);
      progress.addEventListener('message', heard);
      return () => progress.removeEventListener('message', heard);
    },
    onChange(listener) {
      changeListeners.add(listener);
      return () => changeListeners.delete(listener);
    },
    importFiles,
    lookAtFiles: (files, options) => importer.look(files, options),
    saveMask: (mask) => importer.keepMask(mask),
    openBlob,
    async openAsset(id) {
      const found = await client.queries.asset({ id });
      if (!found.ok) return found;
      const blob = found.value?.asset.blob;
      return blob ? openBlob(blob) : fail({ code: 'not_found', what: 'bytes of the asset', id });
    },
    databasePort,
    choose: (choice) => remote.call('choose', choice),
    exportDatabase: () => remote.call('exportDatabase', null),
    safety: () =>
      (safety ??= import('./safety/client.ts').then(({ createSafety }) =>
        createSafety(library, client, version),
      )),
    outgoing: async () => {
      const { openOutgoing } = await import('./outgoing/door.ts');
      return openOutgoing(client, openBlob);
    },
    trials: () =>
      (trials ??= import('./trial/client.ts').then(({ createTrials }) =>
        createTrials(library, client),
      )),
    async folders() {
      const { openFolderDoor } = await import('./folders/door.ts');
      const { commands, queries } = client;
      folders ??= openFolderDoor({
        library,
        commands,
        queries,
        onChange: (listener) => {
          changeListeners.add(listener);
          return () => changeListeners.delete(listener);
        },
      });
      return folders;
    },
    capabilities: findCapabilities,
    storage,
    persist: askToPersist,
    close() {
      importer.close();
      void trials?.then((open) => open.close());
      removeEventListener('pagehide', leave);
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

/** A time in localStorage (ms UTC); null when there is none or the browser keeps nothing. */
function readTime(key: string): number | null {
  try {
    const time = Number(localStorage.getItem(key) ?? Number.NaN);
    return Number.isFinite(time) ? time : null;
  } catch {
    return null;
  }
}

function keepTime(key: string, time: number): void {
  try {
    localStorage.setItem(key, String(time));
  } catch {
    // IndexedDB has the same note.
  }
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
