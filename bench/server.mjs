/**
 * One origin for the benchmarks: the built app under /app/ (no headers, as from a plain host) and
 * under /packed/ (text comes as gzip, as public hosts send it), and beside it the pages of the
 * benchmark with the packages and files that they load.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** @param {Record<string, string>} folders prefix of the address → folder on the disk */
export async function serveBench(folders) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const prefix = Object.keys(folders).find((each) => path.startsWith(each));
    const inside = prefix && normalize(path.slice(prefix.length) || 'index.html');
    const file = inside && !inside.startsWith('..') ? join(folders[prefix], inside) : null;
    const found = file ? await stat(file).catch(() => null) : null;
    if (!found?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    const packed = prefix === '/packed/' && /^text|json|svg|wasm/.test(type);
    response.writeHead(200, {
      'Content-Type': type,
      'Cache-Control': 'no-cache',
      ...(packed ? { 'Content-Encoding': 'gzip' } : { 'Content-Length': found.size }),
      ...(prefix === '/app/' || prefix === '/packed/' ? {} : isolation),
    });
    const bytes = createReadStream(file);
    (packed ? bytes.pipe(createGzip()) : bytes).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
