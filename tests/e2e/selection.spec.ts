import { paintedPng } from '../fixtures/make/png.ts';
import { expect, openApp, test } from '../support/app.ts';
import { importFiles, quiet } from '../support/door.ts';
import { mouseHand } from '../support/hands.ts';

test('3.13 what is typed in an act stays when the window becomes narrow, and in a sheet too', async ({
  page,
  app,
}) => {
  await page.setViewportSize({ width: 1440, height: 860 });
  await openApp(page, app.url);
  await importFiles(page, [
    { name: 'a.png', bytes: paintedPng(90, 60, 1) },
    { name: 'b.png', bytes: paintedPng(60, 90, 2) },
    {
      name: 'c.svg',
      bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    },
  ]);
  await quiet(page);
  await mouseHand(page).select([0, 1, 2]);
  await expect(page.getByText(/B together/)).toBeVisible();

  // One that does not fit keeps nothing from the others.
  await page.getByRole('button', { name: 'Upscale', exact: true }).click();
  const tool = page.getByRole('dialog');
  await expect(tool.getByText('1 of 3 cannot be taken:')).toBeVisible();
  await expect(tool.getByRole('button', { name: 'Upscale 2', exact: true })).toBeEnabled();
  await page.setViewportSize({ width: 900, height: 860 });
  await expect(tool.getByText('1 of 3 cannot be taken:')).toBeVisible();
  await tool.getByRole('button', { name: 'Cancel' }).click();
  await expect(tool).toHaveCount(0);
  await page.setViewportSize({ width: 1440, height: 860 });

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Add to collection…' }).click();
  const act = page.getByRole('dialog');
  const name = act.getByRole('textbox').first();
  await name.fill('A draft');
  for (const width of [900, 390, 1440]) {
    await page.setViewportSize({ width, height: 860 });
    await expect(name).toHaveValue('A draft');
  }
  await page.keyboard.press('Escape');
  await expect(act).toHaveCount(0);

  // From the sheet of a narrow window an act opens over it, and leads back to it.
  await page.setViewportSize({ width: 900, height: 860 });
  await page.getByRole('button', { name: 'Details' }).click();
  const sheet = page.getByRole('dialog', { name: 'Details' });
  await sheet.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Add to collection…' }).click();
  await expect(name).toBeFocused();
  await name.fill('Another draft');
  await page.setViewportSize({ width: 1440, height: 860 });
  await expect(name).toHaveValue('Another draft');
  await page.setViewportSize({ width: 900, height: 860 });
  await page.keyboard.press('Escape');
  await expect(sheet).toBeVisible();
});
