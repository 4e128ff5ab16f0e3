import { afterAll, afterEach, expect, test } from 'vitest';
import { cdp } from 'vitest/browser';

import { openInkreel } from '../client.ts';

const library = `full-test-${crypto.randomUUID()}`;
const inkreel = openInkreel({ library });
afterAll(() => inkreel.close());

/** The protocol of the browser; vitest leaves its methods untyped. */
interface Protocol {
  send(method: string, parameters: Record<string, unknown>): Promise<unknown>;
}
const protocol = cdp() as unknown as Protocol;
const limit = (quotaSize?: number): Promise<unknown> =>
  protocol.send('Storage.overrideQuotaForOrigin', {
    origin: location.origin,
    ...(quotaSize === undefined ? {} : { quotaSize }),
  });
afterEach(() => limit());

async function png(number: number): Promise<File> {
  const canvas = new OffscreenCanvas(48, 48);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillText(String(number), 2, 20);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], `${number}.png`);
}

const header = new TextEncoder().encode('\0\0\0\x18ftypisom\0\0\0\0isommp42');
const video = (megabytes: number): File =>
  new File(
    [
      header,
      ...Array.from({ length: megabytes }, () => new Uint8Array(1024 * 1024).fill(megabytes)),
    ],
    `${megabytes}.mp4`,
  );

test('how fast small files come in while nothing else runs', async () => {
  await inkreel.commands.pauseQueue({});
  const files = await Promise.all(Array.from({ length: 200 }, (_, index) => png(index)));
  const began = performance.now();
  const report = await inkreel.importFiles(files, { onDuplicate: 'skip' });
  const took = performance.now() - began;
  console.log(`import, queue paused: ${Math.round(200_000 / took)} files/s`);
  expect(report.imported).toHaveLength(200);
});

test('an import waits while the disk is full, enters what fitted, and goes on by itself', async () => {
  const { usage = 0 } = await navigator.storage.estimate();
  await limit(usage + 40 * 1024 * 1024);
  const files = [await png(1001), video(120), await png(1002)];
  let ended = false;
  const running = inkreel.importFiles(files, { onDuplicate: 'skip' }).finally(() => {
    ended = true;
  });
  await expect.poll(() => inkreel.status.current().state, { timeout: 15_000 }).toBe('full');
  await expect.poll(() => names(), { timeout: 15_000 }).toEqual(['1001.png', '1002.png']);
  expect(ended).toBe(false);
  expect(await temporaryFiles()).toEqual([]);

  await limit();
  const report = await running;
  expect(report).toMatchObject({ status: 'completed', failure: null, failed: [] });
  expect(report.imported).toHaveLength(3);
  await expect.poll(() => inkreel.status.current().state, { timeout: 15_000 }).toBe('ready');
});

test('an import that waits for space can be cancelled', async () => {
  const { usage = 0 } = await navigator.storage.estimate();
  await limit(usage + 40 * 1024 * 1024);
  const stop = new AbortController();
  const running = inkreel.importFiles([video(121)], { onDuplicate: 'skip', signal: stop.signal });
  await expect.poll(() => inkreel.status.current().state, { timeout: 15_000 }).toBe('full');
  stop.abort();
  expect(await running).toMatchObject({ status: 'cancelled', imported: [], failed: [] });
  expect(await temporaryFiles()).toEqual([]);
});

const names = async (): Promise<readonly unknown[]> =>
  (
    await counted(`SELECT name FROM assets WHERE name IN ('1001.png', '1002.png', '120.mp4')
    ORDER BY name`)
  ).map((row) => row['name']);

async function temporaryFiles(): Promise<readonly string[]> {
  const root = await navigator.storage.getDirectory();
  const home = await (await root.getDirectoryHandle('libraries')).getDirectoryHandle(library);
  const left: string[] = [];
  for await (const name of (await home.getDirectoryHandle('tmp')).keys()) left.push(name);
  return left;
}

async function counted(text: string): Promise<readonly Record<string, unknown>[]> {
  const result = await inkreel.sql(text);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
