/** The leading worker's part: holds the open library, answers for every tab, tells what changed. */
import { passTornNames } from '#db/blobs/torn-names.ts';
import { deviceId, libraryNote, noteLibrary } from '#db/device.ts';
import type { openLibrary } from '#db/engine/open.ts';
import type { Library } from '#db/library.ts';
import { setAsideDatabase } from '#db/opfs/pool-files.ts';
import { removeSnapshots, snapshotDirectory, type Snapshot } from '#db/opfs/snapshot.ts';
import { takeReserve } from '#db/opfs/space.ts';
import { loadSqlite } from '#db/opfs/sqlite.ts';
import { closedDatabase, openStore, type Opened } from '#db/opfs/store.ts';
import { tidyOutbox } from '#db/opfs/outbox.ts';
import { failureFromSqlite, isStorageTrouble } from '#db/opfs/trouble.ts';
import type { Failure } from '#domain/failure.ts';
import type { Result } from '#domain/result.ts';
import { fail, ok } from '#domain/result.ts';
import { taskKinds } from '#tasks/registry.ts';
import type { DatabaseMethods, ExportedFile } from './database-methods.ts';
import { names } from './election/messages.ts';
import { paceNotices } from './notices.ts';
import { createRelief } from './relief.ts';
import type { Handlers } from './rpc.ts';
import type { startScheduler } from './scheduler/start.ts';
import type { LibraryStatus } from './status.ts';
import { isWanted } from './wanted.ts';

/** Every change of the library, told to every tab. */
export interface ChangeNotice {
  readonly tables: readonly string[];
  /** Counts up within one leader. */
  readonly sequence: number;
  /** The worker that leads: another one may have changed things without a notice in between. */
  readonly leader: string;
}

interface OpenNow {
  readonly library: Library;
  /** Copies the open database; one copy after another. */
  snapshot(name: string): Promise<Result<Snapshot>>;
  close(): void;
}

/** The copy that "Download the database" hands out; made anew each time. */
const downloadCopy = 'download.sqlite';
/** After so long without the files, another tab that does not answer must hold them. */
const suspendedAfter = 15_000;
/** A library that could not be opened for want of space is tried again so often (ms). */
const openAgainAfter = 5_000;

/** Takes the lead of a library: begins to open it and answers as soon as that is decided. */
export function takeLead(options: {
  readonly library: string;
  readonly member: string;
  readonly savedSince: number | null;
  /** Builds the library over the open databases. */
  readonly openLibrary: typeof openLibrary;
  /** Starts the work of the queue beside the open library. */
  readonly startScheduler: typeof startScheduler;
  readonly setStatus: (status: LibraryStatus) => void;
  /** Something was saved for the first time (ms UTC): the page keeps that outside OPFS too. */
  readonly onFirstSave: (since: number) => void;
  /** Aborted when the page goes in good order: work is handed on instead of found dead. */
  readonly leaving: AbortSignal;
}): Handlers<DatabaseMethods> {
  const { library: name, member, setStatus, onFirstSave, leaving } = options;
  const now = (): number => Date.now();
  const changes = new BroadcastChannel(names.changes(name));
  const progress = new BroadcastChannel(names.progress(name));
  let status: LibraryStatus = { state: 'opening' };
  let open: OpenNow | null = null;
  let savedSince = options.savedSince;
  let sequence = 0;

  const say = (next: LibraryStatus): void => {
    status = next;
    setStatus(next);
  };

  let relief = createRelief({ library: name, setStatus: say, now });

  const begin = async (startNew: boolean): Promise<void> => {
    say({ state: 'opening' });
    // A new library is files with new names. SQLite loads meanwhile.
    loadSqlite().catch(() => undefined);
    await passTornNames();
    const opened = await openStore({
      library: name,
      savedSince: startNew ? null : savedSince,
      startNew,
      now,
      onHeld: (milliseconds) => {
        if (milliseconds < suspendedAfter || status.state === 'suspended_elsewhere') return;
        say({ state: 'suspended_elsewhere', since: now() - milliseconds });
      },
    });
    if (opened.kind !== 'open' && opened.kind !== 'temporary') {
      say(statusOf(opened, now()));
      if (opened.kind === 'full') setTimeout(() => void again(startNew), openAgainAfter);
      return;
    }
    if (opened.kind === 'temporary') {
      // Its banner stays for as long as the session lasts, whatever else is to be said.
      const { reason } = opened;
      relief = createRelief({
        library: name,
        setStatus: ({ state }) => say({ state: 'temporary', reason, full: state === 'full' }),
        now,
        reserve: false,
      });
    }
    if (startNew) savedSince = null;
    savedSince ??= (await libraryNote(name)).savedSince ?? null;
    const library = options.openLibrary({
      connection: opened.store.connection,
      thumbnails: opened.store.thumbnails,
      now,
      random: (count) => crypto.getRandomValues(new Uint8Array(count)),
      kinds: taskKinds,
      device: await deviceId(name),
      isWanted,
    });
    const notice = paceNotices((tables) => {
      sequence += 1;
      changes.postMessage({ tables, sequence, leader: member } satisfies ChangeNotice);
    });
    library.onChange((tables) => {
      notice(tables);
      if (opened.kind === 'open') rememberFirstSave();
    });
    let copying: Promise<unknown> = Promise.resolve();
    const snapshot: OpenNow['snapshot'] = (copyAs) => {
      const take = async (): Promise<Result<Snapshot>> => {
        try {
          return ok(await opened.store.snapshot(copyAs));
        } catch (error) {
          return fail(failureFromSqlite(error));
        }
      };
      const copied = copying.then(take);
      copying = copied;
      return copied;
    };
    const scheduler = options.startScheduler({
      library,
      libraryId: name,
      snapshot,
      publishProgress: (tick) => progress.postMessage(tick),
      onStorageTrouble: async (failure) => {
        await relief.investigate(failure);
        await relief.recovered();
      },
    });
    const handOn = (): void => scheduler.stop();
    leaving.addEventListener('abort', handOn);
    open = {
      library,
      snapshot,
      close() {
        open = null;
        leaving.removeEventListener('abort', handOn);
        scheduler.stop();
        library.close();
        opened.store.release();
      },
    };
    say(opened.kind === 'open' ? { state: 'ready' } : statusOf(opened, now()));
    if (opened.kind === 'open') {
      void takeReserve(name);
      // Copies that nobody finished, and archives that were handed out long ago.
      void removeSnapshots(name).catch(() => undefined);
      void tidyOutbox(name, now()).catch(() => undefined);
    }
  };

  const rememberFirstSave = (): void => {
    if (savedSince !== null) return;
    savedSince = now();
    onFirstSave(savedSince);
    void noteLibrary(name, { savedSince });
  };

  const again = (startNew: boolean): Promise<void> => {
    opening = begin(startNew).catch(failOpening);
    return opening;
  };
  let opening = begin(false).catch(failOpening);

  function failOpening(error: unknown): void {
    const failure = failureFromSqlite(error);
    say({ state: 'failing', reason: 'reason' in failure ? failure.reason : failure.code });
  }

  /** Runs work on the open library; when the storage is the trouble, relieves it and tries once more. */
  const use = async <Value>(
    signal: AbortSignal,
    work: (library: Library) => Result<Value>,
  ): Promise<Result<Value>> => {
    await opening;
    for (let attempt = 0; ; attempt += 1) {
      if (signal.aborted) return fail({ code: 'cancelled' });
      if (!open) return fail(closedFailure(status));
      const result = attempted(open.library, work);
      if (result.ok || !isStorageTrouble(result.failure) || attempt > 0) return result;
      if (!(await relieve(result.failure))) return result;
    }
  };

  const relieve = async (failure: Failure): Promise<boolean> => {
    await noteLibrary(name, { troubled: true });
    if (failure.code !== 'corrupt') return (await relief.investigate(failure)) === 'repeat';
    // Opening checks the whole file after trouble, and sets it aside if it is truly damaged.
    open?.close();
    await again(false);
    return open !== null;
  };

  return {
    command: ({ name: command, input, request, actor }, signal) =>
      use(signal, (library) => library.command(command, input, { request, actor })),
    query: ({ name: query, params }, signal) =>
      use(signal, (library) => library.query(query, params)),
    sql: ({ text, params }, signal) => use(signal, (library) => library.sql(text, params)),
    // The files lie beside the database: an import may meet the full disk before SQLite does.
    async awaitSpace() {
      await opening;
      if (!open) return fail(closedFailure(status));
      await relief.investigate({ code: 'storage_full' });
      await relief.recovered();
      return ok(null);
    },
    ping: () => ok(null),
    async choose(choice) {
      await opening;
      if (choice === 'retry' && open) {
        await relief.retry();
        return ok(null);
      }
      const gone = status.state === 'missing' || status.state === 'corrupt';
      if (choice === 'start_new' && !gone) {
        return fail({ code: 'conflict', reason: 'the library is neither missing nor set aside' });
      }
      if (!open) await again(choice === 'start_new');
      return ok(null);
    },
    async exportDatabase() {
      await opening;
      if (!open) return exportClosed(name, status);
      const taken = await open.snapshot(downloadCopy);
      if (!taken.ok) return taken;
      const directory = await snapshotDirectory(name);
      const blob = await (await directory.getFileHandle(downloadCopy)).getFile();
      return ok({ name: `inkreel-${name}.sqlite`, blob });
    },
  };
}

function attempted<Value>(
  library: Library,
  work: (library: Library) => Result<Value>,
): Result<Value> {
  try {
    return work(library);
  } catch (error) {
    return fail(failureFromSqlite(error));
  }
}

function statusOf(opened: Exclude<Opened, { kind: 'open' }>, at: number): LibraryStatus {
  switch (opened.kind) {
    case 'temporary':
      return { state: 'temporary', reason: opened.reason, full: false };
    case 'missing':
      return { state: 'missing', since: opened.since };
    case 'corrupt':
      return { state: 'corrupt', setAside: opened.setAside, reason: opened.reason };
    case 'newer':
      return { state: 'newer', found: opened.found, known: opened.known };
    case 'full':
      return { state: 'full', since: at };
    case 'failing':
      return { state: 'failing', reason: opened.reason };
  }
}

/** What a call gets while no library is open. */
function closedFailure(status: LibraryStatus): Failure {
  switch (status.state) {
    case 'newer':
      return { code: 'newer_database', found: status.found, known: status.known };
    case 'corrupt':
      return { code: 'corrupt', what: 'database', reason: status.reason };
    case 'missing':
      return { code: 'not_found', what: 'library' };
    case 'full':
      return { code: 'storage_full' };
    case 'failing':
      return { code: 'storage_failed', reason: status.reason };
    case 'opening':
    case 'ready':
    case 'following':
    case 'reconnecting':
    case 'temporary':
    case 'suspended_elsewhere':
      return { code: 'interrupted', reason: 'the library is not open' };
  }
}

async function exportClosed(library: string, status: LibraryStatus): Promise<Result<ExportedFile>> {
  const blob =
    status.state === 'corrupt'
      ? await setAsideDatabase(library, status.setAside)
      : status.state === 'newer'
        ? await closedDatabase(library)
        : null;
  if (!blob) return fail({ code: 'not_found', what: 'database file' });
  return ok({ name: `inkreel-${library}-${status.state}.db`, blob });
}
