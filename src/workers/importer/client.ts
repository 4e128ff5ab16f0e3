/** The tab's side of importing: hands files to the import worker in slices and gathers outcomes. */
import type { DuplicateChoice, ImportOutcome } from '#domain/contract/commands.ts';
import type { SidecarOutcome } from '#domain/contract/sidecars.ts';
import type { Failure } from '#domain/failure.ts';
import type { CollectionId, ProjectId, TaskId } from '#domain/id.ts';
import { fail } from '#domain/result.ts';

import { watchPaces, watchWorker, type Watch, type WatchPaces } from '../watched.ts';

import type { Arranged } from './arrange.ts';
import { createLooks, type Handed, type LookOptions } from './looks.ts';
import type {
  DrawnMask,
  FromImportWorker,
  ImportLine,
  KeptMask,
  Source,
  ToImportWorker,
} from './messages.ts';

/** A file (its folder path is taken from `webkitRelativePath`), a handle, or either with a path. */
export type ImportSource = File | FileSystemFileHandle | Source;

export interface ImportOptions {
  readonly onDuplicate?: DuplicateChoice;
  /** The project that new assets go to, and the collection that all are added to. */
  readonly project?: ProjectId;
  readonly collection?: CollectionId;
  /** Called as outcomes become known, a batch at a time. */
  readonly onOutcome?: (outcomes: readonly ImportLine[]) => void;
  /** Whether files carry what a person set before; then that is one step of undo. */
  readonly isPreset?: boolean;
  /** Called once the import has its task. */
  readonly onTask?: (task: TaskId) => void;
  readonly signal?: AbortSignal;
}

/** Every file that was reached, by what became of it. */
export interface ImportReport {
  readonly task: TaskId | null;
  readonly status: 'completed' | 'cancelled' | 'failed';
  /** Why the import as a whole stopped, e.g. `storage_full`; null when it did not. */
  readonly failure: Failure | null;
  readonly imported: readonly ImportOutcome[];
  readonly duplicates: readonly ImportOutcome[];
  readonly skipped: readonly ImportOutcome[];
  readonly failed: readonly ImportOutcome[];
  /** Files that lay beside others and are no assets of their own. */
  readonly sidecars: readonly SidecarOutcome[];
}

export interface Importer {
  /** Resolves when all bytes are stored and all rows acknowledged; never rejects. */
  import(files: readonly ImportSource[], options?: ImportOptions): Promise<ImportReport>;
  /** Judges files and stores nothing; resolves when all is known, or the signal ended it. */
  look(files: readonly ImportSource[], options: LookOptions): Promise<void>;
  /** Stores a mask that was drawn here and enters it; never rejects. */
  keepMask(mask: DrawnMask): Promise<KeptMask>;
  /** Ends the worker; running imports end as interrupted, what was acknowledged stays. */
  close(): void;
}

/**
 * Files handed over at once. Cloning 64 of them was seen to block the page for 70 ms; what the
 * worker holds stays bounded too.
 */
const slice = 16;
/** The worker ends after so long without work (ms), and its memory with it. */
const idleFor = 30_000;

/** What is said of other imports of a worker that did not hear of a cancellation. */
const silent: Failure = { code: 'stuck', seconds: Math.round(watchPaces.heartbeat / 1000) };

interface Session extends Handed {
  readonly options: ImportOptions;
  readonly outcomes: ImportLine[];
  readonly resolve: (report: ImportReport) => void;
  readonly onAbort: () => void;
  task: { readonly id: TaskId; readonly epoch: number } | null;
}

const newWorker = (): Worker =>
  new Worker(new URL('../import.worker.ts', import.meta.url), {
    type: 'module',
    name: 'inkreel import',
  });

/**
 * @param openPort opens a port over which the tab's database worker answers `DatabaseMethods`;
 * called once for every worker that is started
 * @param endTask ends the task of an import whose worker can no longer do it: failed, or cancelled
 * where there is no failure
 * @param isCancelled whether a person cancelled it in the queue; asked when the worker is silent
 * @param startWorker and `paces`: other ones are for tests
 */
export function createImporter(setting: {
  readonly libraryId: string;
  readonly openPort: () => MessagePort;
  readonly endTask: (task: TaskId, epoch: number, failure: Failure | null) => void;
  readonly isCancelled?: (task: TaskId) => Promise<boolean>;
  readonly startWorker?: () => Worker;
  readonly paces?: WatchPaces;
}): Importer {
  const { startWorker = newWorker, paces = watchPaces } = setting;
  const sessions = new Map<number, Session>();
  /** Masks that are being stored, by the number of their message. */
  const keeping = new Map<number, (kept: KeptMask) => void>();
  let worker: Worker | null = null;
  let watch: Watch | null = null;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;
  let nextSession = 1;
  /** Messages that the worker has sent, and had sent when it was asked last: alike, it is silent. */
  let heard = 0;
  let heardBefore = 0;

  const post = (message: ToImportWorker, transfer: Transferable[] = []): void =>
    worker?.postMessage(message, transfer);

  const start = (): void => {
    clearTimeout(idleTimer);
    if (!worker) {
      worker = startWorker();
      // Waiting for a disk that is full may take days, and is no standstill.
      const patient = { ...paces, standstill: Infinity };
      watch = watchWorker(ask, breakOff, patient);
      worker.addEventListener('message', (event: MessageEvent<FromImportWorker>) =>
        onMessage(event.data),
      );
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        const reason = event.message || 'the import worker could not be loaded';
        breakOff({ code: 'interrupted', reason });
      });
      post({ say: 'hello', library: setting.libraryId }, [setting.openPort()]);
    }
    watch?.work();
  };

  const handOver = (session: number, handed: Handed): void => {
    const sources = handed.files.slice(handed.at, handed.at + slice);
    handed.at += sources.length;
    post({ say: 'sources', session, sources, last: handed.at >= handed.files.length });
  };
  const looks = createLooks(post, handOver, () => restWhenIdle());

  const ask = (): void => {
    if (heard === heardBefore) void endCancelled();
    heardBefore = heard;
    post({ say: 'still_there' });
  };

  /** A silent worker does not hear of a cancellation: nobody waits for it then. */
  const endCancelled = async (): Promise<void> => {
    const before = heard;
    const found = new Set<number>();
    for (const [id, { task }] of sessions) {
      if (task && (await setting.isCancelled?.(task.id))) found.add(id);
    }
    if (found.size > 0 && heard === before) breakOff(silent, found);
  };

  const onMessage = (message: FromImportWorker): void => {
    heard += 1;
    watch?.hear(null);
    if (message.say === 'here') return;
    if (message.say === 'kept') return endKeeping(message.session, message.result);
    if (looks.hear(message)) return;
    const session = sessions.get(message.session);
    if (!session) return;
    switch (message.say) {
      case 'more':
        return handOver(message.session, session);
      case 'task':
        session.task = { id: message.task, epoch: message.epoch };
        return session.options.onTask?.(message.task);
      case 'outcomes':
        for (const outcome of message.outcomes) session.outcomes.push(outcome);
        return session.options.onOutcome?.(message.outcomes);
      case 'ended':
        return end(message.session, message.status, message.failure);
      case 'seen':
      case 'known':
      case 'looked':
        return undefined;
    }
  };

  const end = (id: number, status: ImportReport['status'], failure: Failure | null): void => {
    const session = sessions.get(id);
    if (!session) return;
    sessions.delete(id);
    session.options.signal?.removeEventListener('abort', session.onAbort);
    const { outcomes, task } = session;
    const sidecars = outcomes.filter((line) => line.outcome === 'sidecar');
    const files = outcomes.filter((line) => line.outcome !== 'sidecar');
    const those = (outcome: ImportOutcome['outcome']): readonly ImportOutcome[] =>
      files.filter((line) => line.outcome === outcome);
    session.resolve({
      task: task?.id ?? null,
      status,
      failure,
      imported: those('imported'),
      duplicates: those('duplicate'),
      skipped: those('skipped'),
      failed: those('failed'),
      sidecars,
    });
    restWhenIdle();
  };

  const endKeeping = (id: number, kept: KeptMask): void => {
    keeping.get(id)?.(kept);
    keeping.delete(id);
    restWhenIdle();
  };

  const restWhenIdle = (): void => {
    clearTimeout(idleTimer);
    if (sessions.size + keeping.size + looks.open() > 0) return;
    watch?.rest();
    idleTimer = setTimeout(stop, idleFor);
  };

  const stop = (): void => {
    clearTimeout(idleTimer);
    watch?.end();
    watch = null;
    worker?.terminate();
    worker = null;
  };

  /** Ends the worker, and with it everything that it was about to do; `cancelled` wanted that. */
  const breakOff = (failure: Failure, cancelled: ReadonlySet<number> = new Set()): void => {
    stop();
    for (const [id, { task }] of sessions) {
      const why = cancelled.has(id) ? null : failure;
      // One that dies is found by the lock that it held; it would be called interrupted.
      if (task && why?.code !== 'interrupted') setting.endTask(task.id, task.epoch, why);
      end(id, why ? 'failed' : 'cancelled', why);
    }
    for (const id of keeping.keys()) endKeeping(id, fail(failure));
    looks.endAll();
    stop();
  };

  return {
    async import(given, options = {}) {
      const { sources: files, left } = await inOrder(given.map(sourceOf));
      return new Promise((resolve) => {
        const id = nextSession;
        nextSession += 1;
        const onAbort = (): void => {
          post({ say: 'cancel', session: id });
          post({ say: 'still_there' });
          const before = heard;
          setTimeout(() => {
            if (heard === before && sessions.has(id)) breakOff(silent, new Set([id]));
          }, paces.heartbeat);
        };
        const outcomes = [...left];
        sessions.set(id, { files, options, outcomes, resolve, onAbort, at: 0, task: null });
        if (left.length > 0) options.onOutcome?.(left);
        if (options.signal?.aborted || files.length === 0) {
          end(id, options.signal?.aborted ? 'cancelled' : 'completed', null);
          return;
        }
        start();
        options.signal?.addEventListener('abort', onAbort, { once: true });
        const { onDuplicate = 'link', project, collection, isPreset = false } = options;
        const place = {
          ...(project === undefined ? {} : { project }),
          ...(collection === undefined ? {} : { collection }),
        };
        const [first] = files;
        const total = files.length;
        const name = first ? nameOf(first, total) : '';
        post({ say: 'begin', session: id, name, total, onDuplicate, place, isPreset });
      });
    },
    async look(given, options) {
      const arranged = await inOrder(given.map(sourceOf));
      options.onArranged(arranged);
      if (options.signal?.aborted || arranged.sources.length === 0) return undefined;
      const id = nextSession;
      nextSession += 1;
      start();
      return looks.begin(id, arranged.sources, options);
    },
    keepMask: (mask) =>
      new Promise((resolve) => {
        const session = nextSession;
        nextSession += 1;
        keeping.set(session, resolve);
        start();
        post({ say: 'keep', session, mask });
      }),
    close: () => breakOff({ code: 'interrupted', reason: 'the tab let go of its import' }),
  };
}

/** Sidecars go with the files beside them; what tells them apart is fetched only where there are any. */
async function inOrder(given: readonly Source[]): Promise<Arranged> {
  const may = given.some(({ file }) => /\.(xmp|json|txt)$/i.test(file.name));
  return may ? (await import('./arrange.ts')).arrange(given) : { sources: given, left: [] };
}

function sourceOf(given: ImportSource): Source {
  if (!(given instanceof File)) return 'file' in given ? given : { file: given };
  return given.webkitRelativePath === ''
    ? { file: given }
    : { file: given, path: given.webkitRelativePath };
}

/** What was chosen: the folder that was dropped, or the first file and how many more. */
function nameOf({ file, path }: Source, count: number): string {
  const folder = path?.includes('/') ? path.split('/')[0] : undefined;
  if (folder) return folder;
  return count > 1 ? `${file.name} + ${count - 1}` : file.name;
}
