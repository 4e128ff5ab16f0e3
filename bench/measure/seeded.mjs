/** A library of 100,000 assets, or INKREEL_BENCH_ROWS: made natively with Inkreel's own schema, then put into its storage. */
import { join } from 'node:path';

import Database from 'libsql';
import sharp from 'sharp';

import { openApp } from '../door.mjs';
import {
  createSchema,
  finishRows,
  insertRows,
  openForMaking,
  openNative,
  restoreTriggers,
  setContext,
} from '../native/database.mjs';
import { blobOf, differentBlobs, libraryRows } from '../rows.mjs';

/** How many assets; a million takes some minutes, 6 GB of disk and is not asked for by default. */
export const assetCount = Number(process.env.INKREEL_BENCH_ROWS ?? 100_000);
/** The same as people write it: 100,000. */
export const assetCountText = assetCount.toLocaleString('en');

/** Small pictures for every blob of the rows, as Inkreel's thumbnail store keeps them. */
async function makeThumbnails(path) {
  const database = new Database(path);
  database.pragma('page_size = 8192');
  database.exec(`
    CREATE TABLE thumbnails (n INTEGER PRIMARY KEY, blob TEXT NOT NULL UNIQUE, mime TEXT NOT NULL,
      width INTEGER NOT NULL, height INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE peaks (n INTEGER PRIMARY KEY, blob TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT;
    PRAGMA user_version = 1;
    BEGIN`);
  const insert = database.prepare(
    'INSERT INTO thumbnails (blob, mime, width, height, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  for (let index = 0; index < differentBlobs; index += 1) {
    const hue = (index * 37) % 360;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="384" height="384"><rect width="384" height="384" fill="hsl(${hue} 45% 25%)"/><circle cx="${40 + ((index * 53) % 300)}" cy="${40 + ((index * 31) % 300)}" r="${30 + (index % 70)}" fill="hsl(${(hue + 90) % 360} 60% 65%)"/><path d="M0 ${200 + (index % 90)} Q 192 ${120 + (index % 140)} 384 ${220 + (index % 60)} V384 H0Z" fill="hsl(${hue} 40% 14%)"/></svg>`;
    const bytes = await sharp(Buffer.from(svg)).webp({ quality: 78, effort: 0 }).toBuffer();
    insert.run(blobOf(index), 'image/webp', 384, 384, bytes);
  }
  database.exec('COMMIT');
  database.close();
}

/** What a fresh library holds: its schema, and the few rows that it begins with. */
async function freshLibrary({ openBrowser, app }) {
  const context = await openBrowser('fresh');
  const page = await context.newPage();
  await openApp(page, app);
  const sql = (text) => page.evaluate((what) => globalThis.inkreel.sql(what), text);
  const schema = await sql('SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid');
  const described = await page.evaluate(() => globalThis.inkreel.queries.schema({}));
  const first = {};
  for (const table of ['library_settings', 'folders', 'projects']) {
    first[table] = await sql(`SELECT * FROM ${table}`);
  }
  await context.close();
  return { schema, first, version: described.value.version };
}

/**
 * Builds the library once for all parts that need it, and opens it in a browser.
 *
 * @returns the page with the library open, and the native database with the same rows
 */
export async function seededLibrary(bench) {
  if (bench.state.seeded) return bench.state.seeded;
  const { schema, first, version } = await freshLibrary(bench);
  console.log(`making ${assetCount} rows and ${differentBlobs} thumbnails…`);
  const path = join(bench.scratch, 'native.db');
  const begun = performance.now();
  const made = openForMaking(path);
  createSchema(made, schema);
  setContext(made);
  for (const [table, rows] of Object.entries(first)) insertRows(made, table, rows);
  for (const part of libraryRows(assetCount)) {
    for (const [table, list] of Object.entries(part)) insertRows(made, table, list, list.length);
  }
  finishRows(made, schema);
  made.exec('DELETE FROM change_context');
  const sofar = () => `${Math.round((performance.now() - begun) / 1000)} s`;
  console.log(`… made after ${sofar()}`);

  // A copy for Inkreel, with the triggers as it wrote them; and what it is compared with.
  const copy = join(bench.scratch, 'library.db');
  made.exec(`VACUUM INTO '${copy}'`);
  made.close();
  const native = openNative(path);
  const inkreel = new Database(copy);
  restoreTriggers(inkreel, schema);
  inkreel.pragma(`user_version = ${version}`);
  inkreel.close();
  await makeThumbnails(join(bench.scratch, 'thumbnails.db'));

  const context = await bench.openBrowser('library');
  bench.state.library = context;
  const page = await context.newPage();
  await page.goto(`${bench.server.origin}/bench/blank.html`);
  const seeded = await page.evaluate(
    (blobs) =>
      new Promise((resolve) => {
        const worker = new Worker('/bench/seed.worker.js', { type: 'module' });
        worker.addEventListener('message', ({ data }) => {
          worker.terminate();
          resolve(data);
        });
        const files = ['library', 'thumbnails'].map((name) => ({
          name: `/${name}.db`,
          address: `/files/${name}.db`,
        }));
        worker.postMessage({ files, blobs });
      }),
    Array.from({ length: differentBlobs }, (_, index) => blobOf(index)),
  );
  if (!seeded.ok) throw new Error(`seeding: ${seeded.reason}`);
  console.log(`… in the browser after ${sofar()}`);
  bench.state.seeded = { context, page, native };
  return bench.state.seeded;
}
