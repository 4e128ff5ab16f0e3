import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { barriersInBoth } from '../support/accessible.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { command, importFiles, query, quiet, sql } from '../support/door.ts';
import { keyboardHand, mouseHand } from '../support/hands.ts';

const pictures = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    name: `picture ${index + from}.png`,
    bytes: paintedPng(90 + index * 4, 80, index + from + 1),
  }));

/** Puts files in as a person does: by the chooser of the library. */
async function choose(page: Page, files: ReturnType<typeof pictures>): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page
    .getByRole('banner')
    .or(page.locator('header'))
    .getByRole('button', { name: 'Import' })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Files…' }).click();
  await (
    await chooser
  ).setFiles(
    files.map(({ name, bytes }) => ({ name, mimeType: 'image/png', buffer: Buffer.from(bytes) })),
  );
}

test('3.17 3.18 B4 C3 a collection is made, filled by drag and by menu, takes in what is imported, and goes out as a ZIP', async ({
  page,
  app,
}) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
  });
  await openApp(page, app.url);
  await importFiles(page, pictures(4));
  await quiet(page);
  const rail = page.getByRole('region', { name: 'Collections' });

  await rail.getByRole('button', { name: 'New collection' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Night market');
  await page.getByLabel('Type').selectOption({ label: 'Storyboard' });
  await page.getByRole('button', { name: 'Create collection' }).click();
  await expect(page.getByText('Night market').first()).toBeVisible();
  await expect(cellsOf(page)).toHaveCount(0);

  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Library/ })
    .click();
  await expect(cellsOf(page)).toHaveCount(4);
  const hand = mouseHand(page);
  // A star puts what it is on first, and taken away leaves everything where it was.
  await hand.select([3]);
  await page.keyboard.press('s');
  const first = cellsOf(page).first();
  await expect(first).toHaveAccessibleName(/, starred$/);
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('s');
  await expect(cellsOf(page).nth(3)).toHaveAttribute('aria-selected', 'true');
  await hand.select([0, 1]);
  const entry = rail.getByRole('link', { name: /Night market/ });
  await cellsOf(page).nth(0).dragTo(entry);
  await expect(entry).toContainText('2');

  await hand.select([2]);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Add to collection…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Night market/ })
    .click();
  await expect(entry).toContainText('3');

  // New imports go there, with a badge that says so.
  await rail.getByRole('link', { name: 'Collections' }).click();
  await page.getByRole('button', { name: 'More for Night market' }).click();
  await page.getByRole('menuitem', { name: 'Send new things here' }).click();
  const ends = rail.getByRole('button', { name: 'Stop sending new things to “Night market”' });
  await expect(ends).toBeVisible();
  await entry.click();
  await choose(page, pictures(1, 9));
  await expect(cellsOf(page)).toHaveCount(4);
  await quiet(page);
  const order = await sql<{ name: string }>(
    page,
    `select a.name from asset_collection_members m join assets a on a.id = m.asset_id
     order by m.position`,
  );
  expect(order.at(-1)?.name).toBe('picture 9.png');

  // A tool says that its results go there too; one press on the badge ends it.
  await page.getByRole('option', { name: /^picture 9\.png/ }).click();
  const tools = page.getByRole('group', { name: 'What you can do' });
  await tools.getByRole('button', { name: 'Upscale', exact: true }).click();
  await expect(
    page.getByRole('dialog').getByText('Results also go to “Night market”', { exact: true }),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await ends.click();
  await expect(ends).toHaveCount(0);

  // The cover is chosen on the collection itself, and is the first of what its card shows.
  const [, second] = await sql<{ id: string; blob: string; name: string }>(
    page,
    `select a.id, a.blob, a.name from asset_collection_members m join assets a on a.id = m.asset_id
     order by m.position`,
  );
  await page.getByRole('option', { name: new RegExp(`^${second!.name}`) }).click();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Make it the cover' }).click();
  await expect(page.getByText('It is the cover of “Night market” now')).toBeVisible();
  const [row] = await query(page, 'collections', {});
  expect(row!.cover_asset_id).toBe(second!.id);
  expect(row!.cover[0]).toBe(second!.blob);

  // Renamed where it stands in the rail, and out as a ZIP from its card.
  await rail.getByRole('link', { name: 'Collections' }).click();
  await entry.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Rename', exact: true }).click();
  await rail.getByLabel('Rename Night market').fill('Lanterns');
  await page.keyboard.press('Enter');
  const renamed = rail.getByRole('link', { name: /^Lanterns/ });
  await expect(renamed).toBeFocused();
  await page.getByRole('button', { name: 'More for Lanterns' }).click();
  await page.getByRole('menuitem', { name: 'Save as ZIP' }).click();
  await page.getByRole('button', { name: 'Pack it', exact: true }).click();
  const save = page.getByRole('button', { name: 'Save the ZIP' });
  await expect(save)
    .toHaveAttribute('aria-disabled', 'false')
    .catch(() => undefined);
  await expect(save).not.toHaveAttribute('aria-disabled', 'true');
  const download = page.waitForEvent('download');
  await save.click();
  expect((await download).suggestedFilename()).toBe('Lanterns.zip');
  await page.keyboard.press('Escape');

  // Deleted together with its assets, but for the starred one; in the trash it says so, and comes back.
  await command(page, 'editAssets', { assets: [second!.id as never], changes: { starred: true } });
  // By the keys alone, which come back to where they were.
  await renamed.focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu', { name: 'What can be done with “Lanterns”' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(renamed).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Delete…', exact: true }).press('Enter');
  const ask = page.getByRole('dialog', { name: 'Delete “Lanterns”?' });
  await ask.getByRole('radio', { name: /^The collection and its assets/ }).check();
  await expect(ask.getByRole('switch', { name: 'Keep the starred one' })).toBeChecked();
  await ask.getByRole('button', { name: 'Delete it and 3 assets', exact: true }).click();
  await expect(ask).toBeHidden();
  await page.goto(`${app.url}#/library?collection=${row!.id}`);
  await expect(page.getByRole('alert')).toContainText('“Lanterns” is in the trash');
  await expect(cellsOf(page)).toHaveCount(1);
  await page.getByRole('alert').getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('0.01 3.13 projects keep apart: what is shown, what is imported, what counts as known; deletion says what goes', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  await importFiles(page, pictures(2));
  await quiet(page);
  const switcher = page.getByRole('button', { name: /^Project: / });
  await switcher.click();
  await page.getByRole('menuitem', { name: 'New project…' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Lantern Road');
  await page.getByRole('button', { name: 'Create project' }).click();
  await expect(switcher).toContainText('Lantern Road');
  await expect(cellsOf(page)).toHaveCount(0);

  // The same bytes as in the inbox: not known here.
  await choose(page, pictures(1));
  await expect(cellsOf(page)).toHaveCount(1);
  await quiet(page);
  await page.reload();
  await expect(switcher).toContainText('Lantern Road');
  await expect(cellsOf(page)).toHaveCount(1);
  await switcher.click();
  await page.getByRole('menuitem', { name: 'Inbox' }).click();
  await expect(cellsOf(page)).toHaveCount(2);

  await page.goto(`${app.url}#/projects`);
  await page.getByRole('button', { name: 'More for Lantern Road' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 picture');
  const remove = dialog.getByRole('button', { name: 'Delete project' });
  await expect(remove).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByLabel('Type “Lantern Road” to go on').fill('Lantern Road');
  await remove.click();
  await page.getByRole('button', { name: 'Restore Lantern Road' }).click();
  const projects = await query(page, 'projects', {});
  expect(projects.map(({ name, assets }) => [name, assets])).toEqual([
    ['Inbox', 2],
    ['Lantern Road', 1],
  ]);
});

test('3.01 3.03 3.04 a script is written by keyboard alone; a reload between two savings loses no word', async ({
  page,
  app,
}) => {
  await openApp(page, app.url, '#/asset/new');
  const hand = keyboardHand(page);
  await hand.press(page.getByRole('radio', { name: /^Text/ }));
  await page.keyboard.press('ArrowRight');
  await hand.write(page.getByRole('textbox', { name: 'Name' }), 'Lantern Road');
  await hand.press(page.getByRole('button', { name: 'Create' }));
  const text = page.getByRole('textbox', { name: 'Text' });
  await hand.write(text, 'INT. CAFÉ - NIGHT\n\nRain. She had not seen it, and it was the first.');
  await expect(page.getByText('1 scene', { exact: true })).toBeVisible();
  await expect(page.getByText('14 words')).toBeVisible();
  await page.keyboard.type(' The last words');
  await page.reload();
  await expect(text).toHaveValue(/The last words$/);
  await expect(page.getByText('Detected: English')).toBeVisible();
  await expect
    .poll(
      async () => (await sql<{ content: string }>(page, 'select content from texts'))[0]?.content,
    )
    .toMatch(/The last words$/);
});

test('everyone can use projects, collections and written assets, dark and light', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  const { imported } = await importFiles(page, pictures(3));
  await quiet(page);
  const assets = imported.map((row) => row.assetId!);
  await command(page, 'createCollection', { name: 'Board', type: 'storyboard', assets });
  await command(page, 'createProject', { name: 'Lantern Road' });
  const script = await command(page, 'createAsset', {
    kind: 'script',
    name: 'Script',
    content: 'INT. CAFÉ - NIGHT\n\nRain.',
  });
  const shot = await command(page, 'createAsset', { kind: 'shot', name: 'Shot' });
  const places = [
    'collections',
    'projects',
    'asset/new',
    `asset/${script.asset}`,
    `asset/${shot.asset}`,
  ];
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    for (const place of places) {
      await page.goto(`${app.url}#/${place}`);
      await expect(page.getByRole('main')).not.toHaveAttribute('aria-busy', 'true');
      expect(await barriersInBoth(page), `${place} at ${width} px`).toBe('');
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, `${place} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
    }
  }
});
