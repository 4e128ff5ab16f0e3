/**
 * Every dialog and every screen with something on it, looked at by axe: opened once, dark on a wide
 * window, then light on a phone's. Those that need a long way (a review, a pair of pictures alike,
 * a trial, cleaning a sound, masks) are looked at where their journeys come by.
 */
import { readFileSync } from 'node:fs';

import type { Page } from '@playwright/test';

import { paintedPng } from '../fixtures/make/png.ts';
import { wav } from '../fixtures/make/wav.ts';
import { barriers } from '../support/accessible.ts';
import { cellsOf, expect, openApp, test } from '../support/app.ts';
import { command, enqueue, importFiles, quiet } from '../support/door.ts';

/** One place and how a person comes there. */
interface Place {
  /** The address below the hash; `{lantern}` and the like stand for the id of what bears the name. */
  readonly at: string;
  /** What is selected there, by the beginning of its name. */
  readonly select?: readonly string[];
  /** What is pressed then: buttons and entries of menus, by their whole names. */
  readonly press?: readonly (string | RegExp)[];
  readonly keys?: string;
}

const onOne = (...acts: readonly string[]): readonly Place[] =>
  acts.map((act) => ({ at: 'library', select: ['lantern.png'], press: ['More', act] }));
const after = (at: string, ...buttons: readonly (string | RegExp)[]): readonly Place[] =>
  buttons.map((button) => ({ at, press: [button] }));

const screens: readonly Place[] = [
  'collections',
  'projects',
  'asset/{Opening}',
  'asset/{Shot}',
  'asset/{Old town}',
  'lineage/{lantern.png}',
  'review',
  'similar',
  'folders',
  'tags',
  'models',
  'data/sql',
  'data/history',
  'data/schema',
  'enhance/{harbour.png}',
].map((at) => ({ at }));

const dialogs: readonly Place[] = [
  ...onOne(
    'Edit many fields…',
    'Credits and rights…',
    'Tags from folders…',
    'Add to collection…',
    'Notes and covers in collections…',
    'Move to project…',
    'Export to a folder…',
    'Link to another asset',
    'Remove with a mask',
  ),
  ...['Convert', 'Enhance', 'Remove background', 'Swap face', 'Apply edits'].map((tool) => ({
    at: 'library',
    select: ['lantern.png'],
    press: [tool],
  })),
  { at: 'library', select: ['rain.wav'], press: ['Convert sound'] },
  { at: 'library', select: ['rain.wav'], press: ['Clean sound'] },
  { at: 'library', select: ['clip.mp4'], press: ['Convert video'] },
  { at: 'library', select: ['clip.mp4'], press: ['Denoise video'] },
  { at: 'library', select: ['lantern.png', 'harbour.png'], press: ['More', 'Compare'] },
  { at: 'library', select: ['lantern.png'], press: ['Add to pack', /^New pack/] },
  { at: 'library?q=kind%3Aimage', press: ['Save search'] },
  { at: 'library', keys: 'ControlOrMeta+k' },
  { at: 'library', press: ['New collection'] },
  { at: 'collections', press: ['More for Board', 'Edit…'] },
  { at: 'collections', press: ['More for Board', 'Save as ZIP'] },
  { at: 'projects', press: ['More for Comic', 'Edit project'] },
  { at: 'projects', press: ['More for Comic', 'Delete…'] },
  ...after('projects', 'Create project'),
  ...after('lineage/{lantern.png}', 'Replace with…'),
  { at: 'library', select: ['lantern.png'], press: ['Link to Shot', 'Note…'] },
  ...after('packs/{Night set}', 'Rename or change'),
  ...after('data', 'New library', 'Rename My library'),
  ...after('data/sql', 'Keep this query'),
  ...after('data/history', 'Undo this…'),
  ...after('models', 'Add a model file', 'Get…'),
  ...after('settings', 'Licences of what it is built from', 'Forget the settings of this device'),
];

/** A library with something of everything that these places show; ids by name. */
async function fill(page: Page): Promise<ReadonlyMap<string, string>> {
  const clip = readFileSync(new URL('../fixtures/media/clip.mp4', import.meta.url));
  const { imported } = await importFiles(page, [
    { name: 'lantern.png', bytes: paintedPng(120, 80, 1) },
    { name: 'harbour.png', bytes: paintedPng(80, 120, 2) },
    { name: 'rain.wav', bytes: wav({ seconds: 1 }) },
    { name: 'clip.mp4', bytes: clip },
  ]);
  const assets = imported.map((row) => row.assetId!);
  const ids = new Map<string, string>(imported.map((row) => [row.name, row.assetId!]));
  const make = async (kind: string, name: string, content?: string): Promise<void> => {
    const made = await command(page, 'createAsset', {
      kind,
      name,
      ...(content === undefined ? {} : { content }),
    });
    ids.set(name, made.asset);
  };
  await make('script', 'Opening', 'INT. HARBOUR - NIGHT\n\nRain.');
  await make('shot', 'Shot');
  await make('environment', 'Old town');
  await command(page, 'tagAssets', { assets, add: ['cover', 'rain'] });
  const link = { parent: ids.get('Shot')!, child: assets[0]!, type: 'part_of' };
  await command(page, 'linkAssets', { links: [link] } as never);
  await command(page, 'createProject', { name: 'Comic' });
  await command(page, 'createCollection', { name: 'Board', type: 'library', assets });
  const { pack } = await command(page, 'createPack', { name: 'Night set', assets });
  ids.set('Night set', pack);
  await quiet(page);
  await enqueue(page, 'upscale', { assets: assets.slice(0, 1), scale: 2 });
  await quiet(page);
  return ids;
}

const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };

/** What stands in the way of people at this place, in words; "" is nothing. */
async function lookAt(page: Page, what: string): Promise<string> {
  const found = [await barriers(page)];
  await page.setViewportSize(narrow);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.waitForTimeout(150);
  found.push(await barriers(page));
  return found.map((text) => text && `── ${what}\n${text}`).join('');
}

for (const [what, places] of Object.entries({ screen: screens, dialog: dialogs })) {
  test(`everyone can use every ${what}, dark and wide, light and narrow`, async ({ page, app }) => {
    page.setDefaultTimeout(8_000);
    // The demo of a first visit and pickers of the system are not what is looked at.
    await page.addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'showOpenFilePicker');
    });
    await openApp(page, app.url);
    const ids = await fill(page);
    const dialog = page.getByRole('dialog');
    const found: string[] = [];
    for (const place of places) {
      const { at, select = [], press = [], keys } = place;
      const name = [at, ...select, ...press.map(String), keys ?? ''].join(' ').trim();
      await test.step(name, async () => {
        await page.setViewportSize(wide);
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
        const hash = at.replaceAll(/\{(.*?)\}/g, (_, of: string) => ids.get(of) ?? of);
        await page.evaluate((to) => {
          location.hash = to;
        }, `#/${hash}`);
        await expect(page.getByRole('main')).toBeVisible();
        for (const [turn, one] of select.entries()) {
          await cellsOf(page)
            .and(page.getByLabel(new RegExp(`^${one.replace('.', '\\.')}`)))
            .first()
            .click(turn === 0 ? {} : { modifiers: ['ControlOrMeta'] });
        }
        for (const one of press) {
          const known = { name: one, exact: true };
          await page
            .getByRole('menuitem', known)
            .or(page.getByRole('button', known))
            .and(page.locator(':not([aria-disabled=true])'))
            .filter({ visible: true })
            .first()
            .click();
        }
        if (keys !== undefined) await page.keyboard.press(keys);
        if (what === 'dialog') await expect(dialog.first()).toBeVisible();
        const text = await lookAt(page, name);
        if (text !== '') found.push(text);
        // The first Escape may only put away a tooltip or a menu.
        await expect(async () => {
          if ((await dialog.count()) > 0) await page.keyboard.press('Escape');
          await expect(dialog).toHaveCount(0, { timeout: 400 });
        }).toPass();
      });
    }
    expect(found.join('\n')).toBe('');
  });
}
