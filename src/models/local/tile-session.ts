/** One network in one thread, loaded for one shape of tile. */
import { fail, ok, type Result } from '#domain/result.ts';
import type { Backend } from './backend.ts';
import type { RunnableModel } from './manifest.ts';
import { openNetwork } from './network.ts';
import type { Runtime } from './runtime.ts';
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
  /** How many tiles it computes at once; further ones wait inside. One where nothing is said. */
  readonly lanes?: number;
  /**
   * Runs one tile: planes R, G, B of `shape`, 0 to 1, and gives planes of `shape` × scale.
   * Fails with `out_of_memory` when memory ran out or the graphics device was lost.
   */
  run(planes: Float32Array): Promise<Result<Float32Array>>;
  /** Gives back what can be given back; the rest goes with the worker. */
  release(): Promise<void>;
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
