/**
 * Tests a model with one tile on every backend that there is, each in a worker of its own, and
 * judges it: whole and finite, of the right shape, what its work asks for, the same everywhere, and
 * how fast. Of a model that nobody described other uses are tried where the guess does not fit.
 */
import type { ModelManifest, ModelTest } from '#domain/local-model.ts';
import type { Failure } from '#domain/failure.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Backend } from '../backend.ts';
import type { RunnableModel } from '../manifest.ts';
import { alternativesTo, asMatting } from './conventions.ts';
import { fitOf, goodFit, leastFit } from './fit.ts';
import { isTooMuch, tryInWorker, type Ran, type TryOn } from './in-worker.ts';
import { measured } from './measure.ts';
import type { TrialRequest } from './messages.ts';
import { judgeNumbers, judgeShape } from './shape.ts';
import { withStep } from './sides.ts';
import { trialSize } from './tile.ts';

/** What the test says of a model, and its manifest with what was measured. */
export interface Judged {
  readonly test: ModelTest;
  readonly manifest: ModelManifest;
}

/** Longest that other uses are looked for, in ms; the one that is being tried is let finish. */
const mostSearch = 60_000;

const unknown: Readonly<Record<ModelManifest['task'], string>> = {
  matting:
    'its kind is not known: it looks like a network that cuts out, but it did not tell a simple figure from a plain ground, so it may find text, edges or depth instead. If you know that it cuts out, say so under its settings, and it is tested as one',
  upscale:
    'its larger picture is not the one that it was given, whichever way it was given: it may draw, colour or restyle instead. If you know how it takes a picture, say so under its settings, and it is tested so',
  inpaint:
    'it did not take a thing out of a simple picture, or changed what lies around it, whichever way the mask was given. If you know how it takes picture and mask, say so under its settings, and it is tested so',
  face_swap:
    'it takes two pictures and does not say of what: it may make pictures between them, or paint one in the style of the other. If you know that it swaps faces, say so under its settings, and it is tested as one that does',
  face_detection: 'its kind is not known',
};

/** A share of the answer's range above which two backends do not agree: about ten of 255. */
const tolerance = 0.04;

/** One way to use a model, and what its tile showed. */
interface Tried {
  readonly manifest: ModelManifest;
  readonly ran: Ran;
  /** Why it cannot be used so; null where it can. */
  readonly wrong: string | null;
  readonly fit: number;
}

function judgeAnswer(manifest: ModelManifest, ran: Ran): Tried {
  const shape = judgeShape(manifest, ran);
  const wrong = shape.reason ?? judgeNumbers(ran.data);
  if (wrong !== null) return { manifest: shape.manifest, ran, wrong, fit: 0 };
  const size = trialSize({ ...manifest, id: '' });
  const known = measured(shape.manifest, ran.data);
  const stepped = ran.step === undefined ? known : withStep(known, ran.step, size);
  return { manifest: stepped, ran, wrong: null, fit: fitOf(known, ran.data, size) };
}

/** The use that fits best of all that a network of these shapes may have; the first that fits well. */
async function bestUse(
  first: Tried,
  tryUse: (manifest: ModelManifest) => Promise<Result<Ran>>,
  now: () => number,
): Promise<Result<Tried>> {
  const until = now() + mostSearch;
  let best = first;
  const { task, layout } = first.manifest;
  const { output, data } = first.ran;
  const size = trialSize({ ...first.manifest, id: '' });
  const isPlane =
    task === 'upscale' &&
    first.wrong !== null &&
    data.length === size.width * size.height &&
    output.at(layout === 'NCHW' ? -3 : -1) === 1;
  const plane = isPlane ? [asMatting(first.manifest)] : [];
  const others = isPlane
    ? plane.flatMap((one) => [one, ...alternativesTo(one)])
    : first.wrong === null
      ? alternativesTo(first.manifest)
      : [];
  for (const other of others) {
    if (best.fit >= goodFit || now() > until) break;
    const ran = await tryUse(other);
    if (!ran.ok && ran.failure.code === 'cancelled') return ran;
    if (!ran.ok) continue;
    const tried = judgeAnswer(other, ran.value);
    if (tried.wrong === null && tried.fit > best.fit) best = tried;
  }
  return ok(best);
}

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
  const request = (backend: Backend, use: ModelManifest): TrialRequest => ({
    model: { ...model, ...use },
    file,
    choice: { backend },
  });
  options.onStep?.(0.05, 'wasm');
  const wasm = await tryOn(request('wasm', manifest), signal);
  // What is too much for the processor may still be right for the graphics card.
  const isForGpu = !wasm.ok && options.gpu && isTooMuch(wasm.failure);
  const ground = isForGpu ? 'webgpu' : 'wasm';
  if (isForGpu) options.onStep?.(0.5, 'webgpu');
  const begun = isForGpu ? await tryOn(request('webgpu', manifest), signal) : wasm;
  if (!begun.ok && begun.failure.code === 'cancelled') return begun;
  if (!begun.ok) {
    // Both had too little; the processor's reason is the one that people can do something about.
    const reason = reasonOf(wasm.ok ? begun.failure : wasm.failure);
    return ok({ manifest, test: failedTest(reason, now()) });
  }
  const first = judgeAnswer(manifest, begun.value);
  const found = manifest.guessed
    ? await bestUse(first, (use) => tryOn(request(ground, use), signal), now)
    : ok(first);
  if (!found.ok) return found;
  const { ran, fit } = found.value;
  const base = {
    input: ran.input,
    output: ran.output,
    tested_at: now(),
  };
  const trials = [trialOf(ran)];
  const { guessed, ...sure } = found.value.manifest;
  const isStrange = guessed && (fit < leastFit || sure.task === 'face_swap');
  const wrong = found.value.wrong ?? (isStrange ? unknown[sure.task] : null);
  if (wrong !== null) {
    const test = { ...failedTest(wrong, now()), ...base, trials };
    return ok({ manifest: found.value.manifest, test });
  }
  const passed = { ...base, passed: true, reason: null } as const;
  if (!options.gpu || ground === 'webgpu') {
    const test = {
      ...passed,
      trials,
      difference: null,
      backend: ground,
      withoutGpu: null,
    } as const;
    return ok({ manifest: sure, test });
  }
  options.onStep?.(0.5, 'webgpu');
  const gpu = await tryOn(request('webgpu', sure), signal);
  if (!gpu.ok && gpu.failure.code === 'cancelled') return gpu;
  if (!gpu.ok) {
    const withoutGpu = reasonOf(gpu.failure);
    return ok({
      manifest: sure,
      test: { ...passed, trials, difference: null, backend: 'wasm', withoutGpu },
    });
  }
  const range = sure.task === 'face_detection' ? rangeOf(ran.data) : null;
  const difference = differenceOf(ran.data, gpu.value.data, range ?? sure.outputRange);
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
