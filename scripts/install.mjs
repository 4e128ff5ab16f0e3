/** Installs what is missing: packages by the lock file, and a Chromium for the tests. */
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Inkreel needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs a command with its output shown; throws when it fails. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { stdio: 'inherit', shell: false, ...options });
  if (done.status !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${done.status ?? done.signal}`);
}

/** Installs packages when node_modules is absent or older than the lock file. */
export function installPackages() {
  const marker = 'node_modules/.package-lock.json';
  const fresh =
    existsSync(marker) && statSync(marker).mtimeMs >= statSync('package-lock.json').mtimeMs;
  if (fresh) return;
  if (existsSync('node_modules') && lstatSync('node_modules').isSymbolicLink()) {
    throw new Error('node_modules is a link: installing here would empty what it points to');
  }
  console.log('Installing packages…');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run(npm, ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
    shell: process.platform === 'win32',
  });
}

/** The same for a folder with a lock file of its own, whose packages are no part of the app. */
export function installPackagesOf(folder) {
  const marker = `${folder}/node_modules/.package-lock.json`;
  const fresh =
    existsSync(marker) &&
    statSync(marker).mtimeMs >= statSync(`${folder}/package-lock.json`).mtimeMs;
  if (fresh) return;
  console.log(`Installing the packages of ${folder}…`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  run(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    shell: process.platform === 'win32',
  });
}

/** Finds or installs a Chromium and returns the path of its program. */
export function installChromium() {
  const known = [
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const found = () => known.find((path) => path && existsSync(path));
  if (found()) return found();
  const root = process.getuid?.() === 0;
  if (root && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium with apt…');
    run('apt-get', ['update', '-qq']);
    run('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      'chromium',
      'fonts-dejavu-core',
    ]);
    if (found()) return found();
  }
  console.log('Installing Chromium with Playwright…');
  run(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium']);
  return createRequire(import.meta.url)('playwright-core').chromium.executablePath();
}

/** Installs Debian tools that some tests compare against, when that is possible; says so when not. */
export function installTools(programs) {
  const missing = Object.entries(programs).filter(
    ([program]) => !existsSync(`/usr/bin/${program}`),
  );
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      ...missing.map(([, name]) => name),
    ]);
  } else {
    console.log(
      `Not installed, so the checks that use them are left out: ${missing.map(([program]) => program).join(', ')}`,
    );
  }
}
