/** From chosen files to the plan of what they become. */
import { type Failure, isFailure } from '#domain/failure.ts';
import type { OldPlan } from '#domain/old-model/plan.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { isTableFile } from '#formats/tables/read.ts';
import type { ChosenFile } from '../inkreel.ts';

export interface ReadFile {
  readonly file: File;
  readonly path: string;
}

/** What the worker is asked: files with tables, and the paths of everything else. */
export interface ReadAsked {
  readonly files: readonly ReadFile[];
  readonly media: readonly string[];
}

/** A plan with the media files that its rows mean. */
export interface ReadModel {
  readonly plan: OldPlan;
  readonly media: readonly ReadFile[];
  /** Names of the files that the tables came from. */
  readonly files: readonly string[];
}

/** Reads the tables among the files in a thread that lives for it. */
export function readOldModel(chosen: readonly ChosenFile[]): Promise<Result<ReadModel>> {
  const all = chosen.map(({ file, path }): ReadFile => ({ file, path: path ?? file.name }));
  const files = all.filter(({ path }) => isTableFile(path));
  const others = all.filter(({ path }) => !isTableFile(path));
  if (files.length === 0) {
    const reason = 'none of the files is JSON, CSV, TSV or a plain SQL dump';
    return Promise.resolve(fail({ code: 'unsupported', what: 'These files', reason }));
  }
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./read.worker.ts', import.meta.url), {
      type: 'module',
      name: 'inkreel old model',
    });
    const end = (answer: OldPlan | Failure): void => {
      worker.terminate();
      if (isFailure(answer)) {
        resolve(fail(answer));
        return;
      }
      const meant = new Set(answer.records.map(({ path }) => path));
      const media = others.filter(({ path }) => meant.has(path));
      resolve(ok({ plan: answer, media, files: files.map(({ path }) => path) }));
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      end({ code: 'internal', reason: event.message || 'its script could not be loaded' });
    });
    worker.addEventListener('message', ({ data }: MessageEvent<OldPlan | Failure>) => end(data));
    const asked: ReadAsked = { files, media: others.map(({ path }) => path) };
    worker.postMessage(asked);
  });
}
