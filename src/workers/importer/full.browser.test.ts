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
}, 60_000);

test('a full disk stops the import, says so, and keeps what was stored', async () => {
  const { usage = 0 } = await navigator.storage.estimate();
  await limit(usage + 40 * 1024 * 1024);
  const report = await inkreel.importFiles([await png(1001), video(120), await png(1002)], {
    onDuplicate: 'skip',
  });
  expect(report.status).toBe('failed');
  expect(report.failure).toEqual({ code: 'storage_full' });
  expect(report.failed).toMatchObject([{ name: '120.mp4', failure: { code: 'storage_full' } }]);
  const [row] = await counted(`SELECT count(*) AS n FROM assets WHERE name = '120.mp4'`);
  expect(row?.['n']).toBe(0);
  const root = await navigator.storage.getDirectory();
  const home = await (await root.getDirectoryHandle('libraries')).getDirectoryHandle(library);
  const left: string[] = [];
  for await (const name of (await home.getDirectoryHandle('tmp')).keys()) left.push(name);
  expect(left).toEqual([]);

  await limit();
  const again = await inkreel.importFiles([video(120)], { onDuplicate: 'skip' });
  expect(again).toMatchObject({ status: 'completed', imported: [{ name: '120.mp4' }] });
}, 60_000);

async function counted(text: string): Promise<readonly Record<string, unknown>[]> {
  const result = await inkreel.sql(text);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}
