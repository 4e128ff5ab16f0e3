import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { barriersInBoth } from '../support/accessible.ts';
import { expect, openApp, serveApp, test } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { blobOf, command, done, importFiles, query, quiet, sql } from '../support/door.ts';
import { listFiles } from '../support/private-files.ts';
import { allowFolders, answerPicker, chooseFolder } from '../support/real-folders.ts';

const content = `SELECT id, name, kind, state, blob, size, approved FROM assets ORDER BY id`;
const folderOf = (name: string): string => mkdtempSync(join(tmpdir(), `inkreel-${name}-`));

async function fill(page: Page, count: number, from = 0): Promise<string[]> {
  const { imported } = await importFiles(
    page,
    Array.from({ length: count }, (_, index) => ({
      name: `picture ${from + index}.png`,
      bytes: paintedPng(90, 60, 500 + from + index),
    })),
  );
  await quiet(page);
  return imported.map((row) => row.assetId!);
}

async function downloadBackup(page: Page, path: string): Promise<void> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download a backup' }).click();
  await (await download).saveAs(path);
}

/** Chooses a file where the page asks for one. */
async function choose(page: Page, button: string, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button, exact: true }).click();
  await (await chooser).setFiles(path);
}

test('a library is backed up as a file and comes back in a browser that never saw it', async ({
  page,
  app,
  browser,
}) => {
  const folder = folderOf('backup');
  const path = join(folder, 'library.inkreel.zip');
  await openApp(page, app.url, '#/data');
  const line = page.getByRole('link', { name: /Saved on this device/ });
  await expect(line).toContainText('Not copied anywhere yet');
  const assets = await fill(page, 6);
  await command(page, 'approveAssets', { assets: assets.slice(0, 2), approved: true });
  const before = await sql(page, content);
  await downloadBackup(page, path);
  await expect(line).toContainText('Backup file made just now');

  // Programs that know nothing of Inkreel take it.
  expect(execFileSync('unzip', ['-tq', path]).toString()).toContain('No errors');
  execFileSync('unzip', ['-q', path, '-d', join(folder, 'open')]);
  const database = join(folder, 'open/library.sqlite');
  expect(
    execFileSync('sqlite3', [database, 'PRAGMA integrity_check; SELECT count(*) FROM assets'])
      .toString()
      .trim(),
  ).toBe(`ok\n${before.length}`);
  const texts = execFileSync('sqlite3', [database, 'SELECT * FROM library_settings']).toString();
  expect(texts).not.toMatch(/key-|sk-/);
  expect(JSON.parse(readFileSync(join(folder, 'open/manifest.json'), 'utf8'))).toMatchObject({
    kind: 'inkreel-backup',
    blobs: { length: 6 },
  });

  // The test restore says so as well, in words.
  await page.getByRole('button', { name: 'Test restore', exact: true }).click();
  await expect(page.getByText(/Last tested just now: all 6 assets whole/)).toBeVisible({
    timeout: 60_000,
  });

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await openApp(other, app.url, '#/data');
  await choose(other, 'From a file…', path);
  const dialog = other.getByRole('dialog', { name: 'Restore a backup' });
  await dialog.getByLabel('Name of the restored library').fill('Brought over');
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(other.getByText('“Brought over” is restored')).toBeVisible({ timeout: 60_000 });
  await other.getByRole('button', { name: 'Open it' }).click();
  await expect.poll(() => sql(other, content).catch(() => []), { timeout: 30_000 }).toEqual(before);
  for (const asset of assets) {
    expect(await blobOf(other, asset)).toEqual(await blobOf(page, asset));
  }
  const known = other.getByRole('list', { name: 'Libraries' });
  await expect(known.getByRole('listitem')).toHaveCount(2);
  await expect(known).toContainText('My library');

  // Bytes that somebody changed are named, not believed.
  const bent = readFileSync(path);
  const at = bent.indexOf(Buffer.from('IDAT'));
  bent[at + 8] = (bent[at + 8] ?? 0) ^ 1;
  writeFileSync(join(folder, 'bent.zip'), bent);
  await choose(other, 'Test a backup file…', join(folder, 'bent.zip'));
  await expect(other.getByText(/1 file is damaged or missing in it/)).toBeVisible({
    timeout: 60_000,
  });
  writeFileSync(join(folder, 'cut.zip'), bent.subarray(0, bent.length - 400));
  await choose(other, 'From a file…', join(folder, 'cut.zip'));
  await other.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(other.getByText(/cut off/).first()).toBeVisible({ timeout: 30_000 });
  await elsewhere.close();
  rmSync(folder, { recursive: true });
});

test('1.29 3.13 libraries are worlds of their own, and one is deleted by its name only', async ({
  context,
  app,
}) => {
  const page = await context.newPage();
  await openApp(page, app.url, '#/data');
  await expect(page.getByText(/^In this browser, on this device\./)).toBeVisible();
  await fill(page, 3);
  await page.getByRole('button', { name: 'New library' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Second');
  await page.getByRole('button', { name: 'Create and open' }).click();
  await expect
    .poll(
      () =>
        query(page, 'counts').then(
          ({ assets }) => assets,
          () => -1,
        ),
      { timeout: 30_000 },
    )
    .toBe(0);

  // The first one in another tab, both alive at once.
  const first = await context.newPage();
  await first.addInitScript(() => sessionStorage.setItem('inkreel:library', 'main'));
  await openApp(first, app.url, '#/data');
  expect((await query(first, 'counts')).assets).toBe(3);
  const mine = await fill(page, 2, 100);
  await command(page, 'tagAssets', { assets: mine, add: ['secret'] });
  await command(page, 'pauseQueue', {});
  expect(await sql(first, `SELECT name FROM assets WHERE name LIKE 'picture 10%'`)).toEqual([]);
  expect(await sql(first, `SELECT 1 FROM asset_tags WHERE tag = 'secret'`)).toEqual([]);
  expect((await query(first, 'counts')).assets).toBe(3);
  const [blob] = await sql<{ blob: string }>(page, 'SELECT blob FROM assets');
  expect(await query(first, 'thumbnails', { blobs: [blob!.blob] })).toEqual([]);
  expect(await query(page, 'thumbnails', { blobs: [blob!.blob] })).toHaveLength(1);
  expect(await sql(first, `SELECT 1 FROM library_settings WHERE key = 'queue_paused'`)).toEqual([]);

  const known = first.getByRole('list', { name: 'Libraries' });
  await first.reload();
  await known.getByRole('button', { name: 'Delete Second' }).click();
  const dialog = first.getByRole('dialog', { name: /Delete “Second” for good/ });
  await expect(dialog).toContainText('2 stored files');
  const remove = dialog.getByRole('button', { name: 'Delete this library' });
  await dialog.getByLabel(/Type “Second”/).fill('second');
  await expect(remove).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByLabel(/Type “Second”/).fill('Second');
  await remove.click();
  await expect(dialog).toContainText('open in another tab');
  await page.close();
  await expect(async () => {
    await remove.click();
    await expect(dialog).toBeHidden({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  const left = new Set((await listFiles(first, 'libraries')).map(({ path }) => path.split('/')[1]));
  expect([...left]).toEqual(['main']);
  expect((await query(first, 'counts')).assets).toBe(3);
});

test('a real backup folder grows by what is new, and gives back what was damaged here', async ({
  app,
}) => {
  const folder = join(folderOf('real'), 'backups');
  mkdirSync(folder);
  const profile = folderOf('profile');
  allowFolders(profile, new URL(app.url).origin, [folder], 'kept');
  const browser = await openBrowser(profile);
  const { page } = browser;
  try {
    await answerPicker(page);
    await openApp(page, app.url, '#/data');
    const assets = await fill(page, 4);
    await chooseFolder(page, folder);
    await page.getByRole('button', { name: 'Choose a backup folder' }).click();
    const line = page.getByRole('link', { name: /Saved on this device/ });
    await expect(line).toContainText('Copied to backups', { timeout: 60_000 });
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => /blobs\/..\/[0-9a-f]{64}\.png$/.test(name))).toHaveLength(4);
    const snapshots = files.filter((name) => name.endsWith('.sqlite'));
    expect(snapshots).toHaveLength(1);
    const check = execFileSync('sqlite3', [
      join(folder, snapshots[0] ?? ''),
      'PRAGMA integrity_check',
    ]);
    expect(check.toString().trim()).toBe('ok');

    // Only what is new is written the second time.
    await fill(page, 1, 50);
    await page.getByRole('button', { name: 'Back up now' }).click();
    await expect
      .poll(async () => (await query(page, 'backups')).records.length, { timeout: 60_000 })
      .toBe(2);
    const { records } = await query(page, 'backups');
    const [task] = await done(page, [records[0]!.task]);
    expect(JSON.parse(task?.result ?? '{}')).toMatchObject({
      written_files: 1,
      files: 5,
      copies: 2,
    });

    // A file is lost here: verify notices, and the folder has it.
    const [one] = await sql<{ blob: string }>(page, 'SELECT blob FROM assets WHERE id = ?', [
      assets[0],
    ]);
    await page.evaluate(async (blob) => {
      const root = await navigator.storage.getDirectory();
      const all = await root.getDirectoryHandle('libraries');
      const blobs = await (await all.getDirectoryHandle('main')).getDirectoryHandle('blobs');
      const shard = await blobs.getDirectoryHandle(blob.slice(0, 2));
      const file = await shard.getFileHandle(blob);
      const writer = await file.createWritable({ keepExistingData: true });
      await writer.write({ type: 'write', position: 40, data: new Uint8Array([1, 2, 3]) });
      await writer.close();
    }, one!.blob);
    await page.getByRole('button', { name: 'Verify library' }).click();
    await page
      .getByRole('region', { name: 'Verify library' })
      .getByRole('button', { name: 'From “backups”', exact: true })
      .click();
    await expect(page.getByText('1 file is whole again.')).toBeVisible({ timeout: 60_000 });
    expect((await blobOf(page, assets[0]!)).sha256).toBe(one!.blob);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
    rmSync(join(folder, '..'), { recursive: true, force: true });
  }
});

test('a browser killed in the middle of a backup and of a restore leaves nothing half', async () => {
  const profile = folderOf('killed');
  const host = await serveApp();
  const path = join(profile, 'whole.zip');
  try {
    const before = await openBrowser(profile);
    await openApp(before.page, host.url, '#/data');
    await fill(before.page, 12);
    const truth = await sql(before.page, content);
    await command(before.page, 'enqueue', {
      kind: 'backup',
      assets: [],
      settings: { target: 'download' },
    });
    await before.page.waitForTimeout(120);
    await before.kill();

    // The backup that was cut off is made again, from its beginning, and is whole.
    const again = await openBrowser(profile);
    await openApp(again.page, host.url, '#/data');
    await quiet(again.page, 60_000);
    const { records } = await query(again.page, 'backups');
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ files: 12, missing: 0, damaged: 0 });
    expect((await listFiles(again.page, 'libraries/main/snapshots')).length).toBe(0);
    const bytes = await again.page.evaluate(async (name) => {
      const root = await navigator.storage.getDirectory();
      const all = await root.getDirectoryHandle('libraries');
      const outbox = await (await all.getDirectoryHandle('main')).getDirectoryHandle('outbox');
      const file = await (await outbox.getFileHandle(name)).getFile();
      const whole = new Uint8Array(await file.arrayBuffer());
      let letters = '';
      for (let at = 0; at < whole.length; at += 32_768) {
        letters += String.fromCharCode(...whole.subarray(at, at + 32_768));
      }
      return btoa(letters);
    }, records[0]!.where);
    writeFileSync(path, Buffer.from(bytes, 'base64'));
    expect(execFileSync('unzip', ['-tq', path]).toString()).toContain('No errors');

    await choose(again.page, 'From a file…', path);
    await again.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Restore', exact: true })
      .click();
    await expect(again.page.getByText('Restoring…').first()).toBeVisible();
    await again.kill();

    const last = await openBrowser(profile);
    await openApp(last.page, host.url, '#/data');
    await expect
      .poll(
        async () =>
          new Set((await listFiles(last.page, 'libraries')).map((file) => file.path.split('/')[1]))
            .size,
        { message: 'libraries on the disk', timeout: 20_000 },
      )
      .toBe(1);
    await expect(
      last.page.getByRole('list', { name: 'Libraries' }).getByRole('listitem'),
    ).toHaveCount(1);
    expect(await sql(last.page, content)).toEqual(truth);
    await last.close();
  } finally {
    await host.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

test('backup, restore and libraries are usable by everyone, dark and light', async ({
  page,
  app,
}) => {
  await openApp(page, app.url, '#/data');
  await fill(page, 2);
  await command(page, 'enqueue', {
    kind: 'backup',
    assets: [],
    settings: { target: 'download' },
  });
  await quiet(page);
  const check = async (): Promise<void> => {
    expect(await barriersInBoth(page)).toBe('');
  };
  await expect(page.getByText(/was made/).first()).toBeVisible();
  await check();
  await page.getByRole('button', { name: 'New library' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await check();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('link', { name: /Saved on this device/ })).toBeVisible();
  await check();
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(wide, 'nothing scrolls sideways').toBe(false);
});
