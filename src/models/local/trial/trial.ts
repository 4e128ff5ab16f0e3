/**
 * Tests a model with one tile on every backend that there is, each in a worker of its own, and
 * judges it: whole and finite, of the right shape, the same everywhere, and how fast.
 */
import type { ModelManifest, ModelTest } from '#domain/local-model.ts';
import type { Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Backend } from '../backend.ts';
import type { RunnableModel } from '../manifest.ts';
import type { TrialAnswer, TrialRequest } from './messages.ts';
import { measured, separates } from './measure.ts';
import { trialSize } from './tile.ts';

export type Ran = Extract<TrialAnswer, { readonly say: 'ran' }>;

/** Runs the tile on a backend; tests put failing and slow ones in its place. */
export type TryOn = (request: TrialRequest, signal: AbortSignal) => Promise<Result<Ran>>;

/** How long one tile may take, loading of the model included, in ms. */
const patience = 120_000;

/** Runs one request in a worker that lives for it alone. */
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
    const seconds = patience / 1000;
    const late: Failure = {
      code: 'model_failed',
      model: request.model.id,
      reason: `one tile took longer than ${seconds} seconds`,
    };
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

/** What the test says of a model, and its manifest with what was measured. */
export interface Judged {
  readonly test: ModelTest;
  readonly manifest: ModelManifest;
}

const noMatte =
  'its kind is not known: it looks like a network that cuts out, but it did not tell a simple figure from a plain ground, so it may find text, edges or depth instead. If you know that it cuts out, say so under its settings, and it is tested as one';

/** A share of the answer's range above which two backends do not agree: about ten of 255. */
const tolerance = 0.04;

export async function testModel(options: {
  readonly model: RunnableModel;
  readonly manifest: ModelManifest;
  readonly file: Blob;
  /** Whether there is a graphics processor to be tried as well. */
  readonly gpu: boolean;
  readonly signal: AbortSignal;
  readonly now: () => number;
  readonly tryOn?: TryOn;
  onStep?(fraction: number, backend: Backend): void;
}): Promise<Result<Judged>> {
  const { model, manifest, file, signal, now } = options;
  const tryOn = options.tryOn ?? tryInWorker;
  const request = (backend: Backend): TrialRequest => ({ model, file, choice: { backend } });
  options.onStep?.(0.05, 'wasm');
  const wasm = await tryOn(request('wasm'), signal);
  if (!wasm.ok && wasm.failure.code === 'cancelled') return wasm;
  if (!wasm.ok) return ok({ manifest, test: failedTest(reasonOf(wasm.failure), now()) });
  const shape = judgeShape(manifest, wasm.value);
  const base = {
    input: wasm.value.input,
    output: wasm.value.output,
    tested_at: now(),
  };
  const trials = [trialOf(wasm.value)];
  const wrong = shape.reason ?? judgeNumbers(wasm.value.data);
  if (wrong !== null) {
    return ok({ manifest: shape.manifest, test: { ...failedTest(wrong, now()), ...base, trials } });
  }
  const { guessed, ...sure } = measured(shape.manifest, wasm.value.data);
  if (guessed && !separates(sure, wasm.value.data, trialSize(model))) {
    const test = { ...failedTest(noMatte, now()), ...base, trials };
    return ok({ manifest: { ...sure, guessed }, test });
  }
  const passed = { ...base, passed: true, reason: null } as const;
  if (!options.gpu) {
    const test = {
      ...passed,
      trials,
      difference: null,
      backend: 'wasm',
      withoutGpu: null,
    } as const;
    return ok({ manifest: sure, test });
  }
  options.onStep?.(0.5, 'webgpu');
  const gpu = await tryOn(request('webgpu'), signal);
  if (!gpu.ok && gpu.failure.code === 'cancelled') return gpu;
  if (!gpu.ok) {
    const withoutGpu = reasonOf(gpu.failure);
    return ok({
      manifest: sure,
      test: { ...passed, trials, difference: null, backend: 'wasm', withoutGpu },
    });
  }
  const range = manifest.task === 'face_detection' ? rangeOf(wasm.value.data) : null;
  const difference = differenceOf(wasm.value.data, gpu.value.data, range ?? sure.outputRange);
  const agrees = difference <= tolerance;
  return ok({
    manifest: sure,
    test: {
      ...passed,
      trials: [...trials, trialOf(gpu.value)],
      difference,
      backend: agrees ? 'webgpu' : 'wasm',
      withoutGpu: agrees ? null : 'its results there differ too much from those of the processor',
    },
  });
}

const trialOf = ({ backend, openMs, tileMs, threads }: Ran): ModelTest['trials'][number] => ({
  backend,
  openMs: Math.round(openMs),
  tileMs: Math.round(tileMs * 10) / 10,
  threads,
});

/** A test that a model did not pass. */
export const failedTest = (reason: string, at: number): ModelTest => ({
  passed: false,
  reason,
  input: [],
  output: [],
  trials: [],
  difference: null,
  backend: null,
  withoutGpu: null,
  tested_at: at,
});

/** Largest difference as a share of the range; endless where the sizes differ or a number is none. */
function differenceOf(
  one: Float32Array,
  other: Float32Array,
  [low, high]: ModelManifest['outputRange'],
): number {
  if (one.length !== other.length) return 1e6;
  let most = 0;
  for (const [at, value] of one.entries()) {
    const apart = Math.abs(value - (other[at] ?? Number.NaN));
    if (!Number.isFinite(apart)) return 1e6;
    if (apart > most) most = apart;
  }
  return most / Math.abs(high - low);
}

/** Least and most of an answer that has no range of its own, at least one apart. */
function rangeOf(data: Float32Array): readonly [number, number] {
  let [least, most] = [0, 1];
  for (const value of data) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

function judgeNumbers(data: Float32Array): string | null {
  if (data.length === 0) return 'its answer is empty, or of a type that is no picture';
  return data.every(Number.isFinite) ? null : 'its answer holds numbers that are none (NaN)';
}

/** Whether the answer has the shape that its work asks for; the scale of an enlarger is measured. */
function judgeShape(
  manifest: ModelManifest,
  { output, data }: Ran,
): { readonly reason: string | null; readonly manifest: ModelManifest } {
  const size = trialSize({ ...manifest, id: '' });
  const area = size.width * size.height;
  const shape = output.join(' × ');
  const given = `${size.width} × ${size.height} pixels`;
  switch (manifest.task) {
    case 'upscale': {
      const scale = Math.sqrt(data.length / (3 * area));
      const [height = 0, width = 0] =
        manifest.layout === 'NCHW' ? output.slice(-2) : output.slice(-3, -1);
      const isWhole =
        Number.isInteger(scale) && width === size.width * scale && height === size.height * scale;
      if (!isWhole || scale < 2 || scale > 16) {
        return { manifest, reason: `its answer to ${given} is ${shape}: not a larger picture` };
      }
      return { manifest: { ...manifest, scale }, reason: null };
    }
    case 'face_detection':
      return {
        manifest,
        reason:
          data.length > 0
            ? null
            : `its answers to ${given} are not those of a detector that finds five points: rows of 1, 1, 4 and 10 numbers for cells of 8, 16 and 32 pixels`,
      };
    case 'inpaint':
    case 'face_swap':
      return {
        manifest,
        reason:
          data.length === 3 * area ? null : `its answer to ${given} is ${shape}: not a picture`,
      };
    case 'matting':
      return {
        manifest,
        reason: data.length === area ? null : `its answer to ${given} is ${shape}: not one matte`,
      };
  }
}

/** Why it failed, as the rest of a sentence for people. */
export function reasonOf(failure: Failure): string {
  if (failure.code === 'out_of_memory') return 'it needs more memory than a browser tab has';
  if (failure.code === 'missing_file') return 'its file is not in the library’s store';
  if (!('reason' in failure)) return failure.code;
  // The runtime names the files of the machine that built it.
  const reason = failure.reason.replaceAll(/\/\S*\/onnxruntime\/\S*/g, '').slice(0, 1500);
  // It stands within a sentence.
  return reason.trim().replace(/\.+$/, '');
}
