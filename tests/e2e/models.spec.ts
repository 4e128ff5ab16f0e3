/**
 * The model manager (capabilities 2.7, journey step 6): a model fetched from a host that drops the
 * line, tested before it is used, used offline, and refused where it is none.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

import { enlarger, glutton, tensor } from '../../src/formats/onnx/test-encoder.ts';
import { paintedPng } from '../fixtures/make/png.ts';
import { openApp, serveApp, strangers, watch } from '../support/app.ts';
import { command, done, enqueue, importFiles, query, quiet, sql } from '../support/door.ts';

/** Doubles every pixel. Weights that nobody uses make it large enough to be fetched in two goes. */
const ballast = tensor(
  5,
  'ballast',
  [200_000],
  Array.from({ length: 200_000 }, () => 1),
);
const doubler = Buffer.from(enlarger(2, 'height', 'width', [ballast]));

/** Another origin that has one file, knows ranges, and breaks off in the middle of the first answer. */
async function serveModel() {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const { range } = request.headers;
    ranges.push(range);
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    response.writeHead(from > 0 ? 206 : 200, {
      'Access-Control-Allow-Origin': '*',
      'Content-Type': 'application/octet-stream',
      'Content-Length': doubler.length - from,
    });
    if (ranges.length > 1) return response.end(doubler.subarray(from));
    return response.write(doubler.subarray(0, 400_000), () => {
      setTimeout(() => response.destroy(), 100);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/doubler.onnx`,
    ranges,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['INKREEL_SHOTS'];
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};

/** Hands a file to the dialog's own picker. */
async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a file…' }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

test('gets a model over a line that breaks, tests it, enlarges with it offline, and refuses what is none', async ({
  context,
  page,
}) => {
  const [app, host] = await Promise.all([serveApp(), serveModel()]);
  const witness = watch(context);
  try {
    // The second load is under the service worker's policies.
    await openApp(page, app.url);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await openApp(page, app.url, '#/models');
    await page.reload();
    await expect(page.getByText('No model of yours yet')).toBeVisible();
    // The page itself may not speak with that host, and has not.
    const asked = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => 'yes',
          () => 'no',
        ),
      host.url,
    );
    expect(asked).toBe('no');
    expect(host.ranges).toEqual([]);

    await page.getByRole('button', { name: 'Add a model file' }).click();
    await page.getByRole('radio', { name: 'An address' }).check();
    await page.getByLabel('Address of the file').fill(host.url);
    await page.getByRole('textbox', { name: 'Licence' }).fill('CC-BY-NC-4.0');
    await page.getByLabel('May results be sold?').selectOption('no');
    const get = page.getByRole('button', { name: 'Get it' });
    await expect(get).toHaveAttribute('aria-disabled', 'true');
    await expect(page.getByText('does not allow commercial use')).toBeVisible();
    await page.getByText('I have read the licence and accept it').click();
    await get.click();

    const card = page.getByRole('listitem', { name: 'doubler' });
    await expect(card.getByText('ready', { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(card.getByText('×2')).toBeVisible();
    await expect(card.getByText('One tile on WASM')).toBeVisible();
    expect(host.ranges).toHaveLength(2);
    expect(Number(/\d+/.exec(host.ranges[1] ?? '')?.[0])).toBeGreaterThan(100_000);
    expect(strangers(witness).every((address) => address === host.url)).toBe(true);

    const [model] = await query(page, 'localModels', { ready: true });
    await context.setOffline(true);
    const { imported } = await importFiles(page, [
      { name: 'lantern.png', bytes: paintedPng(300, 200, 1) },
    ]);
    const [task] = await done(
      page,
      await enqueue(page, 'upscale', { assets: [imported[0]!.assetId], method: model!.id }),
    );
    expect(task).toMatchObject({ status: 'completed' });
    const made = await query(page, 'asset', { id: task!.target_asset_id });
    expect(made).toMatchObject({ asset: { width: 600, height: 400, name: 'lantern 2×.png' } });
    expect(JSON.parse(made!.asset.generation!)).toMatchObject({
      model: 'doubler',
      model_license: 'CC-BY-NC-4.0',
      commercial_use: false,
    });
    await context.setOffline(false);

    // Another file than was promised is thrown away.
    const wrong = { url: host.url, licence: 'MIT', commercial_use: true, sha256: 'a'.repeat(64) };
    const [refused] = await done(page, await enqueue(page, 'get_model', wrong));
    expect(refused!.status).toBe('failed');
    expect(refused!.failure).toContain('SHA-256');

    await page.getByRole('button', { name: 'Add a model', exact: true }).click();
    await choose(page, 'holiday.onnx', paintedPng(20, 20, 1));
    await expect(page.getByRole('alert')).toContainText(
      'holiday.onnx is damaged: as an ONNX model',
    );
    // One that wants ten gigabytes is a model, and fails in its test, not in the tab.
    await choose(page, 'glutton.onnx', Buffer.from(glutton()));
    await expect(page.getByText('Looks like a model for')).toBeVisible();
    await page.getByRole('textbox', { name: 'Licence' }).fill('MIT');
    await page.getByLabel('May results be sold?').selectOption('yes');
    await shot(page, 'models-add');
    await page.getByRole('button', { name: 'Add and test' }).click();
    const bad = page.getByRole('listitem', { name: 'glutton' });
    await expect(bad.getByText('cannot be used')).toBeVisible({ timeout: 60_000 });
    await expect(bad.getByText('more memory than a browser tab has')).toBeVisible();

    await bad.getByRole('button', { name: 'Remove' }).click();
    await expect(bad).toBeHidden();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(bad).toBeVisible();
    const [kept] = await sql<{ id: string }>(
      page,
      `SELECT id FROM local_models WHERE name = 'glutton'`,
    );
    await command(page, 'removeModel', { model: kept!.id });

    for (const [width, height] of [
      [1440, 900],
      [390, 844],
    ] as const) {
      await page.setViewportSize({ width, height });
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target.join(' ')}`)).toEqual([]);
      await shot(page, `models-${width}`);
      await page.emulateMedia({ colorScheme: 'dark' });
      await shot(page, `models-${width}-dark`);
      await page.emulateMedia({ colorScheme: 'light' });
    }
    expect(witness.errors).toEqual([]);
    await quiet(page);
  } finally {
    await Promise.all([app.close(), host.close()]);
  }
});
