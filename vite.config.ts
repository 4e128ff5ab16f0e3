import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Every address in the build is relative, so that dist/ works from any folder of any static host.
export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: { target: 'esnext', assetsInlineLimit: 0 },
  optimizeDeps: { exclude: ['@sqlite.org/sqlite-wasm', 'onnxruntime-web', '@jsquash/avif'] },
  resolve: {
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
});
