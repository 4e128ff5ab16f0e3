/** The real worker with the real library: what a screen and a script can rely on. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createScriptingDoor } from '#app/scripting.ts';
import type { Inkreel } from './client.ts';
import { openInkreel } from './client.ts';

let library = '';
const tabs: Inkreel[] = [];
const openTab = (): Inkreel => {
  const tab = openInkreel({ library });
  tabs.push(tab);
  return tab;
};

/** A PNG of one colour, made by the browser. */
async function picture(name: string, colour: string): Promise<File> {
  const canvas = new OffscreenCanvas(40, 30);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = colour;
  context.fillRect(0, 0, 40, 30);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], name);
}

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

describe('the scripting door', () => {
  it('imports, finds the same bytes again, and gives them back', async () => {
    const door = createScriptingDoor(openTab(), '1.2.3');
    expect(door.version).toBe('1.2.3');
    const red = await picture('red 🦊.png', 'red');
    const first = await door.import([red, new File(['no picture'], 'notes.xyz')]);
    expect(first.imported).toMatchObject([{ name: 'red 🦊.png' }]);
    expect([...first.skipped, ...first.failed]).toMatchObject([{ name: 'notes.xyz' }]);
    const [made] = first.imported;
    if (!made?.assetId) throw new Error('nothing imported');
    const second = await door.import([red]);
    expect(second.duplicates).toMatchObject([{ assetId: made.assetId }]);
    const bytes = await (await door.blob(made.assetId)).arrayBuffer();
    expect(new Uint8Array(bytes)).toEqual(new Uint8Array(await red.arrayBuffer()));
  });

  it('reads by SQL and refuses to write by it', async () => {
    const door = createScriptingDoor(openTab(), '');
    expect(await door.sql('SELECT count(*) AS n FROM assets WHERE name = ?', ['x'])).toEqual([
      { n: 0 },
    ]);
    await expect(door.sql('DELETE FROM assets')).rejects.toThrow(/read/);
    await expect(door.sql('SELECT nonsense')).rejects.toThrow(/nonsense/);
  });

  it('commands are checked and undone', async () => {
    const door = createScriptingDoor(openTab(), '');
    const made = await door.commands.createPack({ name: 'Foxes' });
    expect(made.ok).toBe(true);
    expect(await door.commands.createPack({ name: '' })).toMatchObject({
      ok: false,
      failure: { code: 'invalid_input' },
    });
    const [row] = await door.sql('SELECT DISTINCT actor FROM audit_log WHERE entity_type = ?', [
      'packs',
    ]);
    expect(row).toEqual({ actor: 'user' });
    const undo = await door.queries.undoState({});
    if (!undo.ok || !undo.value.undo) throw new Error('nothing to undo');
    expect((await door.commands.undoRequest({ request: undo.value.undo.request_id })).ok).toBe(
      true,
    );
    expect(await door.queries.packs({})).toMatchObject({ value: [] });
  });

  it('waits for work in a follower tab, and rejects on time-out only', async () => {
    const leader = openTab();
    await expect.poll(() => leader.status.current().state, { timeout: 10_000 }).toBe('ready');
    const door = createScriptingDoor(openTab(), '');
    const { imported } = await door.import([await picture('blue.png', 'blue')]);
    expect(imported).toHaveLength(1);
    const rows = await door.sql(`SELECT id FROM tasks WHERE kind = 'extract_metadata'`);
    const ids = rows.map((row) => String(row['id']));
    expect(ids.length).toBeGreaterThan(0);
    const ended = await door.done(ids as never, { timeout: 20_000 });
    expect(ended).toMatchObject([{ id: ids[0] }]);
    await expect(
      door.done('00000000-0000-7000-8000-000000000000' as never, { timeout: 50 }),
    ).rejects.toThrow(/50 ms/);
    await expect(door.cancel('00000000-0000-7000-8000-000000000000' as never)).rejects.toThrow();
    await expect(door.enqueue('no such kind', {})).rejects.toThrow();
  });

  it('says what the browser offers', async () => {
    const found = await createScriptingDoor(openTab(), '').capabilities();
    expect(found).toMatchObject({ storage: true, sharedWorker: true, persisted: false });
    expect(found.threads).toBe(globalThis.crossOriginIsolated);
  });
});

describe('the storage', () => {
  it('is told by kind, and whether the browser was asked to keep it', async () => {
    const tab = openTab();
    await createScriptingDoor(tab, '').import([await picture('green.png', 'green')]);
    // Asked by the first real save; headless Chromium says no, and that is told too.
    await expect.poll(async () => (await tab.storage()).askedAt).toBeTypeOf('number');
    const facts = await tab.storage();
    expect(facts).toMatchObject({ temporary: false, persisted: false });
    expect(facts.usage).toBeGreaterThan(0);
    expect(facts.usageByKind['fileSystem']).toBeGreaterThan(0);
    const contents = await tab.queries.contents({});
    expect(contents).toMatchObject({ ok: true, value: { blobs: 1 } });
  });
});
