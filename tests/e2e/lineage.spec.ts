/** Lineage: links in words, the graph and the outline by keyboard, making again, replacing, deleting. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import type { AssetId } from '#domain/id.ts';
import { paintedPng } from '../fixtures/make/png.ts';
import { accessible } from '../support/accessible.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { command, done, enqueue, importFiles, query, quiet, sql } from '../support/door.ts';

const idOf = async (page: Page, name: string): Promise<AssetId> => {
  const [row] = await sql<{ id: AssetId }>(page, `SELECT id FROM assets WHERE name = '${name}'`);
  if (row === undefined) throw new Error(`no ${name}`);
  return row.id;
};

test('3.14 3.16 D3 D4 links in words, refuses a loop, walks the graph by keyboard, makes again and replaces', async ({
  page,
  app,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openApp(page, app.url);
  await importFiles(page, [
    { name: 'fox.png', bytes: paintedPng(90, 60, 3) },
    { name: 'owl.png', bytes: paintedPng(90, 60, 9) },
  ]);
  await quiet(page);
  const [fox, owl] = [await idOf(page, 'fox.png'), await idOf(page, 'owl.png')];
  await done(page, await enqueue(page, 'convert', { assets: [fox], format: 'webp' }));
  await command(page, 'createAsset', { kind: 'film', name: 'Forest' });
  await command(page, 'createPack', { name: 'Animals', assets: [fox] });

  // From the library, with the selection: "g" shows the lineage.
  await cellsOf(page)
    .and(page.getByRole('option', { name: /^fox\.png/u }))
    .click();
  await page.keyboard.press('g');
  const heading = page.getByRole('heading', { name: 'Lineage of fox.png' });
  await expect(heading).toBeVisible();
  // Escape goes back to the selection, and the key works again without a click.
  await expect(page.locator('[data-node][aria-current]')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cellsOf(page).first()).toBeVisible();
  await page.keyboard.press('g');
  await expect(heading).toBeVisible();

  // A link is made as a sentence, and the direction can be swapped.
  const panel = page.getByRole('complementary', { name: 'fox.png' });
  await panel.getByRole('button', { name: 'Link to another asset' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Find an asset by name').fill('fore');
  await dialog.getByRole('button', { name: 'Forest' }).click();
  await expect(dialog.getByRole('status')).toHaveText('“fox.png” is used in “Forest”');
  await dialog.getByLabel('How they belong together').selectOption('part_of');
  await expect(dialog.getByRole('status')).toHaveText('“fox.png” is part of “Forest”');
  await dialog.getByRole('button', { name: 'Swap direction' }).click();
  await expect(dialog.getByRole('status')).toHaveText('“Forest” is part of “fox.png”');
  await dialog.getByRole('button', { name: 'Swap direction' }).click();
  await dialog.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(page.getByText('1 link made')).toBeVisible();
  // The other way round would be a loop: refused with the way that it would take, nothing written.
  await panel.getByRole('button', { name: 'Link to another asset' }).click();
  await dialog.getByLabel('Find an asset by name').fill('fore');
  await dialog.getByRole('button', { name: 'Forest' }).click();
  await dialog.getByLabel('How they belong together').selectOption('part_of');
  await dialog.getByRole('button', { name: 'Swap direction' }).click();
  await dialog.getByRole('button', { name: 'Link', exact: true }).click();
  await expect(page.getByText(/it would lead back to itself: .*Forest/u).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(heading).toBeVisible();
  expect(
    await sql(page, `SELECT 1 FROM asset_relationships WHERE relationship_type = 'part_of'`),
  ).toHaveLength(1);

  // The graph is one stop of Tab; arrows walk along the lines.
  const graph = page.getByRole('group', { name: 'Graph' });
  const nodes = graph.locator('[data-node]');
  await expect(nodes).toHaveCount(4);
  await graph.locator('[aria-current]').focus();
  await page.keyboard.press('ArrowRight');
  await expect(graph.locator('[aria-current]')).not.toHaveAccessibleName(/^fox\.png/u);
  await page.keyboard.press('ArrowLeft');
  await expect(graph.locator('[aria-current]')).toBeFocused();
  await expect(graph.locator('[aria-current]')).toHaveAccessibleName(/^fox\.png/u);
  await accessible(page, 'graph');

  // What hangs on it, and making it again as a new variant.
  await expect(panel.getByText(/^2 results:/u)).toBeVisible();
  await panel.getByRole('button', { name: 'Make 1 result again' }).click();
  await quiet(page);
  const versions = await sql<{ count: number }>(
    page,
    `SELECT count(*) AS count FROM asset_relationships WHERE relationship_type = 'variant_of'`,
  );
  expect(versions[0]?.count).toBe(1);

  // Replaced everywhere by another.
  await panel.getByRole('button', { name: 'Replace with…' }).click();
  await dialog.getByLabel('Find an asset by name').fill('owl');
  await dialog.getByRole('button', { name: 'owl.png' }).click();
  await dialog.getByRole('button', { name: 'Replace', exact: true }).click();
  await expect(page.getByText('“owl.png” is used instead of “fox.png”')).toBeVisible();
  const uses = await query(page, 'usesOf', { ids: [owl] });
  expect(uses.packs.first.map(({ name }) => name)).toEqual(['Animals']);

  // The outline says the same, and walks by arrows.
  await page.getByLabel('How it is shown').selectOption('outline');
  const tree = page.getByRole('tree', { name: 'What came of it and uses it' });
  await tree.getByRole('treeitem').first().focus();
  await page.keyboard.press('End');
  await expect(tree.getByRole('treeitem').last()).toBeFocused();
  await accessible(page, 'outline');
  await page.setViewportSize({ width: 390, height: 780 });
  await accessible(page, 'narrow');

  // 3.16: deleted for good after saying where it is used; its results stay and name it.
  await page.setViewportSize({ width: 1440, height: 900 });
  await command(page, 'trashAssets', { assets: [fox] });
  await page.goto(`${app.url}#/library?trash=1`);
  await page.getByRole('button', { name: 'Empty the trash' }).click();
  await expect(page.getByRole('dialog').getByText('Still in use:')).toBeVisible();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /for good$/u })
    .click();
  await expect(page.getByText('1 asset deleted for good')).toBeVisible();
  const [result] = await sql<{ id: AssetId }>(
    page,
    `SELECT id FROM assets WHERE origin = 'derivative' ORDER BY n LIMIT 1`,
  );
  await page.goto(`${app.url}#/lineage/${result?.id ?? ''}`);
  await expect(
    page
      .getByText('Its source “fox.png” was deleted')
      .or(page.getByRole('button', { name: /^fox\.png, Picture · deleted/u })),
  ).toBeVisible();

  // D4: what a file says of its making is checked against its bytes, and found by that.
  const signed = readFileSync(join('tests', 'fixtures', 'credentials', 'child.jpg'));
  const changed = Buffer.from(signed);
  changed.writeUInt8(changed.readUInt8(changed.length - 30) ^ 1, changed.length - 30);
  await importFiles(page, [
    { name: 'signed.jpg', bytes: signed },
    { name: 'changed.jpg', bytes: changed },
  ]);
  await quiet(page);
  await page.goto(`${app.url}#/library?q=credentials:any`);
  await expect(cellsOf(page)).toHaveCount(2);
  const cell = (name: RegExp) => cellsOf(page).and(page.getByRole('option', { name }));
  await cell(/^signed\.jpg/u).click();
  await expect(
    page.getByText(
      'Unchanged since it was signed by “Judge Studio”, who is not on a list that this app knows.',
      { exact: true },
    ),
  ).toBeVisible();
  await cell(/^changed\.jpg/u).click();
  await expect(
    page.getByText('The file was changed after it was signed.', { exact: true }),
  ).toBeVisible();
});
