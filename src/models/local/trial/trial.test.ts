import { expect, it } from 'vitest';

import { plainManifest, type ModelManifest } from '#domain/local-model.ts';
import { fail, ok } from '#domain/result.ts';
import type { Ran, TryOn } from './in-worker.ts';
import { testModel } from './trial.ts';
import { figureAt, trialFeeds } from './tile.ts';

const manifest: ModelManifest = {
  ...plainManifest,
  task: 'upscale',
  input: 'x',
  output: 'y',
  scale: 0,
};

const ran = (more: Partial<Ran> = {}): Ran => ({
  say: 'ran',
  backend: 'wasm',
  threads: 1,
  openMs: 10,
  tileMs: 5,
  input: [1, 3, 64, 64],
  output: [1, 3, 128, 128],
  data: new Float32Array(3 * 128 * 128).fill(0.5),
  ...more,
});

const judge = (tryOn: TryOn, gpu = false, given = manifest) =>
  testModel({
    model: { ...given, id: 'Doubler' },
    manifest: given,
    file: new Blob(),
    gpu,
    signal: new AbortController().signal,
    now: () => 1,
    tryOn,
  });

it('measures the scale', async () => {
  expect(await judge(async () => ok(ran()))).toMatchObject({
    value: { manifest: { scale: 2 }, test: { passed: true, backend: 'wasm', difference: null } },
  });
});

it('refuses answers that are no larger picture, or hold no numbers', async () => {
  const same = ran({ output: [1, 3, 64, 64], data: new Float32Array(3 * 64 * 64) });
  const odd = ran({ output: [1, 3, 64, 256] });
  const none = ran({ data: new Float32Array(3 * 128 * 128).fill(Number.NaN) });
  for (const [answer, words] of [
    [same, 'not a larger picture'],
    [odd, 'not a larger picture'],
    [none, 'NaN'],
  ] as const) {
    const judged = await judge(async () => ok(answer));
    expect(judged).toMatchObject({ value: { test: { passed: false, backend: null } } });
    expect(judged.ok && judged.value.test.reason).toContain(words);
  }
});

it('compares the backends, and stays on the processor where they do not agree', async () => {
  const on =
    (value: number): TryOn =>
    async ({ choice }) =>
      ok(
        choice.backend === 'webgpu'
          ? ran({ backend: 'webgpu', tileMs: 1, data: ran().data.map(() => value) })
          : ran(),
      );
  expect(await judge(on(0.501), true)).toMatchObject({
    value: { test: { backend: 'webgpu', withoutGpu: null, trials: [{}, { backend: 'webgpu' }] } },
  });
  expect(await judge(on(0.7), true)).toMatchObject({
    value: {
      test: { passed: true, backend: 'wasm', withoutGpu: expect.stringContaining('differ') },
    },
  });
  const noKernel: TryOn = async ({ choice }) =>
    choice.backend === 'webgpu'
      ? fail({ code: 'model_failed', model: 'x', reason: 'no kernel for DFT' })
      : ok(ran());
  expect(await judge(noKernel, true)).toMatchObject({
    value: { test: { passed: true, backend: 'wasm', withoutGpu: 'no kernel for DFT' } },
  });
});

it('says when memory is not enough, and never asks for a tile that cannot be', async () => {
  const hungry: TryOn = async () => fail({ code: 'out_of_memory', what: 'bad_alloc' });
  expect(await judge(hungry)).toMatchObject({
    value: { test: { passed: false, reason: 'it needs more memory than a browser tab has' } },
  });
  const huge = { ...manifest, id: 'x', fixed: { width: 4096, height: 4096 }, scale: 8 };
  expect(trialFeeds(huge)).toMatchObject({ failure: { code: 'out_of_memory' } });
});

it('goes to the graphics card alone with what is too much for the processor', async () => {
  const on: TryOn = async ({ choice }) =>
    choice.backend === 'webgpu'
      ? ok(ran({ backend: 'webgpu' }))
      : fail({ code: 'out_of_memory', what: 'bad_alloc' });
  expect(await judge(on, true)).toMatchObject({
    value: {
      manifest: { scale: 2 },
      test: { passed: true, backend: 'webgpu', difference: null, trials: [{ backend: 'webgpu' }] },
    },
  });
  const neither: TryOn = async () => fail({ code: 'out_of_memory', what: 'bad_alloc' });
  expect(await judge(neither, true)).toMatchObject({
    value: { test: { passed: false, reason: expect.stringContaining('more memory') } },
  });
});

it('is over at once when it is cancelled', async () => {
  expect(await judge(async () => fail({ code: 'cancelled' }))).toEqual(fail({ code: 'cancelled' }));
});

it('tests what is for faces with faces, and refuses answers of another form', async () => {
  const size = { width: 64, height: 64 };
  const swap: ModelManifest['swap'] = {
    source: 'z',
    sourceSize: { width: 32, height: 32 },
    sourceRange: [-1, 1],
    sourceTemplate: 'arcface_112',
    template: 'ffhq_512',
  };
  const swapper: ModelManifest = { ...manifest, task: 'face_swap', scale: 1, fixed: size, swap };
  const feeds = trialFeeds({ ...swapper, id: 'x' });
  if (!feeds.ok) throw new Error('no feeds');
  expect(feeds.value['x']?.dims).toEqual([1, 3, 64, 64]);
  expect(feeds.value['z']?.dims).toEqual([1, 3, 32, 32]);
  expect(Math.min(...(feeds.value['z']?.data ?? []))).toBeLessThan(-0.5);
  expect(trialFeeds({ ...swapper, id: 'x', swap: null })).toMatchObject({ ok: false });
  const small = ran({ output: [1, 3, 32, 32], data: new Float32Array(3 * 32 * 32) });
  const judged = await judge(async () => ok(small), false, swapper);
  expect(judged.ok && judged.value.test.reason).toContain('not a picture');

  const finder: ModelManifest = { ...manifest, task: 'face_detection', scale: 1, fixed: size };
  const nothing = ran({ output: [], data: new Float32Array() });
  const refused = await judge(async () => ok(nothing), false, finder);
  expect(refused.ok && refused.value.test.reason).toContain('five points');
  // Its numbers have no range of their own: they are compared by how far they reach.
  const on =
    (most: number): TryOn =>
    async ({ choice }) =>
      ok(
        ran({
          backend: choice.backend ?? 'wasm',
          output: [1, 4],
          data: Float32Array.of(0, 1, choice.backend === 'webgpu' ? most : 40, -10),
        }),
      );
  expect(await judge(on(40.5), true, finder)).toMatchObject({
    value: { test: { passed: true, backend: 'webgpu', difference: 0.01 } },
  });
  expect(await judge(on(60), true, finder)).toMatchObject({
    value: { test: { passed: true, backend: 'wasm' } },
  });
});

it('takes a guessed matte for one only when it tells a figure from its ground', async () => {
  const guess: ModelManifest = {
    ...manifest,
    task: 'matting',
    scale: 1,
    fixed: { width: 32, height: 32 },
    guessed: true,
  };
  const answering = (shareAt: (isFigure: boolean, at: number) => number): TryOn => {
    const data = Float32Array.from({ length: 32 * 32 }, (_, at) => {
      const [x, y] = [((at % 32) + 0.5) / 32, (Math.floor(at / 32) + 0.5) / 32];
      return shareAt(figureAt(x, y) > 0, at);
    });
    return async () => ok(ran({ input: [1, 3, 32, 32], output: [1, 1, 32, 32], data }));
  };
  const cuts = answering((isFigure) => (isFigure ? 0.8 : 0.1));
  const good = await judge(cuts, false, guess);
  expect(good).toMatchObject({ ok: true, value: { test: { passed: true } } });
  expect(good.ok && 'guessed' in good.value.manifest).toBe(false);
  // Before a sigmoid, and counted to 255.
  for (const [low, high] of [
    [-6, 6],
    [0, 255],
  ] as const) {
    const judged = await judge(
      answering((isFigure) => (isFigure ? high : low)),
      false,
      guess,
    );
    expect(judged).toMatchObject({ value: { test: { passed: true } } });
  }
  const others = [
    () => 0.01,
    () => 0.97,
    // What finds text, lines or noise.
    (_: boolean, at: number) => (at % 7 === 0 ? 1 : 0),
    (isFigure: boolean) => (isFigure ? 0.1 : 0.8),
  ];
  for (const other of others) {
    const judged = await judge(answering(other), false, guess);
    expect(judged).toMatchObject({
      value: { test: { passed: false }, manifest: { guessed: true } },
    });
    expect(judged.ok && judged.value.test.reason).toContain('kind is not known');
    // Who says that it cuts out is believed.
    const { guessed: _guessed, ...told } = guess;
    expect(await judge(answering(other), false, told)).toMatchObject({
      value: { test: { passed: true } },
    });
  }
});
