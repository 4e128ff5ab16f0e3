/**
 * Facts, posters, strips and peaks of sound and video, from the files on the disk to the screen,
 * against ffprobe and ffmpeg doing the same; and whether the facts agree with ffprobe's.
 */
import { basename, join } from 'node:path';

import { openApp, quiet } from '../door.mjs';
import { makeMedia, probe, readNatively, whyNoFfmpeg } from '../native/media.mjs';

const words = {
  films: 'facts, poster and scenes of 4 films (20 s, 720p)',
  engine: 'the same of AVI and FLV (5 s, 360p), by the media engine',
  sounds: 'facts and peaks of 6 sounds (60 s)',
};

export async function measure({ scratch, openBrowser, app }) {
  const missing = whyNoFfmpeg();
  if (missing) return [{ what: 'sound and video against ffmpeg', note: `skipped: ${missing}` }];
  const context = await openBrowser('media');
  const page = await context.newPage();
  await openApp(page, app);
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
  const rows = [];
  for (const part of ['films', 'sounds', 'engine']) {
    const paths = await makeMedia(join(scratch, part), part);
    const ours = await readHere(page, paths, part);
    await compare(page, paths);
    const peer = await readNatively(paths, part);
    rows.push({
      what: words[part],
      ours: `${(ours / 1000).toFixed(2)} s`,
      peer: `${(peer / 1000).toFixed(2)} s`,
      ratio: peer / ours,
      goal: part === 'engine' ? '' : '≥ 0.5 × the speed',
      ...(part === 'engine' ? {} : { good: peer / ours >= 0.5 }),
      note: 'facts agree with ffprobe',
    });
  }
  await context.close();
  return rows;
}

/** Imports files and waits for what is read out of them; ms. With the engine: after it was fetched. */
async function readHere(page, paths, part) {
  await page.setInputFiles('#bench-files', paths);
  const whole = async () => {
    await page.evaluate(async () => {
      globalThis.benchBegun = performance.now();
      const files = [...document.querySelector('#bench-files').files];
      const report = await globalThis.inkreel.import(files);
      globalThis.benchAssets = report.imported.map((one) => one.assetId);
    });
    await quiet(page);
    return page.evaluate(() => performance.now() - globalThis.benchBegun);
  };
  if (part !== 'engine') return whole();
  await whole();
  const readWithEngine = () =>
    page.evaluate(async () => {
      const begun = performance.now();
      const ids = await globalThis.inkreel.enqueue('extract_metadata', {
        assets: globalThis.benchAssets,
        engine: true,
      });
      await globalThis.inkreel.done(ids, { timeout: 300_000 });
      return performance.now() - begun;
    });
  await readWithEngine();
  return readWithEngine();
}

/** Throws where a fact of ours is not what ffprobe says, or a preview is missing. */
async function compare(page, paths) {
  for (const path of paths) {
    const [row] = await page.evaluate(
      (name) => globalThis.inkreel.sql('SELECT * FROM assets WHERE name = ?', [name]),
      basename(path),
    );
    const wanted = await probe(path);
    // A bare AAC stream has no length in it: ffprobe estimates it from the bitrate, we count packets.
    const isEstimated = path.endsWith('.aac');
    const slack = { duration_s: isEstimated ? 1 : 0.1, fps: wanted.fps / 100 };
    for (const [fact, value] of Object.entries(wanted)) {
      if (!Number.isFinite(value)) continue;
      const difference = Math.abs(row[fact] - value);
      if (!(difference <= (slack[fact] ?? 0))) {
        throw new Error(`${basename(path)}: ${fact} is ${row[fact]}, ffprobe says ${value}`);
      }
    }
    const { unread } = JSON.parse(row.metadata);
    if (unread) throw new Error(`${basename(path)}: not read: ${JSON.stringify(unread)}`);
  }
}
