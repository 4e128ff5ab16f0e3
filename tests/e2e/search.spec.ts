import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { barriersInBoth } from '../support/accessible.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { command, importFiles, query, quiet } from '../support/door.ts';

const field = (page: Page) => page.getByRole('combobox', { name: 'Search the library' });
const names = (page: Page): Promise<string[]> =>
  cellsOf(page).evaluateAll((cells) =>
    cells
      .map((cell) => cell.ariaLabel?.split(',')[0] ?? '')
      .toSorted((one, other) => one.localeCompare(other)),
  );

async function fill(page: Page): Promise<readonly string[]> {
  const files = ['harbour.png', 'lantern.png', 'market.png', 'tower.png'];
  const { imported } = await importFiles(
    page,
    files.map((name, index) => ({ name, bytes: paintedPng(90 + index * 10, 80, index + 1) })),
  );
  await quiet(page);
  const ids = files.map((name) => imported.find((row) => row.name === name)?.assetId ?? '');
  await command(page, 'tagAssets', { assets: ids.slice(0, 3), add: ['night market'] });
  await command(page, 'tagAssets', { assets: ids.slice(0, 1), add: ['draft'] });
  await command(page, 'editAssets', { assets: ids.slice(1, 2), changes: { approved: true } });
  await command(page, 'editAssets', { assets: ids.slice(3), changes: { review: 'rejected' } });
  return ids;
}

test('3.10 finds by typed conditions with suggestions, keeps the search, and comes back to it', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  await fill(page);
  await expect(cellsOf(page)).toHaveCount(4);

  // By the keys alone: a tag that is only begun, completed by the list with its count.
  await page.keyboard.press('/');
  await page.keyboard.type('tag:nig');
  const offer = page.getByRole('option', { name: /night market/ });
  await expect(offer).toContainText('3');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Change: tag night market' })).toBeVisible();
  await page.keyboard.type('-tag:draft ');
  await expect.poll(() => names(page)).toEqual(['lantern.png', 'market.png']);
  await page.keyboard.type('lan');
  await expect.poll(() => names(page)).toEqual(['lantern.png']);
  await expect.poll(() => new URL(page.url()).hash).toContain('+lan');

  // A reload and the way back lead to the same place.
  await page.reload();
  await expect.poll(() => names(page)).toEqual(['lantern.png']);
  await expect(field(page)).toHaveValue('lan');
  await page.getByRole('button', { name: 'Remove: not tag draft' }).click();
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await expect(cellsOf(page)).toHaveCount(4);
  await page.goBack();
  await expect.poll(() => names(page)).toEqual(['lantern.png']);

  // What a reviewer decided, from the panel of filters, and told on the cell in words.
  await page.getByRole('button', { name: 'Clear the search' }).click();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('checkbox', { name: /^Rejected/ }).check();
  await page.keyboard.press('Escape');
  await expect(cellsOf(page)).toHaveCount(1);
  await expect(cellsOf(page).first()).toContainText('Rejected');

  // Kept under a name, it is a collection that fills itself; its search can be changed.
  await page.getByRole('button', { name: 'Save search' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Thrown out');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Thrown out' })).toBeVisible();
  await expect.poll(() => new URL(page.url()).hash).toContain('collection=');
  await expect.poll(() => names(page)).toEqual(['tower.png']);
  await page.getByRole('button', { name: 'Edit search' }).click();
  await field(page).fill('tow');
  await page.getByRole('button', { name: 'Save changes' }).click();
  const [saved] = await query(page, 'collections', {});
  expect(saved?.query).toBe('review:rejected tow');
  await expect.poll(() => names(page)).toEqual(['tower.png']);
});

test('3.18 a collection is put in its own order by the keys and by dragging', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  const ids = await fill(page);
  const { collection } = await command(page, 'createCollection', {
    name: 'Night walk',
    type: 'storyboard',
    assets: ids,
  });
  await page.evaluate((id) => {
    location.hash = `#/library?collection=${id}`;
  }, collection);
  await expect(page.getByRole('heading', { name: 'Night walk' })).toBeVisible();
  const shown = (): Promise<(string | undefined)[]> =>
    cellsOf(page).evaluateAll((cells) =>
      cells
        .toSorted((a, b) => Number(a.ariaPosInSet) - Number(b.ariaPosInSet))
        .map((cell) => cell.ariaLabel?.split('.')[0]),
    );
  await expect.poll(shown).toEqual(['harbour', 'lantern', 'market', 'tower']);
  await cellsOf(page).filter({ hasText: '' }).first().click();
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(shown).toEqual(['lantern', 'harbour', 'market', 'tower']);
  await page.keyboard.press('Alt+End');
  await expect.poll(shown).toEqual(['lantern', 'market', 'tower', 'harbour']);

  const cell = (name: string) => page.getByRole('option', { name: new RegExp(`^${name}`) });
  await cell('tower').click();
  await cell('tower').dragTo(cell('lantern'), { targetPosition: { x: 4, y: 30 } });
  await expect.poll(shown).toEqual(['tower', 'lantern', 'market', 'harbour']);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(shown).toEqual(['lantern', 'market', 'tower', 'harbour']);
});

test('everyone can use the search, dark and light', async ({ page, app }) => {
  await openApp(page, app.url);
  await fill(page);
  const found: string[] = [];
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(viewport);
    await page.evaluate(() => {
      location.hash = '#/library?q=tag:%22night+market%22+-tag:draft+rating:many';
    });
    await expect(page.getByText(/“many” cannot be read/)).toBeVisible();
    found.push(await barriersInBoth(page));
    await field(page).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' ki');
    await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
    found.push(await barriersInBoth(page));
    // The first closes the list, the second clears the search.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(cellsOf(page)).toHaveCount(4);
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect(page.getByRole('checkbox', { name: /^Picture/ })).toBeVisible();
    found.push(await barriersInBoth(page));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'How to search' }).click();
    await expect(page.getByRole('switch', { name: /Edit as text/ })).toBeVisible();
    found.push(await barriersInBoth(page));
    await page.keyboard.press('Escape');
    const wide = await page.evaluate(
      () => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth,
    );
    expect(wide).toBeLessThanOrEqual(0);
  }
  expect(found.join('')).toBe('');
});
