/** The whole upscale task against nothing but the model, in the same browser and natively. */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { openApp, quiet } from '../door.mjs';
import { makePictures } from '../native/import.mjs';
import { upscaleNatively } from '../native/upscale.mjs';

/** Multiples of the peers' tile. */
const [width, height] = [1024, 768];
const rounds = 3;

/** The few facts of the shipped model that a bare session needs, read from its manifest. */
function manifest() {
  const text = readFileSync('src/models/local/crisp/manifest.ts', 'utf8');
  const read = (pattern) => pattern.exec(text)?.[1] ?? '';
  return {
    file: read(/file: '([^']+)'/),
    input: read(/input: '([^']+)'/),
    output: read(/output: '([^']+)'/),
    // Shares the picture out without a rest: the peers compute its pixels, and none twice.
    tile: 256,
  };
}

export async function measure({ scratch, server, openBrowser, app }) {
  const model = manifest();
  const [path] = await makePictures(join(scratch, 'upscale'), 1, width, height);
  const context = await openBrowser('upscale');
  const page = await context.newPage();
  await openApp(page, app);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.reload();
  await openApp(page, app);
  const isolated = await page.evaluate(() => crossOriginIsolated);
  const base64 = readFileSync(path).toString('base64');
  const asset = await page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const report = await globalThis.inkreel.import([new File([bytes], 'picture.jpg')]);
    return report.imported[0].assetId;
  }, base64);
  await quiet(page);
  const times = [];
  let generation = '';
  for (let round = 0; round <= rounds; round += 1) {
    const { ms, row } = await page.evaluate(async (id) => {
      const begun = performance.now();
      const [task] = await globalThis.inkreel.enqueue('upscale', { assets: [id], scale: 2 });
      const ended = await globalThis.inkreel.done(task, { timeout: 300_000 });
      return { ms: performance.now() - begun, row: ended };
    }, asset);
    if (row.status !== 'completed') throw new Error(JSON.stringify(row.failure));
    generation = row.result ?? '';
    if (round > 0) times.push(ms);
    await quiet(page);
  }
  times.sort((a, b) => a - b);
  const pipeline = times[Math.floor(times.length / 2)];

  const bare = await context.newPage();
  await bare.goto(`${server.origin}/bench/blank.html`);
  const job = {
    ...model,
    model: `/app/${model.file}`,
    width,
    height,
    rounds,
    threads: isolated ? Math.min(4, cpus().length) : 1,
  };
  const session = await bare.evaluate(
    (what) =>
      new Promise((resolve) => {
        const worker = new Worker('/bench/session.worker.js', { type: 'module' });
        worker.addEventListener('message', ({ data }) => {
          worker.terminate();
          resolve(data);
        });
        worker.postMessage(what);
      }),
    job,
  );
  await context.close();
  if (!session.ok) throw new Error(session.reason);
  const native = await upscaleNatively({
    ...model,
    model: join('public', model.file),
    width,
    height,
    threads: cpus().length,
    rounds,
  });
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
  const note = `${width} × ${height} → ×2; ${job.threads} threads; the peers compute exactly these pixels, the task also decodes, overlaps its tiles, encodes PNG, hashes and stores. ${generation}`;
  return [
    {
      what: 'upscale task against the bare session, same browser',
      ours: seconds(pipeline),
      peer: seconds(session.ms),
      ratio: session.ms / pipeline,
      goal: '≥ 0.9 × the speed',
      good: session.ms / pipeline >= 0.9,
      note,
    },
    {
      what: 'upscale task against onnxruntime-node, same model and pixels',
      ours: seconds(pipeline),
      peer: seconds(native),
      ratio: native / pipeline,
      note,
    },
  ];
}
