import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Page } from '@playwright/test';

import { expect, openApp, serveApp, test } from '../support/app.ts';
import { type HandedFile, importFiles, quiet, sql } from '../support/door.ts';

const media = (name: string): HandedFile => ({
  name,
  bytes: readFileSync(fileURLToPath(new URL(`../fixtures/media/${name}`, import.meta.url))),
});

const unreadOf = async (page: Page, name: string): Promise<unknown> => {
  const [row] = await sql<{ unread: string | null }>(
    page,
    `select json_extract(metadata, '$.unread') unread from assets where name = '${name}'`,
  );
  return row?.unread;
};

test('1.04 1.11 a film that the browser cannot read waits for a person, then has its picture and scenes; offline too', async ({
  browser,
}) => {
  const host = await serveApp();
  const context = await browser.newContext();
  const page = await context.newPage();
  const fetched: string[] = [];
  context.on('request', (request) => {
    if (request.url().includes('ffmpeg-core')) fetched.push(request.url());
  });
  await openApp(page, host.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // From here on as on every later visit: isolated, under the policy of the service worker.
  await page.reload();
  await importFiles(page, [media('clip.avi'), media('clip.mp4')]);
  await quiet(page);
  expect(fetched, 'no download starts by itself').toEqual([]);
  expect(await unreadOf(page, 'clip.avi')).toContain('needs_engine');
  expect(await unreadOf(page, 'clip.mp4')).toBeNull();

  await page.getByRole('option', { name: /clip\.avi/ }).click();
  await expect(page.getByText(/No picture yet/)).toBeVisible();
  await page.getByRole('button', { name: 'Read it with the media engine' }).click();
  await expect.poll(() => unreadOf(page, 'clip.avi'), { timeout: 60_000 }).toBeNull();
  await expect(page.getByText(/No picture yet/)).toBeHidden();
  await expect(page.getByRole('list', { name: 'Scenes of the film' })).toBeVisible();
  expect(new Set(fetched.map((url) => new URL(url).origin))).toEqual(
    new Set([new URL(host.url).origin]),
  );

  await page.getByRole('option', { name: /clip\.mp4/ }).click();
  const scenes = page.getByRole('list', { name: 'Scenes of the film' });
  await scenes.getByRole('button').last().click();
  const film = page.locator('video');
  await expect
    .poll(() => film.evaluate((video: HTMLVideoElement) => video.currentTime))
    .toBeGreaterThan(0.3);

  await context.setOffline(true);
  await host.close();
  await importFiles(page, [media('clip.flv')]);
  await quiet(page);
  expect(await unreadOf(page, 'clip.flv'), 'the engine is kept').toBeNull();
  await page.goto(`${host.url}#/settings`);
  await expect(page.getByText('It is on this device and works offline.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove it from this device' }).click();
  await expect(page.getByText('It is not on this device.')).toBeVisible();
  await page.getByRole('button', { name: /Get the media engine/ }).click();
  await expect(page.getByText(/could not be fetched/)).toBeVisible();
  await context.close();
});
