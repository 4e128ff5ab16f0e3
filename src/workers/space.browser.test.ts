import { cdp } from 'vitest/browser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { libraryNote } from '#db/device.ts';
import { reserveBytes } from '#db/opfs/space.ts';
import type { Inkreel } from './client.ts';
import { openInkreel } from './client.ts';

const small = (): Worker =>
  new Worker(new URL('./testing/small-library.worker.ts', import.meta.url), { type: 'module' });

let library = '';
let tab: Inkreel;

/** Limits what this origin may store, or lifts the limit. */
const limit = (quotaSize?: number): Promise<unknown> =>
  // The types of the protocol are not exposed here.
  (cdp() as unknown as { send(method: string, params: object): Promise<unknown> }).send(
    'Storage.overrideQuotaForOrigin',
    { origin: location.origin, ...(quotaSize === undefined ? {} : { quotaSize }) },
  );
const reserve = async (): Promise<number | null> => {
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle('libraries');
  const folder = await all.getDirectoryHandle(library);
  const file = await folder.getFileHandle('reserve').catch(() => null);
  return file ? (await file.getFile()).size : null;
};

beforeEach(() => {
  library = `test-${crypto.randomUUID().slice(0, 8)}`;
  tab = openInkreel({ library, startDatabase: small });
});
afterEach(async () => {
  await limit();
  tab.close();
  const root = await navigator.storage.getDirectory();
  const all = await root.getDirectoryHandle('libraries', { create: true });
  await expect
    .poll(() => all.removeEntry(library, { recursive: true }).then(() => 'gone', String))
    .toMatch(/gone|NotFound/);
});

describe('a full disk', () => {
  it('gives up the reserve, says so, keeps what was acknowledged, and goes on by itself', async () => {
    const heard: string[] = [];
    tab.status.subscribe(() => heard.push(tab.status.current().state));
    const megabyte = 'm'.repeat(1024 * 1024);
    expect((await tab.commands.createPack({ name: megabyte })).ok).toBe(true);
    await expect.poll(reserve).toBe(reserveBytes);

    const { usage = 0 } = await navigator.storage.estimate();
    await limit(usage + 3 * 1024 * 1024);
    let acknowledged = 1;
    let refused = 0;
    // The reserve carries more writes after the disk is full; in the end it is full for good.
    for (let row = 0; row < 80 && refused === 0; row += 1) {
      const result = await tab.commands.createPack({ name: megabyte });
      if (result.ok) acknowledged += 1;
      else {
        refused += 1;
        expect(result.failure.code).toMatch(/storage_full|storage_failed/);
      }
    }
    expect(heard).toContain('full');
    expect(heard).not.toContain('corrupt');
    expect(tab.status.current().state).toBe('full');
    expect(await reserve()).toBeNull();
    expect(refused).toBe(1);
    expect(acknowledged).toBeGreaterThan(10);
    // Reading goes on.
    const count = await tab.sql('SELECT count(*) AS n FROM rows_of_test');
    expect(count.ok && count.value[0]?.['n']).toBe(acknowledged);

    await limit();
    await expect.poll(() => tab.status.current().state, { timeout: 10_000 }).toBe('ready');
    expect(await reserve()).toBe(reserveBytes);
    expect((await tab.commands.createPack({ name: 'room again' })).ok).toBe(true);
    expect((await libraryNote(library)).troubled).toBe(true);
  });
});
