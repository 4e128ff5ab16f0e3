import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { wav } from '../fixtures/make/wav.ts';
import { barriersInBoth } from '../support/accessible.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { command, enqueue, importFiles, quiet } from '../support/door.ts';

/** A library with a bit of everything: pictures, sound, a bad file, a result, a failure, a pack. */
async function fill(page: Page): Promise<string> {
  const { imported } = await importFiles(page, [
    { name: 'lantern.png', bytes: paintedPng(120, 80, 1) },
    { name: 'harbour.png', bytes: paintedPng(80, 120, 2) },
    { name: 'tower.png', bytes: paintedPng(100, 100, 3) },
    { name: 'rain.wav', bytes: wav({ seconds: 1 }) },
    { name: 'broken.png', bytes: paintedPng(60, 60, 4).subarray(0, 60) },
  ]);
  const assets = imported.map((row) => row.assetId!);
  await quiet(page);
  await command(page, 'editAssets', {
    assets: assets.slice(0, 2),
    changes: { theme: 'night market', rating: 4, approved: true },
  });
  await command(page, 'tagAssets', { assets: assets.slice(0, 2), add: ['cover', 'rain'] });
  await enqueue(page, 'upscale', { assets: assets.slice(0, 1), scale: 2 });
  const { pack } = await command(page, 'createPack', { name: 'Night set', assets });
  await quiet(page);
  return pack;
}

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

for (const viewport of sizes) {
  test(`everyone can use every screen, dark and light, ${viewport.width} px wide`, async ({
    page,
    app,
  }) => {
    await page.setViewportSize(viewport);
    page.setDefaultTimeout(8_000);
    const found: string[] = [];
    const look = async (where: string): Promise<void> => {
      const text = await barriersInBoth(page);
      if (text !== '') found.push(`── ${where}\n${text}`);
    };
    const go = async (hash: string): Promise<void> => {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await expect(page.getByRole('main')).toBeVisible();
    };
    /** Escape until no panel is over the work: the first may only put away a tooltip. */
    const leave = async (): Promise<void> => {
      for (let presses = 0; presses < 4; presses += 1) {
        if ((await page.getByRole('dialog').count()) === 0) return;
        await page.keyboard.press('Escape');
        await page.waitForTimeout(250);
      }
      throw new Error('Escape did not close the panel');
    };
    await openApp(page, app.url);
    for (const screen of ['library', 'queue', 'packs', 'data', 'settings']) {
      await go(`#/${screen}`);
      await look(`${screen}, empty`);
    }
    await go('#/library');
    const pack = await fill(page);
    await look('library');
    const cells = cellsOf(page);
    const place = await cells.evaluateAll((all) =>
      all.findIndex((cell) => cell.ariaLabel?.startsWith('lantern.png')),
    );
    await cells.nth(place).focus();
    await page.keyboard.press('Space');
    const narrow = viewport.width < 700;
    if (narrow)
      await page
        .getByRole('button', { name: /details/i })
        .first()
        .click();
    await look('inspector');
    await page.getByRole('button', { name: 'Upscale', exact: true }).first().click();
    await look('dialog of a task');
    await leave();
    await cells.nth(place).focus();
    await page.keyboard.press('Enter');
    await look('picture over the whole window');
    await leave();
    await page.getByRole('button', { name: 'List', exact: true }).click();
    await look('list');
    await page.getByRole('button', { name: 'Grid', exact: true }).click();
    for (const screen of ['queue', 'packs', `packs/${pack}`, 'data', 'settings']) {
      await go(`#/${screen}`);
      await look(screen);
    }
    await go('#/packs');
    await page.getByRole('button', { name: 'New pack' }).first().click();
    await look('dialog of a new pack');
    await leave();
    await page.keyboard.press('?');
    await look('list of shortcuts');
    expect(found.join('\n\n')).toBe('');
  });
}

test('nothing needs scrolling sideways on a screen of 360 px', async ({ page, app }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openApp(page, app.url);
  const pack = await fill(page);
  for (const screen of ['library', 'queue', 'packs', `packs/${pack}`, 'data', 'settings']) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `#/${screen}`);
    await page.waitForTimeout(400);
    const wide = await page.evaluate(() => {
      const root = document.scrollingElement ?? document.documentElement;
      return { page: root.scrollWidth, window: innerWidth };
    });
    expect(wide.page, screen).toBeLessThanOrEqual(wide.window);
    const main = await page.getByRole('main').evaluate((element) => ({
      content: element.scrollWidth,
      room: element.clientWidth,
    }));
    expect(main.content, `the work of ${screen}`).toBeLessThanOrEqual(main.room);
  }
});
