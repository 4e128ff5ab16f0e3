/** Curation: a review by keyboard that outlives a reload, pictures alike, and comparing. */
import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { wav } from '../fixtures/make/wav.ts';
import { accessible } from '../support/accessible.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { encoded } from '../support/canvas.ts';
import { command, type HandedFile, importFiles, query, quiet, sql } from '../support/door.ts';

/** Nine scenes, and three of them again: smaller or saved as JPEG or WebP. */
async function twelve(page: Page): Promise<readonly HandedFile[]> {
  const scenes = Array.from({ length: 9 }, (_, at) => ({
    name: `scene ${at + 1}.png`,
    bytes: paintedPng(360, 240, (at + 1) * 11),
  }));
  return [
    ...scenes,
    { name: 'again 1.jpg', bytes: await encoded(page, 'image/jpeg', 360, 240, 11) },
    { name: 'again 2.jpg', bytes: await encoded(page, 'image/jpeg', 180, 120, 22) },
    { name: 'again 3.webp', bytes: await encoded(page, 'image/webp', 240, 160, 33) },
  ];
}

const position = (page: Page, text: string) =>
  expect(page.getByRole('dialog').getByText(text, { exact: true })).toBeVisible();
const marks = (page: Page) =>
  sql<{ approved: number; rejected: number; later: number }>(
    page,
    `SELECT sum(approved) AS approved, sum(review = 'rejected') AS rejected,
       count(*) FILTER (WHERE review = 'later') AS later FROM assets WHERE deleted_at IS NULL`,
  ).then(([row]) => row);

test('reviews twelve pictures by keyboard, with a reload in the middle', async ({ page, app }) => {
  await openApp(page, app.url);
  await importFiles(page, await twelve(page));
  await quiet(page);
  await command(page, 'editAssets', {
    assets: (
      await sql<{ id: string }>(page, `SELECT id FROM assets WHERE name = 'scene 9.png'`)
    ).map(({ id }) => id),
    changes: { theme: 'nature' },
  });
  await page.getByRole('button', { name: 'Review 12', exact: true }).click();
  await position(page, '1 of 12');
  const press = async (key: string, then: string): Promise<void> => {
    await page.keyboard.press(key);
    await position(page, then);
  };
  await press('a', '2 of 12');
  await press('x', '3 of 12');
  await expect(page.getByText('2 of 12, rejected')).toBeAttached();
  await press('l', '4 of 12');
  await page.keyboard.press('Shift+Digit4');
  await expect(page.getByRole('dialog').getByRole('button', { name: '4 stars' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('1');
  await expect(page.getByRole('dialog').getByRole('button', { name: /nature/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  // The list of keys says what the numbers do; behind it nothing is decided.
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys of the review' });
  await expect(keys).toContainText('1nature');
  await page.keyboard.press('a');
  await accessible(page, 'keys of the review');
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await press('a', '5 of 12');
  await accessible(page, 'review');
  const address = page.url();
  await page.reload();
  await position(page, '5 of 12');
  expect(page.url()).toBe(address);
  expect(await marks(page)).toEqual({ approved: 2, rejected: 1, later: 1 });

  // What was decided before the reload can be taken back after it.
  await press('z', '4 of 12');
  await expect.poll(() => marks(page)).toMatchObject({ approved: 1 });
  await press('a', '5 of 12');
  // Left and begun again from the library, it is the same review, where it was left.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Review 8', exact: true }).click();
  await position(page, '5 of 12');
  await press('ArrowLeft', '4 of 12');
  await press('ArrowRight', '5 of 12');
  await page.keyboard.press('Space');
  await page.keyboard.press('f');
  for (let at = 5; at < 12; at += 1) await press(at % 2 === 0 ? 'a' : 'x', `${at + 1} of 12`);
  await page.keyboard.press('x');
  await expect(page.getByRole('heading', { name: 'That was all 12' })).toBeVisible();
  await expect.poll(() => marks(page)).toEqual({ approved: 5, rejected: 6, later: 1 });
  await accessible(page, 'end of a review');
  await page.getByRole('button', { name: 'Move 6 rejected files to the trash' }).click();
  await expect.poll(async () => (await query(page, 'counts')).trashed).toBe(6);
  await page.getByRole('button', { name: 'Review 1 put off' }).click();
  await position(page, '1 of 1');
  await page.keyboard.press('a');
  await expect(page.getByRole('heading', { name: 'That was all 1', exact: true })).toBeVisible();
  await expect.poll(() => marks(page)).toMatchObject({ approved: 6, later: 0 });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Review \d/ })).toBeFocused();
  await page.getByRole('button', { name: 'More ways to review' }).click();
  await page.getByRole('menuitem', { name: /^Go on with “Library: later”: 1 of 1/ }).click();
  await expect(page.getByRole('heading', { name: 'That was all 1', exact: true })).toBeVisible();
});

test('finds pictures alike, judges them by keyboard, and takes a verdict back', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  await importFiles(page, await twelve(page));
  await quiet(page);
  const id = async (name: string) =>
    (await sql<{ id: string }>(page, 'SELECT id FROM assets WHERE name = ?', [name]))[0]!.id;
  const [again, scene] = [await id('again 2.jpg'), await id('scene 2.png')];
  await command(page, 'editAssets', { assets: [again], changes: { rating: 5 } });
  await command(page, 'tagAssets', { assets: [again], add: ['keep me'] });
  await command(page, 'createPack', { name: 'Foxes', assets: [again] });

  await page.evaluate(() => {
    location.hash = '#/similar';
  });
  await accessible(page, 'pictures alike, before the first search');
  await page.getByRole('button', { name: 'Find pictures alike' }).click();
  await page.getByRole('button', { name: 'Decide 3 pairs' }).click();
  await position(page, '1 of 3');
  await accessible(page, 'a pair');

  // Each pair by what it is: the order among equals is no promise.
  const verdicts: Record<string, string> = { '1': '4', '2': 'duplicate', '3': '3' };
  const seen = new Set<string>();
  for (let turn = 1; turn <= 3; turn += 1) {
    await position(page, `${turn} of 3`);
    const captions = page.getByRole('dialog').locator('figcaption');
    await expect(captions).toHaveCount(2);
    const names = await captions.allTextContents();
    const number = /again (\d)/.exec(names.join(' '))![1]!;
    expect(seen.has(number)).toBe(false);
    seen.add(number);
    const wanted = verdicts[number]!;
    if (wanted !== 'duplicate') await page.keyboard.press(wanted);
    else {
      await expect(
        page.getByText(/Suggested: keep (left|right), because it has more pixels/),
      ).toBeVisible();
      await page.keyboard.press(names[0]!.includes('scene') ? '1' : '2');
    }
  }
  await expect(page.getByRole('heading', { name: 'All pairs were shown' })).toBeVisible();
  const kept = (await query(page, 'asset', { id: scene }))!;
  expect(kept.asset.rating).toBe(5);
  expect(kept.tags).toEqual(['keep me']);
  expect(kept.packs.map(({ name }) => name)).toEqual(['Foxes']);
  expect((await query(page, 'asset', { id: again }))!.asset.deleted_at).not.toBeNull();
  expect((await query(page, 'similarPairs', { distance: 8, limit: 10 })).total).toBe(0);

  // Back to the duplicate, verdict by verdict.
  for (let undone = 0; undone < 3; undone += 1) {
    if ((await query(page, 'asset', { id: again }))!.asset.deleted_at === null) break;
    const before = (await query(page, 'similarPairs', { distance: 8, limit: 1 })).judged;
    await page.keyboard.press('z');
    await expect
      .poll(async () => (await query(page, 'similarPairs', { distance: 8, limit: 1 })).judged)
      .toBe(before - 1);
  }
  expect((await query(page, 'asset', { id: again }))!.packs.map(({ name }) => name)).toEqual([
    'Foxes',
  ]);
  expect((await query(page, 'asset', { id: scene }))!.asset.rating).toBeNull();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const open = (await query(page, 'similarPairs', { distance: 8, limit: 10 })).total;
  expect(open).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Search again' }).click();
  await quiet(page);
  // What was judged and stood is not asked again.
  expect((await query(page, 'similarPairs', { distance: 8, limit: 10 })).total).toBe(open);
});

test('compares pictures with one zoom for all, by slider and in place; reviews sound too', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  await importFiles(page, [
    { name: 'large.png', bytes: paintedPng(480, 320, 7) },
    { name: 'small.png', bytes: paintedPng(240, 160, 7) },
    { name: 'rain.wav', bytes: wav({ seconds: 1 }) },
  ]);
  await quiet(page);
  const cells = cellsOf(page);
  await expect(cells).toHaveCount(3);
  const places = await cells.evaluateAll((all) =>
    all.flatMap((cell, at) => (cell.ariaLabel?.includes('.png') ? [at] : [])),
  );
  await cells.nth(places[0]!).click();
  await cells.nth(places[1]!).click({ modifiers: ['ControlOrMeta'] });
  // The menu at the pointer has the acts of the bar, on what is selected.
  await cells.nth(places[1]!).click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'What can be done with 2 assets', exact: true });
  await expect(menu).toBeVisible();
  await accessible(page, 'menu of the grid');
  await menu.getByRole('menuitem', { name: 'Compare', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare 2 pictures' });
  await expect(dialog.getByRole('row', { name: /Pixels/ })).toContainText('0.15 MP');
  const pictures = dialog.locator('img');
  await expect(pictures).toHaveCount(2);
  await dialog.getByRole('group', { name: /^A:/ }).focus();
  for (let times = 0; times < 4; times += 1) await page.keyboard.press('+');
  const widths = await pictures.evaluateAll((all) => all.map((one) => one.clientWidth));
  expect(Math.abs(widths[0]! - widths[1]!)).toBeLessThanOrEqual(1);
  await accessible(page, 'compare');
  await dialog.getByRole('button', { name: 'Slider' }).click();
  await dialog.getByRole('slider').press('Home');
  await page.keyboard.press('f');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await page.evaluate(() => {
    location.hash = '#/review';
  });
  await accessible(page, 'reviews');
  await page.getByRole('button', { name: 'Review the library' }).click();
  const review = page.getByRole('dialog');
  for (let at = 1; at <= 3; at += 1) {
    await expect(review.getByText(`${at} of 3`, { exact: true })).toBeVisible();
    const shown = review.getByText(/^(large\.png|small\.png|rain\.wav)$/).first();
    await expect(shown).toBeVisible();
    if ((await shown.textContent()) === 'rain.wav') break;
    await page.keyboard.press('ArrowRight');
  }
  const player = review.locator('audio');
  await expect(player).toHaveAttribute('src', /^blob:/);
  await page.keyboard.press('a');
  await expect
    .poll(() => sql(page, `SELECT approved FROM assets WHERE name = 'rain.wav'`))
    .toEqual([{ approved: 1 }]);
});
