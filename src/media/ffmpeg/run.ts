/**
 * The one way to ffmpeg: a run is a list of arguments over named inputs and outputs, in a worker
 * of its own that is ended with it.
 *
 * Inputs are mounted read-only under `/in/<name>` and are read piece by piece; outputs are written
 * under `/out/<name>` to files on disk. Neither lies in memory as a whole.
 *
 *     const ran = await runFfmpeg({
 *       inputs: [{ name: 'film.avi', data: file }],
 *       arguments: ['-i', '/in/film.avi', '-c', 'copy', '/out/film.mkv'],
 *       outputs: ['film.mkv'],
 *       signal,
 *     });
 *     if (!ran.ok) return ran;
 *     try { await pour(ran.value.outputs[0], writer, signal) } finally { await ran.value.release() }
 */
import { failureFrom, type Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';

import { openEngine, type EngineAsk } from './engine.ts';
import { failureOfRun } from './failure.ts';
import { handleOf } from './handles.ts';
import { lendInputs, type LentInputs } from './lend-inputs.ts';
import { openLog, type FfmpegLog } from './log.ts';
import type { Ended, FromFfmpeg, Program, RunMessage } from './messages.ts';
import { openScratch } from './scratch.ts';

export interface FfmpegJob {
  readonly inputs: readonly { readonly name: string; readonly data: Blob }[];
  /** Without the program's name; `-nostdin -y` are there already. */
  readonly arguments: readonly string[];
  /** Names under `/out/` that may be written; no other can be. */
  readonly outputs?: readonly string[];
  readonly program?: Program;
  /** Aborting ends the worker at once. */
  readonly signal: AbortSignal;
  /** Longest time of the run in ms, after which it is ended: six hours when not said. */
  readonly timeout?: number;
  /** Longest time in ms without any sign of life: two minutes when not said. */
  readonly silence?: number;
  /** Seconds of output that are finished; divide by the length that is expected. */
  readonly onProgress?: (seconds: number) => void;
  /** May the engine be fetched (a download, once), and who is told about it. Default: `{ fetch: false }`. */
  readonly engine?: EngineAsk;
}

export interface FfmpegRun {
  /** What was written, in the order of the names asked for; empty when nothing was. */
  readonly outputs: readonly Blob[];
  /** What the program said; for `ffprobe`, `stdout` holds the answer. */
  readonly log: FfmpegLog;
  /** Removes the outputs from the disk; call it once they are poured elsewhere. */
  release(): Promise<void>;
}

const longest = 6 * 60 * 60 * 1000;
const longestSilence = 120_000;

/**
 * Runs ffmpeg (or ffprobe) once. Failures: `cancelled`, `unsupported` (no engine here, a codec it
 * has not), `corrupt` (the input cannot be read), `storage_full`, `out_of_memory`, `interrupted`
 * (time is up, or silence), `internal` (it did not start). Only the return code decides: a good run too
 * says "Aborted()" at its end.
 */
export async function runFfmpeg(job: FfmpegJob): Promise<Result<FfmpegRun>> {
  const { signal, outputs = [] } = job;
  if (signal.aborted) return fail({ code: 'cancelled' });
  const engine = await openEngine({ fetch: false, ...job.engine }, signal);
  if (!engine.ok) return engine;
  const scratch = outputs.length > 0 ? await openScratch(outputs.length) : null;
  const release = async (): Promise<void> => scratch?.release();
  const lent = lendInputs(job.inputs.map(({ data }) => data));
  try {
    const log = openLog();
    const how = await inWorker(job, log.take, lent, {
      ...engine.value,
      program: job.program ?? 'ffmpeg',
      arguments: job.arguments,
      inputs: job.inputs.map((input) => ({ ...input, handle: handleOf(input.data) })),
      lent: lent?.memory ?? null,
      outputs,
      files: scratch?.files ?? null,
    });
    const failure = 'failure' in how ? how.failure : failureOfRun(how, log.read(), nameOf(job));
    if (failure) {
      await release();
      return fail(failure);
    }
    const written =
      'memory' in how && how.memory
        ? how.memory
        : await Promise.all((scratch?.files ?? []).map((file) => file.getFile()));
    return ok({ outputs: written, log: log.read(), release });
  } catch (thrown) {
    await release();
    return fail(signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
  } finally {
    await lent?.close();
  }
}

const nameOf = (job: FfmpegJob): string => job.inputs[0]?.name ?? 'the input';

type How = Ended | { readonly failure: Failure };

/** Starts the worker and waits for its end, the signal, the time limit or too long a silence. */
async function inWorker(
  job: FfmpegJob,
  takeLine: (stream: 'stdout' | 'stderr', text: string) => void,
  lent: LentInputs | null,
  message: RunMessage,
): Promise<How> {
  const { signal, onProgress, timeout = longest, silence = longestSilence } = job;
  const worker = new Worker(new URL('./ffmpeg.worker.ts', import.meta.url), {
    type: 'module',
    name: 'ffmpeg',
  });
  const over = new AbortController();
  try {
    return await new Promise<How>((resolve) => {
      const stop = (failure: Failure): void => resolve({ failure });
      const until = { signal: over.signal };
      const timer = setTimeout(() => stop(tooLong('it took longer than', timeout)), timeout);
      let lastSign = performance.now();
      const look = (): void => {
        if (performance.now() - lastSign >= silence) stop(tooLong('nothing moved for', silence));
      };
      const watch = setInterval(look, Math.min(1000, silence));
      over.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        clearInterval(watch);
      });
      signal.addEventListener('abort', () => stop({ code: 'cancelled' }), until);
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent<FromFfmpeg>) => {
          lastSign = performance.now();
          if (data.say === 'line') takeLine(data.stream, data.text);
          else if (data.say === 'progress') onProgress?.(data.seconds);
          else if (data.say === 'read') void lent?.read(data.input, data.from, data.length);
          else resolve(data);
        },
        until,
      );
      worker.addEventListener(
        'error',
        (event) => {
          event.preventDefault();
          stop({ code: 'internal', reason: `the media engine did not start: ${event.message}` });
        },
        until,
      );
      worker.postMessage(message);
    });
  } finally {
    over.abort();
    // Nothing inside can be interrupted; ending the thread is the only cancel there is.
    worker.terminate();
  }
}

const tooLong = (what: string, limit: number): Failure => ({
  code: 'interrupted',
  reason: `${what} ${Math.round(limit / 1000)} seconds`,
});

/** Pours bytes into a writer piece by piece. Throws the signal's reason when it is aborted. */
export async function pour(
  bytes: Blob,
  writer: { write(bytes: Uint8Array): Promise<void> },
  signal: AbortSignal,
): Promise<void> {
  for await (const piece of bytes.stream()) {
    signal.throwIfAborted();
    await writer.write(piece);
  }
}
