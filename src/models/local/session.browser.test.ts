import { expect, it } from 'vitest';

import { crisp } from './crisp/manifest.ts';
import { isRealAdapter } from './runtime.ts';
import type { EnlargeAnswer, EnlargeRequest } from './session.browser-worker.ts';

const model = async () => new Uint8Array(await (await fetch(`/${crisp.file}`)).arrayBuffer());

function enlargeInWorker(request: EnlargeRequest, cancelAfter = Infinity): Promise<EnlargeAnswer> {
  let tiles = 0;
  const worker = new Worker(new URL('./session.browser-worker.ts', import.meta.url), {
    type: 'module',
  });
  return new Promise<EnlargeAnswer>((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<EnlargeAnswer | 'tile'>) => {
      if (event.data !== 'tile') resolve(event.data);
      else if ((tiles += 1) === cancelAfter) worker.postMessage('cancel');
    });
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}

function busyPicture(width: number, height: number) {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    pixels.set([((x >> 2) ^ (y >> 2)) & 1 ? 230 : 25, (x * 7) & 255, (y * 11) & 255, 255], at * 4);
  }
  return { width, height, pixels };
}

it('runs the shipped model in a worker, says that WASM did it, and leaves no seam', async () => {
  const bytes = await model();
  const picture = busyPicture(96, 72);
  const tiled = await enlargeInWorker({ ...picture, bytes, tile: 40, choice: {} });
  expect(tiled.failure).toBeNull();
  expect(tiled.state).toMatchObject({ backend: 'wasm', fraction: 1 });
  expect(tiled.state?.tiles).toBeGreaterThan(9);
  const whole = await enlargeInWorker({
    ...picture,
    bytes,
    tile: 256,
    choice: { backend: 'wasm' },
  });
  expect(whole.state?.tiles).toBe(1);
  expect(tiled.pixels).toEqual(whole.pixels);
  // Edges stay where they were: each 4 px square of the pattern is 8 px now.
  expect(whole.pixels[(4 * 192 + 4) * 4]).toBeLessThan(60);
  expect(whole.pixels[(4 * 192 + 12) * 4]).toBeGreaterThan(195);
});

it('computes a larger picture in several threads, a tile in each, and leaves no seam', async () => {
  const request = { ...busyPicture(330, 260), bytes: await model(), choice: {} };
  const several = await enlargeInWorker({ ...request, tile: 120 });
  expect(several.failure).toBeNull();
  const cores = Math.min(2, navigator.hardwareConcurrency);
  expect(several.state).toMatchObject({ backend: 'wasm', threads: cores, fraction: 1 });
  const few = await enlargeInWorker({ ...request, tile: 512 });
  expect(few.state?.tiles).toBe(cores);
  expect(several.pixels).toEqual(few.pixels);
  // Threads that keep their network from the picture before, or have another by then.
  const again = await enlargeInWorker({ ...request, tile: 120, before: [512, 120] });
  expect(again.failure).toBeNull();
  expect(again.pixels).toEqual(few.pixels);
});

it('hears a cancel between two tiles of a band', async () => {
  const picture = busyPicture(4000, 40);
  const request = { ...picture, bytes: await model(), tile: 128, choice: {} };
  const answer = await enlargeInWorker(request, 2);
  expect(answer.failure).toEqual({ code: 'cancelled' });
  expect(answer.state?.tiles).toBeGreaterThan(20);
  expect(answer.state?.tilesDone).toBeLessThan(10);
});

const adapter = 'gpu' in navigator ? await navigator.gpu.requestAdapter() : null;

it.skipIf(!adapter)('computes the same with WebGPU', { timeout: 120_000 }, async () => {
  const bytes = await model();
  const request = { ...busyPicture(32, 32), bytes, tile: 64 };
  const gpu = await enlargeInWorker({ ...request, choice: { allowSoftwareAdapter: true } });
  expect(gpu.failure).toBeNull();
  expect(gpu.state?.backend).toBe('webgpu');
  const cpu = await enlargeInWorker({ ...request, choice: { backend: 'wasm' } });
  const differences = gpu.pixels.map((value, at) => Math.abs(value - (cpu.pixels[at] ?? 0)));
  expect(Math.max(...differences)).toBeLessThanOrEqual(1);
  // An adapter that the CPU computes is left alone unless a test asks for it.
  if (adapter && !isRealAdapter(adapter)) {
    const plain = await enlargeInWorker({ ...request, choice: {} });
    expect(plain.state?.backend).toBe('wasm');
  }
});

it.skipIf(!adapter)(
  'a graphics device that is lost in the middle ends the run, and the next worker goes on without harm',
  { timeout: 120_000 },
  async () => {
    const request = {
      ...busyPicture(96, 32),
      bytes: await model(),
      tile: 48,
      choice: { allowSoftwareAdapter: true },
    };
    const lost = await enlargeInWorker({ ...request, loseDeviceAfter: 1 });
    expect(lost.state?.backend).toBe('webgpu');
    // The scheduler tries such a task again, with a worker of its own.
    expect(lost.failure).toMatchObject({ code: 'out_of_memory' });
    const again = await enlargeInWorker(request);
    expect(again.failure).toBeNull();
    expect(again.state?.backend).toBe('webgpu');
  },
);

it.skipIf(adapter)('says what is wrong when a backend is asked for that is not there', async () => {
  const picture = busyPicture(32, 32);
  const bytes = await model();
  const answer = await enlargeInWorker({
    ...picture,
    bytes,
    tile: 64,
    choice: { backend: 'webgpu' },
  });
  expect(answer.failure).toMatchObject({ code: 'model_failed', model: crisp.id });
});
