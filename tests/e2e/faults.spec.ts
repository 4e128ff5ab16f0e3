import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chanceFrom } from '../fixtures/make/chance.ts';
import { paint, type Pixels } from '../fixtures/make/picture.ts';
import { bmp } from '../fixtures/make/pictures-uncompressed.ts';
import { paintedPng } from '../fixtures/make/png.ts';
import { expect, openApp, test } from '../support/app.ts';
import { blobOf, done, enqueue, importFiles, query, quiet, sql } from '../support/door.ts';
import {
  databaseFiles,
  listFiles,
  outsideApp,
  poolHeader,
  readPrivate,
  writePrivate,
} from '../support/private-files.ts';

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const some = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    name: `picture-${from + index}.png`,
    bytes: paintedPng(64, 48, from + index),
  }));

test('the disk is full in the middle of an import: told at once, nothing acknowledged is lost, and it goes on when there is space', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  await importFiles(page, some(3));
  await quiet(page);
  const session = await page.context().newCDPSession(page);
  const origin = new URL(app.url).origin;
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 12_000_000 });

  const large = Array.from({ length: 14 }, (_, index) => ({
    name: `large-${index}.bmp`,
    bytes: bmp(paint(1100, 900, 500 + index)),
  }));
  // It waits while there is no space, and tells it.
  let ended = false;
  const running = importFiles(page, large).finally(() => {
    ended = true;
  });
  await expect(page.getByText(/space for this library is full/i).first()).toBeVisible({
    timeout: 60_000,
  });

  const hashes = new Map(large.map(({ name, bytes }) => [name, sha256(bytes)]));
  const acknowledged = await sql<{ id: string; name: string }>(
    page,
    `select id, name from assets where name like 'large-%'`,
  );
  expect(acknowledged.length).toBeLessThan(large.length);
  expect(ended).toBe(false);
  for (const { id, name } of acknowledged) {
    expect((await blobOf(page, id)).sha256, name).toBe(hashes.get(name));
  }
  const half = await sql(page, `select id from assets where state = 'ready' and blob is null`);
  expect(half).toEqual([]);

  await session.send('Storage.overrideQuotaForOrigin', { origin });
  const report = await running;
  expect(report.failed).toEqual([]);
  expect(report.imported.length).toBe(large.length);
  await expect(page.getByText(/space for this library is full/i)).toHaveCount(0, {
    timeout: 30_000,
  });
  await quiet(page);
  expect((await query(page, 'counts')).assets).toBe(3 + large.length);
});

/** A picture that no encoder makes smaller. */
function noise(width: number, height: number): Pixels {
  const chance = chanceFrom(11);
  const rgba = Uint8Array.from({ length: width * height * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : Math.floor(chance() * 256),
  );
  return { width, height, rgba };
}

test('the disk is full in the middle of a converted picture and film: told, nothing half, and they go on when there is space', async ({
  page,
  app,
}) => {
  await openApp(page, app.url);
  const clip = readFileSync(new URL('../fixtures/media/clip.mp4', import.meta.url));
  const { imported } = await importFiles(page, [
    { name: 'large.bmp', bytes: bmp(noise(1200, 900)) },
    { name: 'film.mp4', bytes: clip },
  ]);
  await quiet(page);
  const idOf = (name: string): string => imported.find((row) => row.name === name)!.assetId!;
  const session = await page.context().newCDPSession(page);
  const origin = new URL(app.url).origin;
  const tell = page.getByText(/space for this library is full/i).first();
  const work = [
    [
      'convert',
      { assets: [idOf('large.bmp')], format: 'png', size: 'percent', percent: 200, enlarge: true },
    ],
    ['convert_video', { assets: [idOf('film.mp4')], format: 'gif', width: 1280 }],
  ] as const;
  for (const [kind, settings] of work) {
    const before = await query(page, 'counts');
    // For the rows of the work, not for its result: that is what finds the disk full.
    const room = 4_000_000;
    const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + room });
    const [task] = await enqueue(page, kind, settings);
    const rowOf = async () =>
      (
        await sql<{ status: string; blocked_reason: string | null }>(
          page,
          'select status, blocked_reason from tasks where id = ?',
          [task],
        )
      )[0];
    await expect
      .poll(rowOf, { timeout: 30_000, message: kind })
      .toEqual({ status: 'pending', blocked_reason: 'no_space' });
    await expect(tell).toBeVisible();
    for (const folder of ['libraries/main/tmp', 'inkreel-scratch']) {
      await expect.poll(() => listFiles(page, folder), { timeout: 10_000 }).toEqual([]);
    }
    const half = `select id from assets where state = 'ready' and blob is null and kind in ('image', 'video')`;
    expect(await sql(page, half)).toEqual([]);

    await session.send('Storage.overrideQuotaForOrigin', { origin });
    const [row] = await done(page, [task!], 60_000);
    expect(row?.status, row?.failure ?? '').toBe('completed');
    const [made] = await sql<{ size: number }>(
      page,
      'select size from assets order by created_at desc limit 1',
    );
    expect(made!.size, 'it could not have fitted').toBeGreaterThan(room);
    expect((await query(page, 'counts')).assets).toBe(before.assets + 1);
    await expect(tell).toHaveCount(0, { timeout: 30_000 });
  }
  await quiet(page);
  expect(await listFiles(page, 'libraries/main/tmp')).toEqual([]);
});

test('a damaged database is set aside, never deleted, and the person is told', async ({
  context,
  app,
}) => {
  const page = await context.newPage();
  await openApp(page, app.url);
  await importFiles(page, some(2));
  await quiet(page);
  await page.close();

  const outside = await outsideApp(context, app.url);
  const files = await databaseFiles(outside);
  const main = files.get('/library.db');
  expect(main, [...files.keys()].join()).toBeDefined();
  const rubbish = Buffer.alloc(8192, 'not a database ');
  await writePrivate(outside, main!.path, rubbish, { at: poolHeader });
  const log = files.get('/library.db-wal');
  if (log && log.size > poolHeader) {
    await writePrivate(outside, log.path, rubbish.subarray(0, 64), { at: poolHeader });
  }
  const blobs = await listFiles(outside, 'libraries/main/blobs');
  const damaged = (await readPrivate(outside, main!.path)).subarray(poolHeader);
  await outside.goto(`${app.url}#/library`);
  await expect(outside.getByText(/damaged/i).first()).toBeVisible({ timeout: 30_000 });
  await expect(outside.getByText(/set aside/i).first()).toBeVisible();
  await outside.close();

  const after = await outsideApp(context, app.url);
  const kept = await listFiles(after);
  const copies = kept.filter((file) => file.path.includes('set-aside/'));
  const wanted = sha256(Buffer.from(damaged));
  const found: string[] = [];
  for (const copy of copies) {
    const bytes = await readPrivate(after, copy.path);
    found.push(sha256(bytes), sha256(bytes.subarray(poolHeader)));
  }
  expect(found, `copies set aside: ${copies.map((copy) => copy.path).join()}`).toContain(wanted);
  expect(await listFiles(after, 'libraries/main/blobs')).toEqual(blobs);
});

test('a library that the browser threw away is told apart from a first visit', async ({
  context,
  app,
}) => {
  const page = await context.newPage();
  await openApp(page, app.url);
  await expect(page.getByText(/library was here before/i)).toHaveCount(0);
  await importFiles(page, some(2));
  await quiet(page);
  await page.close();
  const outside = await outsideApp(context, app.url);
  const session = await context.newCDPSession(outside);
  await session.send('Storage.clearDataForOrigin', {
    origin: new URL(app.url).origin,
    storageTypes: 'file_systems',
  });
  await outside.goto(`${app.url}#/library`);
  await expect(outside.getByText(/library was here before/i).first()).toBeVisible({
    timeout: 30_000,
  });
});

test('a library of a newer Inkreel is refused untouched, with an export', async ({
  context,
  app,
}) => {
  const page = await context.newPage();
  await openApp(page, app.url);
  await importFiles(page, some(2));
  await quiet(page);
  await page.close();

  // What a newer version would have left: the same database with a higher number in it.
  const outside = await outsideApp(context, app.url);
  const files = await databaseFiles(outside);
  const main = files.get('/library.db')!;
  const log = files.get('/library.db-wal');
  const folder = mkdtempSync(join(tmpdir(), 'inkreel-newer-'));
  const path = join(folder, 'library.db');
  writeFileSync(path, (await readPrivate(outside, main.path)).subarray(poolHeader));
  if (log && log.size > poolHeader) {
    writeFileSync(`${path}-wal`, (await readPrivate(outside, log.path)).subarray(poolHeader));
  }
  execFileSync('sqlite3', [path, 'pragma user_version = 4242; pragma wal_checkpoint(truncate);']);
  const newer = readFileSync(path);
  await writePrivate(outside, main.path, newer, {
    at: poolHeader,
    end: poolHeader + newer.length,
  });
  if (log) await writePrivate(outside, log.path, Buffer.alloc(0), { end: poolHeader });
  const before = sha256(await readPrivate(outside, main.path));

  await outside.goto(`${app.url}#/library`);
  await expect(outside.getByText(/newer Inkreel/i).first()).toBeVisible({ timeout: 30_000 });
  const download = outside.waitForEvent('download');
  await outside.getByRole('button', { name: 'Save the database file' }).first().click();
  const saved = await (await download).path();
  expect(
    execFileSync('sqlite3', [saved, 'pragma user_version']).toString().trim(),
    'the export is a normal SQLite file',
  ).toBe('4242');
  await outside.close();
  const after = await outsideApp(context, app.url);
  expect(sha256(await readPrivate(after, main.path)), 'it was not touched').toBe(before);
  rmSync(folder, { recursive: true, force: true });
});
