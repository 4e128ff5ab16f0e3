/**
 * Films into other films: codec to codec, and packets as they are, through the queue, against ffmpeg
 * doing the same at the same bit rate; and how near both stay to the source (SSIM, as ffmpeg counts).
 */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { openApp, quiet } from '../door.mjs';
import { whyNoFfmpeg } from '../native/media.mjs';

const run = promisify(execFile);
const seconds = 20;
const rate = 2_000_000;

const cases = [
  {
    what: `VP9 to H.264, ${seconds} s of 720p, 2 Mbit/s`,
    source: '-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -row-mt 1 -b:v 4M -c:a libopus',
    ending: 'webm',
    ours: { format: 'mp4', codec: 'avc' },
    native: `-c:v libx264 -preset veryfast -b:v ${rate} -c:a aac`,
    out: 'mp4',
  },
  {
    what: `H.264 to VP9, ${seconds} s of 720p, 2 Mbit/s`,
    source: '-c:v libx264 -preset veryfast -b:v 4M -c:a aac',
    ending: 'mp4',
    ours: { format: 'webm', codec: 'vp9' },
    native: `-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -row-mt 1 -b:v ${rate} -c:a libopus`,
    out: 'webm',
  },
  {
    what: `MP4 to MKV, ${seconds} s, packets as they are`,
    source: '-c:v libx264 -preset veryfast -b:v 4M -c:a aac',
    ending: 'mp4',
    ours: { format: 'mkv', codec: 'keep' },
    native: '-c copy',
    out: 'mkv',
  },
];

const ffmpeg = (text) => run('ffmpeg', ['-v', 'error', '-y', ...text.split(' ')]);

/** How like two films look, 0 to 1. */
async function likeness(one, other) {
  const filter = '[0:v][1:v]ssim';
  const { stderr } = await run('ffmpeg', [
    '-i',
    one,
    '-i',
    other,
    '-lavfi',
    filter,
    '-f',
    'null',
    '-',
  ]);
  return Number(/All:([\d.]+)/.exec(stderr)?.[1]);
}

export async function measure({ scratch, openBrowser, app }) {
  const missing = whyNoFfmpeg();
  if (missing) return [{ what: 'films against ffmpeg', note: `skipped: ${missing}` }];
  const folder = join(scratch, 'transcode');
  mkdirSync(folder, { recursive: true });
  const context = await openBrowser('transcode');
  const page = await context.newPage();
  await openApp(page, app);
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'bench-files';
    document.body.append(input);
  });
  const rows = [];
  for (const [index, one] of cases.entries()) {
    const source = join(folder, `source-${index}.${one.ending}`);
    await ffmpeg(
      `-f lavfi -i testsrc2=size=1280x720:rate=30:duration=${seconds} -f lavfi -i sine=duration=${seconds} ${one.source} ${source}`,
    );
    const kept = one.ours.codec === 'keep';
    await page.setInputFiles('#bench-files', source);
    const settings = kept
      ? one.ours
      : { ...one.ours, at_most_kb: Math.round((rate * seconds) / 8000) + 400 };
    const asset = await page.evaluate(async () => {
      const files = [...document.querySelector('#bench-files').files];
      const report = await globalThis.inkreel.import(files, { onDuplicate: 'keep_both' });
      const [one] = [...report.imported, ...report.duplicates];
      if (!one) throw new Error(JSON.stringify(report));
      return one.assetId;
    });
    await quiet(page);
    const made = await page.evaluate(
      async ([id, given]) => {
        const { enqueue, done, blob } = globalThis.inkreel;
        const tasks = await enqueue('convert_video', { assets: [id], ...given });
        const [row] = await done(tasks, { timeout: 300_000 });
        if (row.status !== 'completed') throw new Error(row.failure);
        const bytes = new Uint8Array(await (await blob(row.target_asset_id)).arrayBuffer());
        let text = '';
        for (let at = 0; at < bytes.length; at += 32_768) {
          text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
        }
        return { ms: row.finished_at - row.started_at, bytes: btoa(text), said: row.result };
      },
      [asset, settings],
    );
    const ours = join(folder, `ours-${index}.${one.out}`);
    writeFileSync(ours, Buffer.from(made.bytes, 'base64'));
    const native = join(folder, `native-${index}.${one.out}`);
    const begun = performance.now();
    await ffmpeg(`-i ${source} ${one.native} ${native}`);
    const peer = performance.now() - begun;
    const rounds = JSON.parse(made.said ?? '{}').tries ?? 1;
    const [a, b] = kept ? [1, 1] : [await likeness(ours, source), await likeness(native, source)];
    rows.push({
      what: one.what,
      ours: `${(made.ms / 1000).toFixed(2)} s`,
      peer: `${(peer / 1000).toFixed(2)} s`,
      ratio: (peer * rounds) / made.ms,
      goal: '≥ 0.7 × the speed',
      good: (peer * rounds) / made.ms >= 0.7,
      note: kept
        ? 'same packets'
        : `SSIM ${a.toFixed(4)}, ffmpeg ${b.toFixed(4)}${rounds > 1 ? `; ${rounds} rounds` : ''}`,
    });
  }
  await context.close();
  return rows;
}
