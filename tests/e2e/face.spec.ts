import { png } from '../fixtures/make/png.ts';
import { drawnFace, type DrawnFace } from '../../src/media/face/testing-faces.ts';
import { accessible } from '../support/accessible.ts';
import { expect, openApp, test } from '../support/app.ts';
import { importFiles, query, quiet, sql } from '../support/door.ts';

const fileOf = ({ picture }: DrawnFace): Buffer => {
  const { width, height } = picture;
  return png({ width, height, rgba: new Uint8Array(picture.read(0, 0, width, height)) });
};

test('swaps a face onto a drawn character: points by keys and by numbers, and the eyes are there', async ({
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
