/**
 * The browser's private file system, reached around the app: to damage what the app wrote, and to
 * see what it left. The page must be of the app's origin and the app must not be open in it.
 */
import type { BrowserContext, Page } from '@playwright/test';

export interface PrivateFile {
  /** Below the root, "/" between parts. */
  readonly path: string;
  readonly size: number;
}

/** A page of the app's origin that is not the app (a picture of it). */
export async function outsideApp(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}icons/icon-192.png`);
  return page;
}

/** Every file below a folder of the private file system ('' is all of it). */
export const listFiles = (page: Page, under = ''): Promise<readonly PrivateFile[]> =>
  page.evaluate(async (start) => {
    const found: { path: string; size: number }[] = [];
    const walk = async (folder: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [name, entry] of (folder as any).entries()) {
        if (entry.kind === 'directory') await walk(entry, `${path}${name}/`);
        else found.push({ path: `${path}${name}`, size: (await entry.getFile()).size });
      }
    };
    let folder = await navigator.storage.getDirectory();
    for (const part of start.split('/').filter(Boolean)) {
      const next = await folder.getDirectoryHandle(part).catch(() => null);
      if (!next) return [];
      folder = next;
    }
    await walk(folder, start === '' ? '' : `${start}/`);
    return found;
  }, under);

/** Reads a whole private file. */
export async function readPrivate(page: Page, path: string): Promise<Buffer> {
  const base64 = await page.evaluate(async (where) => {
    const parts = where.split('/');
    const name = parts.pop() ?? '';
    let folder = await navigator.storage.getDirectory();
    for (const part of parts) folder = await folder.getDirectoryHandle(part);
    const bytes = new Uint8Array(
      await (await (await folder.getFileHandle(name)).getFile()).arrayBuffer(),
    );
    let letters = '';
    for (let at = 0; at < bytes.length; at += 32_768) {
      letters += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    }
    return btoa(letters);
  }, path);
  return Buffer.from(base64, 'base64');
}

/** Writes bytes into a private file, from `at` on; `end` cuts the file there. */
export const writePrivate = (
  page: Page,
  path: string,
  bytes: Buffer,
  options: { readonly at?: number; readonly end?: number } = {},
): Promise<void> =>
  page.evaluate(
    async ([where, text, { at, end }]) => {
      const parts = where.split('/');
      const name = parts.pop() ?? '';
      let folder = await navigator.storage.getDirectory();
      for (const part of parts) folder = await folder.getDirectoryHandle(part);
      const file = await folder.getFileHandle(name);
      const writer = await file.createWritable({ keepExistingData: true });
      await writer.write({
        type: 'write',
        position: at ?? 0,
        data: Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)),
      });
      if (end !== undefined) await writer.truncate(end);
      await writer.close();
    },
    [path, bytes.toString('base64'), options] as const,
  );

/**
 * The database files of the library by the name that SQLite knows them under ("/library.db",
 * "/library.db-wal"). The pool keeps each in an opaque file: 4096 bytes of its own, of which the
 * first 512 are the name, and then the file (sqlite-wasm, opfs-sahpool).
 */
export async function databaseFiles(page: Page): Promise<ReadonlyMap<string, PrivateFile>> {
  const files = await listFiles(page, 'libraries');
  const named = new Map<string, PrivateFile>();
  for (const file of files) {
    if (!file.path.includes('/db/') || file.size < 4096) continue;
    const bytes = await page.evaluate(async (where) => {
      const parts = where.split('/');
      const name = parts.pop() ?? '';
      let folder = await navigator.storage.getDirectory();
      for (const part of parts) folder = await folder.getDirectoryHandle(part);
      const whole = await (await folder.getFileHandle(name)).getFile();
      return [...new Uint8Array(await whole.slice(0, 512).arrayBuffer())];
    }, file.path);
    const end = bytes.indexOf(0);
    const name = Buffer.from(bytes.slice(0, end < 0 ? 512 : end)).toString('utf8');
    if (name.startsWith('/')) named.set(name, file);
  }
  return named;
}

/** Where the bytes of a database begin in its opaque file. */
export const poolHeader = 4096;
