import { afterEach, expect, test, vi } from 'vitest';

import { createAppFile } from './app-file.ts';

const base = 'https://studio.example/app/';
const never = (): Promise<never> => new Promise(() => undefined);
const bytes = Uint8Array.of(1, 2, 3);
const read = createAppFile(base);

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a file comes from the origin, also where the caches answer nobody', async () => {
  vi.stubGlobal('fetch', async () => new Response(bytes));
  vi.stubGlobal('caches', { match: never, open: never });
  expect(await read('models/a.onnx')).toEqual(bytes);
});

test('a file comes from the cache where the origin does not answer, and is missed in the end', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
  vi.stubGlobal('caches', { match: async () => new Response(bytes), open: never });
  expect(await read('models/a.onnx')).toEqual(bytes);
  vi.useFakeTimers();
  vi.stubGlobal('caches', { match: never, open: never });
  const missed = expect(read('models/a.onnx')).rejects.toThrow(TypeError);
  await vi.runAllTimersAsync();
  await missed;
});

test('a file of another origin is never asked for', async () => {
  const asked = vi.fn();
  vi.stubGlobal('fetch', asked);
  await expect(read('https://other.example/a.onnx')).rejects.toThrow(TypeError);
  expect(asked).not.toHaveBeenCalled();
});
