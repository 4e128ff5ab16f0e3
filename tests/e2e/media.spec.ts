import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Page } from '@playwright/test';

import { wav } from '../fixtures/make/wav.ts';
import { accessible } from '../support/accessible.ts';
import { expect, openApp, serveApp, test } from '../support/app.ts';
import { command, type HandedFile, importFiles, quiet, sql } from '../support/door.ts';

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

  // What came later is read without asking, now that the engine is here, and becomes an MP4.
  await importFiles(page, [
    { ...media('clip.wmv'), name: 'harbour.wmv' },
    media('tone.wma'),
    media('clip.mpg'),
  ]);
  await quiet(page);
  for (const name of ['harbour.wmv', 'tone.wma', 'clip.mpg']) {
    expect(await unreadOf(page, name), name).toBeNull();
  }
  const [wmv] = await sql<{ id: string }>(page, `SELECT id FROM assets WHERE name = 'harbour.wmv'`);
  await command(page, 'enqueue', { kind: 'convert_video', assets: [wmv!.id], settings: {} });
  await quiet(page);
  const [made] = await sql(
    page,
    `SELECT name, state, format, codec, width, height FROM assets WHERE origin = 'derivative'`,
  );
  expect(made).toMatchObject({
    state: 'ready',
    format: 'mp4',
    codec: 'h264',
    width: 64,
    height: 48,
  });

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

test('2.7 films and sounds are put in an order by the keyboard and joined; it says what is made again', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  await importFiles(page, [
    { name: 'b.wav', bytes: wav({ seconds: 1, rate: 48_000 }) },
    { name: 'a.wav', bytes: wav({ seconds: 2, rate: 48_000, hertz: 880 }) },
    media('clip.mp4'),
    media('clip.webm'),
  ]);
  await quiet(page);
  const join = page.getByRole('button', { name: 'Join', exact: true });
  await page.getByRole('option', { name: /^a\.wav/ }).click();
  await expect(join).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('option', { name: /^b\.wav/ }).click({ modifiers: ['ControlOrMeta'] });
  await join.click();
  const sounds = page.getByRole('dialog', { name: 'Join 2 sounds' });
  const parts = sounds.getByRole('list', { name: 'Order of the parts' }).getByRole('listitem');
  await sounds.getByRole('button', { name: 'Sort by name', exact: true }).click();
  await expect(parts.first()).toContainText('a.wav');
  await expect(sounds.getByText('Joined without loss, sample by sample.')).toBeVisible();
  await sounds.getByRole('button', { name: 'Move “a.wav” down', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(parts.first()).toContainText('b.wav');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(parts.first()).toContainText('a.wav');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(parts.first()).toContainText('b.wav');
  await accessible(page, 'a join');
  await sounds.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(sounds).toBeHidden();

  await page.getByRole('option', { name: /^clip\.mp4/ }).click();
  await page.getByRole('option', { name: /^clip\.webm/ }).click({ modifiers: ['ControlOrMeta'] });
  await join.click();
  const films = page.getByRole('dialog', { name: 'Join 2 films' });
  await expect(films.getByText('The picture has to be made again because')).toBeVisible();
  await films.getByRole('button', { name: 'Join', exact: true }).click();
  await quiet(page);

  const [sound] = await sql<{ id: string; duration_s: number; size: number }>(
    page,
    `SELECT id, duration_s, size FROM assets WHERE origin = 'derivative' AND kind = 'audio'`,
  );
  expect(sound).toMatchObject({ duration_s: 3, size: 44 + 3 * 48_000 * 2 });
  const from = await sql(
    page,
    `SELECT a.name FROM asset_relationships r JOIN assets a ON a.id = r.parent_asset_id
     WHERE r.child_asset_id = ? ORDER BY r.position`,
    [sound!.id],
  );
  expect(from).toEqual([{ name: 'b.wav' }, { name: 'a.wav' }]);
  const [film] = await sql<{ seconds: number; whole: number; frames: number }>(
    page,
    `SELECT a.duration_s seconds, t.result ->> '$.frames' frames,
       (SELECT sum(duration_s) FROM assets WHERE name IN ('clip.mp4', 'clip.webm')) whole
     FROM assets a JOIN tasks t ON t.target_asset_id = a.id
     WHERE a.origin = 'derivative' AND a.kind = 'video'`,
  );
  expect(Math.abs(film!.seconds - film!.whole)).toBeLessThan(0.15);
  expect(film!.frames).toBeGreaterThan(10);
});
