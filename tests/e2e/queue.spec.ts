import { expect, openApp, test } from '../support/app.ts';
import { paintedPng } from '../fixtures/make/png.ts';
import { accessible } from '../support/accessible.ts';
import { command, done, enqueue, importFiles, query, quiet, sql } from '../support/door.ts';

test('0.14 0.16 0.18 1.24 1.25 1.26 1.27 the queue tells of every task what it is about, why it failed, and runs it again', async ({
  page,
  app,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openApp(page, app.url);
  const { imported } = await importFiles(page, [
    { name: 'lantern.png', bytes: paintedPng(150, 100, 61) },
    // The head is whole, so it is taken in; its pixels are not there.
    { name: 'torn.png', bytes: paintedPng(400, 300, 62).subarray(0, 90) },
  ]);
  await quiet(page);
  const idOf = (name: string): string => imported.find((row) => row.name === name)!.assetId!;
  const made = await enqueue(page, 'upscale', { assets: [idOf('lantern.png')], scale: 2 });
  const failed = await enqueue(page, 'convert', { assets: [idOf('torn.png')], format: 'webp' });
  const [good, bad] = await done(page, [...made, ...failed]);
  expect([good?.status, bad?.status], bad?.failure ?? '').toEqual(['completed', 'failed']);
  await command(page, 'pauseQueue', {});
  const [waiting] = await enqueue(page, 'enhance', { assets: [idOf('lantern.png')] });

  await page.goto(`${app.url}#/queue`);
  const main = page.getByRole('main');
  const card = (act: string, name: string) =>
    main
      .getByRole('listitem')
      .filter({ hasText: new RegExp(`^${act}`) })
      .filter({ hasText: name });
  const upscaled = card('Upscale', 'lantern');
  await upscaled.getByText('1 attempt', { exact: true }).click();
  for (const label of ['Made from', 'Result', 'Settings', 'Asked for', 'Started', 'Ended']) {
    await expect(upscaled.getByRole('term').filter({ hasText: label }), label).toBeVisible();
  }
  await expect(upscaled.getByRole('definition').filter({ hasText: 'Size: 2×' })).toBeVisible();
  await accessible(page, 'the details of a task');

  // Why it failed is read, and copied with what it was about.
  const torn = card('Convert', 'torn');
  await torn.getByRole('button', { name: 'Copy the reason', exact: true }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^Convert: /);
  expect(copied).toContain(JSON.parse(bad!.failure!).code);

  // One press shows what is in one state.
  const show = main.getByRole('group', { name: 'Show' });
  const press = (name: RegExp) => show.getByRole('button', { name }).click();
  await press(/^Running/);
  await expect(main.getByText('No task is in this state.', { exact: true })).toBeVisible();
  await press(/^Waiting/);
  const enhance = card('Enhance', 'lantern');
  await enhance.getByRole('button', { name: 'Cancel', exact: true }).click();
  await press(/^Cancelled/);
  await expect(enhance).toBeVisible();
  expect(await query(page, 'task', { id: waiting! })).toMatchObject({
    status: 'cancelled',
    target_asset_id: null,
    finished_at: expect.any(Number),
  });
  await press(/^Done/);
  await expect(upscaled).toBeVisible();

  await upscaled.getByRole('button', { name: 'Run again', exact: true }).click();
  await command(page, 'resumeQueue', {});
  await quiet(page);
  const rows = await sql(
    page,
    `SELECT status, params FROM tasks WHERE kind = 'upscale' ORDER BY created_at`,
  );
  expect(rows).toHaveLength(2);
  expect(rows[1]).toEqual({ ...rows[0], status: 'completed' });

  // From the card to the picture that came out.
  await page.reload();
  await press(/^Done/);
  await expect(upscaled).toHaveCount(2);
  await upscaled.first().getByText('1 attempt', { exact: true }).click();
  await upscaled.first().getByRole('button', { name: 'lantern 2×.png', exact: true }).click();
  await expect(page).toHaveURL(/#\/library/);
  const assets = page.getByRole('listbox', { name: 'Assets' });
  await expect(assets.getByRole('option', { selected: true })).toHaveAccessibleName(
    /^lantern 2×\.png/,
  );
});
