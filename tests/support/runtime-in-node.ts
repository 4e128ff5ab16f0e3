/**
 * Networks in Node run by the WebAssembly of ONNX Runtime in one thread, without fetching it as a
 * page does. Set for every test: with modules loaded once a worker, a test that replaced one by
 * itself would come too late where another had loaded it before.
 */
import { vi } from 'vitest';

vi.mock('#models/local/runtime.ts', async (original) => ({
  ...(await original<object>()),
  chooseBackend: async () => 'wasm',
  loadRuntime: async () => {
    const ort = await import('onnxruntime-web');
    ort.env.wasm.numThreads = 1;
    ort.env.logLevel = 'error';
    return { ort, backend: 'wasm', threads: 1 };
  },
}));
