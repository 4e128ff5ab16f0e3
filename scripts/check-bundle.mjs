/**
 * Holds the first load to its promise: at most 200 kB of JavaScript (gzip) for the library screen,
 * and no database, model runtime or codec in it.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const limit = 200_000;
const forbidden = [/sqlite3_open_v2/, /ort-wasm-simd/, /ffmpeg-core/, /InferenceSession/];

const html = readFileSync('dist/index.html', 'utf8');
const seen = new Map();
const queue = [...html.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map((match) => match[1]);

// The library is the first screen and comes right after the entry, with what stands around it.
const firstScreen = /^(LibraryScreen|Dock|ImportPanel)-.*\.js$/;
for (const name of readdirSync('dist/assets')) {
  if (firstScreen.test(name)) queue.push(`assets/${name}`);
}

while (queue.length > 0) {
  const file = queue.pop();
  if (seen.has(file) || !existsSync(`dist/${file}`)) continue;
  const text = readFileSync(`dist/${file}`, 'utf8');
  seen.set(file, text);
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  // Static imports only: `import … from "./x.js"`, `import"./x.js"`; dynamic ones load later.
  for (const match of text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
    queue.push(folder + match[1]);
}

let total = 0;
let bad = false;
for (const [file, text] of seen) {
  const size = gzipSync(text, { level: 9 }).length;
  total += size;
  console.log(`${(size / 1000).toFixed(1).padStart(8)} kB  ${file}`);
  for (const pattern of forbidden) {
    if (pattern.test(text)) {
      console.error(`${file} holds ${pattern}, which must not load at first`);
      bad = true;
    }
  }
}
console.log(
  `${(total / 1000).toFixed(1).padStart(8)} kB  first load, gzip (limit ${limit / 1000} kB)`,
);
if (seen.size === 0 || total > limit || bad) process.exit(1);
