/** `npm start`: installs if needed, builds, serves on localhost and opens the address. */
import { spawn } from 'node:child_process';

import { installPackages, run } from './install.mjs';
import { serveFolder } from './static-server.mjs';

installPackages();
run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']);

const wanted = Number(process.env.PORT ?? 4173);
const server = await serveFolder({ root: 'dist', port: wanted, headers: 'good' }).catch(() =>
  serveFolder({ root: 'dist', headers: 'good' }),
);
console.log(
  `\nInkreel is at ${server.url}\nStop it with Ctrl+C; what you made stays in your browser.`,
);

const quiet = process.env.CI || process.argv.includes('--no-open') || !process.stdout.isTTY;
if (!quiet) {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform] ?? 'xdg-open';
  spawn(opener, [server.url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
