/** Where the browser gives no private files, as in some private windows. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { cellsOf, expect, openApp, serveApp, test } from '../support/app.ts';
import { blobOf, command, enqueue, quiet, sql } from '../support/door.ts';

const folder = mkdtempSync(join(tmpdir(), 'inkreel-private-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The same build with one line before each worker: the private file system is not given. */
const line = `Object.defineProperty(StorageManager.prototype,'getDirectory',{value:()=>Promise.reject(new DOMException('not here','SecurityError'))});\n`;
test.beforeAll(() => {
  cpSync(process.env['INKREEL_DIST'] ?? 'dist', folder, { recursive: true });
  for (const name of readdirSync(join(folder, 'assets'))) {
    if (!/worker.*\.js$/.test(name)) continue;
    const file = join(folder, 'assets', name);
    writeFileSync(file, line + readFileSync(file, 'utf8'));
  }
});

const saved = async (page: Page, press: () => Promise<void>): Promise<string> => {
  const download = page.waitForEvent('download');
  await press();
  return (await download).path();
};

test('where the browser keeps nothing, the app works in memory, never stops saying so, and everything can be taken out', async ({
  browser,
}) => {
  const host = await serveApp(folder);
  const context = await browser.newContext({ serviceWorkers: 'block' });
  await context.addInitScript(line);
  await context.addInitScript(() => {
    for (const name of ['showSaveFilePicker', 'showDirectoryPicker']) {
      Reflect.deleteProperty(globalThis, name);
    }
  });
  const page = await context.newPage();
  await openApp(page, host.url);
  const banner = page.getByRole('alert').filter({ hasText: /temporary session/i });
  await expect(banner).toBeVisible();
  const main = page.getByRole('main');
  await main.getByRole('button', { name: 'Start empty' }).click();
  await expect(main.getByText(/held in memory and gone when this tab closes/)).toBeVisible();

  // Pictures come in, one larger than what an import holds in one piece; a second tab sees them.
  const chooser = page.waitForEvent('filechooser');
  await main.getByRole('button', { name: 'Import files' }).click();
  const large = Buffer.concat([paintedPng(60, 40, 5), Buffer.alloc(20_000_000, 7)]);
  await (
    await chooser
  ).setFiles([
    { name: 'lantern.png', mimeType: 'image/png', buffer: paintedPng(150, 100, 41) },
    { name: 'large.png', mimeType: 'image/png', buffer: large },
  ]);
  await expect(cellsOf(page)).toHaveCount(2);
  await quiet(page);
  const idOf = async (name: string): Promise<string> => {
    const [row] = await sql<{ id: string }>(page, 'SELECT id FROM assets WHERE name = ?', [name]);
    return row!.id;
  };
  const lantern = await idOf('lantern.png');
  expect(await blobOf(page, await idOf('large.png'))).toEqual({
    sha256: createHash('sha256').update(large).digest('hex'),
    size: large.length,
  });
  const second = await context.newPage();
  await openApp(second, host.url);
  await expect(second.getByRole('alert').filter({ hasText: /temporary session/i })).toBeVisible();
  await expect.poll(() => cellsOf(second).locator('img').count(), 'thumbnails of both').toBe(2);
  await second.close();

  // Tools work on them as on any library's.
  await enqueue(page, 'upscale', { assets: [lantern], scale: 2 });
  await enqueue(page, 'convert', { assets: [lantern], format: 'webp' });
  await quiet(page);
  const made = await sql(
    page,
    `SELECT format, width FROM assets WHERE origin = 'derivative' AND state = 'ready' ORDER BY width`,
  );
  expect(made).toEqual([
    { format: 'webp', width: 150 },
    { format: 'png', width: 300 },
  ]);

  // And come out again: one file, a pack, a backup of everything.
  await cellsOf(page)
    .and(page.getByLabel(/^lantern\.png/))
    .click();
  const original = await saved(page, () =>
    page.getByRole('button', { name: 'Download', exact: true }).click(),
  );
  expect(readFileSync(original).equals(paintedPng(150, 100, 41))).toBe(true);
  const { pack } = await command(page, 'createPack', { name: 'Only for now', assets: [lantern] });
  await command(page, 'editAssets', {
    assets: [lantern],
    changes: { approved: true, provenance: 'user_provided' },
  });
  await page.evaluate((to) => {
    location.hash = `#/packs/${to}`;
  }, pack);
  await page.getByRole('button', { name: 'Export ZIP' }).click();
  const save = page.getByRole('button', { name: /^Save .*\.zip/ });
  await expect(save).toBeVisible();
  const zips = [await saved(page, () => save.click())];
  await banner.getByRole('button', { name: 'Take it out' }).click();
  await expect(page.getByText(/ of \d+(\.\d+)? [MG]B held in memory$/).first()).toBeVisible();
  zips.push(
    await saved(page, () => page.getByRole('button', { name: 'Download a backup' }).click()),
  );
  const database = await saved(page, () =>
    page.getByRole('button', { name: 'Download the database' }).click(),
  );
  expect(readFileSync(database).subarray(0, 15).toString()).toBe('SQLite format 3');
  for (const zip of existsSync('/usr/bin/unzip') ? zips : []) {
    expect(execFileSync('unzip', ['-t', zip]).toString()).toContain('No errors detected');
  }
  for (const screen of ['queue', 'packs', 'settings', 'library']) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/${screen}`);
    await expect(banner).toBeVisible();
  }
  await context.close();
  await host.close();
});
