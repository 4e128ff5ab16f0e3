import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { badFiles } from '../fixtures/make/bad-input.ts';
import { paintedPng } from '../fixtures/make/png.ts';
import { paddedFilm } from '../fixtures/make/padded-film.ts';
import { expect, openApp, test } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { encoded } from '../support/canvas.ts';
import { importFiles, query, quiet, sql } from '../support/door.ts';
import { dropPaths } from '../support/drop.ts';

const scratch = join(tmpdir(), `inkreel-bad-${process.pid}`);
test.beforeAll(() => mkdirSync(scratch, { recursive: true }));
test.afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('1.05 every odd file gets its line in the list, and none stops the rest', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  const jpeg = await encoded(page, 'image/jpeg', 400, 300, 77);
  const bad = badFiles(jpeg);
  const good = [1, 2, 3].map((seed) => ({
    name: `good-${seed}.png`,
    bytes: paintedPng(60, 40, 1000 + seed),
  }));
  // A good one before, in the middle and after.
  const middle = Math.floor(bad.length / 2);
  const handed = [good[0]!, ...bad.slice(0, middle), good[1]!, ...bad.slice(middle), good[2]!].map(
    ({ name, bytes }) => ({ name, bytes }),
  );
  const report = await importFiles(page, handed);

  const rows = Object.values(report).flat();
  expect(rows).toHaveLength(handed.length);
  const imported = new Set(report.imported.map((row) => row.assetId));
  expect(imported.size, 'every imported line has its own asset').toBe(report.imported.length);
  for (const each of good) {
    expect(report.imported.map((row) => row.name)).toContain(each.name);
  }

  // What is kept is kept byte for byte, judged by hash, whatever happened to the name.
  const stored = new Set(
    (await sql<{ blob: string }>(page, 'select blob from assets where blob is not null')).map(
      (row) => row.blob,
    ),
  );
  for (const each of bad) {
    const kept = stored.has(createHash('sha256').update(each.bytes).digest('hex'));
    if (each.expected === 'imported') expect(kept, each.story).toBe(true);
    if (each.expected === 'skipped') expect(kept, each.story).toBe(false);
  }
  for (const row of [...report.skipped, ...report.failed]) {
    expect(row.reason, `why ${row.name} was left out`).toBeTruthy();
  }

  await quiet(page, 90_000);
  const assets = await sql<{ name: string; state: string; width: number | null }>(
    page,
    `select name, state, width from assets where kind in ('image','audio','video')`,
  );
  for (const asset of assets) {
    expect(Array.from(asset.name).length, asset.name).toBeGreaterThan(0);
    expect(Array.from(asset.name).length, asset.name).toBeLessThanOrEqual(255);
    // oxlint-disable-next-line no-control-regex -- control letters are what must not be there
    expect(asset.name).not.toMatch(/[\u0000-\u001f]/);
    expect(asset.width, `${asset.name}: not read is null, never 0`).not.toBe(0);
  }
  const misnamed = await sql<{ metadata: string }>(
    page,
    `select metadata from assets where name like 'really-a-png%'`,
  );
  expect(JSON.parse(misnamed[0]!.metadata).misnamed_as).toMatch(/jpe?g/i);
  expect(await page.evaluate(() => (globalThis as any).struck)).toBeUndefined();
});

test('a folder that is named like a picture is opened, not mistaken for one', async ({
  page,
  app,
}) => {
  const folder = join(scratch, 'holiday.png');
  mkdirSync(join(folder, 'empty.jpg'), { recursive: true });
  writeFileSync(join(folder, 'inside.png'), paintedPng(50, 50, 5));
  const single = join(scratch, 'beside.png');
  writeFileSync(single, paintedPng(50, 50, 6));
  await openApp(page, app.url);
  await dropPaths(page, [folder, single]);
  await expect.poll(async () => (await query(page, 'counts')).assets, { timeout: 20_000 }).toBe(2);
  const names = (await sql<{ name: string }>(page, 'select name from assets order by name')).map(
    (row) => row.name,
  );
  expect(names).toEqual(['beside.png', 'inside.png']);
});

test('a film of two gigabytes passes through without the tab dying', async ({ app }) => {
  const path = join(scratch, 'long.mp4');
  const size = paddedFilm(path, 2_000_000_000);
  // On a profile on the disk: a private window would keep all of it in memory.
  const profile = mkdtempSync(join(tmpdir(), 'inkreel-film-'));
  const browser = await openBrowser(profile);
  try {
    const { page } = browser;
    await openApp(page, app.url);
    await dropPaths(page, [path]);
    await expect
      .poll(async () => (await query(page, 'counts')).assets, { timeout: 150_000 })
      .toBe(1);
    await quiet(page);
    const [film] = await sql<{ size: number; kind: string; duration_s: number }>(
      page,
      'select size, kind, duration_s from assets',
    );
    expect(film).toMatchObject({ size, kind: 'video' });
    expect(film!.duration_s).toBeGreaterThan(0);
  } finally {
    await browser.kill();
    rmSync(profile, { recursive: true, force: true });
  }
});
