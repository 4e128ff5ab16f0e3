/**
 * Three shots joined into one film, through the queue: packets as they are, and made again where
 * they differ, against ffmpeg doing the same. Frames and length of both are compared.
 */
import { join } from 'node:path';

import { importPaths, milliseconds, openApp, performTask, saveAsset } from '../door.mjs';
import { countOf, joinAgain, joinCopying, makeShots, shotSeconds } from '../native/join.mjs';
import { whyNoFfmpeg } from '../native/media.mjs';

const rate = 2_000_000;

export async function measure({ scratch, openBrowser, app }) {
  const missing = whyNoFfmpeg();
  if (missing) return [{ what: 'joining films', note: `skipped: ${missing}` }];
  const folder = join(scratch, 'concat');
  const { alike, other } = await makeShots(folder);
  const context = await openBrowser('concat');
  const page = await context.newPage();
  await openApp(page, app);
  const rows = [];
  const cases = [
    [`3 shots of ${shotSeconds} s, 720p, packets as they are`, alike, 'copied', joinCopying],
    [`3 shots of another size and codec, made again in 720p`, other, 'made again', joinAgain],
  ];
  for (const [what, files, way, natively] of cases) {
    const ids = await importPaths(page, files);
    // The first run fetches code; the second is what a person has from then on.
    await performTask(page, 'join_media', { assets: ids });
    const row = await performTask(page, 'join_media', { assets: ids });
    const said = JSON.parse(row.result);
    if (said.picture !== way) throw new Error(`the picture was ${said.picture}: ${said.because}`);
    const made = join(folder, `ours-${way.replace(' ', '-')}.mp4`);
    await saveAsset(page, row.target_asset_id, made);
    const native = join(folder, `native-${way.replace(' ', '-')}.mp4`);
    const peer = await natively(files, native, rate);
    const [ours, theirs] = [await countOf(made), await countOf(native)];
    const wanted = shotSeconds * 30 * 3;
    if (ours.frames !== wanted) throw new Error(`${ours.frames} frames instead of ${wanted}`);
    const took = row.finished_at - row.started_at;
    rows.push({
      what,
      ours: milliseconds(took),
      peer: milliseconds(peer),
      ratio: peer / took,
      goal: '≥ 0.7 × the speed',
      good: peer / took >= 0.7,
      note: `${ours.frames} frames, ${ours.seconds.toFixed(3)} s; ffmpeg ${theirs.frames}, ${theirs.seconds.toFixed(3)} s`,
    });
  }
  await context.close();
  return rows;
}
