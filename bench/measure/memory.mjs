/**
 * The most memory that the renderer takes while a large film is converted and while two are joined to
 * one of about 1 GB, against ffmpeg's own. Linux only: it reads /proc.
 */
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { importPaths, openApp, performTask } from '../door.mjs';
import { makeLarge, peakOfFfmpeg } from '../native/join.mjs';
import { whyNoFfmpeg } from '../native/media.mjs';
import { memoryOfPages, peakDuring, whyNoProcesses } from '../processes.mjs';

/** Bytes of both films; INKREEL_BENCH_FILM_MB makes them smaller for a quick look. */
const total = Number(process.env.INKREEL_BENCH_FILM_MB ?? 1000) * 1e6;
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;
export async function measure({ scratch, openBrowser, app }) {
  const missing = whyNoProcesses() ?? whyNoFfmpeg();
  if (missing) return [{ what: 'memory', note: `skipped: ${missing}` }];
  const folder = join(scratch, 'memory-films');
  const one = await makeLarge(folder, 'one.mp4', total * 0.49);
  const other = await makeLarge(folder, 'other.mp4', total * 0.51);
  const profile = join(scratch, 'memory');
  const context = await openBrowser('memory');
  const page = await context.newPage();
  await openApp(page, app);
  const assets = await importPaths(page, [one, other]);
  const peakOf = (work) => peakDuring(() => memoryOfPages(profile), work);
  const size = statSync(one).size + statSync(other).size;
  const joined = await peakOf(() => performTask(page, 'join_media', { assets }));
  const settings = { assets: [assets[0]], width: 640, format: 'webm' };
  const converted = await peakOf(() => performTask(page, 'convert_video', settings));
  await context.close();
  const nativeConverted = await peakOfFfmpeg([
    '-i',
    one,
    ...'-vf scale=640:-2 -c:v libvpx-vp9 -deadline realtime -cpu-used 8'.split(' '),
    ...'-row-mt 1 -c:a libopus'.split(' '),
    join(folder, 'native.webm'),
  ]);
  const parts = join(folder, 'parts.txt');
  writeFileSync(parts, `file '${one}'\nfile '${other}'`);
  const nativeJoined = await peakOfFfmpeg([
    ...`-f concat -safe 0 -i ${parts} -c copy`.split(' '),
    join(folder, 'native.mp4'),
  ]);
  const row = (what, ours, peer) => ({
    what,
    ours: megabytes(ours.most),
    peer: megabytes(peer),
    note: `the page, its workers and its database; ${megabytes(ours.most - ours.before)} more than before`,
  });
  return [
    row(`memory while ${megabytes(size)} are joined as they are`, joined, nativeJoined),
    row(
      `memory while ${megabytes(statSync(one).size)} are converted to WebM`,
      converted,
      nativeConverted,
    ),
  ];
}
