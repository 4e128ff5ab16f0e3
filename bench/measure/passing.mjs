/**
 * The most memory of the whole browser while a film comes in and passes through the tools: copied
 * into another container, a part of it, made anew, its sound, and through ffmpeg.wasm. Linux only.
 *
 * A film passes with flat memory where the figure of a larger one is that of a smaller one:
 * INKREEL_BENCH_PASSING_MB=200,1000,2300 takes films of so many megabytes, one after another (two
 * gigabytes take a quarter of an hour and 12 GB of disk).
 */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { importPaths, openApp, performTask } from '../door.mjs';
import { largeFilm } from '../native/large.mjs';
import { whyNoFfmpeg } from '../native/media.mjs';
import { memoryOfBrowser, peakDuring, whyNoProcesses } from '../processes.mjs';

const sizes = (process.env.INKREEL_BENCH_PASSING_MB ?? '100').split(',').map(Number);
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

/** What is done with a film, by its container; a part begins in its last minute. */
const ways = {
  mp4: (seconds) => [
    ['copied into MKV', 'convert_video', { format: 'mkv', codec: 'keep' }],
    [
      'its last ten seconds, copied',
      'convert_video',
      { format: 'mp4', codec: 'keep', start: Math.max(0, seconds - 20), end: seconds - 10 },
    ],
    ['made anew as WebM, 320 px', 'convert_video', { format: 'webm', width: 320 }],
    ['its sound as MP3', 'convert_audio', { format: 'mp3' }],
  ],
  avi: (seconds) => [
    [
      'ten seconds near its end, by the media engine',
      'convert_video',
      { format: 'mp4', width: 320, start: Math.max(0, seconds - 20), end: seconds - 10 },
    ],
    ['its sound, by the media engine', 'convert_audio', { format: 'm4a' }],
  ],
};

export async function measure({ scratch, openBrowser, app }) {
  const missing = whyNoProcesses() ?? whyNoFfmpeg();
  if (missing) return [{ what: 'films that pass through', note: `skipped: ${missing}` }];
  const rows = [];
  for (const size of sizes) {
    for (const [format, waysOf] of Object.entries(ways)) {
      rows.push(...(await pass({ scratch, openBrowser, app }, format, size * 1e6, waysOf)));
    }
  }
  return rows;
}

async function pass({ scratch, openBrowser, app }, format, bytes, waysOf) {
  const folder = join(scratch, 'passing-films');
  const film = await largeFilm(folder, format, bytes);
  const size = statSync(film).size;
  const profile = join(scratch, `passing-${format}-${size}`);
  const context = await openBrowser(`passing-${format}-${size}`);
  const page = await context.newPage();
  await openApp(page, app);
  const look = () => memoryOfBrowser(profile);
  const rows = [];
  const say = (what, { before, most }, ms) => {
    const row = {
      what: `memory, ${format.toUpperCase()} of ${megabytes(size)}: ${what}`,
      ours: megabytes(most),
      note: `the whole browser; ${megabytes(most - before)} more than before, ${Math.round(ms / 1000)} s`,
    };
    console.log(`${row.what}: ${row.ours} (${row.note})`);
    rows.push(row);
  };
  const timed = async (what, work) => {
    const begun = performance.now();
    const peak = await peakDuring(look, work);
    say(what, peak, performance.now() - begun);
    return peak.value;
  };
  const [asset] = await timed('taken in', () => importPaths(page, [film]));
  const seconds = await page.evaluate(async (id) => {
    const [row] = await globalThis.inkreel.sql('SELECT duration_s FROM assets WHERE id = ?', [id]);
    return row.duration_s;
  }, asset);
  for (const [what, kind, settings] of waysOf(seconds)) {
    await timed(what, () => performTask(page, kind, { assets: [asset], ...settings }));
  }
  await context.close();
  for (const left of [profile, film]) rmSync(left, { recursive: true, force: true });
  return rows;
}
