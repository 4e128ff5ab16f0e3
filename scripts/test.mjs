/**
 * `npm test`: everything, on a fresh machine. Installs what it needs, runs every check to its end
 * even when one fails, and closes with one line: "N passed, N failed".
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';

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
/** Tests that failed, by file and title: at the end, where a long log is read first. */
const wrongOnes = [];
/** Journeys that passed only when run again: each wants looking at. */
const shaky = [];

/** Runs one program; without a report it counts as one test. */
function step(name, args, report) {
  console.log(`\n── ${name}`);
  const begun = Date.now();
  const done = spawnSync(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: `${reports}/${report}` },
  });
  const good = done.status === 0;
  const counts = report ? readCounts(`${reports}/${report}`) : null;
  passed += counts ? counts.passed : good ? 1 : 0;
  const wrong = counts ? Math.max(counts.failed, good ? 0 : 1) : good ? 0 : 1;
  failed += wrong;
  if (wrong > 0) broken.push(name);
  console.log(
    `── ${name}: ${good ? 'ok' : 'FAILED'} in ${((Date.now() - begun) / 1000).toFixed(0)} s`,
  );
  return good;
}

/** Reads a Vitest or Playwright JSON report; null when the runner died before it wrote one. */
function readCounts(path) {
  if (!existsSync(path)) return null;
  const report = JSON.parse(readFileSync(path, 'utf8'));
  if (report.stats) {
    shaky.push(...report.suites.flatMap((suite) => titlesOf(suite, 'flaky')));
    wrongOnes.push(...report.suites.flatMap((suite) => titlesOf(suite, 'unexpected')));
    return { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected };
  }
  for (const { name, status, assertionResults } of report.testResults) {
    const file = relative(process.cwd(), name);
    const here = assertionResults.filter((result) => result.status === 'failed');
    wrongOnes.push(...here.map(({ fullName }) => `${file}: ${fullName}`));
    if (status === 'failed' && here.length === 0) wrongOnes.push(`${file}: could not be loaded`);
  }
  return { passed: report.numPassedTests, failed: report.numFailedTests };
}

/** The titles under a Playwright suite that ended so: "flaky" failed first and passed then. */
function titlesOf({ specs = [], suites = [], file }, ended) {
  const here = specs.filter(({ tests }) => tests.some(({ status }) => status === ended));
  return [
    ...here.map(({ title }) => `${file}: ${title}`),
    ...suites.flatMap((suite) => titlesOf(suite, ended)),
  ];
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

step('types', ['node_modules/typescript/bin/tsc', '--noEmit']);
step('types of the domain', ['node_modules/typescript/bin/tsc', '-p', 'src/domain', '--noEmit']);
step('lint', ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings']);
step('format', ['node_modules/oxfmt/bin/oxfmt', '--check', '.']);
step('unused code', ['node_modules/knip/bin/knip.js']);
step('third-party notices', ['scripts/notices.mjs', '--check']);
step('unit tests in Node', vitest('node'), 'node.json');
step('unit tests in Chromium', vitest('browser'), 'browser.json');
if (step('build', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'])) {
  step('first load', ['scripts/check-bundle.mjs']);
  for (const project of ['together', 'alone']) {
    const args = ['node_modules/@playwright/test/cli.js', 'test', '--project', project];
    step(`journeys ${project}`, args, `${project}.json`);
  }
}

if (shaky.length > 0) console.log(`\nPassed only at the second try:\n  ${shaky.join('\n  ')}`);
if (wrongOnes.length > 0) console.log(`\nFailed tests:\n  ${wrongOnes.join('\n  ')}`);
if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
