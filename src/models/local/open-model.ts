/** Opens a network where its test found that it works, and on the processor where a driver fails. */
import type { ModelManifest } from '#domain/local-model.ts';
import type { Result } from '#domain/result.ts';
import type { Backend } from './backend.ts';
import type { RunnableModel } from './manifest.ts';
import { openNetwork, type Network } from './network.ts';
import { chooseBackend, loadRuntime, type RuntimeChoice } from './runtime.ts';

export interface ModelOptions {
  readonly model: RunnableModel;
  /** The file of the model. */
  readonly bytes: Uint8Array;
  readonly signal: AbortSignal;
  /** Where to compute; what the test of the model found, or nothing. */
  readonly choice?: RuntimeChoice;
  /** Opens the network; tests put another in its place. */
  readonly open?: typeof openNetwork;
  /** 0 to 1, after every step, with where it computes. */
  onStep?(fraction: number, backend: Backend): void;
}

/** What really ran. */
export interface RanOn {
  readonly backend: Backend;
  readonly threads: number;
}

/** Sides that networks of these kinds mostly have, where their files name none. */
const usualSide = { face_detection: 640, face_swap: 256 } as const;

/** The size that a network is given: its own, or the usual one rounded to what it can take. */
export function networkSize({
  fixed,
  multipleOf,
  task,
}: Pick<ModelManifest, 'fixed' | 'multipleOf'> & { readonly task?: ModelManifest['task'] }): {
  readonly width: number;
  readonly height: number;
} {
  if (fixed) return fixed;
  const usual = task === 'face_detection' || task === 'face_swap' ? usualSide[task] : 512;
  const side = Math.ceil(usual / multipleOf) * multipleOf;
  return { width: side, height: side };
}

/** Opens the network of a model for one size. */
export async function openModel(options: ModelOptions): Promise<Result<Network>> {
  const { model, bytes, choice = {} } = options;
  const openOn = options.open ?? openNetwork;
  const size = networkSize(model);
  const backend = await chooseBackend(choice);
  const opened = await openOn(await loadRuntime(backend), model, bytes, size);
  if (opened.ok || backend === 'wasm' || choice.backend) return opened;
  // A driver that lacks something the model needs is no reason to give up.
  return openOn(await loadRuntime('wasm'), model, bytes, size);
}
