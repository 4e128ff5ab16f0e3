/** What goes out to a folder of the disk: names, bytes, side-cars, and an end in the middle. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { paintedPng } from '../fixtures/make/png.ts';
import { cellsOf, expect, openApp, serveApp, test } from '../support/app.ts';
import { command, done, enqueue, importFiles, quiet, sql } from '../support/door.ts';
import { dropPaths } from '../support/drop.ts';
import {
  assets,
  dist,
  everyFile,
  linkFolder,
  openBrowser,
  scratch,
  sha256,
  write,
} from '../support/folder-desk.ts';
import { allowFolders, answerPicker, chooseFolder } from '../support/real-folders.ts';

test('2.07 export to a folder: hostile names, side-cars, cancelled in the middle, byte for byte, nothing overwritten, nothing half', async () => {
  const { profile, folder, remove } = scratch();
  const [input, output, halted] = [folder('input'), folder('output'), folder('halted')];
  write(folder('dropped'), 'one.png', paintedPng(20, 20, 1));
  const names = ['con', '../../up', 'a:b?', 'Fox', 'fox', 'trail.', '나무 그림'];
  const bytes = names.map((_, index) => paintedPng(50, 40, 700 + index));
  bytes.forEach((one, index) => write(input, `p${index}.png`, one));
  write(output, 'mine.txt', Buffer.from('mine'));
  write(output, 'none/Fox.png', Buffer.from('was here before'));
  const host = await serveApp(dist);
  const origin = `http://localhost:${host.port}`;
  allowFolders(profile, origin, [input, output, halted], 'written');
  try {
    const browser = await openBrowser(profile);
    const { page } = browser;
    await answerPicker(page);
    await openApp(page, host.url, '#/folders');
    await linkFolder(page, input, false);

    // A folder that is dropped on this screen is offered to be linked; nothing is imported.
    const other = await browser.newPage();
    await openApp(other, host.url, '#/folders');
    await expect(other.getByRole('button', { name: 'Link a folder' })).toBeVisible();
    await dropPaths(other, [folder('dropped')]);
    await expect(other.getByRole('dialog', { name: 'Link “dropped”' })).toContainText(
      '1 file to take',
    );
    await other.close();
    expect(await assets(page)).toHaveLength(7);

    const rows = await sql<{ id: string; name: string }>(page, 'SELECT id, name FROM assets');
    for (const { id, name } of rows) {
      const to = names[Number(name.slice(1, 2))];
      await command(page, 'editAssets', { assets: [id], changes: { name: to } });
    }

    // An export never goes where files are taken from.
    mkdirSync(join(input, 'inside'));
    await chooseFolder(page, join(input, 'inside'));
    await page.getByRole('button', { name: 'Add an export folder' }).click();
    await expect(page.getByRole('alert').getByText(/lies inside “input”/)).toBeVisible();

    await page.goto(`${host.url}#/library`);
    await cellsOf(page).first().click();
    await page.keyboard.press('Control+a');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Export to a folder…' }).click();
    const dialog = page.getByRole('dialog');
    await chooseFolder(page, output);
    await dialog.getByRole('button', { name: 'Choose a folder' }).click();
    await expect(dialog.getByLabel('Folder')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Names', exact: true }).fill('{theme}/{name}');
    await dialog.getByLabel('What the library knows, beside each file').selectOption('both');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(dialog).toBeHidden();
    await quiet(page);
    const [task] = await sql<{ status: string; result: string; failure: string }>(
      page,
      `SELECT status, result, failure FROM tasks WHERE kind = 'export_files'`,
    );
    expect(task?.status, task?.failure).toBe('completed');
    expect(JSON.parse(task!.result)).toMatchObject({ written: 7, not_written: 0 });

    const files = everyFile(output);
    // Which of “Fox” and “fox” comes first is no promise, and a disk may see no difference.
    const pictures = files.filter((file) => file.endsWith('.png'));
    expect(pictures.map((file) => file.toLowerCase()).toSorted()).toEqual([
      'none/_con.png',
      'none/a b.png',
      'none/fox (2).png',
      'none/fox (3).png',
      'none/fox.png',
      'none/trail.png',
      'none/up.png',
      'none/나무 그림.png',
    ]);
    expect(files.some((file) => file.endsWith('.part') || file.endsWith('.crswap'))).toBe(false);
    expect(readFileSync(join(output, 'none/Fox.png'), 'utf8')).toBe('was here before');
    expect(readFileSync(join(output, 'mine.txt'), 'utf8')).toBe('mine');
    const written = new Set(
      files
        .filter((file) => file.endsWith('.png'))
        .map((file) => sha256(readFileSync(join(output, file)))),
    );
    for (const one of bytes) expect(written.has(sha256(one))).toBe(true);
    // Beside each picture what is known of it, and the totals are those of the pictures.
    const beside = files.filter((file) => file.endsWith('.json'));
    expect(beside).toHaveLength(7);
    for (const file of beside) {
      const known = JSON.parse(readFileSync(join(output, file), 'utf8'));
      const picture = pictures.find(
        (one) =>
          one.replace(/\.png$/, '') === file.replace(/\.json$/, '') ||
          one === file.replace(/\.json$/, ''),
      );
      expect(picture, file).toBeDefined();
      expect(known.sha256, file).toBe(sha256(readFileSync(join(output, picture!))));
      const xmp = readFileSync(join(output, file.replace(/json$/, 'xmp')), 'utf8');
      expect(xmp, file).toContain('<x:xmpmeta');
    }
    expect(JSON.parse(task!.result).bytes).toBe(bytes.reduce((sum, one) => sum + one.length, 0));

    // The same again writes nothing a second time.
    const [target] = await sql<{ id: string }>(
      page,
      `SELECT id FROM folders WHERE role = 'export'`,
    );
    const exportAll = async (ids: readonly string[], to: string) => {
      const params = { folder: to, ids, template: '{theme}/{name}', sidecar: 'both' };
      return (await enqueue(page, 'export_files', params))[0]!;
    };
    const [again] = await done(page, [
      await exportAll(
        rows.map(({ id }) => id),
        target!.id,
      ),
    ]);
    expect(JSON.parse(again!.result!)).toMatchObject({ written: 7, already: 7 });
    expect(everyFile(output)).toEqual(files);

    // Cancelled in the middle: what is there is whole, nothing half, and going on adds the rest.
    const { imported } = await importFiles(
      page,
      Array.from({ length: 30 }, (_, index) => ({
        name: `many ${index}.png`,
        bytes: paintedPng(60, 60, 9_000 + index),
      })),
    );
    await quiet(page);
    const many = imported.map(({ assetId }) => assetId!);
    await page.goto(`${host.url}#/folders`);
    await chooseFolder(page, halted);
    await page.getByRole('button', { name: 'Add an export folder' }).click();
    await expect
      .poll(() => sql(page, `SELECT 1 FROM folders WHERE role = 'export'`))
      .toHaveLength(2);
    const [second] = await sql<{ id: string }>(
      page,
      `SELECT id FROM folders WHERE name = 'halted'`,
    );
    const halfway = await exportAll(many, second!.id);
    await expect.poll(() => everyFile(halted).length, { intervals: [20] }).toBeGreaterThan(4);
    await command(page, 'cancelTasks', { tasks: [halfway] });
    const [stopped] = await done(page, [halfway]);
    expect(stopped?.status).toBe('cancelled');
    // The browser takes its own swap file away a moment after a stream was cut off.
    const isHalf = (file: string): boolean => /\.(?:part|crswap)$/.test(file);
    await expect.poll(() => everyFile(halted).filter(isHalf)).toEqual([]);
    const part = everyFile(halted);
    expect(part.length).toBeLessThan(90);
    const whole = new Set((await assets(page)).map(({ blob }) => blob));
    for (const file of part.filter((one) => one.endsWith('.png'))) {
      expect(whole.has(sha256(readFileSync(join(halted, file)))), file).toBe(true);
    }
    const [rest] = await done(page, [await exportAll(many, second!.id)]);
    expect(JSON.parse(rest!.result!)).toMatchObject({ written: 30, not_written: 0 });
    expect(everyFile(halted)).toHaveLength(90);
    expect(existsSync(join(output, '../up.png'))).toBe(false);
    expect(everyFile(input), 'nothing is written where files are taken from').toHaveLength(7);
    await browser.close();
  } finally {
    await host.close();
    remove();
  }
});
