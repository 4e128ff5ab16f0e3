/** Where a local model computes: the graphics processor, or WebAssembly on the CPU. */
export type Backend = 'webgpu' | 'wasm';

/** The backend's name for people. */
export const backendNames: Readonly<Record<Backend, string>> = {
  webgpu: 'WebGPU',
  wasm: 'WASM',
};
