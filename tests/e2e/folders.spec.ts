/** Linked folders with real directories: what happens outside of the browser. */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { barriers } from '../support/accessible.ts';
import { expect, openApp, serveApp, test } from '../support/app.ts';
import { blobOf, command, done, enqueue, query, quiet, sql } from '../support/door.ts';
import {
  assets,
  dist,
  linkFolder,
  openBrowser,
  scratch,
  sha256,
  write,
} from '../support/folder-desk.ts';
import { allowFolders, answerPicker, chooseFolder } from '../support/real-folders.ts';

/** Scans now and gives the report. */
async function scan(page: Page, folder: string) {
  const { task } = await command(page, 'scanFolder', { folder });
  const [row] = await done(page, [task!]);
  expect(row?.status, row?.failure ?? '').toBe('completed');
  return JSON.parse(row!.result!);
}

test('0.03 1.01 1.07 a folder used in place: renamed, deleted, put back and changed outside, and after a restart', async () => {
  const { profile, folder, remove } = scratch();
  const archive = folder('archive');
  const picture = (seed: number): Buffer => paintedPng(80, 60, seed);
  for (const [path, seed] of [
    ['fox.png', 1],
    ['animals/wolf.png', 2],
    ['animals/wolf copy.png', 2],
    ['hare.png', 3],
  ] as const) {
    write(archive, path, picture(seed));
  }
  write(archive, '.trash/old.png', picture(9));
  write(archive, 'notes.txt', Buffer.from('no picture'));
  const host = await serveApp(dist);
  allowFolders(profile, `http://localhost:${host.port}`, [archive], 'kept');
  try {
    let browser = await openBrowser(profile);
    await answerPicker(browser.page);
    await openApp(browser.page, host.url, '#/folders');
    await chooseFolder(browser.page, archive);
    await browser.page.getByRole('button', { name: 'Link a folder' }).click();
    const dialog = browser.page.getByRole('dialog');
    await expect(dialog.getByText('4 files to take')).toBeVisible();
    await expect(dialog.getByText('.*/ leaves out 1 file')).toBeVisible();
    await dialog.getByLabel('Leave out').fill('.*/\nanimals/');
    await expect(dialog.getByText('2 files to take')).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await assets(browser.page), 'nothing is taken by looking').toEqual([]);
    const id = await linkFolder(browser.page, archive, true);
    expect((await assets(browser.page)).map(({ name, state }) => [name, state])).toEqual([
      ['fox.png', 'ready'],
      ['hare.png', 'ready'],
      [expect.stringMatching(/^wolf/), 'ready'],
    ]);
    const before = await assets(browser.page);
    expect(await blobOf(browser.page, before[0]!.id)).toMatchObject({ sha256: sha256(picture(1)) });

    // Outside: renamed with its folder, deleted, and something new.
    renameSync(join(archive, 'animals'), join(archive, 'beasts'));
    renameSync(join(archive, 'fox.png'), join(archive, 'red fox.png'));
    rmSync(join(archive, 'hare.png'));
    write(archive, 'new.png', picture(4));
    expect((await scan(browser.page, id)).counts).toMatchObject({
      moved: 3,
      imported: 1,
      vanished: 1,
    });
    await expect(browser.page.getByText('3 files relinked: moved or renamed')).toBeVisible();
    const after = await assets(browser.page);
    expect(after.find(({ name }) => name === 'red fox.png')?.id).toBe(before[0]!.id);
    expect(after.find(({ name }) => name === 'hare.png')?.state).toBe('missing');
    expect(after.filter(({ state }) => state === 'ready')).toHaveLength(3);
    await quiet(browser.page);

    // A task works on bytes that lie outside, and verify does not take them for lost.
    const fox = before[0]!.id;
    const [converted] = await done(
      browser.page,
      await enqueue(browser.page, 'convert', { assets: [fox], format: 'jpeg' }),
    );
    expect(converted?.status, converted?.failure ?? '').toBe('completed');
    const [verified] = await done(browser.page, await enqueue(browser.page, 'verify', {}));
    expect(JSON.parse(verified!.result!)).toMatchObject({ changed: 0, orphans: 0, unreadable: 0 });
    await browser.close();

    // While the browser is closed: put back, and painted over.
    write(archive, 'hare.png', picture(3));
    write(archive, 'red fox.png', picture(5));
    browser = await openBrowser(profile);
    await answerPicker(browser.page);
    await openApp(browser.page, host.url, '#/folders');
    // Nobody asks for it: it is looked through at the start.
    await expect
      .poll(async () => (await assets(browser.page)).filter(({ state }) => state === 'missing'))
      .toEqual([expect.objectContaining({ id: fox })]);
    const now = await assets(browser.page);
    expect(now.find(({ name }) => name === 'hare.png')?.state).toBe('ready');
    expect(now.filter(({ name }) => name === 'red fox.png')).toHaveLength(2);

    // Copied into the library, the folder may go.
    await browser.page.getByRole('button', { name: 'Copy into the library' }).click();
    await browser.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Copy into the library' })
      .click();
    await expect(browser.page.getByText('Copied into the library')).toBeVisible();
    await quiet(browser.page);
    rmSync(archive, { recursive: true });
    const hare = now.find(({ name }) => name === 'hare.png')!;
    expect(await blobOf(browser.page, hare.id)).toMatchObject({ sha256: sha256(picture(3)) });
    await browser.close();
  } finally {
    await host.close();
    remove();
  }
});

test('1.01 what comes into a folder is taken in; access that a restart took away stops nothing but the folder, and coming back goes on', async () => {
  const { profile, folder, remove } = scratch();
  const inbox = folder('inbox');
  write(inbox, 'a.png', paintedPng(60, 40, 21));
  const host = await serveApp(dist);
  const origin = `http://localhost:${host.port}`;
  allowFolders(profile, origin, [inbox], 'once');
  try {
    const first = await openBrowser(profile);
    await answerPicker(first.page);
    await openApp(first.page, host.url, '#/folders');
    const id = await linkFolder(first.page, inbox, false);
    // While it is open, what comes in is seen without being asked for.
    write(inbox, 'while open.png', paintedPng(60, 40, 23));
    await expect.poll(async () => (await assets(first.page)).length, { timeout: 45_000 }).toBe(2);
    await first.close();
    write(inbox, 'b.png', paintedPng(60, 40, 22));

    allowFolders(profile, origin, [inbox], 'once');
    const second = await openBrowser(profile);
    await openApp(second.page, host.url);
    await expect(second.page.getByText('inbox: access is needed again')).toBeVisible();
    const { task } = await command(second.page, 'scanFolder', { folder: id });
    await expect
      .poll(async () => (await query(second.page, 'task', { id: task }))?.blocked_reason)
      .toBe('permission');
    await second.page.goto(`${host.url}#/folders`);
    await expect(second.page.getByRole('main')).toBeVisible();
    await expect(second.page.getByRole('button', { name: 'Allow again' }).first()).toBeVisible();
    for (const theme of ['dark', 'light'] as const) {
      await second.page.emulateMedia({ colorScheme: theme });
      expect(await barriers(second.page), theme).toBe('');
    }
    await second.close();

    allowFolders(profile, origin, [inbox], 'kept');
    const third = await openBrowser(profile);
    await openApp(third.page, host.url);
    await command(third.page, 'resumeFolderTasks', {});
    await expect.poll(async () => (await assets(third.page)).length).toBe(3);
    await third.close();
  } finally {
    await host.close();
    remove();
  }
});

test('the browser is killed in the middle of a scan: nothing is lost and nothing is there twice', async () => {
  const { profile, folder, remove } = scratch();
  const big = folder('big');
  const count = 400;
  const hashes = new Set<string>();
  for (let index = 0; index < count; index += 1) {
    const bytes = paintedPng(72, 54, 5_000 + index);
    hashes.add(sha256(bytes));
    write(big, `set ${index % 7}/picture ${index}.png`, bytes);
  }
  const host = await serveApp(dist);
  const origin = `http://localhost:${host.port}`;
  allowFolders(profile, origin, [big], 'kept');
  try {
    const first = await openBrowser(profile);
    await answerPicker(first.page);
    await openApp(first.page, host.url, '#/folders');
    await chooseFolder(first.page, big);
    await first.page.getByRole('button', { name: 'Link a folder' }).click();
    await first.page.getByRole('button', { name: 'Link and take in' }).click();
    const entered = async (page: Page): Promise<number> =>
      (await sql<{ n: number }>(page, 'SELECT count(*) AS n FROM asset_files'))[0]?.n ?? 0;
    await expect.poll(() => entered(first.page), { intervals: [20] }).toBeGreaterThan(20);
    await first.kill();

    const second = await openBrowser(profile);
    await openApp(second.page, host.url);
    const atStart = await entered(second.page);
    await expect.poll(() => entered(second.page), { timeout: 60_000 }).toBe(count);
    console.log(`killed with ${atStart} of ${count} files entered`);
    const rows = await assets(second.page);
    expect(new Set(rows.map(({ blob }) => blob))).toEqual(hashes);
    expect(rows).toHaveLength(count);
    for (const { id, blob } of rows.slice(0, 5)) {
      expect(await blobOf(second.page, id)).toMatchObject({ sha256: blob });
    }
    await second.kill();
  } finally {
    await host.close();
    remove();
  }
});
