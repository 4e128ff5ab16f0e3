/**
 * One import: files come in slices, are stored a few at a time, and get their rows in batches.
 * Every file ends in exactly one line of the running list; none stops the others. A full disk makes
 * them all wait until there is space. What was acknowledged stays, whatever comes after.
 */
import type { BlobStore } from '#db/blobs/store.ts';
import type {
  CommandName,
  Commands,
  DuplicateChoice,
  ImportOutcome,
  StoredFile,
} from '#domain/contract/commands.ts';
import type { TaskRow } from '#domain/task.ts';
import type { Queries, QueryName } from '#domain/contract/queries.ts';
import type { SidecarOutcome } from '#domain/contract/sidecars.ts';
import type { Failure } from '#domain/failure.ts';
import type { RequestId, TaskId } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';

import { besideNothing, readBeside } from './beside.ts';
import { openInbox } from './inbox.ts';
import type { FromImportWorker, ImportPlace, Source } from './messages.ts';
import { takeIn } from './take-in.ts';

/** What a session stands on; real in the worker, chosen in tests. */
export interface ImportGround {
  readonly store: BlobStore;
  readonly owner: string;
  command<Name extends CommandName>(
    name: Name,
    input: Commands[Name]['input'],
    /** Who is said to have done it; the import itself when not given. */
    actor?: 'import' | 'user',
  ): Promise<Result<Commands[Name]['value']>>;
  /** Throws where the database does not answer. */
  query<Name extends QueryName>(
    name: Name,
    params: Queries[Name]['params'],
  ): Promise<Queries[Name]['value']>;
  /** The row of the import task, to see whether a person cancelled it in the queue. */
  task(id: TaskId): Promise<TaskRow | null>;
  /** Tells the leader that the disk is full; resolves when there seems to be space again. */
  spaceAgain(): Promise<void>;
  progress(tick: { task: TaskId; fraction: number; note?: string; at: number }): void;
  say(message: FromImportWorker): void;
  now(): number;
}

export interface ImportSession {
  /** Hands in the slice that was asked for. */
  sources(sources: readonly Source[], last: boolean): void;
  cancel(): void;
  /** Resolves when everything is written and told. */
  readonly ended: Promise<void>;
}

/** Rows are written together, but nobody waits longer than this (ms) for the first of them. */
const batchFiles = 32;
const batchAge = 100;
/** Files that are read and stored at the same time. */
const together = 4;
const progressPace = 100;
/** How often the queue is asked whether a person cancelled, and the task kept from looking silent (ms). */
const askPace = 500;

/** What did not fit although there was space waits longer and longer before the next try (ms). */
const spacePause = { first: 1_000, longest: 60_000 };
const waitsForSpace = 'waits for space';

const isFull = (result: Result<unknown> | undefined): boolean =>
  result?.ok === false && result.failure.code === 'storage_full';

type Line =
  | { readonly stored: StoredFile }
  | { readonly outcome: 'skipped' | 'failed'; readonly name: string; readonly failure: Failure }
  | SidecarOutcome;

const isOfSidecar = (
  line: Exclude<Line, { readonly stored: StoredFile }>,
): line is SidecarOutcome => line.outcome === 'sidecar';

/** Starts an import; asks for its first slice at once. */
export function startImport(
  ground: ImportGround,
  begin: {
    readonly session: number;
    readonly name: string;
    readonly total: number;
    readonly onDuplicate: DuplicateChoice;
    readonly place?: ImportPlace;
    readonly isPreset?: boolean;
  },
): ImportSession {
  const { session, total, place = {} } = begin;
  const { stop, next, sources, cancel } = openInbox(() => ground.say({ say: 'more', session }));
  let lines: Line[] = [];
  let firstLineAt = 0;
  let done = 0;
  let tickAt = -Infinity;
  let askedAt = ground.now();
  let failure: Failure | null = null;
  let task: TaskId | null = null;
  /** The step of undo for what was set before. */
  let preset: RequestId | null = null;

  const tell = (note: string, within = 0): void => {
    const at = ground.now();
    if (task === null || (at - tickAt < progressPace && done < total)) return;
    tickAt = at;
    const fraction = total > 0 ? Math.min(1, (done + within) / total) : 0;
    ground.progress({ task, fraction, note, at });
  };

  /** Writes the lines so far, in their order of outcome, and tells the tab. */
  const flush = async (id: TaskId): Promise<void> => {
    const batch = lines;
    lines = [];
    const files = batch.flatMap((line) => ('stored' in line ? [line.stored] : []));
    const told = batch.flatMap((line) => ('stored' in line ? [] : [line]));
    const others: ImportOutcome[] = told.flatMap((line) => (isOfSidecar(line) ? [] : [line]));
    const beside = told.filter(isOfSidecar);
    if (files.length > 0) {
      const { onDuplicate } = begin;
      const input = {
        files,
        onDuplicate,
        origin: 'import',
        task: id,
        ...place,
        ...(preset === null ? {} : { preset }),
      } as const;
      let entered = await ground.command('importFiles', input);
      for (let tries = 1; isFull(entered) && !stop.signal.aborted; tries += 1) {
        await waitForSpace(tries);
        entered = await ground.command('importFiles', input);
      }
      if (entered.ok) {
        ground.say({ say: 'outcomes', session, outcomes: entered.value.outcomes });
      } else {
        // The bytes are stored but not entered: the list says so, the sweep takes them later.
        failure ??= entered.failure;
        for (const { name } of files) {
          others.push({ outcome: 'failed', name, failure: entered.failure });
        }
      }
    }
    if (beside.length > 0) ground.say({ say: 'outcomes', session, outcomes: beside });
    if (others.length === 0) return;
    ground.say({ say: 'outcomes', session, outcomes: others });
    const noted = await ground.command('noteImport', { task: id, outcomes: others });
    if (!noted.ok) failure ??= noted.failure;
  };

  /** Resolves when it is worth a try again, or at once when this import is cancelled. */
  const waitForSpace = async (tries: number): Promise<void> => {
    const { signal } = stop;
    if (signal.aborted) return;
    tickAt = -Infinity;
    tell(waitsForSpace);
    const pause = Math.min(spacePause.longest, spacePause.first * 2 ** (tries - 1));
    let wake = (): void => undefined;
    const cancelled = new Promise<void>((resolve) => {
      wake = resolve;
      signal.addEventListener('abort', wake, { once: true });
    });
    await Promise.race([
      cancelled,
      ground.spaceAgain().then(() => new Promise((resolve) => setTimeout(resolve, pause))),
    ]);
    signal.removeEventListener('abort', wake);
  };

  /** Stores a few sources; those for which there is no space are tried until there is. */
  const store = async (sources: readonly Source[], enter: () => Promise<void>): Promise<void> => {
    let left = sources;
    for (let tries = 1; left.length > 0 && !stop.signal.aborted; tries += 1) {
      const results = await Promise.all(
        left.map((source) =>
          takeIn(source, ground.store, stop.signal, (share) => tell(source.file.name, share)),
        ),
      );
      const full = left.filter((_, index) => isFull(results[index]));
      for (const [index, source] of left.entries()) {
        const result = results[index];
        if (result && !isFull(result)) await note(source, result);
      }
      left = full;
      if (full.length === 0) return;
      // Somebody waits for what did find room.
      await enter();
      await waitForSpace(full.length < results.length ? 1 : tries);
    }
  };

  const note = async (source: Source, result: Result<StoredFile>): Promise<void> => {
    if (result.ok) {
      const { sidecars, lines: read } = await readBeside(source);
      const stored = {
        ...result.value,
        ...(sidecars.length > 0 ? { sidecars } : {}),
        ...(source.preset && preset !== null ? { preset: source.preset } : {}),
      };
      add({ stored }, ...read);
    } else if (result.failure.code !== 'cancelled') {
      const outcome = result.failure.code === 'unsupported' ? 'skipped' : 'failed';
      const line = { outcome, name: source.file.name, failure: result.failure } as const;
      add(line, ...besideNothing(source));
    }
  };

  const add = (...more: readonly Line[]): void => {
    if (lines.length === 0) firstLineAt = ground.now();
    lines.push(...more);
  };

  /** Cancelled in the queue, or taken from us: then this import stops too. */
  const heed = async (id: TaskId): Promise<void> => {
    if (ground.now() - askedAt < askPace) return;
    askedAt = ground.now();
    const row = await ground.task(id);
    if (row && (row.cancel_requested === 1 || row.status !== 'running')) stop.abort();
  };

  const run = async (): Promise<void> => {
    const { name } = begin;
    const begun = await ground.command('beginImport', {
      name,
      total,
      owner: ground.owner,
      ...(place.project === undefined ? {} : { project: place.project }),
    });
    if (!begun.ok) {
      ground.say({ say: 'ended', session, status: 'failed', failure: begun.failure });
      return;
    }
    const { task: id, epoch } = begun.value;
    task = id;
    ground.say({ say: 'task', session, task: id, epoch });
    if (begin.isPreset === true) {
      const opened = await ground.command('presetImport', { task: id }, 'user');
      if (opened.ok) preset = opened.value.request;
      else failure = opened.failure;
    }
    /** The batch that is being entered, while the next files are stored. */
    let entering: Promise<void> = Promise.resolve();
    // Without the step that was asked for nothing comes in: it could not be told apart later.
    while (failure === null) {
      const some = await next(together);
      if (some.length === 0) break;
      const watch = setInterval(() => void heed(id).catch(() => undefined), askPace);
      await store(some, async () => {
        await entering;
        entering = flush(id);
        await entering;
      }).finally(() => clearInterval(watch));
      done += some.length;
      tell(some.at(-1)?.file.name ?? '');
      await heed(id);
      const isOld = ground.now() - firstLineAt >= batchAge;
      if (lines.length >= batchFiles || (lines.length > 0 && isOld)) {
        await entering;
        entering = flush(id);
        // Handled where it is awaited; until then a failure must not count as unhandled.
        entering.catch(() => undefined);
      }
      if (failure) break;
    }
    await entering;
    if (lines.length > 0) await flush(id);
    const status = failure ? 'failed' : stop.signal.aborted ? 'cancelled' : 'completed';
    const ended = await ground.command('endImport', {
      task: id,
      epoch,
      status,
      ...(failure ? { failure } : {}),
    });
    if (!ended.ok) failure ??= ended.failure;
    ground.say({ say: 'ended', session, status, failure });
  };

  return { sources, cancel, ended: run() };
}
