/** The page's side of taking in a model's file. */
import { fail, type Result } from '#domain/result.ts';
import type { KnownOfModel, TakeModel, TakeModelAnswer, TakenModel } from './messages.ts';

/** Reads and stores a file in a thread of its own. The row is written by `addModel` afterwards. */
export const takeModel = (
  library: string,
  file: File,
  known: KnownOfModel = {},
): Promise<Result<TakenModel>> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('../model-intake.worker.ts', import.meta.url), {
      type: 'module',
      name: 'inkreel model intake',
    });
    const end = (result: Result<TakenModel>): void => {
      worker.terminate();
      resolve(result);
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      end(fail({ code: 'internal', reason: event.message || 'its script could not be loaded' }));
    });
    worker.addEventListener('message', ({ data }: MessageEvent<TakeModelAnswer>) => end(data));
    const request: TakeModel = { library, file, known };
    worker.postMessage(request);
  });
