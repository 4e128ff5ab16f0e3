/**
 * Opens a model for one shape of tile where this machine computes. For workers only: memory of
 * WebAssembly never shrinks, so that the worker is ended after a big job.
 */
import { fail, type Result } from '#domain/result.ts';
import type { Backend } from './backend.ts';
import { crewFor, openCrew } from './crew.ts';
import type { RunnableModel } from './manifest.ts';
import { modelFailure } from './network.ts';
import { chooseBackend, loadRuntime, type RuntimeChoice } from './runtime.ts';
import { openSessionOn, type ModelSession, type TileShape } from './tile-session.ts';

/** Opens sessions on one backend. Tests and benchmarks may put another in its place. */
export interface SessionOpener {
  /** The backend that the next session will have. */
  backend(): Promise<Backend>;
  /** Of how many tiles at once a network (its file) is best given a picture of so many pixels. */
  lanes?(bytes: Uint8Array, pixels: number): Promise<number>;
  /** @param lanes tiles that it should compute at once; one where nothing is said */
  open(
    manifest: RunnableModel,
    bytes: Uint8Array,
    shape: TileShape,
    lanes?: number,
  ): Promise<Result<ModelSession>>;
}

/** Makes an opener for the backend that the machine offers, or for the one chosen. */
export function sessionOpener(choice: RuntimeChoice = {}): SessionOpener {
  let chosen: Promise<Backend> | undefined;
  const backend = () => (chosen ??= chooseBackend(choice));
  return {
    backend,
    lanes: async (bytes, pixels) =>
      (await backend()) === 'wasm' ? crewFor(bytes, pixels, navigator.hardwareConcurrency) : 1,
    open: async (manifest, bytes, shape, lanes = 1) => {
      try {
        const where = await backend();
        if (where === 'wasm' && lanes > 1) return await openCrew(lanes, manifest, bytes, shape);
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
