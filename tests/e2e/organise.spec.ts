import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { accessible } from '../support/accessible.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { command, query, quiet, sql } from '../support/door.ts';
import { dropPaths } from '../support/drop.ts';

const scratch = join(tmpdir(), `inkreel-organise-${process.pid}`);
const tree = ['Castles/Night_One/a.png', 'Castles/Night_One/b.png', 'Moss/c.png'];
test.beforeAll(() => {
  for (const [index, path] of tree.entries()) {
    const place = join(scratch, 'Atelier', path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, paintedPng(120, 80, index + 1));
  }
});
test.afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const openAct = async (page: Page, act: string): Promise<void> => {
  await page.getByRole('button', { name: 'More', exact: true }).first().click();
  await page.getByRole('menuitem', { name: act }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
};

const state = (page: Page) =>
  sql(
    page,
    `select a.name, a.theme, a.source, a.provenance,
       (select group_concat(tag) from (select tag from asset_tags where asset_id = a.id order by tag)) tags
     from assets a where a.deleted_at is null and a.kind = 'image' order by a.name`,
  );

test('3.10 B3 B7 folders become tags after a preview, many are edited at once, and one undo takes it back', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  await dropPaths(page, [join(scratch, 'Atelier')]);
  await expect(cellsOf(page)).toHaveCount(3);
  await quiet(page);
  await command(page, 'addTagAlias', { tag: 'castle', alias: 'castles' });

  await cellsOf(page).first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await openAct(page, 'Tags from folders');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Leave out “Atelier”' }).click();
  await dialog.getByLabel('Part names at').fill('_');
  await dialog.getByLabel('Small letters only').check();
  await dialog
    .getByLabel('What “moss” becomes', { exact: true })
    .selectOption({ label: 'the theme' });
  await dialog.getByLabel('What “one” becomes', { exact: true }).selectOption({ label: 'nothing' });
  await expect(dialog).toContainText('stands for “castle”');
  await expect(dialog).toContainText('3 of 3 assets would change');
  const before = await state(page);
  expect(before.every((row) => row['tags'] === null && row['theme'] === null)).toBe(true);
  await accessible(page, 'tags from folders');
  await dialog.getByRole('button', { name: 'Change 3 assets' }).click();
  await expect(dialog).toHaveCount(0);
  const tagged = await state(page);
  expect(tagged.map((row) => [row['name'], row['tags'], row['theme']])).toEqual([
    ['a.png', 'castle,night', null],
    ['b.png', 'castle,night', null],
    ['c.png', null, 'moss'],
  ]);

  await openAct(page, 'Edit many fields');
  await expect(dialog.getByText('2 different values')).toBeVisible();
  await dialog.getByLabel('Theme: keep, set or clear').selectOption('Set');
  await dialog.getByRole('combobox', { name: 'Theme: new value' }).fill('ruins');
  await dialog.getByLabel('Source: keep, set or clear').selectOption('Set');
  await dialog.getByRole('combobox', { name: 'Source: new value' }).fill('Midjourney');
  await dialog.getByLabel('Origin: keep, set or clear').selectOption('Set');
  await dialog.getByRole('button', { name: /^night/ }).click();
  await dialog.getByLabel('Pattern').fill('{theme} {thing}');
  await expect(dialog.getByText(/“?\{thing\}.*is not known/).first()).toBeVisible();
  await dialog.getByLabel('Pattern').fill('{theme} {n:3}');
  await expect(dialog).toContainText('3 of 3 assets would change');
  await expect(dialog.getByRole('cell', { name: 'ruins 001.png' })).toBeVisible();
  await accessible(page, 'edit many fields');
  await dialog.getByRole('button', { name: 'Change 3 assets' }).click();
  await expect(dialog).toHaveCount(0);
  const edited = await state(page);
  expect(edited.map((row) => row['name'])).toEqual([
    'ruins 001.png',
    'ruins 002.png',
    'ruins 003.png',
  ]);
  for (const row of edited) {
    expect(row).toMatchObject({ theme: 'ruins', source: 'Midjourney', provenance: 'ai_generated' });
  }
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => state(page)).toEqual(tagged);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect.poll(() => state(page)).toEqual(edited);

  await openAct(page, 'Credits and rights');
  await dialog.getByRole('textbox', { name: 'By', exact: true }).fill('Mina\nJun');
  await dialog.getByRole('textbox', { name: 'Rights', exact: true }).fill('© Mina');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const credits = `select count(*) n from assets where metadata ->> '$.rights' = '© Mina'
    and metadata -> '$.creators' = '["Mina","Jun"]'`;
  expect(await sql(page, credits)).toEqual([{ n: 3 }]);

  // The tags on their own screen, with the keys alone.
  await page.goto(`${app.url}#/tags`);
  const list = page.getByRole('tree', { name: 'Tags' });
  await list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Tag' });
  await expect(panel.getByRole('textbox', { name: 'Name' })).toBeFocused();
  // Checked once the database says so, not by the click itself.
  await panel.getByRole('radio', { name: 'violet' }).click();
  await expect(panel.getByRole('radio', { name: 'violet' })).toBeChecked();
  await panel.getByRole('combobox', { name: 'Add a parent' }).fill('building');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await query(page, 'tagDetails', { tags: ['castle'] }))[0])
    .toMatchObject({
      colour: 'violet',
      parents: ['building'],
      aliases: ['castles'],
    });
  await panel.getByRole('textbox', { name: 'Name' }).fill('fortress');
  await page.keyboard.press('Enter');
  await expect(panel.getByText('castles')).toBeVisible();
  await accessible(page, 'tags');
  expect((await query(page, 'tags')).map(({ tag }) => tag)).toEqual(['building', 'fortress']);
  expect((await state(page)).filter((row) => row['tags'] === 'fortress')).toHaveLength(2);
});
