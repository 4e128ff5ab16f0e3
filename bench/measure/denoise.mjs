/** Cleaning a minute of speech against afftdn with a sampled floor, and 720p film against hqdn3d. */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { openApp, quiet } from '../door.mjs';
import {
  cleanNatively,
  denoiseNatively,
  makeFilm,
  makeSound,
  psnrOf,
  readWave,
  siSdr,
} from '../native/denoise.mjs';
import { whyNoFfmpeg } from '../native/media.mjs';

/** Imports a file, runs a tool on it, and gives the bytes of the result and how long it took (ms). */
async function perform(page, file, kind) {
  // Fetched by the page: a film of this size is too much for the line to the browser.
  const id = await page.evaluate(
    async ([name, address]) => {
      const blob = await (await fetch(address)).blob();
      const report = await globalThis.inkreel.import([new File([blob], name)]);
      return report.imported[0].assetId;
    },
    [basename(file), `/files/denoise/${basename(file)}`],
  );
  await quiet(page);
  const { ms, text, failure } = await page.evaluate(
    async ([which, asset]) => {
      const begun = performance.now();
      const [task] = await globalThis.inkreel.enqueue(which, { assets: [asset] });
      const row = await globalThis.inkreel.done(task, { timeout: 300_000 });
      const took = performance.now() - begun;
      if (row.status !== 'completed') return { failure: row.failure ?? row.status };
      const bytes = new Uint8Array(
        await (await globalThis.inkreel.blob(row.target_asset_id)).arrayBuffer(),
      );
      let letters = '';
      for (let at = 0; at < bytes.length; at += 8192)
        letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return { ms: took, text: btoa(letters) };
    },
    [kind, id],
  );
  if (failure) throw new Error(`${kind}: ${failure}`);
  await quiet(page);
  return { ms, bytes: Buffer.from(text, 'base64') };
}

export async function measure({ scratch, openBrowser, app }) {
  const missing = whyNoFfmpeg();
  if (missing) return [{ what: 'denoising against ffmpeg', note: `skipped: ${missing}` }];
  const folder = join(scratch, 'denoise');
  const context = await openBrowser('denoise');
  const page = await context.newPage();
  await openApp(page, app);
  const rows = [];
  const { clean, sounds } = makeSound(folder);
  for (const [kind, file] of Object.entries(sounds)) {
    const before = siSdr(clean, readWave(readFileSync(file)));
    const ours = await perform(page, file, 'denoise_audio');
    const native = cleanNatively(file, join(folder, `${kind}-native.wav`));
    const [gain, peer] = [
      siSdr(clean, readWave(ours.bytes)) - before,
      siSdr(clean, native.samples) - before,
    ];
    rows.push({
      what: `sound: SI-SDR gained, ${kind} noise at ${before.toFixed(1)} dB`,
      ours: `${gain.toFixed(2)} dB`,
      peer: `${peer.toFixed(2)} dB`,
      goal: '≥ 5 dB',
      good: gain >= 5,
      note: 'afftdn with its noise sampled from the lead-in; Inkreel finds the passage itself',
    });
    rows.push({
      what: `sound: a minute cleaned, ${kind} noise`,
      ours: `${(ours.ms / 1000).toFixed(2)} s`,
      peer: `${(native.ms / 1000).toFixed(2)} s`,
      ratio: native.ms / ours.ms,
      note: 'Inkreel reads it twice, finds the passage, hashes and stores',
    });
  }
  const film = makeFilm(folder);
  const ours = await perform(page, film.noisy, 'denoise_video');
  const made = join(folder, 'ours.mp4');
  writeFileSync(made, ours.bytes);
  const native = join(folder, 'native.mp4');
  const ms = denoiseNatively(film.noisy, native);
  const [noisy, good, peer] = [film.noisy, made, native].map((file) => psnrOf(file, film.clean));
  rows.push({
    what: `film: PSNR gained on ${noisy.toFixed(1)} dB, 720p pan`,
    ours: `${(good - noisy).toFixed(2)} dB`,
    peer: `${(peer - noisy).toFixed(2)} dB`,
    goal: '≥ 3 dB',
    good: good - noisy >= 3,
    note: 'hqdn3d=8:6:12:9, both encoded as H.264',
  });
  const pace = (took) => (film.frames * 1000) / took;
  rows.push({
    what: 'film: frames a second, decoded, filtered, encoded',
    ours: `${pace(ours.ms).toFixed(1)} fps`,
    peer: `${pace(ms).toFixed(1)} fps`,
    ratio: ms / ours.ms,
    note: 'on the processor, one thread for the filter',
  });
  await context.close();
  return rows;
}
