/**
 * Real directories of the disk in a browser under test. A native picker cannot be answered, but a
 * directory that is dropped gives a genuine handle, and permissions lie in the profile's
 * preferences, to be written before the browser starts.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

/**
 * `kept`: as after "Allow on every visit". `once`: for this run of the browser only.
 * `written`: kept, and writing to any folder is allowed for this run.
 */
export function allowFolders(
  profile: string,
  origin: string,
  folders: readonly string[],
  how: 'kept' | 'once' | 'written',
): void {
  const setting = (value: unknown) => ({
    [`${origin},*`]: { last_modified: '13400000000000000', setting: value },
  });
  const exceptions =
    how === 'once'
      ? { file_system_write_guard: setting(1) }
      : {
          // Writing is asked about by itself, whatever was chosen.
          ...(how === 'written' ? { file_system_write_guard: setting(1) } : {}),
          file_system_access_chooser_data: setting({
            'chosen-objects': folders.map((path) => ({
              'display-name': path.split('/').at(-1),
              'is-directory': true,
              path,
              readable: true,
              writable: true,
            })),
          }),
          file_system_access_extended_permission: setting(1),
        };
  mkdirSync(join(profile, 'Default'), { recursive: true });
  writeFileSync(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ profile: { content_settings: { exceptions } } }),
  );
}

/** Lets the page's directory picker answer with the directory that `chooseFolder` drops. */
export const answerPicker = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const stop = (event: Event): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    for (const type of ['dragenter', 'dragover', 'dragleave']) addEventListener(type, stop, true);
    addEventListener(
      'drop',
      (event) => {
        stop(event);
        const [item] = (event as any).dataTransfer.items;
        (globalThis as any).chosenFolder = item.getAsFileSystemHandle();
      },
      true,
    );
    (globalThis as any).showDirectoryPicker = () => (globalThis as any).chosenFolder;
  });

/** The next picker of the page will answer with this directory. */
export async function chooseFolder(page: Page, path: string): Promise<void> {
  await page.evaluate(() => {
    (globalThis as any).chosenFolder = null;
  });
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 200,
      y: 200,
      data: { items: [], files: [path], dragOperationsMask: 1 },
    });
  }
  await session.detach();
  await page.waitForFunction(() => (globalThis as any).chosenFolder !== null);
}
