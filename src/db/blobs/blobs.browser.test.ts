import { expect, test } from 'vitest';

// OPFS files are written in dedicated workers only, so each law runs in one (blobs.test-worker.ts).
const ask = (name: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./blobs.test-worker.ts', import.meta.url), {
      type: 'module',
    });
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<{ value?: unknown; thrown?: string }>) => {
        worker.terminate();
        if (data.thrown === undefined) resolve(data.value);
        else reject(new Error(data.thrown));
      },
    );
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.postMessage(name);
  });

test('hash and bytes are the same, whatever the size and the pieces', async () => {
  expect(await ask('sizes')).toEqual({ wrong: [], left: [] });
});

test('bytes may be written out of order, the head last', async () => {
  expect(await ask('places')).toEqual({ wrong: [], left: [] });
});

test('abort leaves nothing, also in the middle of a big blob', async () => {
  expect(await ask('abort')).toEqual({ left: [], blobs: 0 });
});

test('the same content twice is one blob, also at the same moment', async () => {
  expect(await ask('twice')).toEqual({ blobs: 1, left: [], same: true });
});

test('a blob that is not there is a missing_file failure', async () => {
  expect(await ask('missing')).toMatchObject({ code: 'missing_file' });
});

test('short, impossible and refused writes are storage_full and leave nothing', async () => {
  expect(await ask('full')).toEqual({
    codes: ['storage_full', 'storage_full', 'storage_full', 'storage_full'],
    left: [],
    blobs: 0,
  });
});

test('the sweep takes what the dead left, sets old orphans aside, brings back what is needed', async () => {
  expect(await ask('sweep')).toEqual({
    young: { temporaryRemoved: 1, setAside: 0, broughtBack: 0, removed: 0 },
    first: { temporaryRemoved: 0, setAside: 1, broughtBack: 0, removed: 0 },
    left: 1,
    second: { temporaryRemoved: 0, setAside: 0, broughtBack: 1, removed: 0 },
    third: { temporaryRemoved: 0, setAside: 1, broughtBack: 0, removed: 0 },
    late: { temporaryRemoved: 1, setAside: 0, broughtBack: 0, removed: 1 },
    needed: true,
  });
});

test('a blob in flight is not removed', async () => {
  expect(await ask('flight')).toEqual({ removed: 0, there: true });
});

test('throughput', async () => {
  const figures = await ask('speed');
  console.log('blob store', JSON.stringify(figures));
  expect(figures).toMatchObject({ small: expect.any(Number), big: expect.any(Number) });
});
