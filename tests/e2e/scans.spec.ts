import { paintedPng } from '../fixtures/make/png.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { importFiles, quiet, sql } from '../support/door.ts';

const scans = 30;

test('G1 C7 restores and enlarges 30 scans: tried on one, made for all, looked at, approved', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  await importFiles(
    page,
    Array.from({ length: scans }, (_, at) => ({
      name: `scan ${String(at).padStart(2, '0')}.png`,
      bytes: paintedPng(96, 72, 700 + at),
    })),
  );
  await quiet(page);
  await cellsOf(page).first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('button', { name: 'Enhance', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `Enhance ${scans} assets` });
  await dialog.getByLabel('Denoise').fill('40');
  await dialog.getByRole('button', { name: 'Try it first' }).click();
  await expect(dialog.getByText(/by what was just tried/)).toBeVisible();
  await dialog.getByRole('button', { name: `Enhance ${scans}`, exact: true }).click();
  await page.getByRole('button', { name: 'Look at the results' }).click({ timeout: 60_000 });
  await page.getByRole('button', { name: `Approve ${scans}` }).click();
  await expect(page.getByText('all decided')).toBeVisible();

  // Only the restored ones are enlarged: what was approved is a filter.
  await page.goto(`${app.url}#/library?q=approved%3Ayes`);
  await expect(cellsOf(page).first()).toHaveAccessibleName(/enhanced/);
  await quiet(page);
  await cellsOf(page).first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('button', { name: 'Upscale', exact: true }).click();
  await page.getByRole('button', { name: `Upscale ${scans}`, exact: true }).click();
  await page.getByRole('button', { name: 'Look at the results' }).last().click({ timeout: 90_000 });
  await expect(page.getByText(`Upscale: ${scans} of ${scans} assets done`)).toBeVisible();
  expect(
    await sql(
      page,
      `SELECT t.kind, count(*) n, min(a.width) width FROM tasks t
       JOIN assets a ON a.id = t.target_asset_id AND a.state = 'ready'
       WHERE t.status = 'completed' AND t.kind IN ('enhance', 'upscale') GROUP BY 1 ORDER BY 1`,
    ),
  ).toEqual([
    { kind: 'enhance', n: scans, width: 96 },
    { kind: 'upscale', n: scans, width: 192 },
  ]);
  const [{ chained } = {}] = await sql<{ chained: number }>(
    page,
    `SELECT count(*) chained FROM asset_relationships one
     JOIN asset_relationships two ON two.parent_asset_id = one.child_asset_id
     WHERE one.relationship_type = 'derived_from' AND two.relationship_type = 'derived_from'`,
  );
  expect(chained).toBe(scans);
});
