/** Models that fill and cut out, from a file that is dropped to a library that is restored (2.7). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { filler, matter } from '../../src/formats/onnx/test-encoder.ts';
import { png } from '../fixtures/make/png.ts';
import { expect, openApp, test } from '../support/app.ts';
import { command, done, enqueue, importFiles, query, quiet, sql } from '../support/door.ts';
import { dropPaths } from '../support/drop.ts';

const side = 96;
/** Red at the left, dark blue at the right. */
function picture(): Buffer {
  const rgba = new Uint8Array(side * side * 4);
  for (let at = 0; at < side * side; at += 1) {
    rgba.set(at % side < side / 2 ? [230, 20, 20, 255] : [10, 10, 90, 255], at * 4);
  }
  return png({ width: side, height: side, rgba });
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

const lastMade = async (page: Page, kind: string) => {
  const [row] = await sql<{ id: string }>(
    page,
    'SELECT id FROM tasks WHERE kind = ? ORDER BY created_at DESC, id DESC LIMIT 1',
    [kind],
  );
  const [task] = await done(page, [row!.id]);
  expect(task).toMatchObject({ status: 'completed' });
  return (await query(page, 'asset', { id: task!.target_asset_id! }))!.asset;
};

test('models of one’s own fill a hole and cut out in the editor, and come back with a backup', async ({
  page,
  app,
  browser,
}) => {
  page.setDefaultTimeout(10_000);
  const folder = mkdtempSync(join(tmpdir(), 'inkreel-models-'));
  writeFileSync(join(folder, 'greener.onnx'), filler([0, 1, 0]));
  writeFileSync(join(folder, 'red finder.onnx'), matter());
  await openApp(page, app.url, '#/models');
  const dialog = page.getByRole('dialog', { name: 'Add a model' });
  for (const [name, task] of [
    ['greener', 'taking things out'],
    ['red finder', 'removing backgrounds'],
  ] as const) {
    await expect(page.getByText('Models worth having')).toBeVisible();
    await dropPaths(page, [join(folder, `${name}.onnx`)]);
    await expect(dialog.getByText(`Looks like a model for: ${task}`)).toBeVisible();
    // From here on by the keyboard: licence, and the word that it was read.
    await dialog.getByRole('textbox', { name: 'Licence' }).focus();
    await page.keyboard.type('not said');
    await page.keyboard.press('Tab');
    await expect(dialog.getByLabel('May results be sold?')).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await dialog.getByRole('button', { name: 'Add and test' }).press('Enter');
    const card = page.getByRole('listitem', { name });
    await expect(card.getByText('ready', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(card.getByText('One tile on WASM')).toBeVisible();
  }

  const { imported } = await importFiles(page, [{ name: 'flag.png', bytes: picture() }]);
  const id = imported[0]!.assetId!;
  await quiet(page);
  await page.goto(`${app.url}#/enhance/${id}?tool=remove`);
  const remove = page.getByRole('complementary', { name: 'Remove object' });
  await remove.getByText('By numbers', { exact: true }).click();
  await remove.getByRole('button', { name: 'Add', exact: true }).click();
  await remove.getByRole('combobox', { name: 'Fill with' }).selectOption('greener');
  await expect(remove.getByText(/not said/)).toBeVisible();
  await remove.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(remove.getByText('Done. It is a new picture in your library.')).toBeVisible({
    timeout: 30_000,
  });
  const filled = await lastMade(page, 'inpaint');
  const places = [
    [48, 48],
    [4, 4],
    [90, 90],
  ] as const;
  const whole = [
    [0, 255, 0, 255],
    [230, 20, 20, 255],
    [10, 10, 90, 255],
  ];
  expect(await pixelsAt(page, filled.id, places)).toEqual(whole);
  expect(JSON.parse(filled.generation!)).toMatchObject({
    provider: 'local',
    model: 'greener',
    model_license: 'not said',
  });

  await page.goto(`${app.url}#/enhance/${id}?tool=cut-out`);
  const cutOut = page.getByRole('complementary', { name: 'Cut out' });
  await cutOut.getByRole('combobox', { name: 'Method' }).selectOption('red finder');
  await cutOut.getByRole('button', { name: 'Cut out', exact: true }).click();
  await expect(cutOut.getByText('Done. It is a new picture in your library.')).toBeVisible({
    timeout: 30_000,
  });
  const cut = await lastMade(page, 'remove_background');
  expect(
    await pixelsAt(page, cut.id, [
      [4, 48],
      [90, 48],
    ]),
  ).toEqual([
    [230, 20, 20, 255],
    [0, 0, 0, 0],
  ]);

  // Nobody said whether results may be sold: a pack that holds one warns of it.
  await command(page, 'createPack', { name: 'Flags', assets: [cut.id] });
  await page.goto(`${app.url}#/packs`);
  await page.getByRole('link', { name: /Flags/ }).click();
  await expect(page.getByText(/nobody said whether its results may be sold/)).toContainText(
    '(red finder)',
  );

  // A model that is removed is not asked for any more.
  const [finder] = await query(page, 'localModels', { task: 'matting' });
  await command(page, 'updateModel', { model: finder!.id, changes: { enabled: false } });
  await page.goto(`${app.url}#/enhance/${id}?tool=cut-out`);
  await expect(cutOut.getByRole('combobox', { name: 'Method' })).toHaveText(/^Colours and edges/);

  await page.goto(`${app.url}#/data`);
  const path = join(folder, 'library.inkreel.zip');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download a backup' }).click();
  await (await download).saveAs(path);
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await openApp(other, app.url, '#/data');
  const chooser = other.waitForEvent('filechooser');
  await other.getByRole('button', { name: 'From a file…', exact: true }).click();
  await (await chooser).setFiles(path);
  await other.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
  await other.getByRole('button', { name: 'Open it' }).click({ timeout: 30_000 });
  const models = `SELECT name, enabled, licence FROM local_models ORDER BY name`;
  await expect.poll(() => sql(other, models).catch(() => [])).toEqual(await sql(page, models));
  const [greener] = await query(other, 'localModels', { task: 'inpaint', ready: true });
  const [mask] = await query(other, 'masksFor', { picture: id, limit: 1 });
  const [again] = await done(
    other,
    await enqueue(other, 'inpaint', { assets: [id], mask: mask!.id, method: greener!.id }),
  );
  expect(await pixelsAt(other, again!.target_asset_id!, places)).toEqual(whole);
  await elsewhere.close();
  rmSync(folder, { recursive: true });
});
