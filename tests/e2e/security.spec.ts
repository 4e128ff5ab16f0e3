import { createServer } from 'node:http';

import { hostileSvg, hostileText } from '../fixtures/make/hostile.ts';
import { paint } from '../fixtures/make/picture.ts';
import { paintedPng, png } from '../fixtures/make/png.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { command, importFiles, query, quiet, sql } from '../support/door.ts';

test('hostile pictures, names and metadata run nothing and call nobody', async ({ page, app }) => {
  await openApp(page, app.url);
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const { imported } = await importFiles(page, [
    { name: 'hostile.svg', bytes: Buffer.from(hostileSvg) },
    { name: `${hostileText}.png`, bytes: paintedPng(90, 60, 1) },
    {
      name: 'metadata.png',
      bytes: png(paint(90, 60, 2), {
        parameters: `${hostileText}\nNegative prompt: ${hostileText}`,
        Comment: hostileText,
        'XML:com.adobe.xmp': `<x:xmpmeta xmlns:x="adobe:ns:meta/">${hostileText}</x:xmpmeta>`,
      }),
    },
  ]);
  expect(imported).toHaveLength(3);
  const assets = imported.map((row) => row.assetId!);
  await command(page, 'editAssets', {
    assets,
    changes: { theme: hostileText, source: hostileText, alt_text: hostileText },
  });
  await command(page, 'tagAssets', { assets, add: [hostileText.slice(0, 60)] });
  await command(page, 'createPack', { name: hostileText.slice(0, 200), assets });
  await quiet(page);

  // Look at it all, on every screen, each asset in the inspector.
  const cells = cellsOf(page);
  await expect(cells).not.toHaveCount(0);
  for (let index = 0; index < Math.min(3, await cells.count()); index += 1) {
    await cells.nth(index).click();
    await page.waitForTimeout(300);
  }
  for (const screen of ['#/queue', '#/packs', '#/data', '#/settings', '#/library']) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, screen);
    await page.waitForTimeout(300);
  }
  expect(await page.evaluate(() => (globalThis as any).struck)).toBeUndefined();
  expect(dialogs).toEqual([]);
  expect((await query(page, 'counts')).assets, 'no table was dropped').toBe(3);
});

test('a script that got in could not evaluate text, add markup or reach another origin', async ({
  browser,
  app,
}) => {
  let struck = 0;
  const elsewhere = createServer((_, response) => {
    struck += 1;
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('taken');
  });
  await new Promise<void>((resolve) => {
    elsewhere.listen(0, '127.0.0.1', resolve);
  });
  const address = elsewhere.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const context = await browser.newContext();
  const page = await context.newPage();
  for (const visit of ['first visit', 'second visit, through the service worker']) {
    await openApp(page, app.url);
    // In a later turn of the page's own, where the tools of the test have no privileges.
    const tried = await page.evaluate(
      (target) =>
        new Promise<Record<string, string>>((resolve) => {
          setTimeout(async () => {
            const attempt = async (act: () => unknown): Promise<string> => {
              try {
                await act();
                return 'done';
              } catch (thrown) {
                return thrown instanceof Error ? thrown.name : 'refused';
              }
            };
            const markup = document.createElement('div');
            document.body.append(markup);
            resolve({
              // oxlint-disable-next-line no-eval -- that it fails is what is tested
              evaluate: await attempt(() => (0, eval)('1 + 1')),
              // oxlint-disable-next-line no-implied-eval -- that it fails is what is tested
              makeFunction: await attempt(() => new Function('return 1')()),
              markup: await attempt(() => {
                markup.innerHTML = '<img src=x onerror="globalThis.struck=1">';
              }),
              inlineScript: await attempt(() => {
                const script = document.createElement('script');
                script.textContent = 'globalThis.struck = 1';
                document.head.append(script);
                if (!(globalThis as any).struck) throw new TypeError('did not run');
              }),
              fetch: await attempt(() => fetch(target)),
              beacon: await attempt(async () => {
                navigator.sendBeacon(target);
                const image = new Image();
                image.src = `${target}/pixel.png`;
                await image.decode();
              }),
              worker: await attempt(() => new Worker(`${target}/worker.js`)),
              workerOfText: await attempt(() => {
                const text = new Blob(['postMessage(1)'], { type: 'text/javascript' });
                return new Worker(URL.createObjectURL(text));
              }),
            });
          }, 0);
        }),
      `http://127.0.0.1:${port}`,
    );
    for (const [what, outcome] of Object.entries(tried)) {
      expect(outcome, `${what} on the ${visit}`).not.toBe('done');
    }
    expect(await page.evaluate(() => (globalThis as any).struck)).toBeUndefined();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  }
  await context.close();
  elsewhere.close();
  expect(struck, 'requests that reached the other origin').toBe(0);
});

test('the read-only SQL door refuses every way of writing', async ({ page, app }) => {
  await openApp(page, app.url);
  await importFiles(page, [{ name: 'only.png', bytes: paintedPng(30, 30, 3) }]);
  await quiet(page);
  const before = await sql(page, 'select count(*) n, max(updated_at) u from assets');
  const writes = [
    `delete from assets`,
    `update assets set name = 'taken'`,
    `insert into asset_tags(asset_id, tag) select id, 'x' from assets`,
    `with gone as (select id from assets) delete from assets where id in (select id from gone)`,
    `update assets set name = 'taken' returning id`,
    `drop table assets`,
    `create table mine(a)`,
    `create temp table mine(a)`,
    `alter table assets add column mine`,
    `attach 'other.db' as other`,
    `vacuum into 'copy.db'`,
    `pragma user_version = 9999`,
    `pragma journal_mode = off`,
    `pragma foreign_keys = off`,
    `select 1; delete from assets`,
    `begin immediate`,
    `savepoint mine`,
    `reindex`,
    `analyze`,
  ];
  for (const text of writes) {
    const answer = await page.evaluate(
      (what) =>
        (globalThis as any).inkreel.sql(what).then(
          (rows: unknown) => (Array.isArray(rows) ? 'ran' : 'refused'),
          () => 'refused',
        ),
      text,
    );
    expect(answer, text).toBe('refused');
  }
  expect(await sql(page, 'select count(*) n, max(updated_at) u from assets')).toEqual(before);
  expect(await sql(page, 'pragma integrity_check').catch(() => 'not offered')).toBeTruthy();
  // And nothing was left open that would stop the next command.
  await importFiles(page, [{ name: 'after.png', bytes: paintedPng(30, 30, 4) }]);
  expect((await query(page, 'counts')).assets).toBe(2);
});
