/** `npm run check`: types, lint, format, unused code, unit tests in Node. Stops at the first that fails. */
import { installPackages, run } from './install.mjs';

installPackages();
const node = (file, ...args) => run(process.execPath, [file, ...args]);
node('node_modules/typescript/bin/tsc', '--noEmit');
node('node_modules/typescript/bin/tsc', '-p', 'src/domain', '--noEmit');
node('node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings');
node('node_modules/oxfmt/bin/oxfmt', '--check', '.');
node('node_modules/knip/bin/knip.js');
node('scripts/notices.mjs', '--check');
node('node_modules/vitest/vitest.mjs', 'run', '--project', 'node');
