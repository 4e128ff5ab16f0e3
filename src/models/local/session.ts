/**
 * One model, loaded for one shape of tile. For workers only: memory of WebAssembly never shrinks,
 * so that the worker is ended after a big job.
 */
import { fail, ok, type Result } from '#domain/result.ts';
import type { Backend } from './backend.ts';
import type { RunnableModel } from './manifest.ts';
import { modelFailure, openNetwork } from './network.ts';
import { chooseBackend, loadRuntime, type Runtime, type RuntimeChoice } from './runtime.ts';
import { feedOf, planesOf } from './tensors.ts';

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
  open(manifest: RunnableModel, bytes: Uint8Array, shape: TileShape): Promise<Result<ModelSession>>;
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
  manifest: RunnableModel,
  bytes: Uint8Array,
  shape: TileShape,
): Promise<Result<ModelSession>> {
  const opened = await openNetwork(runtime, manifest, bytes, shape);
  if (!opened.ok) return opened;
  const network = opened.value;
  const wanted = { width: shape.width * manifest.scale, height: shape.height * manifest.scale };
  return ok({
    backend: network.backend,
    threads: network.threads,
    shape,
    run: async (planes) => {
      const feeds = { [manifest.input]: feedOf(planes, manifest, shape) };
      const answer = await network.run(feeds, manifest.output);
      if (!answer.ok) return answer;
      const { type, dims, data } = answer.value;
      const values = planesOf(data, manifest, wanted);
      if (values) return ok(values);
      const count = 3 * wanted.width * wanted.height;
      return fail({
        code: 'model_failed',
        model: manifest.id,
        reason: `its output is ${type} ${dims.join('×')}, not ${count} values`,
      });
    },
    release: () => network.release(),
  });
}
