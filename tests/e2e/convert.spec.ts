import { readFileSync } from 'node:fs';

import { accessible } from '../support/accessible.ts';
import { paintedPng } from '../fixtures/make/png.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { blobOf, enqueue, importFiles, quiet, sql } from '../support/door.ts';

test('0.12 D1 D2 D6 G3 N3 tries a conversion with the size it will have, makes all of them alike and one again, and knows its recipe when it comes back', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  await importFiles(page, [
    { name: 'hill.png', bytes: paintedPng(960, 960, 7) },
    { name: 'lake.png', bytes: paintedPng(640, 460, 9) },
  ]);
  await quiet(page);
  await cellsOf(page).first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('button', { name: 'Convert', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Convert 2 assets' });
  await dialog.getByLabel('At most').fill('4');
  await dialog.getByRole('button', { name: 'Try it first' }).click();
  const trial = dialog.getByRole('region', { name: 'Trial' });
  const size = trial.getByRole('status');
  await expect(size).toContainText('quality');
  await expect(size).toContainText(/→ (4|[0-3]\.\d) kB/);
  await accessible(page, 'a trial');
  // A setting that is changed is tried again, and what cannot be is told.
  await dialog.getByLabel('Size').selectOption('print');
  await dialog.getByLabel('Print').selectOption('sticker');
  await dialog.getByLabel('Format').selectOption('png');
  await dialog.getByLabel('At most').fill('');
  await expect(size).toContainText(/dpi/);
  await dialog.getByLabel('Print').selectOption('shirt');
  await expect(dialog.getByText(/Upscale it ×4 first/).first()).toBeVisible();
  await dialog.getByLabel('Print').selectOption('sticker');
  await dialog.getByRole('button', { name: 'Next picture' }).click();
  await dialog.getByRole('button', { name: 'Convert 2', exact: true }).click();
  await quiet(page);
  const made = await sql<{ id: string; name: string; width: number; dpi: number }>(
    page,
    `SELECT id, name, width, metadata ->> '$.dpi' dpi FROM assets
     WHERE origin = 'derivative' ORDER BY name`,
  );
  expect(made).toMatchObject([
    { name: 'hill (Sticker 900 × 900).png', width: 900, dpi: 300 },
    { name: 'lake (Sticker 900 × 900).png', width: 640, dpi: 213 },
  ]);
  // A trial stores nothing, and what it showed is what the queue makes: bit for bit.
  const tried = await page.evaluate(async () => {
    const door = (globalThis as any).inkreel;
    const [lake] = await door.sql(`SELECT id FROM assets WHERE name = 'lake.png'`);
    const settings = { format: 'png', size: 'print', print: 'sticker' };
    const { blob } = await door.try('convert', lake.id, settings);
    const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(
      '',
    );
  });
  expect(tried).toBe((await blobOf(page, made[1]!.id)).sha256);
  expect(await sql(page, 'SELECT count(*) n FROM assets')).toEqual([{ n: 4 }]);

  await test.step('D2 D6 made again from its record it is the same, bit for bit', async () => {
    await dialog.waitFor({ state: 'hidden' });
    const cell = page.getByRole('option', { name: /^lake \(Sticker 900 × 900\)\.png/ });
    await cell.click();
    const inspector = page.getByRole('complementary', { name: 'Details' });
    await inspector.getByRole('button', { name: 'Make it again…', exact: true }).click();
    const again = page.getByRole('dialog', { name: 'Make it again', exact: true });
    await expect(again.getByText('The very same bytes are to be expected.')).toBeVisible();
    await again.getByRole('button', { name: 'Make it again', exact: true }).click();
    await expect(again).toBeHidden();
    await quiet(page);
    const same = await sql<{ id: string }>(page, 'SELECT id FROM assets WHERE blob = ?', [tried]);
    expect(same).toHaveLength(2);
  });

  await test.step('D1 what leaves carries its recipe, and finds its source when it comes back', async () => {
    const leaving = page.waitForEvent('download');
    const inspector = page.getByRole('complementary', { name: 'Details' });
    await inspector.getByRole('button', { name: 'Download', exact: true }).click();
    const bytes = readFileSync(await (await leaving).path());
    expect(bytes.includes('inkreel-recipe')).toBe(true);
    await importFiles(page, [{ name: 'back.png', bytes }]);
    await quiet(page);
    const [back] = await sql<{ tool: string; source: string; relationship_type: string }>(
      page,
      `SELECT a.metadata ->> '$.recipe.tool.kind' AS tool, s.name AS source, r.relationship_type
       FROM assets a JOIN asset_relationships r ON r.child_asset_id = a.id
       JOIN assets s ON s.id = r.parent_asset_id WHERE a.name = 'back.png'`,
    );
    expect(back).toEqual({
      tool: 'convert',
      source: 'lake.png',
      relationship_type: 'derived_from',
    });
  });
});

test('1.23 5.4 C7 a batch tells its end and shows before and after, to approve or discard', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  const { imported } = await importFiles(
    page,
    Array.from({ length: 4 }, (_, at) => ({
      name: `scan ${at}.png`,
      bytes: paintedPng(240, 160, 40 + at),
    })),
  );
  await quiet(page);
  await enqueue(page, 'enhance', { assets: imported.map(({ assetId }) => assetId!) });
  await page.getByRole('button', { name: 'Look at the results' }).click();
  const sheet = page.getByRole('list', { name: 'Results' });
  await expect(sheet.getByRole('listitem')).toHaveCount(4);
  await quiet(page);
  await expect(sheet.locator('img')).toHaveCount(8);
  await accessible(page, 'results of a batch');
  await sheet.getByRole('button', { name: /^Compare .*scan 0/ }).focus();
  await page.keyboard.press('x');
  await expect(sheet.getByText('In the trash')).toHaveCount(1);
  // Only what came out badly is made again, with other settings.
  await page.getByRole('button', { name: 'Make the discarded one again…', exact: true }).click();
  const again = page.getByRole('dialog', { name: /^Enhance/ });
  await again.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(again).toHaveCount(0);
  await sheet.getByRole('button', { name: /^Compare .*scan 2/ }).click();
  await expect(page.getByRole('dialog', { name: 'Compare 2 pictures' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Approve 3' }).click();
  await expect(sheet.getByText('Approved')).toHaveCount(3);
  expect(
    await sql(
      page,
      `SELECT approved, deleted_at IS NOT NULL trashed, count(*) n FROM assets
       GROUP BY origin, 1, 2 ORDER BY 3, 1`,
    ),
  ).toEqual([
    { approved: 0, trashed: 1, n: 1 },
    { approved: 1, trashed: 0, n: 3 },
    { approved: 0, trashed: 0, n: 4 },
  ]);
});
