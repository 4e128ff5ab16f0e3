import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { paint } from '../fixtures/make/picture.ts';
import { bmp } from '../fixtures/make/pictures-uncompressed.ts';
import { wav } from '../fixtures/make/wav.ts';
import { expect, openApp, test } from '../support/app.ts';
import { command, done, enqueue, importFiles, query, quiet, sql } from '../support/door.ts';
import { listFiles } from '../support/private-files.ts';

const picture = (width: number, height: number, seed: number): Buffer =>
  bmp(paint(width, height, seed));

/** Names of blobs in the store that no asset has. */
async function ownerless(page: Page): Promise<readonly string[]> {
  const rows = await sql<{ blob: string }>(page, 'select blob from assets where blob is not null');
  const known = new Set(rows.map(({ blob }) => blob));
  const files = await listFiles(page, 'libraries/main/blobs');
  return files.map(({ path }) => path.split('/').at(-1) ?? '').filter((name) => !known.has(name));
}

test('1.24 every tool is cancelled in its middle: no placeholder, no temporary file, no bytes that nobody knows', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  const film = readFileSync(new URL('../fixtures/media/clip.mp4', import.meta.url));
  const { imported } = await importFiles(page, [
    { name: 'large.bmp', bytes: picture(1000, 750, 3) },
    { name: 'long.wav', bytes: wav({ seconds: 150 }) },
    { name: 'film.mp4', bytes: film },
  ]);
  await quiet(page);
  const idOf = (name: string): string => imported.find((row) => row.name === name)!.assetId!;
  const [large, long, clip] = [idOf('large.bmp'), idOf('long.wav'), idOf('film.mp4')];
  const before = await query(page, 'counts');
  const work: readonly (readonly [string, Record<string, unknown>])[] = [
    ['upscale', { assets: [large], scale: 4 }],
    ['denoise_audio', { assets: [long], loudness: '-16' }],
    ['enhance', { assets: [large], denoise: 100 }],
    ['convert_audio', { assets: [long], format: 'mp3' }],
    ['convert', { assets: [large], format: 'avif' }],
    ['remove_background', { assets: [large] }],
    ['convert_video', { assets: [clip], format: 'webm' }],
    ['denoise_video', { assets: [clip] }],
  ];
  let inTheMiddle = 0;
  for (const [kind, settings] of work) {
    const [task] = await enqueue(page, kind, settings);
    const status = async (): Promise<string> =>
      (await sql<{ status: string }>(page, 'select status from tasks where id = ?', [task]))[0]!
        .status;
    await expect.poll(status, { intervals: [30] }).not.toBe('pending');
    await command(page, 'cancelTasks', { tasks: [task] });
    const [row] = await done(page, [task!], 20_000);
    // What is quicker than the cancelling is done; the work that takes long never is.
    expect(['cancelled', 'completed'], `${kind}: ${row?.failure}`).toContain(row?.status);
    if (row?.status === 'cancelled') inTheMiddle += 1;
  }
  expect(inTheMiddle).toBeGreaterThan(3);
  await quiet(page);
  const blank = `select name from assets where blob is null and kind in ('image', 'audio', 'video')`;
  expect(await sql(page, blank)).toEqual([]);
  const made = await sql(
    page,
    `select id from tasks where status = 'completed' and target_asset_id is not null and kind not in ('import', 'extract_metadata')`,
  );
  expect((await query(page, 'counts')).assets).toBe(before.assets + made.length);
  await expect
    .poll(
      async () => [
        ...(await listFiles(page, 'libraries/main/tmp')),
        ...(await listFiles(page, 'inkreel-scratch')),
      ],
      { timeout: 5_000 },
    )
    .toEqual([]);
  expect(await ownerless(page)).toEqual([]);
});
