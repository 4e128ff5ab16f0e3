import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { paintedPng } from '../fixtures/make/png.ts';
import { accessible } from '../support/accessible.ts';
import { expect, openApp, test } from '../support/app.ts';
import { command, query, sql } from '../support/door.ts';

/** What an older studio leaves behind: a dump of its tables, one table as CSV, and its pictures. */
function leave(folder: string, shots: readonly string[]): void {
  mkdirSync(join(folder, 'media'), { recursive: true });
  writeFileSync(join(folder, 'media/mina.png'), paintedPng(80, 60, 71));
  writeFileSync(join(folder, 'media/not asked for.png'), paintedPng(80, 60, 72));
  const table = (name: string, columns: string, rows: readonly string[]): string =>
    [`COPY public.${name} (${columns}) FROM stdin;`, ...rows, '\\.', ''].join('\n');
  writeFileSync(
    join(folder, 'dump.sql'),
    [
      '-- PostgreSQL database dump\n',
      table('assets', 'id, type, name, file_path, tags', [
        'i1\timage\tMina, sheet\t/srv/app/media/mina.png\t{lead}',
      ]),
      table('characters', 'id, name, description, reference_image_id', [
        'c1\tMina\tcounts coins\ti1',
      ]),
      table('film_projects', 'id, title, status', ['f1\tThe last stall\tdraft']),
      table('shots', 'id, film_project_id, sequence, prompt, character_ids', shots),
    ].join('\n'),
  );
  writeFileSync(
    join(folder, 'contents.csv'),
    'id,title,body\r\nt1,Synopsis,"A stall, at dusk.\nNobody buys."\r\n',
  );
}

test('3.24 an older model comes in from its files, is read back, and only the whole of it is called whole', async ({
  page,
  app,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'inkreel-old-'));
  try {
    leave(folder, ['s1\tf1\t1\ta lantern\t{c1}', 's2\tf1\t2\tthe keeper\t{c1,gone}']);
    await openApp(page, app.url, '#/data');
    const choose = async (): Promise<void> => {
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: 'Choose a folder', exact: true }).click();
      await (await chooser).setFiles(folder);
    };
    const dialog = page.getByRole('dialog', { name: 'Bring in data of an older program' });
    await choose();
    await expect(dialog.getByText('6 rows in 5 tables.')).toBeVisible();
    await expect(
      dialog.getByText('Pictures, sounds and videos that come along: 1', { exact: true }),
    ).toBeVisible();
    await expect(dialog.getByText('gone is not among the rows that are taken')).toBeVisible();
    await accessible(page, 'the tables of an older model');
    expect((await query(page, 'counts')).assets, 'looking enters nothing').toBe(0);
    await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(dialog).toBeHidden();

    leave(folder, ['s1\tf1\t1\ta lantern\t{c1}', 's2\tf1\t2\tthe keeper\t{c1}']);
    await choose();
    await dialog.getByRole('button', { name: 'Bring in 6 rows', exact: true }).click();
    await expect(dialog.getByText('All of it is here', { exact: true })).toBeVisible();
    await accessible(page, 'the summary of an older model');
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save the summary', exact: true }).click();
    const summary = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
    expect(summary.check).toMatchObject({ complete: true, differences: [] });
    const rows = await sql<{ kind: string; n: number }>(
      page,
      `SELECT kind, count(*) n FROM assets WHERE deleted_at IS NULL GROUP BY kind ORDER BY kind`,
    );
    expect(rows).toEqual(
      [
        ['character', 1],
        ['film', 1],
        ['image', 1],
        ['shot', 2],
        ['text', 1],
      ].map(([kind, n]) => ({ kind, n })),
    );
    const [text] = await sql<{ content: string }>(
      page,
      'SELECT content FROM texts WHERE content > ?',
      [''],
    );
    expect(text?.content).toBe('A stall, at dusk.\nNobody buys.');
    // One step back takes all rows away; the file that was imported stays.
    const [step] = await sql<{ id: string }>(
      page,
      `SELECT request_id id FROM applied_ops WHERE command = 'enterOldModel'`,
    );
    await command(page, 'undoRequest', { request: step!.id });
    const left = await sql(page, 'SELECT name FROM assets WHERE deleted_at IS NULL');
    expect(left).toEqual([{ name: 'mina.png' }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
