/** A desk with real directories of the disk, for journeys of folders: scratch places, and what lies there. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { expect } from './app.ts';
import { openBrowser as startBrowser, type OwnBrowser } from './browser.ts';
import { quiet, sql } from './door.ts';
import { chooseFolder } from './real-folders.ts';

export const dist = process.env['INKREEL_DIST'] ?? 'dist';
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A browser whose steps say where they stand still. */
export async function openBrowser(profile: string): Promise<OwnBrowser> {
  const browser = await startBrowser(profile);
  browser.page.setDefaultTimeout(15_000);
  await browser.page.setViewportSize({ width: 1440, height: 900 });
  return browser;
}

/** A scratch folder for a profile and for directories of the "user". */
export function scratch() {
  const root = mkdtempSync(join(tmpdir(), 'inkreel-folders-'));
  const folder = (name: string): string => {
    mkdirSync(join(root, name), { recursive: true });
    return join(root, name);
  };
  return { profile: folder('profile'), folder, remove: () => rmSync(root, { recursive: true }) };
}

export const write = (folder: string, path: string, bytes: Buffer): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), bytes);
};

export const everyFile = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();

/** What is in the library, in the order of names. */
export const assets = (page: Page) =>
  sql<{ id: string; name: string; state: string; blob: string }>(
    page,
    'SELECT id, name, state, blob FROM assets WHERE deleted_at IS NULL ORDER BY name',
  );

/** Links a directory by the screen, as a person does. */
export async function linkFolder(page: Page, path: string, inPlace: boolean): Promise<string> {
  await chooseFolder(page, path);
  await page.getByRole('button', { name: 'Link a folder' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/files? to take/)).toBeVisible();
  if (inPlace) await dialog.getByLabel('The files').selectOption('in_place');
  await dialog.getByRole('button', { name: 'Link and take in' }).click();
  await expect(dialog).toBeHidden();
  await quiet(page);
  const [folder] = await sql<{ id: string }>(
    page,
    `SELECT id FROM folders WHERE role = 'watched' ORDER BY created_at DESC`,
  );
  return folder!.id;
}
