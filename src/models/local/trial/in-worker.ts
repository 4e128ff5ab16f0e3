/** Runs one request of a model's test in a worker that lives for it alone. */
import type { Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { TrialAnswer, TrialRequest } from './messages.ts';

export type Ran = Extract<TrialAnswer, { readonly say: 'ran' }>;

/** Runs the tile on a backend; tests put failing and slow ones in its place. */
export type TryOn = (request: TrialRequest, signal: AbortSignal) => Promise<Result<Ran>>;

/** How long one tile may take, loading of the model included, in ms: who waits can cancel. */
const patience = 300_000;
const lateness = `one tile took longer than ${patience / 60_000} minutes`;

/** Whether a tile was too much for a backend, where another may be equal to it. */
export const isTooMuch = (failure: Failure): boolean =>
  failure.code === 'out_of_memory' ||
  (failure.code === 'model_failed' && failure.reason === lateness);

export const tryInWorker: TryOn = (request, signal) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./trial.worker.ts', import.meta.url), {
      type: 'module',
      name: 'inkreel model test',
    });
    const end = (result: Result<Ran>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      worker.terminate();
      resolve(result);
    };
    const stop = (): void => end(fail({ code: 'cancelled' }));
    const late: Failure = { code: 'model_failed', model: request.model.id, reason: lateness };
    const timer = setTimeout(() => end(fail(late)), patience);
    if (signal.aborted) return stop();
    signal.addEventListener('abort', stop, { once: true });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // What aborts WebAssembly ends the worker's script as well.
      end(fail({ code: 'out_of_memory', what: event.message || 'the model' }));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<TrialAnswer>) => {
      if (data.say === 'ran') end(ok(data));
      else if (data.say === 'failed') end(fail(data.failure));
    });
    worker.postMessage(request);
  });
