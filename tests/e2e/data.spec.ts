import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { accessible } from '../support/accessible.ts';
import { expect, openApp, test } from '../support/app.ts';
import { command, importFiles, quiet, sql } from '../support/door.ts';

const pictures = ['lantern, old.png', 'harbour.png', 'tower.png'];
const fill = async (page: Page): Promise<readonly string[]> => {
  const { imported } = await importFiles(
    page,
    pictures.map((name, index) => ({ name, bytes: paintedPng(60, 40, index + 1) })),
  );
  await quiet(page);
  return imported.map(({ assetId }) => assetId ?? '');
};

test('a statement that runs is stopped by hand: on a plain page, on an isolated one, from a second tab', async ({
  page,
  app,
  context,
}) => {
  const endless =
    'SELECT max(i) FROM (WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c)';
  const stopped = async (tab: Page, how: 'Cancel' | 'Escape'): Promise<void> => {
    await tab.goto(`${app.url}#/data/sql`);
    await tab.getByLabel('For at most').fill('5000');
    const editor = tab.getByLabel('Statement');
    await editor.fill(endless);
    await editor.press('ControlOrMeta+Enter');
    const cancel = tab.getByRole('button', { name: 'Cancel', exact: true });
    await expect(cancel).toBeVisible();
    const begun = Date.now();
    if (how === 'Cancel') await cancel.click();
    else await tab.keyboard.press('Escape');
    await expect(tab.getByRole('alert')).toContainText('You stopped it after');
    expect(Date.now() - begun).toBeLessThan(3500);
    await expect(cancel).toHaveCount(0);
    // The library answers at once again.
    await editor.fill('SELECT 42 AS answer');
    await editor.press('ControlOrMeta+Enter');
    await expect(tab.getByText(/^1 row in/)).toBeVisible();
  };
  await openApp(page, app.url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await stopped(page, 'Cancel');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // The second tab asks through the first one's thread; by then the service worker isolates it.
  const second = await context.newPage();
  await openApp(second, app.url);
  expect(await second.evaluate(() => crossOriginIsolated)).toBe(true);
  await stopped(second, 'Escape');
  await page.close();
  await stopped(second, 'Cancel');
});

test('the console reads within its limits, saves what it found, and refuses to write', async ({
  page,
  app,
}) => {
  // Without the picker the browser downloads, which a test can read.
  await page.addInitScript(() => {
    delete (globalThis as any).showSaveFilePicker;
  });
  await openApp(page, app.url);
  await fill(page);
  await page.goto(`${app.url}#/data/sql`);
  const editor = page.getByLabel('Statement');
  const run = async (text: string): Promise<void> => {
    await editor.fill(text);
    await editor.press('ControlOrMeta+Enter');
  };

  await run(
    `SELECT name, size, NULL AS blank FROM assets WHERE kind = 'image' AND name LIKE :like ORDER BY name`,
  );
  await expect(page.getByText('No row answers this.')).toBeVisible();
  await page.getByLabel(':like').fill('%r%');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText(/^3 rows in/)).toBeVisible();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const csv = readFileSync(await (await saving).path(), 'utf8');
  const rows = await sql(page, `SELECT name, size FROM assets WHERE kind = 'image' ORDER BY name`);
  const quoted = (name: string): string => (name.includes(',') ? `"${name}"` : name);
  expect(csv).toBe(
    `name,size,blank\r\n${rows
      .map((row) => `${quoted(String(row['name']))},${String(row['size'])},\r\n`)
      .join('')}`,
  );
  await accessible(page, 'console');

  await page.getByRole('button', { name: 'Show the plan' }).click();
  await expect(page.getByRole('region', { name: 'How SQLite goes about it' })).toContainText(
    'assets',
  );

  const endless = 'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c';
  await page.getByLabel('At most', { exact: true }).fill('7');
  await run(endless);
  await expect(page.getByText('There are more than 7 rows.')).toBeVisible();
  await page.getByLabel('For at most').fill('300');
  await run(`SELECT max(i) FROM (${endless})`);
  await expect(page.getByRole('alert')).toContainText('Stopped after 0.3 s');
  await run('DELETE FROM assets');
  await expect(page.getByRole('alert')).toContainText('This can only read');
  await run('SELECT name\nFROM nonsuch');
  await expect(page.getByRole('alert')).toContainText('no such table: nonsuch');
  expect(await sql(page, 'SELECT count(*) AS n FROM assets')).toEqual([{ n: 3 }]);

  await editor.fill('SELECT 42 AS answer');
  await page.getByRole('button', { name: 'Keep this query' }).click();
  await page.getByLabel('Name', { exact: true }).fill('The answer');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Assets not approved' }).click();
  await page.getByRole('button', { name: 'The answer', exact: true }).click();
  await expect(editor).toHaveValue('SELECT 42 AS answer');

  await page.getByRole('link', { name: 'Tables', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Find a table or column' }).fill('pack_totals');
  await page.getByText('pack_totals').click();
  await page.getByRole('button', { name: 'Look into it' }).click();
  await expect(editor).toHaveValue(/FROM pack_totals/);
});

test('history tells each change in words; any request is undone and done again, or says what stands on it', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  const assets = await fill(page);
  await command(page, 'editAssets', { assets, changes: { theme: 'night market' } });
  await command(page, 'editAssets', { assets: assets.slice(0, 1), changes: { theme: 'rain' } });
  await command(page, 'tagAssets', { assets, add: ['moss'] });
  await page.goto(`${app.url}#/data/history`);
  const themes = async (): Promise<unknown> =>
    (await sql(page, 'SELECT theme FROM assets ORDER BY n')).map(({ theme }) => theme);

  const list = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: 'Undo this…' }) });
  await expect(list).toHaveCount(4);
  const first = list.filter({ hasText: '3 changes' }).filter({ hasText: 'Edit' });
  await first.getByRole('button', { name: 'What changed: Edit' }).click();
  await expect(first).toContainText('lantern, old.png · Theme: none → night market');
  await accessible(page, 'history');

  // The second edit stands on the first: it is named, and nothing is changed.
  await first.getByRole('button', { name: 'Undo this…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('It cannot be taken back now, and nothing was changed.');
  await expect(dialog).toContainText('lantern, old.png: Theme has been changed since');
  await expect(dialog).toContainText('Take these back first');
  await accessible(page, 'undo dialog');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  expect(await themes()).toEqual(['rain', 'night market', 'night market']);

  // For the other two it can be taken back.
  await first.getByLabel('Choose harbour.png').check();
  await first.getByRole('button', { name: 'Undo for 1 asset…' }).click();
  await dialog.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(themes).toEqual(['rain', null, 'night market']);

  const tags = list.filter({ hasText: 'Tags' });
  await tags.getByRole('button', { name: 'Undo this…' }).click();
  await expect(dialog).toContainText('3 rows go back');
  await dialog.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(() => sql(page, 'SELECT count(*) AS n FROM asset_tags')).toEqual([{ n: 0 }]);
  await page.getByRole('button', { name: 'Do again…' }).click();
  await dialog.getByRole('button', { name: 'Do again', exact: true }).click();
  await expect.poll(() => sql(page, 'SELECT count(*) AS n FROM asset_tags')).toEqual([{ n: 3 }]);

  await page.getByRole('searchbox', { name: 'Search' }).fill('rain');
  await expect(list).toHaveCount(1);
});
