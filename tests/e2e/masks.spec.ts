import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

import { png } from '../fixtures/make/png.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { done, enqueue, importFiles, query, quiet, sql } from '../support/door.ts';

const width = 480;
const height = 320;
type Rgb = readonly [number, number, number];
const stripe = (y: number): Rgb =>
  Math.floor(y / 16) % 2 === 0 ? [214, 190, 150] : [150, 170, 186];
const isFigure = (x: number, y: number): boolean =>
  (x - 240) ** 2 + (y - 104) ** 2 < 26 ** 2 || (Math.abs(x - 240) < 30 && y >= 128 && y < 232);

/** A striped ground with a person on it, who differs a little. */
function picture(shift: number): Buffer {
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = isFigure(x, y) ? [40 + shift, 28, 60] : stripe(y);
      rgba.set([...colour, 255], (y * width + x) * 4);
    }
  }
  return png({ width, height, rgba });
}

/** Mean difference to the stripes per channel, where the person was and everywhere else. */
const farFromStripes = (page: Page, asset: string) =>
  page.evaluate(async (id) => {
    const blob: Blob = await (globalThis as any).inkreel.blob(id);
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let [inside, insideCount, outside] = [0, 0, 0];
    for (let y = 0; y < bitmap.height; y += 1) {
      const wanted = Math.floor(y / 16) % 2 === 0 ? [214, 190, 150] : [150, 170, 186];
      for (let x = 0; x < bitmap.width; x += 1) {
        const at = (y * bitmap.width + x) * 4;
        const off =
          Math.abs(data[at]! - wanted[0]!) +
          Math.abs(data[at + 1]! - wanted[1]!) +
          Math.abs(data[at + 2]! - wanted[2]!);
        if (x > 196 && x < 284 && y > 64 && y < 246) {
          inside += off / 3;
          insideCount += 1;
        } else outside = Math.max(outside, off);
      }
    }
    return { inside: inside / insideCount, outside, width: bitmap.width, height: bitmap.height };
  }, asset);

const lastTask = async (page: Page, kind: string): Promise<string> => {
  const rows = await page.evaluate(
    (name) =>
      (globalThis as any).inkreel.sql(
        'SELECT id FROM tasks WHERE kind = ? ORDER BY created_at DESC, id DESC LIMIT 1',
        [name],
      ),
    kind,
  );
  return rows[0].id;
};

/** Draws one stroke of the mouse along places given in shares of the stage. */
async function stroke(page: Page, places: readonly (readonly [number, number])[]): Promise<void> {
  const stage = page.getByRole('group', { name: /the picture being edited/ });
  const box = (await stage.boundingBox())!;
  for (const [turn, [x, y]] of places.entries()) {
    await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 4 });
    if (turn === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

test('H1 4.5 a person is taken out by hand and by numbers, the stripes come back, and the mask is used again', async ({
  page,
  app,
}) => {
  page.setDefaultTimeout(8_000);
  await openApp(page, app.url);
  const { imported } = await importFiles(page, [
    { name: 'beach.png', bytes: picture(0) },
    { name: 'pier.png', bytes: picture(1) },
  ]);
  const [first = '', second = ''] = imported.map(({ assetId }) => assetId);
  await quiet(page);

  await page.goto(`${app.url}#/enhance/${first}?tool=remove`);
  const panel = page.getByRole('complementary', { name: 'Remove object' });
  const remove = panel.getByRole('button', { name: 'Remove', exact: true });
  await expect(remove).toHaveAttribute('aria-disabled', 'true');
  await expect(panel.getByText('Nothing is marked yet')).toBeVisible();

  // By hand: a stroke at the wrong place is undone, one over the figure stays.
  await panel.getByRole('spinbutton', { name: 'Size' }).fill('40');
  await stroke(page, [
    [0.3, 0.3],
    [0.35, 0.6],
  ]);
  await expect(panel.getByText(/% of the picture, 1 part$/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(panel.getByText('Nothing is marked yet')).toBeVisible();
  await stroke(page, [
    [0.5, 0.47],
    [0.5, 0.53],
  ]);
  await expect(panel.getByText(/% of the picture, 1 part$/)).toBeVisible();

  // By numbers: the rest of it.
  await panel.getByText('By numbers', { exact: true }).click();
  await panel.getByText('Pixels', { exact: true }).click();
  for (const [name, value] of [
    ['Left', 204],
    ['Top', 74],
    ['Width', 72],
    ['Height', 164],
  ] as const) {
    await panel.getByRole('spinbutton', { name, exact: true }).fill(String(value));
  }
  await panel.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(panel.getByText('7.7% of the picture, 1 part')).toBeVisible();

  // What was drawn outlives the tab.
  await expect(panel.getByText(/Kept as a draft on this device/)).toBeVisible();
  await page.reload();
  await expect(panel.getByText('Your drawing from last time is back.')).toBeVisible();
  const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
  expect((await axe.analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);

  await remove.click();
  await expect(panel.getByText('Done. It is a new picture in your library.')).toBeVisible();
  const [task] = await done(page, [await lastTask(page, 'inpaint')]);
  expect(await farFromStripes(page, task!.target_asset_id!)).toMatchObject({
    outside: 0,
    width,
    height,
  });
  expect((await farFromStripes(page, first)).inside).toBeGreaterThan(40);
  expect((await farFromStripes(page, task!.target_asset_id!)).inside).toBeLessThan(4);

  // The mask is an asset, tied to its picture and to what was made with it.
  const [mask] = await query(page, 'masksFor', { picture: second, limit: 10 });
  expect(mask).toMatchObject({ name: 'Mask of beach.png', width, height, is_own: 0 });
  const { links } = await query(page, 'linksOf', { id: mask!.id });
  expect(links.map(({ type }) => type).toSorted()).toEqual(['derived_from', 'reference_for']);

  await page.goto(`${app.url}#/enhance/${second}?tool=remove`);
  await panel.getByText('Other masks').click();
  await panel.getByRole('button', { name: 'Use “Mask of beach.png”' }).click();
  await expect(panel.getByText('7.7% of the picture, 1 part')).toBeVisible();
  await remove.click();
  await expect(panel.getByText('Done. It is a new picture in your library.')).toBeVisible();
  const [again] = await done(page, [await lastTask(page, 'inpaint')]);
  expect((await farFromStripes(page, again!.target_asset_id!)).inside).toBeLessThan(4);
  // The very same mask: it is not kept a second time.
  expect(await query(page, 'masksFor', { picture: second, limit: 10 })).toMatchObject([
    { id: mask!.id, is_own: 1 },
  ]);
});

test('H1 4.5 one mask takes a person out of a whole selection, each the same as if made alone', async ({
  page,
  app,
}) => {
  page.setDefaultTimeout(8_000);
  await openApp(page, app.url);
  const { imported } = await importFiles(
    page,
    [0, 1, 2].map((shift) => ({ name: `frame ${shift}.png`, bytes: picture(shift) })),
  );
  const ids = imported.map(({ assetId }) => assetId ?? '');
  await quiet(page);

  // The mask: two shapes by numbers.
  await page.goto(`${app.url}#/enhance/${ids[0]}?tool=mask`);
  const panel = page.getByRole('complementary', { name: 'Mask' });
  await panel.getByText('By numbers', { exact: true }).click();
  await panel.getByText('Pixels', { exact: true }).click();
  for (const [name, value] of [
    ['Left', 204],
    ['Top', 74],
    ['Width', 72],
    ['Height', 164],
  ] as const) {
    await panel.getByRole('spinbutton', { name, exact: true }).fill(String(value));
  }
  await panel.getByRole('button', { name: 'Add', exact: true }).click();
  await panel.getByRole('textbox', { name: 'Name' }).fill('The person');
  await panel.getByRole('button', { name: 'Keep as a mask' }).click();
  await expect(page.getByText('The mask is in your library').first()).toBeVisible();
  const [mask] = await query(page, 'masksFor', { picture: ids[0]!, limit: 1 });

  await page.goto(`${app.url}#/library`);
  await cellsOf(page).first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Remove with a mask' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove with a mask from 3 pictures' });
  await expect(dialog.getByRole('combobox', { name: 'Mask' })).toHaveText('The person');
  await dialog.getByRole('button', { name: 'Remove from 3' }).click();
  await page.getByRole('button', { name: 'Look at the results' }).click({ timeout: 40_000 });
  await expect(page.getByText(/3 of 3 assets done/)).toBeVisible();
  await page.getByRole('button', { name: 'Approve 3' }).click();
  await expect(page.getByText('all decided')).toBeVisible();

  const made = await sql<{ source: string; made: string; blob: string }>(
    page,
    `SELECT source_asset_id source, target_asset_id made, a.blob FROM tasks t
     JOIN assets a ON a.id = t.target_asset_id WHERE t.kind = 'inpaint' AND a.approved = 1`,
  );
  expect(made.map(({ source }) => source).toSorted()).toEqual(ids.toSorted());
  for (const { made: id } of made) expect((await farFromStripes(page, id)).inside).toBeLessThan(4);
  // Alone, with the same settings: the same bytes.
  const [last] = made;
  const [alone] = await done(
    page,
    await enqueue(page, 'inpaint', { assets: [last!.source], mask: mask!.id }),
  );
  const again = await query(page, 'asset', { id: alone!.target_asset_id! });
  expect(again?.asset.blob).toBe(last!.blob);
});
