/** The test of models for faces as it really runs: in workers, on every backend that there is. */
import { expect, it } from 'vitest';

import { sourceOfBytes } from '#formats/onnx/protobuf.ts';
import { readOnnx } from '#formats/onnx/read.ts';
import { enlarger } from '#formats/onnx/test-encoder.ts';
import { faceFinder, faceMixer } from '#formats/onnx/test-faces.ts';
import type { ModelTask } from '#domain/local-model.ts';
import { guessManifest } from '../guess.ts';
import { tryInWorker } from './in-worker.ts';
import { testModel } from './trial.ts';

const gpu = 'gpu' in navigator ? await navigator.gpu.requestAdapter() : null;

async function judged(bytes: Uint8Array<ArrayBuffer>, task?: ModelTask) {
  const facts = await readOnnx(sourceOfBytes(bytes));
  const manifest = facts.ok ? guessManifest(facts.value, task) : null;
  if (!manifest) throw new Error('no manifest');
  const done = await testModel({
    model: { ...manifest, id: 'test' },
    manifest,
    file: new Blob([bytes]),
    gpu: gpu !== null,
    signal: new AbortController().signal,
    now: () => 1,
    tryOn: tryInWorker,
  });
  if (!done.ok) throw new Error(JSON.stringify(done.failure));
  return done.value.test;
}

it('passes one that finds and one that swaps, and compares the backends', async () => {
  const finder = await judged(faceFinder());
  expect(finder).toMatchObject({ passed: true, input: [1, 3, 256, 256], output: [1344, 16] });
  const mixer = await judged(faceMixer());
  expect(mixer).toMatchObject({ passed: true, input: [1, 3, 64, 64], output: [1, 3, 64, 64] });
  if (!gpu) return;
  for (const { trials, difference, backend } of [finder, mixer]) {
    expect(trials.map((trial) => trial.backend)).toEqual(['wasm', 'webgpu']);
    expect(difference).toBeLessThan(0.001);
    expect(backend).toBe('webgpu');
  }
}, 120_000);

it('refuses one that is said to find faces and gives a picture', async () => {
  expect(await judged(enlarger(2), 'face_detection')).toMatchObject({
    passed: false,
    reason: expect.stringContaining('five points'),
  });
}, 60_000);
