/** Faces swapped by points that are placed, and by models that find and mix them (2.7). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { faceFinder, faceMixer } from '../../src/formats/onnx/test-faces.ts';
import { drawnFace, type DrawnFace } from '../../src/media/face/testing-faces.ts';
import { png } from '../fixtures/make/png.ts';
import { accessible } from '../support/accessible.ts';
import { expect, openApp, test } from '../support/app.ts';
import { done, enqueue, importFiles, query, quiet, sql } from '../support/door.ts';
import { dropPaths } from '../support/drop.ts';

const fileOf = ({ picture }: DrawnFace): Buffer => {
  const { width, height } = picture;
  return png({ width, height, rgba: new Uint8Array(picture.read(0, 0, width, height)) });
};

test('0.08 swaps a face onto a drawn character: points by keys and by numbers, and the eyes are there', async ({
  page,
  app,
}) => {
  const character = drawnFace({ x: 118, y: 92, size: 52, eyes: [30, 30, 40] });
  const person = drawnFace({
    width: 300,
    height: 260,
    x: 150,
    y: 100,
    size: 66,
    eyes: [30, 230, 60],
  });
  await openApp(page, app.url);
  const { imported } = await importFiles(page, [
    { name: 'character.png', bytes: fileOf(character) },
    { name: 'person.png', bytes: fileOf(person) },
  ]);
  await quiet(page);
  const [onto] = imported;
  await page.goto(`${app.url}#/enhance/${onto!.assetId}`);
  await page
    .getByRole('button', { name: /^Swap face/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Choose a picture' }).click();
  await page.getByRole('button', { name: /person\.png/ }).click();

  // One point is moved by the arrow keys, the others by numbers.
  const eye = page.getByRole('button', { name: /^Left eye, in this picture/ });
  await eye.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('ArrowUp');
  await page.getByText('Points by numbers').click();
  for (const [where, { points }] of [
    ['in this picture', character],
    ['on the new face', person],
  ] as const) {
    const group = page.getByRole('group', { name: where });
    for (const [name, { x, y }] of [
      ['Left eye', points.eyeLeft],
      ['Right eye', points.eyeRight],
      ['Tip of the nose', points.nose],
      ['Left corner of the mouth', points.mouthLeft],
      ['Right corner of the mouth', points.mouthRight],
    ] as const) {
      await group.getByLabel(`${name}, x`).fill(String(Math.round(x)));
      await group.getByLabel(`${name}, y`).fill(String(Math.round(y)));
    }
  }
  await expect(eye).toHaveAccessibleName('Left eye, in this picture, at 92, 92');
  await accessible(page, 'swapping a face');
  await page.getByRole('button', { name: 'Swap face', exact: true }).last().click();
  await expect(page.getByRole('region', { name: 'Result' }).locator('img')).toHaveCount(2);
  await quiet(page);
  const [made] = await sql<{ id: string; name: string }>(
    page,
    `SELECT id, name FROM assets WHERE origin = 'derivative'`,
  );
  expect(made?.name).toBe('character (face swapped).png');
  const used = await query(page, 'referencesOf', { id: made!.id });
  expect(used.map(({ name }) => name)).toEqual(['person.png']);
  const colours = await page.evaluate(async (id) => {
    const blob: Blob = await (globalThis as any).inkreel.blob(id);
    const bitmap = await createImageBitmap(blob);
    const context = new OffscreenCanvas(240, 240).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    return [92, 144, 4].map((x) => [...context.getImageData(x, 92, 1, 1).data]);
  }, made!.id);
  const [left = [], right = [], outside = []] = colours;
  expect(left[1]! - left[0]!).toBeGreaterThan(60);
  expect(right[1]! - right[0]!).toBeGreaterThan(60);
  expect(outside).toEqual([...character.picture.read(4, 92, 1, 1)]);
});

/** A face with the white square over it that the finder knows faces by, `size` of which is 64. */
function withSquare(size: number, eyes: readonly [number, number, number]): Buffer {
  const side = size * 4;
  const face = drawnFace({ width: side, height: side, x: size * 1.75, y: size * 1.25, size, eyes });
  const rgba = new Uint8Array(face.picture.read(0, 0, side, side));
  for (let y = 0; y < size / 2; y += 1) {
    rgba.fill(255, (y * side + size * 1.5) * 4, (y * side + size * 2) * 4);
  }
  return png({ width: side, height: side, rgba });
}

test('0.08 a model finds the points, another makes the face, and a batch needs no hand at all', async ({
  page,
  app,
}) => {
  page.setDefaultTimeout(10_000);
  const folder = mkdtempSync(join(tmpdir(), 'inkreel-faces-'));
  writeFileSync(join(folder, 'finder.onnx'), faceFinder());
  writeFileSync(join(folder, 'mixer.onnx'), faceMixer());
  await openApp(page, app.url, '#/models');
  const dialog = page.getByRole('dialog', { name: 'Add a model' });
  for (const [name, task] of [
    ['finder', 'finding faces'],
    ['mixer', 'swapping faces'],
  ] as const) {
    await expect(page.getByText('Models worth having')).toBeVisible();
    await dropPaths(page, [join(folder, `${name}.onnx`)]);
    await expect(page.getByText('Drop to import')).toHaveCount(0);
    await expect(dialog.getByText(`Looks like a model for: ${task}`)).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Licence' }).fill('for study');
    await dialog.getByLabel('May results be sold?').selectOption('no');
    await dialog.getByRole('switch', { name: 'I have read the licence' }).press('Space');
    await dialog.getByRole('button', { name: 'Add and test' }).press('Enter');
    const card = page.getByRole('listitem', { name });
    await expect(card.getByText('ready', { exact: true })).toBeVisible({ timeout: 30_000 });
  }
  rmSync(folder, { recursive: true });

  const { imported } = await importFiles(page, [
    { name: 'character.png', bytes: withSquare(64, [20, 20, 20]) },
    { name: 'person.png', bytes: withSquare(128, [20, 220, 20]) },
    { name: 'no face.png', bytes: png({ width: 9, height: 9, rgba: new Uint8Array(324) }) },
  ]);
  await quiet(page);
  const [onto, person, nobody] = imported.map(({ assetId }) => assetId!);
  await page.goto(`${app.url}#/enhance/${onto}?tool=face`);
  const panel = page.getByRole('complementary', { name: 'Swap face' });
  await expect(panel.getByText('1 face found in this picture.')).toBeVisible({ timeout: 30_000 });
  await expect(
    page.getByRole('button', { name: 'Left eye, in this picture, at 80, 80' }),
  ).toBeVisible();
  await panel.getByRole('button', { name: 'Choose a picture' }).click();
  await panel.getByRole('button', { name: /person\.png/ }).click();
  await expect(
    panel.getByRole('button', { name: 'Left eye, on the new face, at 160, 160' }),
  ).toBeVisible({ timeout: 30_000 });
  await panel.getByRole('combobox', { name: 'How', exact: true }).selectOption('mixer');
  await accessible(page, 'swapping a face by a model');
  await panel.getByRole('button', { name: 'Swap face', exact: true }).click();
  await expect(panel.getByRole('region', { name: 'Result' }).locator('img')).toHaveCount(2, {
    timeout: 30_000,
  });
  await quiet(page);
  const [made] = await sql<{ id: string; blob: string; generation: string }>(
    page,
    `SELECT id, blob, generation FROM assets WHERE origin = 'derivative'`,
  );
  expect(JSON.parse(made!.generation)).toMatchObject({
    provider: 'local',
    model: 'mixer, finder',
    model_license: 'for study; for study',
    commercial_use: false,
  });
  const eyes = await page.evaluate(async (id) => {
    const bitmap = await createImageBitmap(await (globalThis as any).inkreel.blob(id));
    const context = new OffscreenCanvas(256, 256).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    return [80, 144].map((x) => [...context.getImageData(x, 80, 1, 1).data]);
  }, made!.id);
  for (const [red = 0, green = 0] of eyes) expect(green - red).toBeGreaterThan(40);

  // Nobody places a point: the same bytes, and a picture without a face says so.
  const [finder] = await query(page, 'localModels', { task: 'face_detection' });
  const [mixer] = await query(page, 'localModels', { task: 'face_swap' });
  const settings = { face: person!, detector: finder!.id, method: mixer!.id };
  const tasks = await done(
    page,
    await enqueue(page, 'face_swap', { assets: [onto!, nobody!], ...settings }),
  );
  expect(tasks.map(({ status }) => status)).toEqual(['completed', 'failed']);
  const again = await query(page, 'asset', { id: tasks[0]!.target_asset_id! });
  expect(again!.asset.blob).toBe(made!.blob);
  expect(tasks[1]!.failure).toContain('no face was found in this picture');
});
