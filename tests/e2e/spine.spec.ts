import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { cellsOf, expect, openApp, serveApp, test } from '../support/app.ts';
import { query, quiet, sql } from '../support/door.ts';
import { keyboardHand, mouseHand } from '../support/hands.ts';
import type { Hand } from '../support/hands.ts';

const media = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/media/${name}`, import.meta.url));
const scratch = join(tmpdir(), `inkreel-spine-${process.pid}`);
test.beforeAll(() => {
  mkdirSync(scratch, { recursive: true });
  writeFileSync(join(scratch, 'lantern.png'), paintedPng(150, 100, 41));
  writeFileSync(join(scratch, 'harbour.png'), paintedPng(97, 131, 42));
});
test.afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const goTo = (page: Page, hand: Hand, screen: string): Promise<void> =>
  hand.press(page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${screen}`) }));

/** From the first visit to a saved ZIP, with the network off after the first load. */
async function journey(page: Page, hand: Hand): Promise<void> {
  const host = await serveApp();
  // A save dialog of the system cannot be used by a test; without it the ZIP is downloaded.
  await page.addInitScript(() => {
    for (const name of ['showSaveFilePicker', 'showDirectoryPicker']) {
      Reflect.deleteProperty(globalThis, name);
    }
  });
  await openApp(page, host.url);
  await hand.press(page.getByRole('main').getByRole('button', { name: 'Start empty' }));
  await expect(page.getByText('Your library is empty')).toBeVisible();

  const chooser = page.waitForEvent('filechooser');
  await hand.press(page.getByRole('main').getByRole('button', { name: 'Import files' }));
  const files = ['picture.jpg', 'tone.wav', 'tone.mp3', 'clip.mp4'].map(media);
  await (
    await chooser
  ).setFiles([join(scratch, 'lantern.png'), join(scratch, 'harbour.png'), ...files]);
  await expect(cellsOf(page)).toHaveCount(6);
  await quiet(page);
  const seen = await sql<{ n: number }>(
    page,
    `select count(*) n from assets where kind in ('image', 'video') and width > 0`,
  );
  expect(seen[0]!.n, 'pictures and film have their size').toBe(4);
  await expect(cellsOf(page).locator('img'), 'pictures and film have their thumbnails').toHaveCount(
    4,
  );
  for (const picture of await cellsOf(page).locator('img').all()) {
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
  }

  await goTo(page, hand, 'Settings');
  await expect(page.getByText(/ready to work offline/i)).toBeVisible({ timeout: 60_000 });
  await page.context().setOffline(true);
  await host.close();

  await goTo(page, hand, 'Library');
  await hand.choose(page.getByRole('combobox', { name: 'Order' }), 'Name');
  const names = async () =>
    (await cellsOf(page).evaluateAll((cells) => cells.map((cell) => cell.ariaLabel ?? ''))).map(
      (label) => label.split(',')[0] ?? '',
    );
  await expect.poll(async () => (await names()).includes('lantern.png')).toBe(true);
  const order = await names();
  const sources = ['harbour.png', 'lantern.png'];
  await hand.select(sources.map((name) => order.indexOf(name)));

  const inspector = page.getByRole('complementary').or(page.getByRole('dialog')).first();
  await hand.press(inspector.getByRole('button', { name: 'Upscale' }));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Upscale 2 assets');
  await hand.press(dialog.getByRole('button', { name: /^Upscale 2$/ }));
  await expect(cellsOf(page)).toHaveCount(8);
  await quiet(page);

  // Exactly twice the size: as the database says, and as the pixels are.
  const results = await sql<{
    id: string;
    name: string;
    source: string;
    width: number;
    height: number;
    provenance: string;
  }>(
    page,
    `select a.id, a.name, s.name source, a.width, a.height, a.provenance from asset_relationships r
     join assets a on a.id = r.child_asset_id join assets s on s.id = r.parent_asset_id
     where r.relationship_type = 'derived_from' order by s.name`,
  );
  expect(results).toMatchObject([
    { source: 'harbour.png', width: 194, height: 262, provenance: 'enhanced' },
    { source: 'lantern.png', width: 300, height: 200, provenance: 'enhanced' },
  ]);
  for (const result of results) {
    const size = await page.evaluate(async (id) => {
      const picture = await createImageBitmap(await (globalThis as any).inkreel.blob(id));
      return { width: picture.width, height: picture.height };
    }, result.id);
    expect(size).toEqual({ width: result.width, height: result.height });
  }
  const after = await names();
  const made = results.map((result) => after.indexOf(result.name));
  await hand.select([made[0]!]);
  await expect(inspector).toContainText('Upscaled from');
  await expect(inspector).toContainText('harbour.png');
  await expect(inspector).toContainText('Enhanced here');

  await hand.select(made);
  await hand.press(inspector.getByRole('button', { name: /^Approve/ }));
  await expect.poll(async () => (await query(page, 'counts')).approved).toBe(2);
  await hand.press(inspector.getByRole('button', { name: 'Add to pack' }));
  await hand.press(page.getByRole('menuitem', { name: /New pack/ }));
  await hand.write(page.getByRole('dialog').getByRole('textbox', { name: 'Name' }), 'Night set');
  await hand.press(page.getByRole('dialog').getByRole('button', { name: 'Create pack' }));
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await goTo(page, hand, 'Packs');
  await hand.press(page.getByRole('main').getByRole('link', { name: /Night set/ }));
  await hand.press(page.getByRole('button', { name: 'Rename or change' }));
  await hand.choose(
    page.getByRole('dialog').getByRole('combobox', { name: 'Licence' }),
    'Commercial',
  );
  await hand.press(page.getByRole('dialog').getByRole('button', { name: 'Save' }));
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // Both were made from pictures of which nobody said where they come from: it is said of those.
  const say = page.getByRole('button', { name: 'Say where it comes from: 2 assets', exact: true });
  await hand.press(say);
  await hand.press(page.getByRole('menuitem', { name: 'My own work', exact: true }));
  await expect(page.getByText('Everything may go out')).toBeVisible();
  await hand.press(page.getByRole('button', { name: 'Export ZIP' }));
  const save = page.getByRole('button', { name: /^Save .*\.zip/ });
  await expect(save).toBeVisible();
  const download = page.waitForEvent('download');
  await hand.press(save);
  await verifyPack(await (await download).path(), results);
  await expect(page.getByText(/^Exported /)).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Night set' })).toBeVisible();
  await goTo(page, hand, 'Library');
  await expect(cellsOf(page)).toHaveCount(8);
  const counts = await query(page, 'counts');
  expect(counts).toMatchObject({ assets: 8, packs: 1, approved: 2, failed: 0 });
}

/** A stranger's tools agree with what the pack says of itself. */
async function verifyPack(
  path: string,
  results: readonly { readonly width: number }[],
): Promise<void> {
  if (!existsSync('/usr/bin/unzip')) return;
  expect(execFileSync('unzip', ['-t', path]).toString()).toContain('No errors detected');
  const names = execFileSync('unzip', ['-Z1', path]).toString().trim().split('\n');
  const inside = (name: string): Buffer =>
    execFileSync('unzip', ['-p', path, name], { maxBuffer: 100_000_000 });
  const named = (pattern: RegExp): string => names.find((name) => pattern.test(name)) ?? '';
  const manifest = JSON.parse(inside(named(/manifest\.json$/)).toString());
  expect(manifest.files).toHaveLength(results.length);
  for (const file of manifest.files) {
    const bytes = inside(names.find((name) => name.endsWith(file.path ?? file.name)) ?? '');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    expect(bytes.length).toBe(file.size);
    // What was made here carries its recipe; the library's own bytes are told beside it.
    expect(bytes.includes('inkreel-recipe')).toBe(true);
    expect(file.stored_sha256).not.toBe(file.sha256);
  }
  expect(inside(named(/LICENSE\.txt$/)).toString()).toMatch(/commercial/i);
  expect(inside(named(/README\.txt$/)).length).toBeGreaterThan(50);
  expect(
    names.some((name) => /contact/i.test(name)),
    names.join(),
  ).toBe(true);
}

test('0.10 1.20 a new user goes from a folder of pictures to a licensed pack, offline, with the mouse', async ({
  page,
}) => {
  await journey(page, mouseHand(page));
});

test('the same, with the keyboard alone', async ({ page }) => {
  await journey(page, keyboardHand(page));
});
