/**
 * Takes the pictures of the README and of the app manifest from the real, built app: opens its demo
 * project, works on it a little, and photographs the screens. Run `npm run build` first.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { installChromium } from './install.mjs';
import { serveFolder } from './static-server.mjs';

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

mkdirSync('docs/screenshots', { recursive: true });
mkdirSync('public/screenshots', { recursive: true });
const profile = mkdtempSync(join(tmpdir(), 'inkreel-screenshots-'));
const server = await serveFolder({ root: process.env.INKREEL_DIST ?? 'dist' });
const context = await chromium.launchPersistentContext(profile, {
  executablePath: installChromium(),
  headless: true,
  viewport: { width: 1440, height: 900 },
  colorScheme: 'dark',
  args: flags,
});
const page = context.pages()[0] ?? (await context.newPage());

const { url } = server;

/** Waits until a question to the page is answered with yes. */
async function until(question, minutes = 3) {
  const end = Date.now() + minutes * 60_000;
  while (!(await page.evaluate(question))) {
    if (Date.now() > end) throw new Error('waited in vain');
    await page.waitForTimeout(400);
  }
}

/** Waits until no task is pending or running. */
const settle = () =>
  until(async () => {
    const text = "SELECT count(*) AS n FROM tasks WHERE status IN ('pending', 'running')";
    return (await globalThis.inkreel.sql(text))[0].n === 0;
  });

const idOf = (name) =>
  page.evaluate(
    async (wanted) =>
      (await globalThis.inkreel.sql('SELECT id FROM assets WHERE name = ?', [wanted]))[0].id,
    name,
  );

/** Opens a screen afresh, without lists and messages of what was done before. */
async function open(route) {
  await page.goto(`${url}#${route}`);
  await page.reload();
  await page.waitForFunction(() => 'inkreel' in globalThis);
  await page.waitForTimeout(1_500);
}

async function shoot(...paths) {
  // Colours change by a short transition; nothing is pointed at.
  await page.mouse.move(0, 0);
  await page.waitForTimeout(600);
  for (const path of paths) await page.screenshot({ path });
}

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
  await context.close();
  await server.close();
  rmSync(profile, { recursive: true, force: true });
}
