import type { Page } from '@playwright/test';

import { png } from '../fixtures/make/png.ts';
import { expect, openApp, test } from '../support/app.ts';
import { done, importFiles, quiet, sql } from '../support/door.ts';

const width = 480;
const height = 320;
const isBody = (x: number, y: number): boolean =>
  ((x - 200) / 80) ** 2 + ((y - 170) / 110) ** 2 < 1 && y > 60;
/** A badge on the subject in the colours of the ground, and a stone like the subject beside it. */
const isBadge = (x: number, y: number): boolean => (x - 200) ** 2 + (y - 170) ** 2 < 30 ** 2;
const isStone = (x: number, y: number): boolean => (x - 370) ** 2 + (y - 210) ** 2 < 36 ** 2;

const ground = (x: number, y: number) => [196 + ((x * 7 + y * 3) % 9), 206, 170 + ((x + y) % 7)];
const subject = (x: number, y: number) => [96 + ((x * 5 + y) % 9), 34, 40 + ((x + 2 * y) % 7)];

function picture(): Buffer {
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isDark = (isBody(x, y) && !isBadge(x, y)) || isStone(x, y);
      rgba.set([...(isDark ? subject(x, y) : ground(x, y)), 255], (y * width + x) * 4);
    }
  }
  return png({ width, height, rgba });
}

/** Pixels of an asset at some places. */
const pixelsAt = (page: Page, asset: string, places: readonly (readonly [number, number])[]) =>
  page.evaluate(
    async ([id, where]) => {
      const bitmap = await createImageBitmap(await (globalThis as any).inkreel.blob(id));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      return where.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data]);
    },
    [asset, places] as const,
  );

/** Where a place of the picture is on screen: it is shown at its own size, in the middle of the stage. */
async function onStage(page: Page): Promise<(x: number, y: number) => readonly [number, number]> {
  const box = (await page.getByRole('group', { name: /the picture being edited/ }).boundingBox())!;
  const left = box.x + box.width / 2 - width / 2;
  const top = box.y + box.height / 2 - height / 2;
  return (x, y) => [left + x, top + y];
}

/** Green of a place of the screen, 0–255. */
async function brightness(page: Page, [x, y]: readonly [number, number]): Promise<number> {
  const shot = await page.screenshot({ clip: { x, y, width: 1, height: 1 } });
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(1, 1).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, 1, 1).data[1]!;
  }, shot.toString('base64'));
}

const lastMade = async (page: Page, kind: string): Promise<string> => {
  const [row] = await sql<{ id: string }>(
    page,
    'SELECT id FROM tasks WHERE kind = ? ORDER BY created_at DESC, id DESC LIMIT 1',
    [kind],
  );
  const [task] = await done(page, [row!.id]);
  expect(task).toMatchObject({ status: 'completed' });
  return task!.target_asset_id!;
};

test('4.5 a subject is cut out with a box and strokes, and its mask takes it out of the picture', async ({
  page,
  app,
}) => {
  page.setDefaultTimeout(8_000);
  await openApp(page, app.url);
  const { imported } = await importFiles(page, [{ name: 'bust.png', bytes: picture() }]);
  const id = imported[0]!.assetId!;
  await quiet(page);
  await page.goto(`${app.url}#/enhance/${id}?tool=cut-out`);
  const panel = page.getByRole('complementary', { name: 'Cut out' });

  // Round the subject, but with the stone in it: that is for the strokes to mend.
  for (const [name, value] of [
    ['Left', 90],
    ['Top', 40],
    ['Width', 340],
    ['Height', 270],
  ] as const) {
    await panel.getByRole('spinbutton', { name, exact: true }).fill(String(value));
  }
  await panel.getByRole('button', { name: 'Set the box' }).click();
  await expect(panel.getByText('Box: 90, 40, 340 × 270 px')).toBeVisible();

  const at = await onStage(page);
  for (const [draw, x, y] of [
    ['Keep', 200, 170],
    ['Take away', 370, 210],
  ] as const) {
    await panel.getByText(draw, { exact: true }).click();
    await panel.getByRole('spinbutton', { name: 'Size' }).fill('30');
    await page.mouse.move(...at(x - 8, y));
    await page.mouse.down();
    await page.mouse.move(...at(x + 8, y + 4), { steps: 4 });
    await page.mouse.up();
  }
  // The edge is shown while nothing is made yet: what will be gone lies in the shade.
  await expect.poll(() => brightness(page, at(470, 20))).toBeLessThan(90);
  expect(await brightness(page, at(200, 190))).toBeGreaterThan(150);

  await panel.getByRole('button', { name: 'Cut out', exact: true }).click();
  await expect(panel.getByText('Done. It is a new picture in your library.')).toBeVisible();
  const cut = await lastMade(page, 'remove_background');
  const [body = [], badge = [], stone = [], corner = []] = await pixelsAt(page, cut, [
    [200, 90],
    [200, 190],
    [370, 225],
    [4, 4],
  ]);
  expect(body).toEqual([...subject(200, 90), 255]);
  expect(badge).toEqual([...ground(200, 190), 255]);
  expect([stone[3], corner[3]]).toEqual([0, 0]);

  // Only the mask: it is kept, and takes the subject out of the picture that it came from.
  await panel.getByRole('combobox', { name: 'Result' }).selectOption('Only the mask');
  await panel.getByRole('button', { name: 'Cut out', exact: true }).click();
  await expect(panel.getByText('Done. It is a new mask in your library.')).toBeVisible();
  await panel.getByRole('button', { name: 'Take it out of the picture' }).click();
  const remove = page.getByRole('complementary', { name: 'Remove object' });
  await expect(remove.getByText(/% of the picture, 1 part$/)).toBeVisible();
  await remove.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(remove.getByText('Done. It is a new picture in your library.')).toBeVisible();
  const [gone = [], stays = []] = await pixelsAt(page, await lastMade(page, 'inpaint'), [
    [200, 90],
    [370, 225],
  ]);
  expect(gone[1]).toBeGreaterThan(190);
  expect(stays).toEqual([...subject(370, 225), 255]);
});
