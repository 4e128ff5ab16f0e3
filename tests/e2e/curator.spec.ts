/**
 * The journey of somebody with an archive: a real directory is used in place, put in order, hurt
 * from outside, mended from a backup, and brought back as a library of its own; by the keys alone.
 */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { cellsOf, expect, openApp, serveApp, test } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { blobOf, command, query, quiet, sql } from '../support/door.ts';
import { byPalette, keyboardHand, noMouse, searchByKeys } from '../support/hands.ts';
import { allowFolders, answerPicker, chooseFolder } from '../support/real-folders.ts';

const folders = ['2022/foxes', '2023/city at night', '2024/clients/Nord', '2024/clients/Süd'];
const count = 196;

/** An archive of small pictures in sub-folders; four of them lie in it twice, the second time big. */
function paintArchive(archive: string): void {
  for (let index = 0; index < count; index += 1) {
    const place = join(archive, folders[index % folders.length] ?? '');
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `img ${index}.png`), paintedPng(64, 48, 9_000 + index));
  }
  mkdirSync(join(archive, 'upscaled'));
  for (let index = 0; index < 4; index += 1) {
    writeFileSync(
      join(archive, 'upscaled', `big ${index}.png`),
      paintedPng(128, 96, 9_000 + index),
    );
  }
}

/** Other bytes under the same name, size and time: what a failing disk does. */
function damage(path: string): void {
  // As numbers: a date would be rounded to the next millisecond.
  const { atimeMs, mtimeMs } = statSync(path);
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1]! ^= 0xff;
  writeFileSync(path, bytes);
  utimesSync(path, atimeMs / 1000, mtimeMs / 1000);
}

const stateOf = (page: Page, name: string) =>
  sql<{ id: string; state: string; blob: string }>(
    page,
    'SELECT id, state, blob FROM assets WHERE name = ?',
    [name],
  ).then(([row]) => row!);

const counts = (page: Page) =>
  query(page, 'counts').then(
    ({ assets }) => assets,
    () => -1,
  );

/** What people decided, as rows to compare. */
const decided = (page: Page) =>
  sql(
    page,
    `SELECT a.name, a.theme, a.approved, a.deleted_at IS NOT NULL AS trashed,
       (SELECT group_concat(tag) FROM (SELECT tag FROM asset_tags WHERE asset_id = a.id ORDER BY tag)) AS tags
     FROM assets a ORDER BY a.id`,
  );

test('5.5 by keys alone an archive is used in place, put in order, mended after an accident, and restored elsewhere', async () => {
  const root = mkdtempSync(join(tmpdir(), 'inkreel-curator-'));
  const [profile, archive, backups] = ['profile', 'archive', 'backups'].map((name) => {
    mkdirSync(join(root, name));
    return join(root, name);
  }) as [string, string, string];
  paintArchive(archive);
  const host = await serveApp();
  allowFolders(profile, `http://localhost:${host.port}`, [archive, backups], 'kept');
  const browser = await openBrowser(profile);
  const { page } = browser;
  page.setDefaultTimeout(15_000);
  const { press, write, choose, select } = keyboardHand(page);
  const mouse = await noMouse(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  try {
    // In place, and usable while the work goes on.
    await answerPicker(page);
    await openApp(page, host.url, '#/folders');
    await chooseFolder(page, archive);
    await press(page.getByRole('button', { name: 'Link a folder' }));
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('200 files to take')).toBeVisible();
    await choose(dialog.getByLabel('The files'), 'Used where they are');
    await press(dialog.getByRole('button', { name: 'Link and take in' }));
    await expect(dialog).toHaveCount(0);
    await byPalette(page, 'Go to Library');
    await expect(cellsOf(page).first()).toBeVisible();
    await searchByKeys(page, 'path:upscaled/**');
    await expect(cellsOf(page)).toHaveCount(4);
    await quiet(page);
    expect(await counts(page)).toBe(200);
    expect(await sql(page, `SELECT 1 FROM assets WHERE width IS NULL`)).toEqual([]);

    // Nearly the same: the keys alone, and the better one of each pair stays.
    await byPalette(page, 'Go to Pictures alike');
    await press(page.getByRole('button', { name: 'Find pictures alike' }));
    await quiet(page);
    const { pairs } = await query(page, 'similarPairs', { distance: 8, limit: 500 });
    const names = await sql<{ id: string; name: string }>(page, 'SELECT id, name FROM assets');
    const nameOf = new Map(names.map(({ id, name }) => [id, name]));
    const first = pairs.find((pair) =>
      [pair.first, pair.second].some((id) => nameOf.get(id)?.startsWith('big')),
    );
    expect(first, 'an enlarged picture is found').toBeDefined();
    await press(page.getByRole('button', { name: /^Decide/ }));
    await expect(dialog.getByText('Suggested: keep')).toBeVisible();
    await page.keyboard.press('2');
    await expect(dialog.getByText(/^2 of/)).toBeVisible();
    await expect.poll(() => counts(page)).toBe(199);
    await page.keyboard.press('z');
    await expect.poll(() => counts(page)).toBe(200);
    // Decided again: from here on something lies in the trash, and goes with every copy.
    await page.keyboard.press('2');
    await expect.poll(() => counts(page)).toBe(199);
    await page.keyboard.press('Escape');

    // Tags with parents, and a search that is kept.
    await searchByKeys(page, 'path:2022/foxes/**');
    await select([0]);
    await page.keyboard.press('ControlOrMeta+a');
    await expect(page.getByText(/^(\d+) of \1 selected$/)).toBeVisible();
    const found = await sql<{ id: string }>(
      page,
      `SELECT a.id FROM asset_files f JOIN assets a ON a.id = f.asset_id
       WHERE f.path LIKE '2022/foxes/%' AND a.deleted_at IS NULL AND a.name LIKE 'img%'`,
    );
    expect(found.length).toBeGreaterThan(47);
    await command(page, 'tagAssets', { assets: found.map(({ id }) => id), add: ['fox'] });
    await command(page, 'addTagParent', { tag: 'fox', parent: 'animal' });
    await searchByKeys(page, 'tag:animal');
    await expect(page.getByText(/of 4[89] selected$|^4[89] assets$/).first()).toBeVisible();
    await press(page.getByRole('button', { name: 'Save search' }));
    await write(page.getByRole('textbox', { name: 'Name' }), 'Animals');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Animals' })).toBeVisible();

    // Many at once after a preview, and one undo.
    const before = await decided(page);
    await select([0]);
    await page.keyboard.press('ControlOrMeta+a');
    await press(page.getByRole('button', { name: 'More', exact: true }).first());
    await press(page.getByRole('menuitem', { name: 'Edit many fields' }));
    await choose(dialog.getByLabel('Theme: keep, set or clear'), 'Set');
    await write(dialog.getByRole('combobox', { name: 'Theme: new value' }), 'nature');
    await expect(dialog).toContainText(`${found.length} of ${found.length} assets would change`);
    await press(dialog.getByRole('button', { name: `Change ${found.length} assets` }));
    await expect(dialog).toHaveCount(0);
    const edited = await decided(page);
    expect(edited.filter(({ theme }) => theme === 'nature')).toHaveLength(found.length);
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(() => decided(page)).toEqual(before);
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect.poll(() => decided(page)).toEqual(edited);

    // A copy elsewhere, the files of the archive with it.
    await byPalette(page, 'Go to Data');
    await chooseFolder(page, backups);
    await press(page.getByRole('button', { name: 'Choose a backup folder' }));
    const line = page.getByRole('link', { name: /Saved on this device/ });
    await expect(line).toContainText('Copied to backups', { timeout: 60_000 });
    const copied = readdirSync(backups, { recursive: true, encoding: 'utf8' });
    expect(copied.filter((name) => /blobs\/..\/[0-9a-f]{64}/.test(name))).toHaveLength(200);

    // The accident: a folder renamed, files deleted, bytes gone bad.
    const ids = await sql(page, 'SELECT id FROM assets ORDER BY id');
    renameSync(join(archive, '2024/clients'), join(archive, '2024/customers'));
    const [lost, bad] = ['img 101.png', 'img 105.png'];
    rmSync(join(archive, '2023/city at night', lost));
    damage(join(archive, '2023/city at night', bad));
    await byPalette(page, 'Go to Folders');
    await press(page.getByRole('button', { name: 'Scan now' }));
    const relinked = page.locator('summary', { hasText: '98 files relinked: moved or renamed' });
    await expect(relinked).toBeVisible({ timeout: 30_000 });
    await press(relinked);
    await expect(
      page.getByText('2024/customers/Nord/img 2.png · was 2024/clients/Nord/img 2.png'),
    ).toBeVisible();
    await expect(page.getByText('1 file gone from the folder')).toBeVisible();
    expect(await sql(page, 'SELECT id FROM assets ORDER BY id')).toEqual(ids);
    expect((await stateOf(page, lost)).state).toBe('missing');
    expect((await stateOf(page, bad)).state).toBe('ready');
    await quiet(page);

    // Verify finds what nobody told, and the backup has both.
    await byPalette(page, 'Go to Data');
    await press(page.getByRole('button', { name: 'Verify library' }));
    await expect.poll(async () => (await stateOf(page, bad)).state).toBe('missing');
    const verify = page.getByRole('region', { name: 'Verify library' });
    await press(verify.getByRole('button', { name: 'From “backups”', exact: true }));
    await expect(page.getByText('2 files are whole again.')).toBeVisible({ timeout: 60_000 });
    for (const name of [lost, bad]) {
      const { id, state, blob } = await stateOf(page, name);
      expect(state).toBe('ready');
      expect((await blobOf(page, id)).sha256).toBe(blob);
    }

    // A second copy writes only what is new; the test restore reads every byte of it.
    await press(page.getByRole('button', { name: 'Back up now' }));
    await expect
      .poll(async () => (await query(page, 'backups')).records.length, { timeout: 60_000 })
      .toBe(2);
    await press(page.getByRole('button', { name: 'Test restore', exact: true }));
    await expect(page.getByText(/Last tested just now: all \d+ assets whole/)).toBeVisible({
      timeout: 60_000,
    });

    // Restored as a library of its own; what changes there does not change here.
    const here = await decided(page);
    await press(page.getByRole('button', { name: 'From “backups”', exact: true }).last());
    const restore = page.getByRole('dialog', { name: 'Restore a backup' });
    await write(restore.getByLabel('Name of the restored library'), 'Second life');
    await press(restore.getByRole('button', { name: 'Restore', exact: true }));
    await expect(page.getByText('“Second life” is restored')).toBeVisible({ timeout: 60_000 });
    await press(page.getByRole('button', { name: 'Open it' }));
    await expect.poll(() => decided(page).catch(() => []), { timeout: 30_000 }).toEqual(here);
    expect(await mouse.wasUsed(), 'a mouse was touched').toBe(false);
    const [other] = await sql<{ id: string; blob: string }>(page, 'SELECT id, blob FROM assets');
    expect((await blobOf(page, other!.id)).sha256).toBe(other!.blob);
    await command(page, 'trashAssets', { assets: [other!.id] });
    const back = await browser.newPage();
    await back.addInitScript(() => sessionStorage.setItem('inkreel:library', 'main'));
    await openApp(back, host.url);
    expect(await decided(back)).toEqual(here);
  } finally {
    await browser.close();
    await host.close();
    rmSync(root, { recursive: true, force: true });
  }
});
