/** What the test of a model and its disposable worker say to each other. */
import type { Failure } from '#domain/failure.ts';
import type { Backend } from '../backend.ts';
import type { RunnableModel } from '../manifest.ts';
import type { RuntimeChoice } from '../runtime.ts';
import type { TileStep } from './sides.ts';

export interface TrialRequest {
  readonly model: RunnableModel;
  readonly file: Blob;
  readonly choice: RuntimeChoice;
}

export type TrialAnswer =
  | {
      readonly say: 'ran';
      readonly backend: Backend;
      readonly threads: number;
      readonly openMs: number;
      readonly tileMs: number;
      readonly input: readonly number[];
      readonly output: readonly number[];
      readonly data: Float32Array<ArrayBuffer>;
      /** What sides an enlarger takes, where that had to be asked. */
      readonly step?: TileStep;
    }
  | { readonly say: 'failed'; readonly failure: Failure };
