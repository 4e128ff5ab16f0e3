import { expect, test } from 'vitest';

import { isEngine, isWanted, metaPolicy, policyFor } from './service-worker-rules.ts';

test('engines are the big files, the shell is not', () => {
  expect(isEngine('assets/ort-wasm-simd-threaded-Ab1.wasm')).toBe(true);
  expect(isEngine('assets/ort-wasm-simd-threaded.jspi-Ab1.mjs')).toBe(true);
  expect(isEngine('assets/avif_enc-x1.wasm')).toBe(true);
  expect(isEngine('models/inkreel-crisp-x2.onnx')).toBe(true);
  expect(isEngine('assets/sqlite3-Zz9.wasm')).toBe(false);
  expect(isEngine('assets/index-Zz9.js')).toBe(false);
});

test('the media engine is an engine that nobody fetches unasked', () => {
  for (const path of ['assets/ffmpeg-core-Ab1.wasm', 'assets/ffmpeg-core-Zz9.js']) {
    expect(isEngine(path)).toBe(true);
    expect(isWanted(path, { gpu: true })).toBe(false);
  }
  // Its worker is our own code and part of the app.
  expect(isEngine('assets/ffmpeg.worker-Ab1.js')).toBe(false);
});

test('a device without a graphics card does not fetch the runtime for one', () => {
  expect(isWanted('assets/ort-wasm-simd-threaded.jspi-Ab1.wasm', { gpu: false })).toBe(false);
  expect(isWanted('assets/ort-wasm-simd-threaded.jspi-Ab1.wasm', { gpu: true })).toBe(true);
  expect(isWanted('assets/ort-wasm-simd-threaded-Ab1.wasm', { gpu: false })).toBe(true);
});

test('the policy of pages forbids inline script, foreign connections and untrusted script text', () => {
  const policy = policyFor('/studio/');
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(policy).not.toContain('unsafe-inline');
  expect(policy).not.toContain("'unsafe-eval'");
  expect(policy).toContain("connect-src 'self' blob: data:");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toContain("worker-src 'self';");
  expect(policyFor('/assets/task.worker-1.js')).not.toContain('require-trusted-types-for');
});

test('only the net worker may speak with other origins, and it can do nothing else', () => {
  const policy = policyFor('/studio/assets/net.worker-Ab1_2.js');
  expect(policy).toContain("connect-src 'self' https:");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('wasm-unsafe-eval');
  for (const path of [
    '/studio/',
    '/studio/assets/task.worker-1.js',
    '/studio/assets/trial.worker-1.js',
    '/studio/net.worker-1.js/index.html',
    '/studio/assets/not-net.worker-1.js',
    '/studio/assets/net.worker-1.html',
  ]) {
    expect(policyFor(path)).not.toContain('https:');
  }
});

test('the policy in the head leaves out what a head cannot carry', () => {
  expect(metaPolicy()).not.toContain('frame-ancestors');
});
