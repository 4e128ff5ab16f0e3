/**
 * `npm run bench`: measures Inkreel in Chromium against native tools on the same machine in the
 * same run, prints the table of ratios and writes bench/results/latest.json.
 *
 * INKREEL_BENCH_ROWS=1000000 has `database`, `scroll` and `insert` work in a library of so many
 * assets instead of 100,000.
 *
 *   node bench/run.mjs [load] [lighthouse] [database] [scroll] [insert] [import] [upscale] [backup] [folders] [media] [transcode] [concat] [memory] [passing] [denoise] [inpaint]     (all by default)
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { installChromium, installPackages, installPackagesOf, run } from '../scripts/install.mjs';
import { serveBench } from './server.mjs';

installPackages();
// The native peers; nothing of them is part of the app.
installPackagesOf('bench');
const executablePath = installChromium();
if (!existsSync('dist/index.html')) {
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']);
}

const scratch = mkdtempSync(join(tmpdir(), 'inkreel-bench-'));
const server = await serveBench({
  '/app/': 'dist',
  '/packed/': 'dist',
  '/bench/': 'bench/pages',
  '/modules/': 'node_modules',
  '/files/': scratch,
});

/** A browser with a profile of its own, so that what it stores lies on the disk as a user's would. */
async function openBrowser(name, more = []) {
  const context = await chromium.launchPersistentContext(join(scratch, name), {
    executablePath,
    headless: true,
    viewport: { width: 1440, height: 900 },
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
  return context;
}

const all = [
  'load',
  'lighthouse',
  'database',
  'scroll',
  'insert',
  'import',
  'upscale',
  'backup',
  'folders',
  'media',
  'transcode',
  'concat',
  'memory',
  'passing',
  'denoise',
  'inpaint',
];
const chosen = process.argv.slice(2).filter((name) => all.includes(name));
const rows = [];
const bench = { scratch, server, openBrowser, app: `${server.origin}/app/`, state: {} };
// Always in this order: a part may leave rows behind that the one before must not see.
for (const name of all.filter((part) => chosen.length === 0 || chosen.includes(part))) {
  console.log(`\n── ${name}`);
  try {
    const { measure } = await import(`./measure/${name}.mjs`);
    for (const row of await measure(bench)) {
      rows.push({ part: name, ...row });
      console.log(line(row));
    }
  } catch (thrown) {
    rows.push({ part: name, what: name, failed: String(thrown?.message ?? thrown) });
    console.error(thrown);
  }
}
await bench.state.library?.close();
await server.close();

function line({ what, ours, peer, ratio, goal, good }) {
  const cells = [
    what.padEnd(58),
    (ours ?? '').padStart(14),
    (peer ?? '').padStart(14),
    ratio === undefined ? ''.padStart(9) : `${ratio.toFixed(2)} ×`.padStart(9),
    (goal ?? '').padEnd(16),
    good === undefined ? '' : good ? 'ok' : 'MISSED',
  ];
  return cells.join('  ');
}

console.log(`\n${line({ what: 'what', ours: 'Inkreel', peer: 'native', goal: 'goal' })}`);
for (const row of rows) console.log(row.failed ? `${row.what}: ${row.failed}` : line(row));

mkdirSync('bench/results', { recursive: true });
writeFileSync(
  'bench/results/latest.json',
  `${JSON.stringify({ at: new Date().toISOString(), cores: cpus().length, memory: totalmem(), rows }, null, 2)}\n`,
);
try {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
} catch (thrown) {
  // A browser that is still ending may write; what was measured stands all the same.
  console.warn(`Left behind: ${scratch} (${thrown.code})`);
}
process.exit(rows.some((row) => row.failed) ? 1 : 0);
