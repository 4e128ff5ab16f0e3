/** What the test of a model and its disposable worker say to each other. */
import type { Failure } from '#domain/failure.ts';
import type { Backend } from '../backend.ts';
import type { RunnableModel } from '../manifest.ts';
import type { RuntimeChoice } from '../runtime.ts';

export interface TrialRequest {
  readonly model: RunnableModel;
  readonly file: Blob;
  readonly choice: RuntimeChoice;
}

export type TrialAnswer =
  /** The backend that this machine offers, before anything is loaded. */
  | { readonly say: 'backend'; readonly backend: Backend }
  | {
      readonly say: 'ran';
      readonly backend: Backend;
      readonly threads: number;
      readonly openMs: number;
      readonly tileMs: number;
      readonly input: readonly number[];
      readonly output: readonly number[];
      readonly data: Float32Array;
    }
  | { readonly say: 'failed'; readonly failure: Failure };
