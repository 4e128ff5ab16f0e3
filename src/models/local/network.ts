/** A loaded network: named tensors in, named numbers out. The one place that calls a session. */
import type * as Ort from 'onnxruntime-web/wasm';

import { failureFrom, type Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { longStep } from '#media/long-step.ts';
import type { Backend } from './backend.ts';
import { fromHalves, toHalves } from './half.ts';
import type { RunnableModel } from './manifest.ts';
import type { Runtime } from './runtime.ts';

/** Numbers for an input. For float16 they are given as float32 and packed here. */
export interface Feed {
  readonly type: RunnableModel['dtype'];
  readonly dims: readonly number[];
  readonly data: Float32Array | Uint8Array;
}

/** What came out, as float32 whatever its type was. */
export interface Answer {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

export interface Network {
  readonly backend: Backend;
  readonly threads: number;
  /** Fails with `out_of_memory` when memory ran out or the graphics device was lost. */
  run(feeds: Readonly<Record<string, Feed>>, output: string): Promise<Result<Answer>>;
  /** The same with every output, by name. */
  runAll(feeds: Readonly<Record<string, Feed>>): Promise<Result<Readonly<Record<string, Answer>>>>;
  /** Gives back what can be given back; the rest goes with the worker. */
  release(): Promise<void>;
}

/** Loads a network on a runtime, with its free dimensions fixed. */
export async function openNetwork(
  { ort, backend, threads }: Runtime,
  model: RunnableModel,
  bytes: Uint8Array,
  shape: { readonly width: number; readonly height: number },
): Promise<Result<Network>> {
  try {
    const session = await longStep(() =>
      ort.InferenceSession.create(bytes, {
        executionProviders: [backend],
        // Shapes that change meet a fault in buffer reuse on WebGPU; each session has one shape.
        freeDimensionOverrides: freeDimensions(model, shape),
        graphOptimizationLevel: 'all',
        logSeverityLevel: 3,
      }),
    );
    const runSession = async (
      feeds: Readonly<Record<string, Feed>>,
    ): Promise<Result<Readonly<Record<string, Ort.Tensor>>>> => {
      try {
        const tensors: Record<string, Ort.Tensor> = {};
        for (const [name, feed] of Object.entries(feeds)) tensors[name] = tensorOf(ort, feed);
        return ok(await longStep(() => session.run(tensors)));
      } catch (thrown) {
        return fail(modelFailure(model, thrown));
      }
    };
    return ok({
      backend,
      threads,
      run: async (feeds, output) => {
        const ran = await runSession(feeds);
        if (!ran.ok) return ran;
        const answer = ran.value[output];
        return answer
          ? ok(answerOf(answer))
          : fail({
              code: 'model_failed',
              model: model.id,
              reason: `it has no output “${output}”`,
            });
      },
      runAll: async (feeds) => {
        const ran = await runSession(feeds);
        if (!ran.ok) return ran;
        const answers: Record<string, Answer> = {};
        for (const [name, tensor] of Object.entries(ran.value)) answers[name] = answerOf(tensor);
        return ok(answers);
      },
      release: async () => {
        try {
          await session.release();
        } catch {
          // After a lost device or an aborted runtime there is nothing left to give back.
        }
      },
    });
  } catch (thrown) {
    return fail(modelFailure(model, thrown));
  }
}

/**
 * What the free dimensions of a network become. Some exporters give one name ("?") to several: such
 * a name is fixed only where all that bear it are the same.
 */
export function freeDimensions(
  { free }: Pick<RunnableModel, 'free'>,
  { width, height }: { readonly width: number; readonly height: number },
): Record<string, number> {
  const sizes = new Map<string, Set<number>>();
  const named = [
    [free.batch, 1],
    [free.height, height],
    [free.width, width],
  ] as const;
  for (const [name, size] of named) {
    if (name !== null) sizes.set(name, (sizes.get(name) ?? new Set()).add(size));
  }
  const fixed: Record<string, number> = {};
  for (const [name, [size, other]] of sizes) {
    if (size !== undefined && other === undefined) fixed[name] = size;
  }
  return fixed;
}

function tensorOf(ort: typeof Ort, { type, dims, data }: Feed): Ort.Tensor {
  if (type === 'float16') {
    const halves = toHalves(data instanceof Float32Array ? data : Float32Array.from(data));
    // Where the platform has an array of halves, the runtime takes nothing else.
    const Halves: unknown = Reflect.get(globalThis, 'Float16Array');
    const packed =
      typeof Halves === 'function'
        ? (Reflect.construct(Halves, [halves.buffer]) as Uint16Array)
        : halves;
    return new ort.Tensor('float16', packed, dims);
  }
  if (type === 'uint8') {
    return new ort.Tensor('uint8', data instanceof Uint8Array ? data : clamped(data), dims);
  }
  return new ort.Tensor(
    'float32',
    data instanceof Float32Array ? data : Float32Array.from(data),
    dims,
  );
}

const clamped = (data: Float32Array): Uint8Array =>
  new Uint8Array(new Uint8ClampedArray(data).buffer);

function answerOf(tensor: Ort.Tensor): Answer {
  const { type, dims, data } = tensor;
  const numbers =
    data instanceof Float32Array
      ? data
      : data instanceof Uint16Array && type === 'float16'
        ? fromHalves(data)
        : Array.isArray(data)
          ? new Float32Array()
          : // An array of halves, bytes or whole numbers, 64-bit ones included.
            Float32Array.from(data as unknown as ArrayLike<number | bigint>, Number);
  return { type, dims, data: numbers };
}

const memoryWords =
  /out of memory|bad_alloc|safeint|integer overflow|failed to allocate|allocation failed|memory access out of bounds|exceeds? .*(maxbuffersize|maxstoragebuffer)|device (is |was )?lost|lost device|device.*destroyed|aborted\(/i;

/** Tells memory that ran out, which a smaller tile mends, from a model that does not work. */
export function modelFailure({ id }: { readonly id: string }, thrown: unknown): Failure {
  // ONNX Runtime throws bare numbers when its WebAssembly memory cannot grow.
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  if (typeof thrown === 'number' || memoryWords.test(reason)) {
    return { code: 'out_of_memory', what: `${id}: ${reason}` };
  }
  const failure = failureFrom(thrown);
  return failure.code === 'internal' ? { code: 'model_failed', model: id, reason } : failure;
}
