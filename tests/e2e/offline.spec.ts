import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { expect, openApp, serveApp, test } from '../support/app.ts';
import { done, enqueue, importFiles, query, quiet, sql } from '../support/door.ts';

/** Waits until the service worker has everything that upscaling and packing need. */
const readyOffline = (page: Page): Promise<unknown> =>
  expect(page.getByText(/ready to work offline/i).first()).toBeVisible({ timeout: 60_000 });

test('after one visit the host may vanish: everything opens and works', async ({ browser }) => {
  const host = await serveApp();
  const context = await browser.newContext();
  const page = await context.newPage();
  await openApp(page, host.url, '#/settings');
  await readyOffline(page);
  await context.setOffline(true);
  await host.close();

  const second = await context.newPage();
  await openApp(second, host.url, '#/library');
  await page.close();
  const { imported } = await importFiles(second, [
    { name: 'night.png', bytes: paintedPng(64, 48, 5) },
  ]);
  await quiet(second);
  const tasks = await enqueue(second, 'upscale', { assets: [imported[0]!.assetId], scale: 2 });
  const [row] = await done(second, tasks);
  expect(row!.status).toBe('completed');
  for (const screen of ['queue', 'packs', 'data', 'settings', 'library']) {
    await second.goto(`${host.url}#/${screen}`);
    await second.reload();
    await expect(second.getByRole('main')).toBeVisible();
  }
  await openApp(second, host.url);
  expect((await query(second, 'counts')).assets).toBe(2);
  await context.close();
});

test('the second visit is isolated, with the policy of a careful host, from a plain one', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const answer = await page.reload();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'self'");
  expect(answer?.headers()['content-security-policy']).not.toContain("'unsafe-inline'");
});

test('a browser finds nothing against installing it', async ({ app }) => {
  const profile = mkdtempSync(join(tmpdir(), 'inkreel-install-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  const page = await context.newPage();
  await openApp(page, app.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  const session = await context.newCDPSession(page);
  const manifest = await session.send('Page.getAppManifest');
  expect(manifest.errors).toEqual([]);
  const parsed = JSON.parse(manifest.data ?? '{}');
  expect(parsed).toMatchObject({ name: 'Inkreel', display: 'standalone' });
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
  // Every picture that the manifest promises is there, in the size that it says.
  const base = new URL(manifest.url);
  for (const picture of [...parsed.icons, ...(parsed.screenshots ?? [])]) {
    const response = await page.request.get(new URL(picture.src, base).href);
    expect(response.status(), picture.src).toBe(200);
    if (picture.type !== 'image/png') continue;
    const bytes = await response.body();
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, picture.src).toBe(picture.sizes);
  }
  await context.close();
  rmSync(profile, { recursive: true, force: true });
});

test('a new version waits, says so, and takes over only when asked', async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'inkreel-update-'));
  cpSync('dist', folder, { recursive: true });
  const host = await serveApp(folder);
  const context = await browser.newContext();
  const page = await context.newPage();
  await openApp(page, host.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await openApp(page, host.url);
  await importFiles(page, [{ name: 'kept.png', bytes: paintedPng(64, 48, 5) }]);
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });

  // The next version: another page, and a service worker that knows it.
  const index = join(folder, 'index.html');
  writeFileSync(
    index,
    readFileSync(index, 'utf8').replace('</head>', '<meta name="build" content="next"></head>'),
  );
  const worker = join(folder, 'service-worker.js');
  const script = readFileSync(worker, 'utf8');
  writeFileSync(
    worker,
    script.replace(
      /("revision":")[0-9a-f]+(","url":"index\.html")/,
      '$1ffffffffffffffffffffffffffffffff$2',
    ),
  );
  appendFileSync(worker, '\n// the next version\n');
  expect(readFileSync(worker, 'utf8').includes('ffffffffffffffff')).toBe(true);

  // Work goes on while it arrives.
  const [asset] = await sql<{ id: string }>(page, 'select id from assets');
  const tasks = await enqueue(page, 'upscale', { assets: [asset!.id], scale: 2 });
  await page.evaluate(() =>
    navigator.serviceWorker.getRegistration().then((registration) => registration?.update()),
  );
  await expect(page.getByText(/update (is )?ready/i).first()).toBeVisible({ timeout: 30_000 });
  expect((await done(page, tasks))[0]!.status).toBe('completed');
  await page.waitForTimeout(1_500);
  expect(loads, 'it never reloads by itself').toBe(0);
  expect(await page.locator('meta[name=build]').count()).toBe(0);

  await page.getByRole('button', { name: 'Reload to continue' }).first().click();
  await expect(page.locator('meta[name=build]')).toHaveCount(1, { timeout: 30_000 });
  await openApp(page, host.url);
  expect((await query(page, 'counts')).assets, 'nothing was lost').toBe(2);
  await context.close();
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});
