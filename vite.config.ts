import { readFileSync } from 'node:fs';

import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

import { firstLoad } from './scripts/first-load.ts';
import { wordsInLanguages } from './src/app/language/words-plugin.ts';
import { appManifest } from './src/workers/app-manifest.ts';
import { metaPolicy } from './src/workers/service-worker-rules.ts';

const version: string = JSON.parse(readFileSync('package.json', 'utf8')).version;

/** Puts the floor of the security policy into the built page (the dev server needs inline script). */
const policyInHead = (): Plugin => ({
  name: 'inkreel-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy() },
      injectTo: 'head-prepend',
    },
  ],
});

const first = firstLoad();

// Every address in the build is relative, so that dist/ works from any folder of any static host.
export default defineConfig({
  base: './',
  define: { __APP_VERSION__: JSON.stringify(version) },
  plugins: [
    wordsInLanguages(),
    react(),
    policyInHead(),
    first.plugin,
    ...(process.env['VITEST']
      ? []
      : [
          VitePWA({
            strategies: 'injectManifest',
            srcDir: 'src/workers',
            filename: 'service-worker.ts',
            injectRegister: null,
            manifest: appManifest,
            manifestFilename: 'app.webmanifest',
            injectManifest: {
              globPatterns: ['**/*.{js,mjs,css,html,wasm,onnx,woff2,svg,png,txt,webmanifest}'],
              globIgnores: ['screenshots/**'],
              maximumFileSizeToCacheInBytes: 40_000_000,
            },
          }),
        ]),
  ],
  worker: { format: 'es' },
  build: {
    target: 'esnext',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'first-load', test: first.has }] } },
    },
  },
  optimizeDeps: {
    exclude: ['@sqlite.org/sqlite-wasm', 'onnxruntime-web', '@jsquash/avif', '@ffmpeg/core'],
    // Found late (behind workers), they would make the dev server reload in the middle of a test.
    include: [
      'utif2',
      'mediabunny',
      '@mediabunny/aac-encoder',
      '@mediabunny/flac-encoder',
      '@mediabunny/mp3-encoder',
      'gifenc',
      'hash-wasm',
      'zod/mini',
      'comlink',
      'idb-keyval',
    ],
  },
  resolve: {
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
});
