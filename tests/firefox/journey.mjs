/**
 * `npm run test:firefox`: the second engine. A Firefox as its makers ship it opens the built app from
 * a plain host, takes in a file of every kind, works on them, goes offline, and loses the tab that
 * leads. Needs a Firefox on the machine (or its path in FIREFOX_PATH); `npm test` does not.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import puppeteer from 'puppeteer-core';

import { serveFolder } from '../../scripts/static-server.mjs';

const executablePath = [
  process.env.FIREFOX_PATH,
  '/usr/bin/firefox',
  '/usr/bin/firefox-esr',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
].find((path) => path && existsSync(path));
assert.ok(executablePath, 'No Firefox found: give its path in FIREFOX_PATH');
assert.ok(existsSync('dist/index.html'), 'Build the app first: npm run build');

const samples = join(import.meta.dirname, '../fixtures/media');
const profile = mkdtempSync(join(tmpdir(), 'inkreel-firefox-'));
const errors = [];
let host, browser, page;

async function openTab(address) {
  const tab = await browser.newPage();
  await tab.setViewport({ width: 1440, height: 900 });
  tab.on('pageerror', (error) => errors.push(String(error)));
  await tab.goto(address);
  await answers(tab);
  return tab;
}
const answers = (tab) =>
  tab.waitForFunction(
    async () => (await globalThis.inkreel?.queries.counts({}).catch(() => null))?.ok === true,
    { timeout: 60_000, polling: 50 },
  );
const sql = (text) => page.evaluate((what) => globalThis.inkreel.sql(what), text);
const isolated = () => page.evaluate(() => globalThis.crossOriginIsolated);

/** Runs one kind of task on the asset of a name; its row when it has ended. */
async function run(kind, name, settings = {}) {
  const [asset] = await sql(`select id from assets where name = '${name}'`);
  return page.evaluate(
    async (which, how) => {
      const [row] = await globalThis.inkreel.done(await globalThis.inkreel.enqueue(which, how), {
        timeout: 120_000,
      });
      return `${row.status} ${row.failure ?? ''}`.trim();
    },
    kind,
    { assets: [asset.id], ...settings },
  );
}

before(async () => {
  host = await serveFolder({ root: 'dist', port: 0, base: '/some/studio/' });
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    userDataDir: profile,
  });
  page = await openTab(host.url);
});
after(async () => {
  await browser?.close();
  await host?.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
});

test('keeps its library in private files, and is isolated once its service worker stands', async () => {
  const { storage } = await page.evaluate(() => globalThis.inkreel.capabilities());
  assert.equal(storage, true);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await answers(page);
  assert.equal(await isolated(), true);
});

test('takes in a file of every kind, with facts and a small picture', async () => {
  const files = readdirSync(samples)
    .filter((name) => !name.endsWith('.md'))
    .map((name) => ({ name, base64: readFileSync(join(samples, name)).toString('base64') }));
  const report = await page.evaluate(async (handed) => {
    const made = handed.map(
      ({ name, base64 }) =>
        new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name),
    );
    const { imported, failed, skipped } = await globalThis.inkreel.import(made, {});
    return { imported: imported.length, wrong: [...failed, ...skipped] };
  }, files);
  assert.deepEqual(report, { imported: files.length, wrong: [] });
  await page.waitForFunction(
    async () => {
      const waiting = await globalThis.inkreel.sql(
        `select count(*) n from tasks where status in ('pending', 'running')`,
      );
      return waiting[0].n === 0;
    },
    { timeout: 120_000, polling: 200 },
  );
  assert.deepEqual(await sql(`select kind, failure from tasks where status <> 'completed'`), []);
});

/** @type {[kind: string, name: string, settings: Record<string, unknown>][]} */
const work = [
  ['upscale', 'picture.png', { scale: 2 }],
  ['enhance', 'picture.jpg', {}],
  ...['jpeg', 'webp', 'avif', 'gif'].map((format) => ['convert', 'picture.png', { format }]),
  ...['wav', 'mp3', 'flac', 'ogg', 'm4a'].map((format) => [
    'convert_audio',
    'tone.wav',
    { format },
  ]),
  ...['mp4', 'webm', 'gif'].map((format) => ['convert_video', 'clip.mp4', { format }]),
  ['denoise_audio', 'tone.wav', {}],
  ['denoise_video', 'clip.webm', {}],
];
for (const [kind, name, settings] of work) {
  test(`${kind} on ${name} ${JSON.stringify(settings)}`, async () => {
    assert.equal(await run(kind, name, settings), 'completed');
  });
}

test('with the network gone it opens and works; when the tab that leads is closed, the other goes on', async () => {
  await host.close();
  host = null;
  await page.reload();
  await answers(page);
  assert.equal(await run('upscale', 'picture.webp', { scale: 4 }), 'completed');
  const first = page;
  const [{ n: before }] = await sql('select count(*) n from assets');
  page = await openTab(`${first.url().split('#')[0]}#/queue`);
  await first.close();
  await answers(page);
  assert.deepEqual(await sql('select count(*) n from assets'), [{ n: before }]);
});

test('nothing went wrong that no code caught', () => {
  assert.deepEqual(errors, []);
});
