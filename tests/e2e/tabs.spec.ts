import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { blobOf, command, done, enqueue, importFiles, query, quiet, sql } from '../support/door.ts';

const pictures = (from: number, count: number, side = 48) =>
  Array.from({ length: count }, (_, index) => ({
    name: `picture-${from + index}.png`,
    bytes: paintedPng(side, side, from + index),
  }));

test('two tabs import at the same time, and both see everything', async ({ context, app }) => {
  const [first, second] = [await context.newPage(), await context.newPage()];
  await openApp(first, app.url);
  await openApp(second, app.url);
  const [one, two] = await Promise.all([
    importFiles(first, pictures(100, 25)),
    importFiles(second, pictures(200, 25)),
  ]);
  expect([one.imported.length, two.imported.length]).toEqual([25, 25]);
  await quiet(first);
  for (const page of [first, second]) {
    expect((await query(page, 'counts')).assets).toBe(50);
    const layout = await page.evaluate(async () => {
      const answer = await (globalThis as any).inkreel.queries.assetLayout({
        filter: {},
        sort: 'newest',
      });
      return [...answer.value.aspect];
    });
    expect(layout).toHaveLength(50);
  }
});

test('0.07 what one tab changes appears in the other by itself', async ({ context, app }) => {
  const [first, second] = [await context.newPage(), await context.newPage()];
  await openApp(first, app.url);
  await openApp(second, app.url);
  await importFiles(first, [{ name: 'lantern.png', bytes: paintedPng(80, 60, 7) }]);
  const named = (page: Page) => cellsOf(page).and(page.getByLabel(/^lantern\.png/));
  for (const page of [first, second]) await expect(named(page)).toBeVisible();
  const [asset] = await sql<{ id: string }>(second, 'select id from assets');
  await command(second, 'trashAssets', { assets: [asset!.id] });
  await expect(named(first)).toHaveCount(0);
});

test('the leading tab is closed in the middle of an upscale; the other carries on', async ({
  context,
  app,
}) => {
  const leader = await context.newPage();
  await openApp(leader, app.url);
  const follower = await context.newPage();
  await openApp(follower, app.url);
  const { imported } = await importFiles(leader, pictures(300, 5, 120));
  const sources = imported.map((row) => row.assetId!);
  await quiet(leader);
  const tasks = await enqueue(follower, 'upscale', { assets: sources, scale: 2 });
  await expect
    .poll(async () => (await query(follower, 'counts')).running, { timeout: 20_000 })
    .toBeGreaterThan(0);

  const closing = Date.now();
  await leader.close();
  await query(follower, 'counts');
  const takeover = Date.now() - closing;
  test.info().annotations.push({ type: 'takeover', description: `${takeover} ms` });
  expect(takeover, 'ms until the other tab answers').toBeLessThan(2_000);

  const rows = await done(follower, tasks);
  expect(rows.map((row) => row.status)).toEqual(tasks.map(() => 'completed'));
  const results = await sql<{ source: string; n: number; width: number; state: string }>(
    follower,
    `select r.parent_asset_id source, count(*) n, max(a.width) width, max(a.state) state
     from asset_relationships r join assets a on a.id = r.child_asset_id
     where r.relationship_type = 'derived_from' group by 1`,
  );
  expect(results.map((row) => row.source).toSorted()).toEqual(sources.toSorted());
  for (const row of results) expect(row).toMatchObject({ n: 1, width: 240, state: 'ready' });
});

test('work outlives any number of reloads: a tab that goes in good order hands it on', async ({
  context,
  app,
}) => {
  const page = await context.newPage();
  await openApp(page, app.url);
  const { imported } = await importFiles(page, pictures(500, 1, 1_400));
  await quiet(page);
  const [task] = await enqueue(page, 'upscale', { assets: [imported[0]!.assetId!], scale: 4 });
  const state = async () =>
    (await sql(page, 'select status, attempt, lease_epoch from tasks where id = ?', [task!]))[0];
  // A task whose worker died three times is given up; none of these four counts.
  for (let time = 1; time <= 4; time += 1) {
    await expect
      .poll(state, { timeout: 30_000 })
      .toEqual({ status: 'running', attempt: 1, lease_epoch: time });
    await page.reload();
    await openApp(page, app.url);
  }
  await expect.poll(state).toMatchObject({ attempt: 1 });
  await command(page, 'cancelTasks', { tasks: [task!] });
  await quiet(page);
  expect(await sql(page, 'select status, attempt from task_attempts')).not.toContainEqual(
    expect.objectContaining({ status: 'lost' }),
  );
});

test('the importing tab is closed in the middle; what it acknowledged is there', async ({
  context,
  app,
}) => {
  const stays = await context.newPage();
  await openApp(stays, app.url);
  const goes = await context.newPage();
  await openApp(goes, app.url);
  const files = pictures(400, 150);
  const report = importFiles(goes, files).catch(() => null);
  await expect
    .poll(async () => (await query(stays, 'counts')).assets, { timeout: 20_000, intervals: [20] })
    .toBeGreaterThan(5);
  const acknowledged = await sql<{ id: string; blob: string }>(
    stays,
    'select id, blob from assets where blob is not null',
  );
  await goes.close();
  await report;
  await quiet(stays);
  const kept = new Set(
    (await sql<{ id: string }>(stays, 'select id from assets')).map((r) => r.id),
  );
  for (const { id, blob } of acknowledged) {
    expect(kept.has(id)).toBe(true);
    expect((await blobOf(stays, id)).sha256).toBe(blob);
  }
  const open = await sql(stays, `select * from tasks where status in ('pending','running')`);
  expect(open, 'no task is left hanging').toEqual([]);
});
