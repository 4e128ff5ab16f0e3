/**
 * One model, loaded for one shape of tile. For workers only: memory of WebAssembly never shrinks,
 * so that the worker is ended after a big job.
 */
import { failureFrom, type Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Backend } from './backend.ts';
import type { LocalModelManifest } from './manifest.ts';
import { chooseBackend, loadRuntime, type Runtime, type RuntimeChoice } from './runtime.ts';

/** Sides of a tile in input pixels; every call of a session has the same. */
export interface TileShape {
  readonly width: number;
  readonly height: number;
}

export interface ModelSession {
  /** Where it really computes. */
  readonly backend: Backend;
  readonly threads: number;
  readonly shape: TileShape;
  /**
   * Runs one tile: planes R, G, B of `shape`, 0 to 1, and gives planes of `shape` × scale.
   * Fails with `out_of_memory` when memory ran out or the graphics device was lost.
   */
  run(planes: Float32Array): Promise<Result<Float32Array>>;
  /** Gives back what can be given back; the rest goes with the worker. */
  release(): Promise<void>;
}

/** Opens sessions on one backend. Tests and benchmarks may put another in its place. */
export interface SessionOpener {
  /** The backend that the next session will have. */
  backend(): Promise<Backend>;
  open(
    manifest: LocalModelManifest,
    bytes: Uint8Array,
    shape: TileShape,
  ): Promise<Result<ModelSession>>;
}

/** Makes an opener for the backend that the machine offers, or for the one chosen. */
export function sessionOpener(choice: RuntimeChoice = {}): SessionOpener {
  let chosen: Promise<Backend> | undefined;
  const backend = () => (chosen ??= chooseBackend(choice));
  return {
    backend,
    open: async (manifest, bytes, shape) => {
      try {
        const where = await backend();
        const opened = await openSessionOn(await loadRuntime(where), manifest, bytes, shape);
        const mayFallBack = where === 'webgpu' && !choice.backend;
        if (opened.ok || opened.failure.code === 'out_of_memory' || !mayFallBack) return opened;
        // A driver that lacks something the model needs is no reason to give up.
        chosen = Promise.resolve('wasm');
        return await openSessionOn(await loadRuntime('wasm'), manifest, bytes, shape);
      } catch (thrown) {
        return fail(modelFailure(manifest, thrown));
      }
    },
  };
}

/** Opens a session on a runtime that is already loaded. */
export async function openSessionOn(
  runtime: Runtime,
  manifest: LocalModelManifest,
  bytes: Uint8Array,
  shape: TileShape,
): Promise<Result<ModelSession>> {
  const { ort, backend, threads } = runtime;
  const inputDims = [1, 3, shape.height, shape.width];
  const wanted = 3 * shape.width * shape.height * manifest.scale ** 2;
  try {
    const session = await ort.InferenceSession.create(bytes, {
      executionProviders: [backend],
      // Shapes that change meet a fault in buffer reuse on WebGPU; each session has one shape.
      freeDimensionOverrides: { n: 1, h: shape.height, w: shape.width },
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
    });
    return ok({
      backend,
      threads,
      shape,
      run: async (planes) => {
        try {
          const input = new ort.Tensor('float32', planes, inputDims);
          const output = (await session.run({ [manifest.input]: input }))[manifest.output];
          const values = output?.data;
          if (!(values instanceof Float32Array) || values.length !== wanted) {
            const found = output ? `${output.type} ${output.dims.join('×')}` : 'nothing';
            return fail({
              code: 'model_failed',
              model: manifest.id,
              reason: `its output is ${found}, not ${wanted} float32 values`,
            });
          }
          return ok(values);
        } catch (thrown) {
          return fail(modelFailure(manifest, thrown));
        }
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
    return fail(modelFailure(manifest, thrown));
  }
}

const memoryWords =
  /out of memory|bad_alloc|failed to allocate|allocation failed|memory access out of bounds|exceeds? .*(maxbuffersize|maxstoragebuffer)|device (is |was )?lost|lost device|device.*destroyed|aborted\(/i;

/** Tells memory that ran out, which a smaller tile mends, from a model that does not work. */
export function modelFailure(manifest: LocalModelManifest, thrown: unknown): Failure {
  // ONNX Runtime throws bare numbers when its WebAssembly memory cannot grow.
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  if (typeof thrown === 'number' || memoryWords.test(reason)) {
    return { code: 'out_of_memory', what: `${manifest.id}: ${reason}` };
  }
  const failure = failureFrom(thrown);
  return failure.code === 'internal'
    ? { code: 'model_failed', model: manifest.id, reason }
    : failure;
}
