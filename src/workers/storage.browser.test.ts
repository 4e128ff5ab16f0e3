import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { libraryNote, noteLibrary } from '#db/device.ts';
import { poolFiles } from '#db/opfs/pool-files.ts';
import type { Inkreel } from './client.ts';
import { openInkreel } from './client.ts';
import { damage } from './testing/pool.ts';

const small = (): Worker =>
  new Worker(new URL('./testing/small-library.worker.ts', import.meta.url), { type: 'module' });
const withoutStorage = (): Worker =>
  new Worker(new URL('./testing/without-storage.worker.ts', import.meta.url), { type: 'module' });

let library = '';
let tabs: Inkreel[] = [];
const openTab = (startDatabase = small): Inkreel => {
  const tab = openInkreel({ library, startDatabase });
  tabs.push(tab);
  return tab;
};
const closeTab = async (tab: Inkreel): Promise<void> => {
  tab.close();
  tabs = tabs.filter((other) => other !== tab);
  // The handles of a terminated worker are let go of a few milliseconds later.
  await expect
    .poll(async () => {
      const file = (await poolFiles(library))[0];
      if (!file) return 'free';
      const writable = await file.handle
        .createWritable({ keepExistingData: true })
        .catch(() => null);
      await writable?.close();
      return writable ? 'free' : 'held';
    })
    .toBe('free');
};
const settled = async (tab: Inkreel): Promise<string> => {
  await expect
    .poll(() => tab.status.current().state, { timeout: 10_000 })
    .not.toMatch(/opening|reconnecting/);
  return tab.status.current().state;
};
const libraryFolder = async (): Promise<FileSystemDirectoryHandle> => {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle('libraries');
  return all.getDirectoryHandle(library);
};
const namesIn = async (folder: FileSystemDirectoryHandle): Promise<string[]> => {
  const found: string[] = [];
  for await (const name of folder.keys()) found.push(name);
  return found.toSorted();
};
/** A library with some rows in it, closed again. */
const madeLibrary = async (): Promise<void> => {
  const tab = openTab();
  for (let row = 0; row < 20; row += 1) {
    expect((await tab.commands.createPack({ name: 'x'.repeat(1000) })).ok).toBe(true);
  }
  await expect.poll(async () => (await libraryNote(library)).savedSince ?? 0).toBeGreaterThan(0);
  // Asked for in the next turn, so that the page has heard of the save.
  await tab.sql('SELECT 1');
  await closeTab(tab);
};

beforeEach(() => {
  library = `test-${crypto.randomUUID().slice(0, 8)}`;
});
afterEach(async () => {
  for (const tab of tabs.splice(0)) tab.close();
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle('libraries', { create: true });
  await expect
    .poll(() => all.removeEntry(library, { recursive: true }).then(() => 'gone', String))
    .toMatch(/gone|NotFound/);
});

describe('a damaged database', () => {
  it('is set aside whole, told, exported, and replaced only when the person says so', async () => {
    await madeLibrary();
    // The log still holds the rows: without it the file is all there is.
    const files = await poolFiles(library);
    expect(files.some(({ path }) => path === '/library.db')).toBe(true);
    await damage(library, '/library.db', 0, new Uint8Array(64).fill(0xab));
    const log = files.find(({ path }) => path === '/library.db-wal');
    if (log && log.size > 0) await damage(library, '/library.db-wal', 0, new Uint8Array(64));

    const tab = openTab();
    expect(await settled(tab)).toBe('corrupt');
    expect(await tab.commands.createPack({ name: 'no' })).toMatchObject({
      failure: { code: 'corrupt' },
    });
    const aside = await (await libraryFolder()).getDirectoryHandle('set-aside');
    const [folder = ''] = await namesIn(aside);
    expect(folder).toMatch(/^corrupt-\d{4}-\d\d-\d\dT/);
    expect(await namesIn(await aside.getDirectoryHandle(folder))).toContain('library.db.pool');
    const exported = await tab.exportDatabase();
    if (!exported.ok) throw new Error(exported.failure.code);
    const head = new Uint8Array(await exported.value.blob.slice(0, 64).arrayBuffer());
    expect([...head]).toEqual(Array.from({ length: 64 }, () => 0xab));

    // A reload shows the same, not an empty library.
    await closeTab(tab);
    const again = openTab();
    expect(await settled(again)).toBe('corrupt');
    expect((await again.choose('start_new')).ok).toBe(true);
    expect(await settled(again)).toBe('ready');
    expect(await again.queries.packs({})).toMatchObject({ ok: true, value: [] });
    expect(await namesIn(aside)).toEqual([folder]);
  });

  it('is found in the middle of the file by the check at opening', async () => {
    await madeLibrary();
    const tab = openTab();
    await settled(tab);
    await tab.commands.createPack({ name: 'PRAGMA wal_checkpoint(truncate)' });
    await closeTab(tab);
    for (const { path, size } of await poolFiles(library)) {
      if (path !== '/library.db' || size === 0) continue;
      for (let page = 1; page < size / 8192; page += 1) {
        await damage(library, path, page * 8192, new Uint8Array(512).fill(0xfe));
      }
    }
    const broken = openTab();
    expect(await settled(broken)).toBe('corrupt');
  });

  it('is saved from the pool, which would empty a file with a damaged header', async () => {
    await madeLibrary();
    await damage(library, '/library.db', -4000, new Uint8Array([9]));
    const before = (await poolFiles(library)).find(({ intact }) => !intact);
    expect(before?.size).toBeGreaterThan(0);
    const tab = openTab();
    expect(await settled(tab)).toBe('corrupt');
    const exported = await tab.exportDatabase();
    expect(exported.ok && exported.value.blob.size).toBe(before?.size);
  });
});

describe('a library that vanished', () => {
  it('is told from a first run and never replaced in silence', async () => {
    await madeLibrary();
    const root = await navigator.storage.getDirectory();
    const all = await root.getDirectoryHandle('libraries');
    await all.removeEntry(library, { recursive: true });
    const tab = openTab();
    expect(await settled(tab)).toBe('missing');
    expect(await tab.queries.packs({})).toMatchObject({ failure: { code: 'not_found' } });
    expect((await poolFiles(library)).length).toBe(0);

    // IndexedDB went too; localStorage still remembers.
    await closeTab(tab);
    await noteLibrary(library, { savedSince: undefined });
    const again = openTab();
    expect(await settled(again)).toBe('missing');
    expect((await again.choose('start_new')).ok).toBe(true);
    expect(await settled(again)).toBe('ready');
    await closeTab(again);
    // And the decision holds, although nothing was saved since.
    expect(await settled(openTab())).toBe('ready');
  });
});

describe('a database of a newer Inkreel', () => {
  it('is refused, left alone, and can be exported', async () => {
    const tab = openTab();
    await settled(tab);
    await tab.commands.createPack({ name: 'of the future' });
    await tab.commands.createPack({ name: 'PRAGMA user_version = 900' });
    await closeTab(tab);
    const newer = openTab();
    expect(await settled(newer)).toBe('newer');
    expect(newer.status.current()).toMatchObject({ found: 900 });
    expect(await newer.commands.createPack({ name: 'no' })).toMatchObject({
      failure: { code: 'newer_database', found: 900 },
    });
    expect((await newer.choose('start_new')).ok).toBe(false);
    const exported = await newer.exportDatabase();
    if (!exported.ok) throw new Error(exported.failure.code);
    const head = await exported.value.blob.slice(0, 15).text();
    expect(head).toBe('SQLite format 3');
  });
});

describe('the copies from before a migration', () => {
  it('1.28 are plain SQLite files, and the newest three stay', async () => {
    const tab = openTab();
    await tab.commands.createPack({ name: 'kept' });
    await tab.commands.createPack({ name: 'PRAGMA wal_checkpoint(truncate)' });
    await closeTab(tab);
    const worker = new Worker(new URL('./testing/backup.worker.ts', import.meta.url), {
      type: 'module',
    });
    const made: unknown[] = [];
    for (let copy = 0; copy < 5; copy += 1) {
      worker.postMessage({ library, now: Date.UTC(2026, 0, 1 + copy) });
      const { data } = await new Promise<MessageEvent<unknown>>((resolve) => {
        worker.addEventListener('message', resolve, { once: true });
      });
      made.push(data);
    }
    worker.terminate();
    const folder = await (await libraryFolder()).getDirectoryHandle('backups');
    expect(await namesIn(folder)).toEqual(made.slice(-3));
    const newest = await (await folder.getFileHandle(String(made.at(-1)))).getFile();
    const database = (await poolFiles(library)).find(({ path }) => path === '/library.db');
    expect(newest.size).toBe(database?.size);
    expect(await newest.slice(0, 15).text()).toBe('SQLite format 3');
  });
});

describe('a browser without private files', () => {
  it('works in memory and says that nothing is kept', async () => {
    const tab = openTab(withoutStorage);
    expect(await settled(tab)).toBe('temporary');
    expect((await tab.commands.createPack({ name: 'gone soon' })).ok).toBe(true);
    const follower = openTab(withoutStorage);
    expect(await settled(follower)).toBe('temporary');
    expect(await follower.queries.packs({})).toMatchObject({ value: [{ name: 'gone soon' }] });
    expect((await libraryNote(library)).savedSince).toBeUndefined();
  });
});
