/**
 * Chooses and loads ONNX Runtime: the build with WebGPU where a real adapter answers, else the
 * smaller build with WebAssembly alone. Only the chosen one is fetched. For workers only.
 */
import type * as Ort from 'onnxruntime-web/wasm';

import type { Backend } from './backend.ts';

/** ONNX Runtime as loaded into this thread. */
export interface Runtime {
  readonly ort: typeof Ort;
  readonly backend: Backend;
  /** Threads that the WebAssembly part may use. */
  readonly threads: number;
}

export interface RuntimeChoice {
  /** Takes this backend without asking the machine. */
  readonly backend?: Backend;
  /** Accepts an adapter that is computed on the CPU; about 70 times slower than WebAssembly, for tests. */
  readonly allowSoftwareAdapter?: boolean;
}

interface AdapterLike {
  readonly info: { readonly architecture: string; readonly isFallbackAdapter?: boolean };
}

/** Whether an adapter is a graphics processor and not a picture of one drawn by the CPU. */
export const isRealAdapter = (adapter: AdapterLike): boolean =>
  adapter.info.isFallbackAdapter !== true && adapter.info.architecture !== 'swiftshader';

/** Which backend this machine offers. */
export async function chooseBackend(choice: RuntimeChoice = {}): Promise<Backend> {
  if (choice.backend) return choice.backend;
  const gpu: GPU | undefined = 'gpu' in navigator ? navigator.gpu : undefined;
  if (!gpu) return 'wasm';
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return 'wasm';
    return choice.allowSoftwareAdapter || isRealAdapter(adapter) ? 'webgpu' : 'wasm';
  } catch {
    return 'wasm';
  }
}

/** Threads for WebAssembly: several only where the page is isolated, and never more than four. */
export const threadCount = (isolated: boolean, cores: number): number =>
  isolated ? Math.max(1, Math.min(4, cores)) : 1;

const loaded = new Map<Backend, Promise<Runtime>>();

/**
 * Loads the runtime of a backend, once per thread. Throws what the import or the fetch throws.
 *
 * @param threads how many it may have; what the machine offers where nothing is said
 */
export function loadRuntime(backend: Backend, threads?: number): Promise<Runtime> {
  const before = loaded.get(backend);
  if (before) return before;
  const runtime = startRuntime(backend, threads);
  loaded.set(backend, runtime);
  // A failed load (offline, not cached yet) must be possible to repeat.
  runtime.catch(() => loaded.delete(backend));
  return runtime;
}

async function startRuntime(
  backend: Backend,
  threads = threadCount(globalThis.crossOriginIsolated === true, navigator.hardwareConcurrency),
): Promise<Runtime> {
  const { ort, paths } = await (backend === 'webgpu' ? loadWebGpu() : loadWasm());
  // Both files must be named: with only the .wasm given, threads load this worker again and hang.
  ort.env.wasm.wasmPaths = paths;
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  return { ort, backend, threads };
}

const absolute = (url: string): string => new URL(url, globalThis.location.href).href;

async function loadWebGpu() {
  const [ort, wasm, mjs] = await Promise.all([
    import('onnxruntime-web/webgpu'),
    import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url'),
    import('onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url'),
  ]);
  return { ort, paths: { wasm: absolute(wasm.default), mjs: absolute(mjs.default) } };
}

async function loadWasm() {
  const [ort, wasm, mjs] = await Promise.all([
    import('onnxruntime-web/wasm'),
    import('onnxruntime-web/ort-wasm-simd-threaded.wasm?url'),
    import('onnxruntime-web/ort-wasm-simd-threaded.mjs?url'),
  ]);
  return { ort, paths: { wasm: absolute(wasm.default), mjs: absolute(mjs.default) } };
}
