import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { chanceFrom } from '../fixtures/make/chance.ts';
import { paintedPng } from '../fixtures/make/png.ts';
import { expect, openApp, serveApp, test } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { blobOf, command, done, enqueue, importFiles, quiet, sql } from '../support/door.ts';
import { noiseFilm } from '../support/film.ts';
import { listFiles, readPrivate } from '../support/private-files.ts';

const kills = Number(process.env['INKREEL_KILLS'] ?? 20);
const seed = Number(process.env['INKREEL_SEED'] ?? Date.now() % 1_000_000);
const chance = chanceFrom(seed);

/** What the app has told us is safe: the hash of each acknowledged asset, and tasks it accepted. */
interface Promised {
  readonly hashes: Map<string, string>;
  readonly tasks: Set<string>;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const blobs = 'libraries/main/blobs';
const pathOf = (blob: string | null): string => `${blobs}/${blob?.slice(0, 2)}/${blob}`;

/** One round of import, upscale and export, noting each acknowledgement as it arrives. */
async function work(page: Page, round: number, promised: Promised): Promise<void> {
  for (let batch = 0; batch < 40; batch += 1) {
    const files = Array.from({ length: 4 }, (_, index) => ({
      name: `r${round}-b${batch}-${index}.png`,
      bytes: paintedPng(72, 54, round * 100_000 + batch * 10 + index),
    }));
    const hashes = new Map(files.map(({ name, bytes }) => [name, sha256(bytes)]));
    const report = await importFiles(page, files);
    for (const row of report.imported) {
      promised.hashes.set(row.assetId!, hashes.get(row.name)!);
    }
    const assets = report.imported.map((row) => row.assetId!);
    if (assets.length === 0) continue;
    for (const task of await enqueue(page, 'upscale', { assets: assets.slice(0, 1), scale: 2 })) {
      promised.tasks.add(task);
    }
    await command(page, 'editAssets', {
      assets,
      changes: { approved: true, provenance: 'user_provided' },
    });
    const { pack } = await command(page, 'createPack', { name: `Pack ${round}.${batch}`, assets });
    const { tasks } = await command(page, 'enqueue', {
      kind: 'export_pack',
      assets: [],
      pack,
      settings: {},
    });
    for (const task of tasks) promised.tasks.add(task);
  }
}

/** Everything that must hold after a kill, once the app has come up again and finished its work. */
async function inspect(page: Page, promised: Promised): Promise<void> {
  await quiet(page, 90_000);
  const integrity = await sql<Record<string, string>>(page, `select * from pragma_integrity_check`);
  expect(Object.values(integrity[0] ?? {})).toEqual(['ok']);
  expect(await sql(page, 'select * from pragma_foreign_key_check')).toEqual([]);

  const assets = await sql<{ id: string; blob: string | null; state: string }>(
    page,
    'select id, blob, state from assets',
  );
  const byId = new Map(assets.map((asset) => [asset.id, asset]));
  for (const [id, hash] of promised.hashes) {
    expect(byId.get(id)?.blob, `asset ${id}`).toBe(hash);
  }
  expect(assets.filter(({ state }) => state === 'generating')).toEqual([]);

  const tasks = new Map(
    (
      await sql<{ id: string; kind: string; status: string; failure: string | null }>(
        page,
        'select id, kind, status, failure from tasks',
      )
    ).map((task) => [task.id, task]),
  );
  for (const id of promised.tasks) {
    expect(tasks.get(id)?.status, `task ${id}: ${tasks.get(id)?.failure}`).toBe('completed');
  }
  // An import dies with the tab that held its files, and says so; all other work is taken up again.
  const unfinished = [...tasks.values()].filter(
    ({ kind, status, failure }) =>
      status !== 'completed' &&
      !(kind === 'import' && status === 'failed' && failure?.includes('"interrupted"')),
  );
  expect(unfinished, 'also what was accepted without our hearing of it ends well').toEqual([]);
  const results = await sql<{ id: string; n: number }>(
    page,
    `select t.id, count(a.id) made from tasks t
     left join assets a on a.id = t.target_asset_id and a.state = 'ready' and a.blob is not null
     where t.kind = 'upscale' and t.status = 'completed' group by t.id having made <> 1`,
  );
  expect(results, 'exactly one result for each upscale').toEqual([]);
  const doubled = await sql(
    page,
    `select parent_asset_id, count(*) made from asset_relationships
     where relationship_type = 'derived_from' group by 1 having made > 1`,
  );
  expect(doubled, 'no source was upscaled twice').toEqual([]);
  const torn = await sql(
    page,
    `select id from assets where kind = 'image' and state = 'ready' and blob is null`,
  );
  expect(torn).toEqual([]);

  const exports = await sql<{ id: string; blob: string | null }>(
    page,
    `select id, result ->> '$.sha256' blob from tasks where kind = 'export_pack' order by id`,
  );
  const stored = new Set((await listFiles(page, blobs)).map(({ path }) => path));
  const needed = [...assets.filter(({ blob }) => blob !== null), ...exports];
  const missing = needed.filter(({ blob }) => !stored.has(pathOf(blob)));
  expect(missing, 'every result has its bytes').toEqual([]);
  // Only now: reading tells that bytes are missing, the list tells which and all of them.
  const newest = [...promised.hashes].slice(-12);
  for (const [id, hash] of newest) {
    expect((await blobOf(page, id)).sha256, `bytes of ${id}`).toBe(hash);
  }
  for (const { id, blob } of exports.slice(-3)) {
    expect(sha256(await readPrivate(page, pathOf(blob))), `ZIP of ${id}`).toBe(blob);
  }
}

test(`the browser is killed ${kills} times at random moments of import, upscale and export`, async () => {
  test.setTimeout(60_000 + kills * 60_000);
  console.log(`kills: ${kills}, seed: ${seed} (repeat it with INKREEL_SEED=${seed})`);
  const profile = mkdtempSync(join(tmpdir(), 'inkreel-kills-'));
  const host = await serveApp();
  const promised: Promised = { hashes: new Map(), tasks: new Set() };
  let browser = await openBrowser(profile);
  try {
    await openApp(browser.page, host.url);
    for (let round = 0; round < kills; round += 1) {
      const working = work(browser.page, round, promised).catch(() => undefined);
      const wait = 300 + chance() * 2_000;
      await new Promise((resolve) => {
        setTimeout(resolve, wait);
      });
      await browser.kill();
      await working;

      browser = await openBrowser(profile);
      const begun = Date.now();
      await openApp(browser.page, host.url);
      console.log(
        `kill ${round + 1} after ${wait.toFixed(0)} ms; open again in ${Date.now() - begun} ms; ` +
          `${promised.hashes.size} assets and ${promised.tasks.size} tasks promised so far`,
      );
      await inspect(browser.page, promised);
      // What the killed workers were writing is removed as the app opens, not by the later sweep.
      await expect
        .poll(
          async () =>
            (await listFiles(browser.page, 'libraries/main/tmp')).map((file) => file.path),
          { message: 'temporary files of the dead', timeout: 5_000 },
        )
        .toEqual([]);
    }
    expect(promised.hashes.size, 'the kills came after something was done').toBeGreaterThan(0);
  } finally {
    await browser.kill();
    await host.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

/** Where Chromium keeps the names of an origin's private files in a profile. */
const namesOf = (profile: string): string =>
  readdirSync(join(profile, 'Default/File System'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('/Paths'))
    .map((path) => join(profile, 'Default/File System', path))[0]!;

test('a kill tore the list of private files: what is imported after that keeps its bytes', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'inkreel-torn-'));
  const host = await serveApp();
  const pictures = (from: number) =>
    Array.from({ length: 8 }, (_, index) => ({
      name: `p-${from + index}.png`,
      bytes: paintedPng(72, 54, from + index),
    }));
  try {
    const first = await openBrowser(profile);
    await openApp(first.page, host.url);
    await importFiles(first.page, pictures(0));
    await first.close();
    // What SIGKILL leaves between the head of a record and the record: it announces 300 bytes.
    const names = namesOf(profile);
    for (const log of readdirSync(names).filter((name) => name.endsWith('.log'))) {
      appendFileSync(join(names, log), Buffer.from([1, 2, 3, 4, 300 & 255, 300 >> 8, 1]));
    }
    const second = await openBrowser(profile);
    await openApp(second.page, host.url);
    const { imported } = await importFiles(second.page, pictures(100));
    expect(imported).toHaveLength(8);
    await second.kill();

    const third = await openBrowser(profile);
    await openApp(third.page, host.url);
    expect(readFileSync(join(names, 'LOG'), 'utf8'), 'the list was really torn').toContain(
      'Corruption: checksum mismatch',
    );
    const assets = await sql<{ name: string; blob: string }>(
      third.page,
      'select name, blob from assets',
    );
    const stored = new Set((await listFiles(third.page, blobs)).map(({ path }) => path));
    expect(assets).toHaveLength(16);
    expect(assets.filter(({ blob }) => !stored.has(pathOf(blob)))).toEqual([]);
    await third.kill();
  } finally {
    await host.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

test('the browser is killed in the middle of a film that is converted: one result after that, and no temporary file', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'inkreel-film-'));
  const host = await serveApp();
  try {
    const first = await openBrowser(profile);
    await openApp(first.page, host.url);
    const film = { name: 'film.webm', bytes: await noiseFilm(first.page, 2) };
    const { imported } = await importFiles(first.page, [film]);
    await quiet(first.page);
    const settings = { format: 'webm', codec: 'vp9', quality: 'best', width: 1440 };
    const assets = [imported[0]!.assetId!];
    const [task] = await enqueue(first.page, 'convert_video', { assets, ...settings });
    // What it has written so far lies in a file without a name of its own.
    await expect
      .poll(async () => (await listFiles(first.page, 'libraries/main/tmp')).length, {
        timeout: 30_000,
        intervals: [20],
      })
      .toBeGreaterThan(0);
    await first.kill();

    const again = await openBrowser(profile);
    await openApp(again.page, host.url);
    const [row] = await done(again.page, [task!]);
    expect(row?.status, row?.failure ?? '').toBe('completed');
    expect(row?.attempt, 'it had really been at work').toBe(2);
    await quiet(again.page);
    const films = await sql<{ blob: string }>(
      again.page,
      `select blob from assets where kind = 'video' order by created_at`,
    );
    expect(films).toHaveLength(2);
    const stored = (await listFiles(again.page, blobs)).map(({ path }) => path);
    expect(stored.toSorted()).toEqual(films.map(({ blob }) => pathOf(blob)).toSorted());
    for (const folder of ['libraries/main/tmp', 'inkreel-scratch']) {
      await expect.poll(() => listFiles(again.page, folder), { timeout: 10_000 }).toEqual([]);
    }
    await again.kill();
  } finally {
    await host.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

test('0.13 the tab crashes in the middle of an upscale and the work ends after a reload', async ({
  context,
  app,
}) => {
  const page = await context.newPage();
  await openApp(page, app.url);
  const { imported } = await importFiles(
    page,
    Array.from({ length: 4 }, (_, index) => ({
      name: `crash-${index}.png`,
      bytes: paintedPng(160, 120, 9_000 + index),
    })),
  );
  await quiet(page);
  const tasks = await enqueue(page, 'upscale', {
    assets: imported.map((row) => row.assetId!),
    scale: 2,
  });
  const crashed = page.waitForEvent('crash');
  const session = await context.newCDPSession(page);
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  await page.close();
  const again = await context.newPage();
  await openApp(again, app.url);
  const rows = await done(again, tasks);
  expect(rows.map((row) => row.status)).toEqual(tasks.map(() => 'completed'));
});
