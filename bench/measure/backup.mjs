/** Backups: how fast bytes go into one archive and come back, and how long a large library waits for it. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { openApp, quiet } from '../door.mjs';
import { makePictures } from '../native/import.mjs';
import { assetCountText, seededLibrary } from './seeded.mjs';

const count = 500;

/** Runs a backup to its end and gives what its task tells. */
const backUp = (page) =>
  page.evaluate(async () => {
    const [task] = await globalThis.inkreel.enqueue('backup', { target: 'download' });
    const row = await globalThis.inkreel.done(task);
    if (row.status !== 'completed') throw new Error(row.failure);
    return JSON.parse(row.result);
  });

/** The same work without an archive: read, hash, write, file after file. */
async function copyNatively(paths, folder) {
  const begun = performance.now();
  for (const [index, path] of paths.entries()) {
    createHash('sha256').update(readFileSync(path)).digest('hex');
    await pipeline(createReadStream(path), createWriteStream(join(folder, `copy-${index}`)));
  }
  return performance.now() - begun;
}

export async function measure(bench) {
  const { scratch, openBrowser, app } = bench;
  const paths = await makePictures(join(scratch, 'to-back-up'), count, 1600, 1200);
  const context = await openBrowser('backup');
  const page = await context.newPage();
  await openApp(page, `${app}#/data`);
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = 'bench-files';
    document.body.append(input);
  });
  await page.setInputFiles('#bench-files', paths);
  await page.evaluate(() =>
    globalThis.inkreel.import([...document.querySelector('#bench-files').files]),
  );
  await quiet(page);
  const made = await backUp(page);
  if (made.files !== count || made.missing + made.damaged > 0) throw new Error('not all of it');
  const native = await copyNatively(paths, scratch);
  const perSecond = (ms) => `${(made.bytes / 1e6 / (ms / 1000)).toFixed(0)} MB/s`;

  // The test restore is a restore with every comparison, into a library that goes again.
  await page.getByRole('button', { name: 'Test restore', exact: true }).click();
  const last = () =>
    page.evaluate(async () => (await globalThis.inkreel.queries.backups({})).value.rehearsal);
  let rehearsal = await last();
  while (!rehearsal) {
    await page.waitForTimeout(100);
    rehearsal = await last();
  }
  if (!rehearsal.passed || rehearsal.files !== count) throw new Error(JSON.stringify(rehearsal));
  await context.close();

  const { page: large } = await seededLibrary(bench);
  await openApp(large, app);
  // Its blobs are empty: this measures the database alone.
  const copied = await backUp(large);
  const ratio = native / made.took_ms;
  return [
    {
      what: `back up ${count} JPEG into one archive, each file hashed`,
      ours: perSecond(made.took_ms),
      peer: perSecond(native),
      ratio,
      note: 'the peer reads, hashes and copies; Inkreel also sums each file for the archive',
    },
    {
      what: `restore them, database and every file compared`,
      ours: perSecond(rehearsal.took),
    },
    {
      what: `longest pause while a database of ${assetCountText} assets is copied`,
      ours: `${copied.longest_pause_ms} ms`,
      goal: '≤ 100 ms',
      good: copied.longest_pause_ms <= 100,
    },
  ];
}
