/** The editor for pictures: opened by a key, cropped and lit by keys and fields, saved as a new picture. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import type { AssetId } from '#domain/id.ts';
import { edited } from '#media/edit/apply.ts';
import { type PictureEdits, readEdits } from '#media/edit/edits.ts';
import { pixelsInMemory } from '#media/image/pixels.ts';
import { pngOf } from '#tasks/testing-bad-files.ts';
import { paint } from '../fixtures/make/picture.ts';
import { png } from '../fixtures/make/png.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { done, enqueue, importFiles, quiet, sql } from '../support/door.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
const [width, height] = [320, 210];

async function accessible(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForTimeout(250);
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    const said = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join('\n  ')}`,
    );
    expect(said.join('\n'), `${where}, ${colorScheme}`).toBe('');
    await page.screenshot({ path: test.info().outputPath(`${where} ${colorScheme}.png`) });
  }
}

/** The pixels of an asset, decoded by the page. */
const pixelsOf = (page: Page, asset: string): Promise<number[]> =>
  page.evaluate(async (id) => {
    const blob: Blob = await (globalThis as any).inkreel.blob(id);
    const bitmap = await createImageBitmap(blob, { colorSpaceConversion: 'none' });
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    return [...context.getImageData(0, 0, bitmap.width, bitmap.height).data];
  }, asset);

/** How far a part of the stage is from these pixels, 0–255, where it lies nearest: in its middle. */
const differenceOnStage = (page: Page, wanted: number[], wide: number, high: number) =>
  page.evaluate(
    ([pixels, w, h]) => {
      const canvas = document.querySelector<HTMLCanvasElement>('canvas[role="img"]');
      const context = canvas?.getContext('2d');
      if (!canvas || !context) return 255;
      const side = 60;
      let best = 255;
      for (const [dx, dy] of [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => [x, y] as const))) {
        const [left, top] = [(w - side) >> 1, (h - side) >> 1];
        const seen = context.getImageData(
          ((canvas.width - side) >> 1) + dx,
          ((canvas.height - side) >> 1) + dy,
          side,
          side,
        ).data;
        let most = 0;
        for (let at = 0; at < seen.length; at += 1) {
          const [x, y] = [(at >> 2) % side, Math.floor((at >> 2) / side)];
          const value = pixels[((top + y) * w + left + x) * 4 + (at % 4)] ?? 0;
          most = Math.max(most, Math.abs((seen[at] ?? 0) - value));
        }
        best = Math.min(best, most);
      }
      return best;
    },
    [wanted, wide, high] as const,
  );

test('H5 3.1 crops and lights a picture by the keyboard, saves it as new, goes on with it, and puts the edits on others', async ({
  page,
  app,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openApp(page, app.url);
  const source = paint(width, height, 4);
  await importFiles(page, [
    { name: 'fox.png', bytes: png(source) },
    { name: 'owl.png', bytes: png(paint(300, 200, 9)) },
  ]);
  await quiet(page);

  // From the library, with the selection, by a key.
  await cellsOf(page)
    .and(page.getByRole('option', { name: /^fox\.png/u }))
    .click();
  await page.keyboard.press('e');
  await expect(page.getByRole('heading', { name: 'fox.png' })).toBeVisible();
  const panel = page.getByRole('complementary', { name: 'Crop' });
  await expect(panel.getByLabel('Width', { exact: true })).toHaveValue(String(width));

  // Crop with the arrow keys on an edge, and with a field.
  await page.getByRole('button', { name: 'Left edge' }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(panel.getByLabel('Left', { exact: true })).toHaveValue('20');
  await panel.getByLabel('Height', { exact: true }).fill('150');
  await panel.getByLabel('Height', { exact: true }).blur();
  await expect(panel.getByText('Result: 300 × 150')).toBeVisible();
  await accessible(page, 'crop');

  // Levels, curves and light; one undo takes back one thing, and the library is not touched by it.
  await page.keyboard.press('l');
  const levels = page.getByRole('complementary', { name: 'Levels' });
  await levels.getByRole('spinbutton', { name: 'Black' }).fill('40');
  await levels.getByRole('spinbutton', { name: 'White' }).fill('200');
  await levels.getByRole('spinbutton', { name: 'White' }).blur();
  await page.keyboard.press('u');
  const curves = page.getByRole('complementary', { name: 'Curves' });
  await curves.getByRole('button', { name: 'Add a point' }).click();
  await curves.getByRole('button', { name: 'Point 2: from 128 to 128' }).focus();
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  await expect(curves.getByRole('button', { name: 'Point 2: from 128 to 148' })).toBeFocused();
  await page.keyboard.press('g');
  await page.getByRole('spinbutton', { name: 'Saturation' }).fill('-60');
  await page.getByRole('spinbutton', { name: 'Saturation' }).blur();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('spinbutton', { name: 'Saturation' })).toHaveValue('0');
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(page.getByRole('spinbutton', { name: 'Saturation' })).toHaveValue('-60');
  await page.keyboard.press('1');
  await expect(page.getByRole('button', { name: 'Zoom 100%' })).toBeVisible();
  await accessible(page, 'light');

  // Saved as a new picture, whose pixels are those of the edits.
  await page.keyboard.press('ControlOrMeta+s');
  await expect(page.getByText('Saving the edits of fox.png as a new picture')).toBeVisible();
  await quiet(page);
  const [result] = await sql<{ id: AssetId; width: number; height: number; generation: string }>(
    page,
    `SELECT id, width, height, generation FROM assets WHERE name = 'fox (edited).png'`,
  );
  if (!result) throw new Error('nothing was saved');
  expect([result.width, result.height]).toEqual([300, 150]);
  const edits: PictureEdits | null = readEdits(JSON.parse(result.generation).params.edits);
  if (!edits) throw new Error('the edits were not kept');
  expect(edits.saturation).toBe(-60);
  const given = new Uint8ClampedArray(source.rgba);
  const wanted = edited(pixelsInMemory(given, width, height), edits, true).read(0, 0, 300, 150);
  expect(await pixelsOf(page, result.id)).toEqual([...wanted]);
  // What the stage showed, pixel by pixel, was the result.
  await expect.poll(() => differenceOnStage(page, [...wanted], 300, 150)).toBeLessThanOrEqual(1);

  // The result can be gone on with: the original and these edits.
  await page.goto(`${app.url}#/enhance/${result.id}`);
  await page.getByRole('button', { name: 'Go on with the original and these edits' }).click();
  await expect(page.getByRole('heading', { name: 'fox.png' })).toBeVisible();
  await expect(panel.getByLabel('Left', { exact: true })).toHaveValue('20');

  // Copied, and put on another picture from the library; the same by the door gives the same bytes.
  await page.keyboard.press('Alt+c');
  await expect(page.getByText('Edits copied')).toBeVisible();
  await page.goto(`${app.url}#/library`);
  await cellsOf(page)
    .and(page.getByRole('option', { name: /^owl\.png/u }))
    .click();
  const details = page.getByRole('complementary', { name: 'Details' });
  // What was selected before stands until the other is read.
  await expect(details.getByText('300 × 200').first()).toBeVisible();
  await details.getByRole('button', { name: 'Apply edits', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Saturation -60')).toBeVisible();
  await dialog.getByRole('button', { name: 'Apply to 1 picture' }).click();
  await quiet(page);
  const [owl] = await sql<{ id: AssetId }>(page, `SELECT id FROM assets WHERE name = 'owl.png'`);
  const [again] = await done(
    page,
    await enqueue(page, 'edit_picture', { assets: [owl?.id], edits }),
  );
  expect(again?.status).toBe('completed');
  const blobs = await sql<{ blob: string }>(
    page,
    `SELECT blob FROM assets WHERE name LIKE 'owl (edited)%'`,
  );
  expect(blobs.length).toBe(2);
  expect(blobs[0]?.blob).toBe(blobs[1]?.blob);

  // Without a picture the screen says what it is for, and offers the last one.
  await page.goto(`${app.url}#/enhance`);
  await expect(page.getByRole('heading', { name: 'Edit a picture' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^fox\.png/u }).first()).toBeVisible();
  await accessible(page, 'start');

  // What would be lost by saving is said before anything is saved.
  const bytes = Buffer.from(await pngOf({ width: 60, height: 40, depth: 16 }));
  await importFiles(page, [{ name: 'deep.png', bytes }]);
  await quiet(page);
  const [deep] = await sql<{ id: AssetId }>(page, `SELECT id FROM assets WHERE name = 'deep.png'`);
  await page.goto(`${app.url}#/enhance/${deep!.id}`);
  await expect(page.getByText(/^deep\.png has more than 8 bits a channel\./u)).toBeVisible();
});
