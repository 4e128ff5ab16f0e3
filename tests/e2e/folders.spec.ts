/** Linked folders with real directories: what happens outside of the browser, and what goes out to it. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { cellsOf, expect, openApp, serveApp, test } from '../support/app.ts';
import { openBrowser as startBrowser, type OwnBrowser } from '../support/browser.ts';
import { blobOf, command, done, enqueue, query, quiet, sql } from '../support/door.ts';
import { allowFolders, answerPicker, chooseFolder } from '../support/real-folders.ts';

const dist = process.env['INKREEL_DIST'] ?? 'dist';
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A browser whose steps say where they stand still. */
async function openBrowser(profile: string): Promise<OwnBrowser> {
  const browser = await startBrowser(profile);
  browser.page.setDefaultTimeout(15_000);
  await browser.page.setViewportSize({ width: 1440, height: 900 });
  return browser;
}

/** A scratch folder for a profile and for directories of the "user". */
function scratch() {
  const root = mkdtempSync(join(tmpdir(), 'inkreel-folders-'));
  const folder = (name: string): string => {
    mkdirSync(join(root, name), { recursive: true });
    return join(root, name);
  };
  return { profile: folder('profile'), folder, remove: () => rmSync(root, { recursive: true }) };
}

const write = (folder: string, path: string, bytes: Buffer): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), bytes);
};

const everyFile = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();

const assets = (page: Page) =>
  sql<{ id: string; name: string; state: string; blob: string }>(
    page,
    'SELECT id, name, state, blob FROM assets WHERE deleted_at IS NULL ORDER BY name',
  );

/** Scans now and gives the report. */
async function scan(page: Page, folder: string) {
  const { task } = await command(page, 'scanFolder', { folder });
  const [row] = await done(page, [task!]);
  expect(row?.status, row?.failure ?? '').toBe('completed');
  return JSON.parse(row!.result!);
}

/** Links a directory by the screen, as a person does. */
async function linkFolder(page: Page, path: string, inPlace: boolean): Promise<string> {
  await chooseFolder(page, path);
  await page.getByRole('button', { name: 'Link a folder' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/files? to take/)).toBeVisible();
  if (inPlace) await dialog.getByLabel('The files').selectOption('in_place');
  await dialog.getByRole('button', { name: 'Link and take in' }).click();
  await expect(dialog).toBeHidden();
  await quiet(page);
  const [folder] = await sql<{ id: string }>(
    page,
    `SELECT id FROM folders WHERE role = 'watched' ORDER BY created_at DESC`,
  );
  return folder!.id;
}

test('0.03 a folder used in place: renamed, deleted, put back and changed outside, and after a restart', async () => {
  test.setTimeout(180_000);
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

test('access that a restart took away stops nothing but the folder, and coming back goes on', async () => {
  test.setTimeout(120_000);
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
      const { violations } = await new AxeBuilder({ page: second.page }).analyze();
      expect(
        violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)]),
        theme,
      ).toEqual([]);
    }
    await second.close();

    allowFolders(profile, origin, [inbox], 'kept');
    const third = await openBrowser(profile);
    await openApp(third.page, host.url);
    await command(third.page, 'resumeFolderTasks', {});
    await expect.poll(async () => (await assets(third.page)).length).toBe(2);
    await third.close();
  } finally {
    await host.close();
    remove();
  }
});

test('the browser is killed in the middle of a scan: nothing is lost and nothing is there twice', async () => {
  test.setTimeout(180_000);
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

test('export to a folder: hostile names, byte for byte, nothing overwritten, nothing half', async () => {
  test.setTimeout(120_000);
  const { profile, folder, remove } = scratch();
  const [input, output] = [folder('input'), folder('output')];
  const names = ['con', '../../up', 'a:b?', 'Fox', 'fox', 'trail.', '나무 그림'];
  const bytes = names.map((_, index) => paintedPng(50, 40, 700 + index));
  bytes.forEach((one, index) => write(input, `p${index}.png`, one));
  write(output, 'mine.txt', Buffer.from('mine'));
  write(output, 'none/Fox.png', Buffer.from('was here before'));
  const host = await serveApp(dist);
  const origin = `http://localhost:${host.port}`;
  allowFolders(profile, origin, [input, output], 'written');
  try {
    const browser = await openBrowser(profile);
    const { page } = browser;
    await answerPicker(page);
    await openApp(page, host.url, '#/folders');
    await linkFolder(page, input, false);
    const rows = await sql<{ id: string; name: string }>(page, 'SELECT id, name FROM assets');
    for (const { id, name } of rows) {
      const to = names[Number(name.slice(1, 2))];
      await command(page, 'editAssets', { assets: [id], changes: { name: to } });
    }

    // An export never goes where files are taken from.
    mkdirSync(join(input, 'inside'));
    await chooseFolder(page, join(input, 'inside'));
    await page.getByRole('button', { name: 'Add an export folder' }).click();
    await expect(page.getByRole('alert').getByText(/lies inside “input”/)).toBeVisible();

    await page.goto(`${host.url}#/library`);
    await cellsOf(page).first().click();
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Export to a folder…' }).click();
    const dialog = page.getByRole('dialog');
    await chooseFolder(page, output);
    await dialog.getByRole('button', { name: 'Choose a folder' }).click();
    await expect(dialog.getByLabel('Folder')).toBeVisible();
    await dialog.getByLabel('Names').fill('{theme}/{name}');
    await dialog.getByLabel(/JSON file beside each/).check();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(dialog).toBeHidden();
    await quiet(page);
    const [task] = await sql<{ status: string; result: string; failure: string }>(
      page,
      `SELECT status, result, failure FROM tasks WHERE kind = 'export_files'`,
    );
    expect(task?.status, task?.failure).toBe('completed');
    expect(JSON.parse(task!.result)).toMatchObject({ written: 7, not_written: 0 });

    const files = everyFile(output);
    // Which of “Fox” and “fox” comes first is no promise, and a disk may see no difference.
    const pictures = files.filter((file) => file.endsWith('.png'));
    expect(pictures.map((file) => file.toLowerCase()).toSorted()).toEqual([
      'none/_con.png',
      'none/a b.png',
      'none/fox (2).png',
      'none/fox (3).png',
      'none/fox.png',
      'none/trail.png',
      'none/up.png',
      'none/나무 그림.png',
    ]);
    expect(files.some((file) => file.endsWith('.part') || file.endsWith('.crswap'))).toBe(false);
    expect(readFileSync(join(output, 'none/Fox.png'), 'utf8')).toBe('was here before');
    expect(readFileSync(join(output, 'mine.txt'), 'utf8')).toBe('mine');
    const written = new Set(
      files
        .filter((file) => file.endsWith('.png'))
        .map((file) => sha256(readFileSync(join(output, file)))),
    );
    for (const one of bytes) expect(written.has(sha256(one))).toBe(true);
    expect(files.filter((file) => file.endsWith('.json'))).toHaveLength(7);
    expect(existsSync(join(output, '../up.png'))).toBe(false);
    expect(everyFile(input), 'nothing is written where files are taken from').toHaveLength(7);
    await browser.close();
  } finally {
    await host.close();
    remove();
  }
});
