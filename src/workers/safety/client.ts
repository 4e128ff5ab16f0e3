/** The page's side of backups, restores, rehearsals, repairs, and of the libraries of this profile. */
import type { Client } from '#db/client.ts';
import { keepHandle, keptHandle, knownLibraries } from '#db/device.ts';
import { outboxFile } from '#db/opfs/outbox.ts';
import type { BackupOverview, BackupRecord, Rehearsal } from '#domain/contract/backup.ts';
import type { TaskId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { permissionOf } from '../backup-ground.ts';
import * as libraries from '../libraries.ts';
import type { BackupPlace, Repaired, Restored, SafetyAnswer, SafetyJob, ToSafety } from './jobs.ts';
import { stopped } from './jobs.ts';
import { listCopies } from './source.ts';

export type { BackupPlace, Repaired, Restored } from './jobs.ts';
export type { KnownLibrary } from '../libraries.ts';

/** How a long job tells and asks. */
export interface Listening {
  readonly onProgress?: (fraction: number, note: string) => void;
  /** Some files of the backup are not whole: restore the rest? Without it, nothing is restored. */
  readonly onDamaged?: (files: readonly string[], of: number) => Promise<boolean>;
  readonly signal?: AbortSignal;
}

/** Where a new backup shall go. */
export type BackupWish =
  | { readonly target: 'download' }
  | { readonly target: 'file'; readonly file: FileSystemFileHandle }
  | { readonly target: 'folder'; readonly automatic?: boolean };

export interface Safety {
  /** The id of the library of this tab, and what it is called. */
  readonly library: string;
  libraryName(): Promise<string>;
  /** Queues a backup. */
  backUp(
    wish: BackupWish,
    take?: { readonly inPlace?: boolean; readonly models?: boolean },
  ): Promise<Result<TaskId>>;
  /** The archive that a finished backup made for a download; null when it is gone. */
  archive(record: Pick<BackupRecord, 'where'>): Promise<File | null>;
  /** Links the folder that backups go to. */
  linkFolder(folder: FileSystemDirectoryHandle): Promise<Result<unknown>>;
  unlinkFolder(): Promise<Result<unknown>>;
  /** The folder linked last, also when the library is gone. */
  lastFolder(): Promise<FileSystemDirectoryHandle | null>;
  /** Whether a folder may be written, asking the person where that is needed (with a gesture). */
  allow(folder: FileSystemHandle): Promise<boolean>;
  /** Clears away what a dead restore left. */
  tidy(): Promise<unknown>;
  /** The linked folder and whether it may be written now. */
  folder(overview: Pick<BackupOverview, 'folder'>): Promise<{
    readonly handle: FileSystemDirectoryHandle;
    readonly access: PermissionState;
  } | null>;
  /** When the copies in a folder were made, the newest first (ms UTC). */
  copies(folder: FileSystemDirectoryHandle): Promise<readonly number[]>;
  restore(place: BackupPlace, name: string, listening?: Listening): Promise<Result<Restored>>;
  rehearse(place: BackupPlace, listening?: Listening): Promise<Result<Rehearsal>>;
  /** Takes right bytes from a backup for everything that is missing or damaged here. */
  repair(place: BackupPlace, listening?: Listening): Promise<Result<Repaired>>;
  readonly libraries: {
    list(): Promise<readonly libraries.KnownLibrary[]>;
    create(name: string): Promise<string>;
    rename(id: string, name: string): Promise<void>;
    /** A `conflict` while any tab has it open. */
    delete(id: string): Promise<Result<null>>;
    measure(id: string): Promise<{ readonly files: number; readonly bytes: number }>;
    /** Has this tab open another one; it is loaded anew for that. */
    switchTo(id: string): void;
    /** Notes what the open library holds, for the list. */
    note(change: { readonly assets: number; readonly bytes: number }): Promise<void>;
  };
}

/** The folder that was linked last: what a library can be restored from when its storage was cleared. */
const lastFolder = 'last-backup-folder';

const startWorker = (): Worker =>
  new Worker(new URL('../safety.worker.ts', import.meta.url), {
    type: 'module',
    name: 'inkreel safety',
  });

/** Runs one job in a worker of its own; ending the worker is how it is cancelled. */
function runJob<Value>(
  job: SafetyJob,
  { onProgress, onDamaged, signal }: Listening,
): Promise<Result<Value>> {
  return new Promise((resolve) => {
    const worker = startWorker();
    const tell = (message: ToSafety): void => worker.postMessage(message);
    const end = (result: Result<Value>): void => {
      signal?.removeEventListener('abort', abort);
      worker.terminate();
      // What a cancelled or failed job built goes at once, not at the next start.
      void sweepSoon()
        .then(libraries.listLibraries)
        .then(() => resolve(result));
    };
    const abort = (): void => end(fail(stopped));
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort, { once: true });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      end(fail({ code: 'internal', reason: event.message || 'its script could not be loaded' }));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<SafetyAnswer>) => {
      switch (data.say) {
        case 'progress':
          return onProgress?.(data.fraction, data.note);
        case 'damaged':
          return void (onDamaged?.(data.files, data.of) ?? Promise.resolve(false)).then((goOn) =>
            tell({ say: 'decide', goOn }),
          );
        case 'restored':
        case 'rehearsed':
        case 'repaired':
          // The border: each kind of job has its own answer.
          return end(data.result as Result<Value>);
      }
    });
    tell({ say: 'begin', job });
  });
}

/** The lock of an ended worker is let go of a moment later. */
async function sweepSoon(): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    await libraries.sweepLibraries().catch(() => 0);
    const isLeft = (await knownLibraries()).some(({ state }) => state !== 'ready');
    if (!isLeft) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
}

/** @param app version of the app, for the manifest */
export function createSafety(library: string, client: Client, app: string): Safety {
  const libraryName = async (): Promise<string> =>
    (await libraries.listLibraries()).find(({ id }) => id === library)?.name ?? 'My library';

  const keptFolder: Safety['folder'] = async ({ folder }) => {
    const handle = folder ? await keptHandle(library, folder.handle) : null;
    if (handle?.kind !== 'directory') return null;
    // The border: the kind says which of the two it is.
    const directory = handle as FileSystemDirectoryHandle;
    return { handle: directory, access: await permissionOf(directory) };
  };

  return {
    library,
    libraryName,
    async backUp(wish, { inPlace = true, models = true } = {}) {
      const settings: Record<string, unknown> = {
        target: wish.target,
        library: await libraryName(),
        app,
        inPlace,
        models,
      };
      if (wish.target === 'file') {
        // One at a time: the next choice takes its place.
        settings['handle'] = 'backup-file';
        await keepHandle(library, 'backup-file', wish.file);
      }
      if (wish.target === 'folder') {
        const overview = await client.queries.backups({});
        if (!overview.ok) return overview;
        const { folder } = overview.value;
        if (!folder) return fail({ code: 'not_found', what: 'backup folder' });
        settings['handle'] = folder.handle;
        settings['automatic'] = wish.automatic === true;
      }
      const queued = await client.commands.enqueue({ kind: 'backup', assets: [], settings });
      if (!queued.ok) return queued;
      const [task] = queued.value.tasks;
      return task ? ok(task) : fail({ code: 'internal', reason: 'no task was queued' });
    },
    archive: ({ where }) => outboxFile(library, where),
    async linkFolder(folder) {
      const handle = crypto.randomUUID();
      await keepHandle(library, handle, folder);
      // Also under a name that is known when the library itself is gone.
      await keepHandle(library, lastFolder, folder);
      return client.commands.setBackupFolder({
        folder: { handle, name: folder.name, automatic: true },
      });
    },
    unlinkFolder: () => client.commands.setBackupFolder({ folder: null }),
    folder: keptFolder,
    async lastFolder() {
      const handle = await keptHandle(library, lastFolder);
      return handle?.kind === 'directory' ? (handle as FileSystemDirectoryHandle) : null;
    },
    async allow(handle) {
      const allowed = await isAllowed(handle);
      // What waited for a person goes on.
      if (allowed) await client.commands.resumeFolderTasks({});
      return allowed;
    },
    tidy: () => libraries.sweepLibraries(),
    copies: async (folder) => (await listCopies(folder)).map(({ time }) => time),
    restore: (place, name, listening = {}) =>
      runJob({ do: 'restore', place, name, library: crypto.randomUUID() }, listening),
    async rehearse(place, listening = {}) {
      const job = { do: 'rehearse', place, library: crypto.randomUUID() } as const;
      const result = await runJob<Rehearsal>(job, listening);
      if (result.ok) {
        const noted = await client.commands.noteRehearsal({ rehearsal: result.value });
        if (!noted.ok) return noted;
      }
      return result;
    },
    async repair(place, listening = {}) {
      const missing = await client.queries.missingBlobs({});
      if (!missing.ok) return missing;
      const job = { do: 'repair', place, library, blobs: missing.value } as const;
      const result = await runJob<Repaired>(job, listening);
      if (!result.ok || result.value.mended.length === 0) return result;
      for (let from = 0; from < result.value.mended.length; from += 5000) {
        // The border: they are the hashes that the library asked for.
        const blobs = result.value.mended.slice(from, from + 5000) as never;
        const marked = await client.commands.markFound({ blobs });
        if (!marked.ok) return marked;
      }
      return result;
    },
    libraries: {
      list: libraries.listLibraries,
      create: (name) => libraries.createLibrary(name, Date.now()),
      rename: libraries.renameLibrary,
      delete: (id) =>
        id === library
          ? Promise.resolve(fail({ code: 'conflict', reason: 'it is open in this tab' }))
          : libraries.deleteLibrary(id),
      measure: libraries.measureLibrary,
      switchTo(id) {
        libraries.chooseLibrary(id);
        location.reload();
      },
      note: (change) => libraries.noteInList(library, { ...change, usedAt: Date.now() }),
    },
  };
}

/** Whether a handle may be written now, asking the person where the browser must. */
async function isAllowed(handle: FileSystemHandle): Promise<boolean> {
  if ((await permissionOf(handle)) === 'granted') return true;
  // Absent from the types of TypeScript's library; a border.
  const ask: unknown = Reflect.get(handle, 'requestPermission');
  if (typeof ask !== 'function') return false;
  return (await ask.call(handle, { mode: 'readwrite' })) === 'granted';
}
