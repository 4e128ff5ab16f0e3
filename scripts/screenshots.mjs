/**
 * Takes the pictures of the README and of the app manifest from the real, built app: opens its demo
 * project, works on it a little, and photographs the screens. Run `npm run build` first.
 */
import { mkdirSync } from 'node:fs';

import { openPhotographer } from './photographer.mjs';

mkdirSync('docs/screenshots', { recursive: true });
mkdirSync('public/screenshots', { recursive: true });
const { page, url, until, settle, idOf, open, shoot, close } = await openPhotographer();

const docs = 'docs/screenshots';

try {
  await page.goto(url);
  await page.getByRole('button', { name: 'Open the demo project' }).click();
  await until(async () => (await globalThis.inkreel.queries.packs({})).value.length > 0);
  await settle();

  // A short story of one picture, for its lineage.
  const street = await idOf('Lantern street, dusk.png');
  await page.evaluate(async (asset) => {
    const { enqueue, done } = globalThis.inkreel;
    const wait = { timeout: 150_000 };
    await done(await enqueue('upscale', { assets: [asset], scale: 2 }), wait);
    await done(await enqueue('convert', { assets: [asset] }), wait);
  }, street);
  await settle();

  const library = await page.evaluate(async () => {
    const [project] = await globalThis.inkreel.sql(
      "SELECT id FROM projects WHERE name LIKE 'Demo%'",
    );
    // The best first, so that the pictures of the README do not depend on what came last.
    return `/library?project=${project.id}&sort=rating`;
  });
  await open(library);
  await page.getByRole('option', { name: /^Lantern street, dusk\.png/ }).click();
  await page.waitForTimeout(1_200);
  await shoot(`${docs}/library-dark.png`, 'public/screenshots/library-wide.png');
  await page.emulateMedia({ colorScheme: 'light' });
  await shoot(`${docs}/library-light.png`);
  await page.emulateMedia({ colorScheme: 'dark' });

  await open(`/lineage/${street}`);
  await shoot(`${docs}/lineage.png`);

  await open(`/enhance/${street}`);
  await page.keyboard.press('l');
  await page.waitForTimeout(1_500);
  await shoot(`${docs}/enhance.png`);

  await open('/tags');
  await page
    .getByRole('treeitem', { name: /^lantern|^character/ })
    .first()
    .click();
  await shoot(`${docs}/tags.png`);

  const pack = await page.evaluate(
    async () => (await globalThis.inkreel.queries.packs({})).value[0].id,
  );
  await open(`/packs/${pack}`);
  await shoot(`${docs}/pack.png`);

  await open(library);
  await page
    .getByRole('button', { name: /^Review \d/ })
    .first()
    .click();
  await page.waitForTimeout(1_500);
  await shoot(`${docs}/review.png`);

  await page.setViewportSize({ width: 390, height: 844 });
  await open(library);
  await shoot(`${docs}/phone.png`, 'public/screenshots/library-narrow.png');
} finally {
  await close();
}
