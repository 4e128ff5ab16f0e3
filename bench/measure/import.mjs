/** 500 pictures, from the files on the disk to assets with facts and thumbnails. */
import { join } from 'node:path';

import { openApp, quiet } from '../door.mjs';
import { importNatively, makePictures } from '../native/import.mjs';

const count = 500;
const thumbnailSide = 512;

export async function measure({ scratch, openBrowser, app }) {
  const paths = await makePictures(join(scratch, 'pictures'), count, 1600, 1200);
  const context = await openBrowser('import');
  const page = await context.newPage();
  await openApp(page, app);
  // The second visit is isolated by the service worker, as every visit after the first is.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await openApp(page, app);
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = 'bench-files';
    document.body.append(input);
  });
  await page.setInputFiles('#bench-files', paths);
  const stored = await page.evaluate(async () => {
    globalThis.benchBegun = performance.now();
    const report = await globalThis.inkreel.import([
      ...document.querySelector('#bench-files').files,
    ]);
    return { ms: performance.now() - globalThis.benchBegun, imported: report.imported.length };
  });
  await quiet(page);
  const whole = await page.evaluate(() => performance.now() - globalThis.benchBegun);
  const thumbnails = await page.evaluate(async () => {
    const answer = await globalThis.inkreel.queries.contents({});
    return answer.value.thumbnail_bytes;
  });
  const [{ complete }] = await page.evaluate(() =>
    globalThis.inkreel.sql(
      "SELECT count(*) AS complete FROM assets WHERE width = 1600 AND json_extract(metadata, '$.extracted_at') > 0",
    ),
  );
  const drawn = await page.evaluate(async () => {
    const rows = await globalThis.inkreel.sql('SELECT blob FROM assets');
    const found = await globalThis.inkreel.queries.thumbnails({
      blobs: rows.map((row) => row.blob),
    });
    return found.ok ? found.value.length : JSON.stringify(found.failure);
  });
  if (complete !== count || drawn !== count) {
    throw new Error(`of ${count}: facts of ${complete}, thumbnails of ${drawn}`);
  }
  await context.close();
  if (stored.imported !== count) throw new Error(`only ${stored.imported} of ${count} imported`);
  const peer = await importNatively(paths, thumbnailSide);
  const speed = peer.ms / whole;
  return [
    {
      what: `import ${count} JPEG (1600 × 1200): hash, facts, thumbnail`,
      ours: `${(whole / 1000).toFixed(1)} s`,
      peer: `${(peer.ms / 1000).toFixed(1)} s`,
      ratio: speed,
      goal: '≥ 0.5 × the speed',
      good: speed >= 0.5,
      note: `stored and acknowledged after ${(stored.ms / 1000).toFixed(1)} s; thumbnails ${thumbnails} bytes, native ${peer.thumbnailBytes}`,
    },
  ];
}
