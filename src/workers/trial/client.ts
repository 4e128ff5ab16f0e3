/**
 * The page's side of trials: what a tool would make of one asset with these settings, made by the
 * tool itself in a worker of its own. One runs at a time; a new one takes the place of the old.
 */
import type { Client } from '#db/client.ts';
import type { AssetFacts, AssetRow } from '#domain/asset.ts';
import type { Lease, TaskOutput } from '#domain/contract/engine.ts';
import { failureFrom } from '#domain/failure.ts';
import type { TaskId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';

import type { FromTaskWorker, ToTaskWorker } from '../scheduler/messages.ts';
import { watchPaces, watchWorker, type Watch, type WatchPaces } from '../watched.ts';

/** What a tool made of an asset. */
export interface Trial {
  readonly blob: Blob;
  readonly facts: AssetFacts;
  readonly result: Readonly<Record<string, unknown>>;
  /** How long it took, in ms, loading included. */
  readonly took: number;
}

export interface TrialOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, note: string | null) => void;
}

export interface Trials {
  /** Runs a tool on one asset; nothing is stored. A `cancelled` failure when another took its place. */
  run(
    kind: string,
    settings: Readonly<Record<string, unknown>>,
    source: AssetRow,
    options?: TrialOptions,
  ): Promise<Result<Trial>>;
  /** The same for a tool that tells something and makes no file: its result. */
  ask(
    kind: string,
    settings: Readonly<Record<string, unknown>>,
    source: AssetRow,
    options?: TrialOptions,
  ): Promise<Result<Readonly<Record<string, unknown>>>>;
  /** Ends the worker and whatever it does; the next trial starts a new one. */
  close(): void;
}

/** Time in ms that a run has to stop by itself before its worker is ended. */
const grace = 1500;

const newWorker = (): TrialWorker =>
  new Worker(new URL('../trial.worker.ts', import.meta.url), {
    type: 'module',
    name: 'inkreel trial',
  });

type Ended = Extract<FromTaskWorker, { say: 'ended' }> & { readonly blob: Blob | null };
type FromTrial = Exclude<FromTaskWorker, { say: 'ended' }> | Ended;

interface Running {
  readonly task: TaskId;
  readonly lease: Lease;
  readonly began: number;
  readonly onProgress: NonNullable<TrialOptions['onProgress']>;
  readonly end: (result: Result<Made>) => void;
}

/** What a run ended with. */
interface Made {
  readonly output: TaskOutput;
  readonly blob: Blob | null;
  readonly took: number;
}

function trialOf({ output, blob, took }: Made): Result<Trial> {
  const { file, result = {} } = output;
  if (!file || !blob) {
    return fail({ code: 'unsupported', what: 'A trial', reason: 'this tool makes no new file' });
  }
  const { facts } = file;
  return ok({ blob: new Blob([blob], { type: facts.mime }), facts, result, took });
}

/** What is used of a worker; tests put another in. */
export type TrialWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** Opens trials over a library; the worker starts with the first one. Other `paces` are for tests. */
export function createTrials(
  library: string,
  { queries }: Pick<Client, 'queries'>,
  startWorker: () => TrialWorker = newWorker,
  paces: WatchPaces = watchPaces,
): Trials {
  let worker: TrialWorker | null = null;
  let watch: Watch | null = null;
  let running: Running | null = null;
  /** Of each run that was told to stop: when its worker is ended. */
  const deadlines = new Map<TaskId, ReturnType<typeof setTimeout>>();

  const say = (message: ToTaskWorker): void => worker?.postMessage(message);

  const settle = (result: Result<Made>): void => {
    const ended = running;
    running = null;
    if (deadlines.size === 0) watch?.rest();
    ended?.end(result);
  };

  const drop = (): void => {
    watch?.end();
    watch = null;
    worker?.terminate();
    worker = null;
    for (const deadline of deadlines.values()) clearTimeout(deadline);
    deadlines.clear();
  };

  const hear = async (from: TrialWorker, message: FromTrial): Promise<void> => {
    const answer = (call: number, result: Result<unknown>): void =>
      from.postMessage({ say: 'answer', call, result } satisfies ToTaskWorker);
    if (message.say === 'ask') {
      // The border: a run asks by the names of the contract.
      const asked = queries[message.name] as (params: unknown) => Promise<Result<unknown>>;
      const result = await asked(message.params).catch((thrown: unknown) =>
        fail(failureFrom(thrown)),
      );
      // Calls are counted in each worker: the answer belongs to the one that asked.
      answer(message.call, result);
      return;
    }
    if (message.say === 'do' || message.say === 'copy') {
      const refused: Result<never> = fail({
        code: 'not_allowed',
        what: 'A command',
        reason: 'a trial changes nothing',
      });
      answer(message.call, refused);
      return;
    }
    if (message.say === 'here' || message.say === 'long_step') return;
    if (message.say === 'ended') {
      clearTimeout(deadlines.get(message.task));
      deadlines.delete(message.task);
    }
    if (message.task === running?.task) {
      if (message.say === 'progress') running.onProgress(message.fraction, message.note);
      else if (!message.result.ok) settle(message.result);
      else {
        const took = performance.now() - running.began;
        settle(ok({ output: message.result.value, blob: message.blob, took }));
      }
    }
  };

  const start = (): void => {
    if (worker) return;
    const started = startWorker();
    worker = started;
    // The border: the worker says nothing else.
    started.addEventListener('message', (event) => {
      if (worker !== started) return;
      const { data } = event as MessageEvent<FromTrial>;
      watch?.hear(data.say === 'here' || data.say === 'long_step' ? data : null);
      void hear(started, data);
    });
    watch = watchWorker(
      () => say({ say: 'still_there' }),
      (failure) => {
        drop();
        settle(fail(failure));
      },
      paces,
    );
    const died = (reason: string): void => {
      if (worker !== started) return;
      drop();
      settle(fail({ code: 'interrupted', reason }));
    };
    started.addEventListener('error', (event) => died(event.message || 'the worker ended'));
    started.addEventListener('messageerror', () => died('a message could not be read'));
    say({ say: 'hello', library, owner: 'trial', appBase: new URL('.', document.baseURI).href });
  };

  const begin = ({ lease }: Running): void => {
    start();
    watch?.work();
    say({ say: 'run', lease });
  };

  /** Asks the run to stop; where it does not, its worker is ended and the newest begins in another. */
  const stop = (): void => {
    const stopping = running;
    const inWorker = worker;
    if (!stopping || !inWorker) return;
    say({ say: 'abort', task: stopping.task, epoch: 1 });
    settle(fail({ code: 'cancelled' }));
    const giveUp = (): void => {
      deadlines.delete(stopping.task);
      if (worker !== inWorker) return;
      drop();
      if (running) begin(running);
    };
    deadlines.set(stopping.task, setTimeout(giveUp, grace));
  };

  const perform: (...given: Parameters<Trials['run']>) => Promise<Result<Made>> = (
    kind,
    settings,
    source,
    { signal, onProgress = () => undefined } = {},
  ) =>
    new Promise((end) => {
      stop();
      if (signal?.aborted) return end(fail({ code: 'cancelled' }));
      // The border: a trial has no row; the runner reads these columns of it and no others.
      const task = crypto.randomUUID() as TaskId;
      const row = { id: task, kind, params: JSON.stringify(settings), attempt: 1 };
      const lease: Lease = { task: row as Lease['task'], epoch: 1, source, target: null };
      running = { task, lease, began: performance.now(), onProgress, end };
      signal?.addEventListener('abort', () => {
        if (running?.task === task) stop();
      });
      begin(running);
    });

  return {
    async run(...given) {
      const made = await perform(...given);
      return made.ok ? trialOf(made.value) : made;
    },
    async ask(...given) {
      const made = await perform(...given);
      return made.ok ? ok(made.value.output.result ?? {}) : made;
    },
    close() {
      settle(fail({ code: 'cancelled' }));
      drop();
    },
  };
}
