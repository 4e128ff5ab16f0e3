/**
 * A seller of prints: from a folder of generated pictures to a licensed pack, with real files. The
 * journey is written once and walked twice: with a mouse, and by the keys alone.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Locator, Page } from '@playwright/test';

import { paint } from '../fixtures/make/picture.ts';
import { png } from '../fixtures/make/png.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { encoded } from '../support/canvas.ts';
import { query, quiet, sql } from '../support/door.ts';
import { dropPaths } from '../support/drop.ts';
import { byPalette, keyboardHand, mouseHand, noMouse, searchByKeys } from '../support/hands.ts';
import type { Hand } from '../support/hands.ts';

const scratch = join(tmpdir(), `inkreel-seller-${process.pid}`);
const root = join(scratch, 'Midjourney');
const place = (path: string): string => {
  const whole = join(root, path);
  mkdirSync(dirname(whole), { recursive: true });
  return whole;
};
const job = '0b5e1111-2222-3333-4444-555566667777';
const texts: readonly Readonly<Record<string, string>>[] = [
  { Description: `misty owl in a forest --ar 2:3 --v 6.1 --seed 4711 Job ID: ${job}` },
  {
    parameters:
      'a paper lantern, ink\nNegative prompt: blurry\nSteps: 28, Sampler: Euler a, CFG scale: 7, Seed: 815, Model: dreamshaper_8',
  },
  {
    prompt: JSON.stringify({
      '3': {
        class_type: 'KSampler',
        inputs: { seed: 99, steps: 20, positive: ['6', 0], model: ['4', 0] },
      },
      '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'sdxl_base.safetensors' } },
      '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a quiet harbour' } },
    }),
  },
  {},
];

/** 30 pictures, 4 of them twice, and 4 files that are none. */
test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage();
  for (let at = 0; at < 24; at += 1) {
    const [width, height] = at % 3 === 0 ? [320, 480] : at % 3 === 1 ? [480, 320] : [200, 200];
    const theme = at < 12 ? 'nature' : 'castles';
    const bytes = png(paint(width, height, at + 1), texts[at % 4]);
    writeFileSync(place(`${theme}/2026-0${(at % 3) + 1}/owl ${at}.png`), bytes);
  }
  for (let at = 0; at < 6; at += 1) {
    const type = at % 2 === 0 ? 'image/jpeg' : 'image/webp';
    const bytes = await encoded(page, type, 300, 200, 100 + at);
    writeFileSync(place(`castles/old/tower ${at}.${type.slice(6)}`), bytes);
  }
  await page.close();
  for (const at of [0, 3, 6, 9]) {
    copyFileSync(place(`nature/2026-01/owl ${at}.png`), place(`again/copy ${at}.png`));
  }
  // Beside one picture lies what somebody wrote of it.
  writeFileSync(place('nature/2026-03/owl 11.txt'), 'first');
  writeFileSync(place('prices.csv'), 'a,b\n1,2');
  writeFileSync(place('design.psd'), '8BPS nothing');
  writeFileSync(place('saved page.jpg'), '<html>404</html>');
  writeFileSync(place('empty.png'), '');
});
test.afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const dialogOf = (page: Page) => page.getByRole('dialog');

/** What the two ways of going do differently; everything else is the same for both. */
interface Walk extends Hand {
  readonly takeFolder: () => Promise<void>;
  readonly goTo: (screen: 'Library' | 'Packs') => Promise<void>;
  readonly search: (text: string) => Promise<void>;
  readonly tickLast: (list: Locator) => Promise<void>;
  readonly undo: () => Promise<void>;
  readonly redo: () => Promise<void>;
}

function byMouse(page: Page): Walk {
  const button = (name: string): Promise<void> =>
    page.getByRole('button', { name, exact: true }).click();
  const goTo = (screen: string): Promise<void> =>
    page
      .getByRole('navigation')
      .getByRole('link', { name: new RegExp(`^${screen}`) })
      .click();
  return {
    ...mouseHand(page),
    takeFolder: () => dropPaths(page, [root]),
    goTo,
    search: async (text) => {
      await goTo('Library');
      await page.getByRole('combobox', { name: 'Search the library' }).click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    tickLast: async (list) => {
      await list.getByRole('option').first().scrollIntoViewIfNeeded();
      await list.press('End');
      await list.getByRole('option', { name: /owl 11\.png/ }).click();
    },
    undo: () => button('Undo'),
    redo: () => button('Redo'),
  };
}

function byKeys(page: Page): Walk {
  return {
    ...keyboardHand(page),
    takeFolder: async () => {
      const chooser = page.waitForEvent('filechooser');
      await byPalette(page, 'Import a folder');
      await (await chooser).setFiles(root);
    },
    goTo: (screen) => byPalette(page, `Go to ${screen}`),
    search: (text) => searchByKeys(page, text),
    tickLast: async (list) => {
      await list.focus();
      await page.keyboard.press('End');
      await page.keyboard.press('Space');
    },
    undo: () => page.keyboard.press('ControlOrMeta+z'),
    redo: () => page.keyboard.press('ControlOrMeta+Shift+z'),
  };
}

async function journey(page: Page, url: string, walk: Walk): Promise<void> {
  const { press, write, choose, select, goTo } = walk;
  const search = async (text: string, found: number): Promise<void> => {
    await walk.search(text);
    await expect(cellsOf(page), text).toHaveCount(found);
  };
  const selectAll = async (count: number): Promise<void> => {
    await select([0]);
    await page.keyboard.press('ControlOrMeta+a');
    const said = page.getByText(`${count} of ${count} selected`, { exact: true });
    await expect(said.first()).toBeVisible();
  };
  // A save dialog of the system cannot be used by a test; without it the ZIP is downloaded.
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
  });
  await openApp(page, url);

  await test.step('A1 5.1.1 the folder is looked at first: one picture comes in with its tags, and they go again', async () => {
    await byPalette(page, 'Turn on: Look at files before they come in');
    await walk.takeFolder();
    const look = page.getByRole('dialog', { name: 'Look at 38 files before importing' });
    await expect(look.getByText('30 new, 4 duplicates, 4 not taken, with reasons')).toBeVisible();
    await expect(look.getByText('30 pictures · 1 sidecar read beside them')).toBeVisible();
    await press(look.getByRole('button', { name: 'Untick these', exact: true }));
    const list = look.getByRole('listbox', { name: 'Files; Space ticks one' });
    const owl = list.getByRole('option', { name: /owl 11\.png/ });
    await press(look.getByRole('button', { name: 'New 30', exact: true }));
    await walk.tickLast(list);
    await expect(owl).toHaveAttribute('aria-selected', 'true');
    await expect(owl).toContainText('with “owl 11.txt”');
    await write(look.getByRole('combobox', { name: 'Tags for all' }), 'picked');
    await page.keyboard.press('Enter');
    await press(look.getByRole('button', { name: 'Import 1', exact: true }));
    await expect(page.getByText('1 file imported', { exact: true })).toBeVisible();
    const tags = () => sql(page, 'select tag from asset_tags order by tag');
    await expect.poll(tags).toEqual([{ tag: 'first' }, { tag: 'picked' }]);
    await press(page.getByRole('button', { name: 'Close the list' }));
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(tags).not.toContainEqual({ tag: 'picked' });
    await byPalette(page, 'Turn off: Look at files before they come in');
  });

  await test.step('5.1.1 the rest comes in: new, here already, skipped with reasons', async () => {
    await walk.takeFolder();
    await expect(page.getByText('29 files imported', { exact: true })).toBeVisible();
    await expect(page.getByText('5 already here', { exact: true })).toBeVisible();
    await quiet(page);
    const rows = await sql(page, `select count(*) n from assets where kind = 'image'`);
    expect(rows).toEqual([{ n: 30 }]);
    // What did not go in stands first, and can be taken along.
    await expect(page.locator('li[data-outcome]').first()).not.toHaveAttribute(
      'data-outcome',
      'duplicate',
    );
    await press(page.getByRole('button', { name: 'Copy 4 files that did not go in' }));
    await expect(page.getByText('4 lines copied')).toBeVisible();
    await press(page.getByRole('button', { name: 'Close the list' }));
  });

  await test.step('0.04 A6 what made the pictures is read out of the files, is found, and is copied', async () => {
    await search('model:dreamshaper_8', 6);
    await search('prompt:harbour', 6);
    await search('seed:4711', 6);
    const known = await query(page, 'counts');
    expect(known.ai_generated, 'the ones that say so, without a hand').toBe(18);
    await select([0]);
    const inspector = page.getByRole('complementary').last();
    await expect(inspector).toContainText('Midjourney 6.1');
    await expect(inspector).toContainText('misty owl in a forest');
    await expect(inspector).toContainText('As the file itself says.');
    await press(inspector.getByRole('button', { name: 'Copy how it was made', exact: true }));
    await expect(page.getByText('Copied', { exact: true })).toBeVisible();
  });

  await test.step('1.14 5.1.2 triage full screen by keys, left in the middle and gone on with', async () => {
    await goTo('Library');
    await press(page.getByRole('button', { name: 'Review 30', exact: true }));
    const at = (text: string) =>
      expect(dialogOf(page).getByText(text, { exact: true })).toBeVisible();
    await at('1 of 30');
    for (let turn = 1; turn <= 10; turn += 1) {
      await page.keyboard.press(turn % 5 === 0 ? 'x' : 'a');
      await at(`${turn + 1} of 30`);
    }
    await page.keyboard.press('z');
    await at('10 of 30');
    await page.keyboard.press('a');
    await at('11 of 30');
    await page.keyboard.press('Escape');
    await expect(dialogOf(page)).toHaveCount(0);
    // Whoever goes by keys stands where they went in.
    await expect(page.getByRole('button', { name: 'Review 20', exact: true })).toBeFocused();
    await press(page.getByRole('button', { name: 'More ways to review' }));
    await press(page.getByRole('menuitem', { name: /10 of 30/ }));
    await at('11 of 30');
    for (let turn = 11; turn < 30; turn += 1) {
      await page.keyboard.press('a');
      await at(`${turn + 1} of 30`);
    }
    await page.keyboard.press('a');
    await expect(page.getByRole('heading', { name: 'That was all 30' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await query(page, 'counts')).approved).toBe(29);
  });

  await test.step('1.12 1.13 5.1.3 source, provenance and theme for many at once, and one undo', async () => {
    const said = () =>
      sql(
        page,
        `select count(*) n from assets where source = 'Midjourney' and provenance = 'ai_generated'`,
      );
    await selectAll(30);
    await press(page.getByRole('button', { name: 'More', exact: true }).first());
    await press(page.getByRole('menuitem', { name: 'Edit many fields' }));
    const dialog = dialogOf(page);
    await choose(dialog.getByLabel('Source: keep, set or clear'), 'Set');
    await write(dialog.getByRole('combobox', { name: 'Source: new value' }), 'Midjourney');
    await choose(dialog.getByLabel('Origin: keep, set or clear'), 'Set');
    await press(dialog.getByRole('button', { name: 'Change 30 assets' }));
    await expect(dialog).toHaveCount(0);
    expect(await said()).toEqual([{ n: 30 }]);
    await walk.undo();
    await expect.poll(said).toEqual([{ n: 0 }]);
    await walk.redo();
    await expect.poll(said).toEqual([{ n: 30 }]);
    await search('path:Midjourney/nature/**', 12);
    await selectAll(12);
    const theme = page.getByRole('complementary').last().getByRole('combobox', { name: 'Theme' });
    await write(theme, 'nature');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => sql(page, `select count(*) n from assets where theme = 'nature'`))
      .toEqual([{ n: 12 }]);
  });

  await test.step('5.1.4–6 the small ones are found, enlarged and compared; what failed is rejected', async () => {
    const small = await sql<{ n: number }>(
      page,
      `select count(*) n from assets where theme = 'nature' and approved = 1 and width < 300`,
    );
    await search('theme:nature approved:yes width:<300', small[0]?.n ?? 0);
    await select([0, 1]);
    await press(page.getByRole('button', { name: 'Upscale', exact: true }).first());
    await choose(
      dialogOf(page).getByRole('combobox', { name: 'Method' }),
      'Lanczos (no model, adds no detail)',
    );
    await expect(dialogOf(page)).toContainText('adds no detail');
    await press(dialogOf(page).getByRole('button', { name: 'Upscale 2', exact: true }));
    await quiet(page);
    const made = await sql(page, `select width, height from assets where origin = 'derivative'`);
    expect(made).toEqual([
      { width: 400, height: 400 },
      { width: 400, height: 400 },
    ]);
    await goTo('Library');
    await expect(page.getByText('2× upscaled')).toHaveCount(2);
    await select([0]);
    await press(page.getByRole('switch', { name: 'Compare with what it was made from' }));
    await page.keyboard.press('Escape');
    await select([0]);
    await page.keyboard.press('x');
    await select([1]);
    await page.keyboard.press('a');
    await expect
      .poll(() => sql(page, `select count(*) n from assets where review = 'rejected'`))
      .toEqual([{ n: 2 }]);
  });

  await test.step('1.16 1.17 1.19 5.1.7 a pack under a licence, with what stands against it', async () => {
    await search('theme:nature', 14);
    await selectAll(14);
    await press(page.getByRole('button', { name: 'Add to pack' }).first());
    await press(page.getByRole('menuitem', { name: /New pack/ }));
    await write(dialogOf(page).getByRole('textbox', { name: 'Name' }), 'Forest owls');
    await press(dialogOf(page).getByRole('button', { name: 'Create pack' }));
    await expect(dialogOf(page)).toHaveCount(0);
    await goTo('Packs');
    await press(page.getByRole('main').getByRole('link', { name: /Forest owls/ }));
    await expect(page.getByRole('button', { name: 'Export ZIP' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });
  const members = await sql<{ n: number }>(page, 'select count(*) n from asset_collection_members');
  await test.step('1.19 5.1.8 the ZIP is what it says, and the export is noted', async () => {
    await press(page.getByRole('switch', { name: /anyway|know/i }));
    await press(page.getByRole('button', { name: 'Export ZIP' }));
    const save = page.getByRole('button', { name: /^Save .*\.zip/ });
    await expect(save).toBeVisible();
    const download = page.waitForEvent('download');
    await press(save);
    await verify(await (await download).path(), members[0]?.n ?? 0);
    await expect(page.getByText(/^Exported /)).toBeVisible();
  });

  await test.step('5.1.9 a picture knows its pack; a change makes the pack stale and its ZIP old', async () => {
    await press(page.getByRole('button', { name: /^Take .* out/ }).first());
    await expect(page.getByText('Changed since the last export')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Save .*\.zip/ })).toHaveCount(0);
    await search('theme:nature', 14);
    await select([5]);
    await expect(page.getByRole('complementary').last()).toContainText('Forest owls');
  });
}

test('5.1 A6 a seller goes from a folder of generated pictures to a pack, its rights and its ZIP', async ({
  page,
  app,
}) => {
  await journey(page, app.url, byMouse(page));
});

test('5.1 A6 the seller goes the same way by the keys alone', async ({ page, app }) => {
  const mouse = await noMouse(page);
  await journey(page, app.url, byKeys(page));
  expect(await mouse.wasUsed(), 'a mouse was touched').toBe(false);
});

/** A stranger's unzip agrees with what the pack says of itself. */
async function verify(path: string, count: number): Promise<void> {
  if (!existsSync('/usr/bin/unzip')) return;
  expect(execFileSync('unzip', ['-t', path]).toString()).toContain('No errors detected');
  const names = execFileSync('unzip', ['-Z1', path]).toString().trim().split('\n');
  const inside = (name: string): Buffer =>
    execFileSync('unzip', ['-p', path, name], { maxBuffer: 100_000_000 });
  const manifest = JSON.parse(
    inside(names.find((name) => name.endsWith('manifest.json')) ?? '').toString(),
  );
  expect(manifest.files).toHaveLength(count);
  for (const file of manifest.files) {
    const bytes = inside(names.find((name) => name.endsWith(file.path ?? file.name)) ?? '');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    // What was made here is signed, what came from elsewhere leaves as it came.
    expect(bytes.includes('c2pa.signature')).toBe(file.credentials === 'inside');
  }
  expect(names.some((name) => name.endsWith('LICENSE.txt'))).toBe(true);
  expect(names.some((name) => name.endsWith('manifest.json.c2pa'))).toBe(true);
}
