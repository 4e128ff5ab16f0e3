/**
 * `npm test`: everything, on a fresh machine. Installs what it needs, runs every check to its end
 * even when one fails, and closes with one line: "N passed, N failed".
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

import { installChromium, installPackages, installTools } from './install.mjs';

installPackages();
const chromium = installChromium();
installTools({ unzip: 'unzip', python3: 'python3', sqlite3: 'sqlite3' });
process.env.CHROMIUM_PATH = chromium;

const reports = '.cache/test-reports';
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

let passed = 0;
let failed = 0;
const broken = [];
/** Journeys that passed only when run again: each wants looking at. */
const shaky = [];

/** Starts one program: its exit status, when it has ended. */
const ended = (args, report, stdio, priority = constants.priority.PRIORITY_NORMAL) =>
  new Promise((resolve) => {
    const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/${report}` };
    const child = spawn(process.execPath, args, { stdio, env });
    child.on('close', resolve).on('error', resolve);
    if (child.pid !== undefined) setPriority(child.pid, priority);
  });

/** Runs one program; without a report it counts as one test. */
async function step(name, args, report) {
  console.log(`\n── ${name}`);
  const begun = Date.now();
  return closing(name, begun, await ended(args, report, 'inherit'), report);
}

/**
 * Starts one program beside what follows, on what that leaves of the processors; what it prints is
 * shown when it is waited for.
 */
function beside(name, args, report) {
  const begun = Date.now();
  const log = `${reports}/${report}.log`;
  const file = openSync(log, 'w');
  const running = ended(args, report, ['ignore', file, file]).then((status) => [
    status,
    Date.now(),
  ]);
  return async () => {
    const { status, end } = await running;
    console.log(`\n── ${name}\n${readFileSync(log, 'utf8')}`);
    return closing(name, begun, status, report, end);
  };
}

/** Counts what a program told, and says how it ended. */
function closing(name, begun, status, report, end = Date.now()) {
  const good = status === 0;
  const counts = report ? readCounts(`${reports}/${report}`) : null;
  passed += counts ? counts.passed : good ? 1 : 0;
  const wrong = counts ? Math.max(counts.failed, good ? 0 : 1) : good ? 0 : 1;
  failed += wrong;
  if (wrong > 0) broken.push(name);
  console.log(`── ${name}: ${good ? 'ok' : 'FAILED'} in ${((end - begun) / 1000).toFixed(0)} s`);
  return good;
}

/** Reads a Vitest or Playwright JSON report; null when the runner died before it wrote one. */
function readCounts(path) {
  if (!existsSync(path)) return null;
  const report = JSON.parse(readFileSync(path, 'utf8'));
  if (report.stats) {
    shaky.push(...report.suites.flatMap(shakyOf));
    return { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected };
  }
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

/** The titles under a Playwright suite that failed first and passed then. */
function shakyOf({ specs = [], suites = [], file }) {
  const here = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...here.map(({ title }) => `${file}: ${title}`), ...suites.flatMap(shakyOf)];
}

const vitest = (project) => [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reports}/${project}.json`,
];

await step('types', ['node_modules/typescript/bin/tsc', '--noEmit']);
await step('types of the domain', [
  'node_modules/typescript/bin/tsc',
  '-p',
  'src/domain',
  '--noEmit',
]);
await step('lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']);
await step('format', ['node_modules/oxfmt/bin/oxfmt', '--check', '.']);
await step('unused code', ['node_modules/knip/bin/knip.js']);
await step('third-party notices', ['scripts/notices.mjs', '--check']);
// The tests in Chromium leave a quarter of two processors free.
const inNode = beside('unit tests in Node', vitest('node'), 'node.json');
await step('unit tests in Chromium', vitest('browser'), 'browser.json');
await inNode();
if (await step('build', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'])) {
  await step('first load', ['scripts/check-bundle.mjs']);
  for (const project of ['together', 'alone']) {
    const args = ['node_modules/@playwright/test/cli.js', 'test', '--project', project];
    await step(`journeys ${project}`, args, `${project}.json`);
  }
}

if (shaky.length > 0) console.log(`\nPassed only at the second try:\n  ${shaky.join('\n  ')}`);
if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
