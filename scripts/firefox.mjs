/** `npm run test:firefox`: installs what drives a Firefox, builds where nothing is built, and goes the journey. */
import { existsSync } from 'node:fs';

import { installPackages, installPackagesOf, run } from './install.mjs';

installPackages();
installPackagesOf('tests/firefox');
if (!existsSync('dist/index.html')) {
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']);
}
run(process.execPath, ['--test', '--test-reporter=spec', 'tests/firefox/journey.mjs']);
