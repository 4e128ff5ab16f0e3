import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readManifest } from '#domain/backup/manifest.ts';
import type { AssetId, Sha256, TaskId } from '#domain/id.ts';
import { plainManifest } from '#domain/local-model.ts';
import type { TaskRow } from '#domain/task.ts';
import { readZip } from '#formats/zip/reader.ts';
import { openZip } from '#formats/zip/writer.ts';
import { openInkreel, type Inkreel } from '../client.ts';
import { buildingLock, sweepLibraries } from '../libraries.ts';
import { changeLibraries, knownLibraries } from '#db/device.ts';
import type { Safety } from './client.ts';

const limits = { entries: 10_000, bytes: 2 ** 33, ratio: 200 };

/** A picture that no other seed gives. */
async function picture(seed: number): Promise<File> {
  const canvas = new OffscreenCanvas(40 + seed, 30);
  const context = canvas.getContext('2d')!;
  context.fillStyle = `hsl(${seed * 47} 80% 50%)`;
  context.fillRect(0, 0, 40 + seed, 30);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], `picture ${seed}.png`);
}

async function done(inkreel: Inkreel, task: TaskId): Promise<TaskRow> {
  for (;;) {
    const row = await inkreel.queries.task({ id: task });
    if (row.ok && row.value && !['pending', 'running'].includes(row.value.status)) return row.value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function quiet(inkreel: Inkreel): Promise<void> {
  for (;;) {
    const counts = await inkreel.queries.counts({});
    if (counts.ok && counts.value.pending + counts.value.running === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ready(inkreel: Inkreel): Promise<void> {
  while (!(await inkreel.queries.counts({})).ok) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const unwrap = <Value>(
  result: { ok: true; value: Value } | { ok: false; failure: unknown },
): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

const rows = async (inkreel: Inkreel, text: string): Promise<readonly Record<string, unknown>[]> =>
  unwrap(await inkreel.sql(text));

async function folder(name: string): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(name, { recursive: true }).catch(() => undefined);
  return root.getDirectoryHandle(name, { create: true });
}

async function filesIn(directory: FileSystemDirectoryHandle, path = ''): Promise<string[]> {
  const found: string[] = [];
  for await (const handle of directory.values()) {
    if (handle.kind === 'file') found.push(path + handle.name);
    else found.push(...(await filesIn(handle, `${path}${handle.name}/`)));
  }
  return found.toSorted();
}

let inkreel: Inkreel;
let safety: Safety;
let assets: readonly AssetId[];

beforeAll(async () => {
  const id = await (await import('../libraries.ts')).createLibrary('Foxes', Date.now());
  inkreel = openInkreel({ library: id, version: '9.9.9' });
  await ready(inkreel);
  safety = await inkreel.safety();
  const files = await Promise.all([1, 2, 3].map(picture));
  const report = await inkreel.importFiles(files.map((file) => ({ file })));
  assets = report.imported.map((one) => (one as { asset: AssetId }).asset);
  expect(assets).toHaveLength(3);
  await inkreel.commands.createPack({ name: 'Foxes', assets });
  await quiet(inkreel);
});
afterAll(() => inkreel.close());

async function download(take: Parameters<Safety['backUp']>[1] = {}): Promise<File> {
  const task = await done(inkreel, unwrap(await safety.backUp({ target: 'download' }, take)));
  expect(task).toMatchObject({ status: 'completed', failure: null });
  const [record] = unwrap(await inkreel.queries.backups({})).records;
  return (await safety.archive(record!))!;
}

/** Opens a restored library, looks at it, and closes it again. */
async function inside<Value>(id: string, look: (open: Inkreel) => Promise<Value>): Promise<Value> {
  const open = openInkreel({ library: id });
  try {
    await ready(open);
    return await look(open);
  } finally {
    open.close();
  }
}

const truth = `SELECT id, name, blob, size, kind FROM assets ORDER BY id`;

describe('a backup as one file', () => {
  it('holds the database, every file and a manifest that is true', async () => {
    const file = await download();
    const zip = unwrap(await readZip(file, limits));
    const text = await new Response(
      new ReadableStream({
        async start(controller) {
          for await (const part of zip.read(zip.find('manifest.json')!)) controller.enqueue(part);
          controller.close();
        },
      }),
    ).text();
    const manifest = unwrap(readManifest(text, 1000));
    expect(manifest).toMatchObject({ app: '9.9.9', library: 'Foxes', leftOut: { missing: [] } });
    expect(manifest.blobs).toHaveLength(3);
    expect(manifest.tables['packs']).toBe(1);
    expect(text).not.toContain('lease');
    expect(zip.entries.map(({ name }) => name.split('/')[0])).toEqual([
      'README.txt',
      'library.sqlite',
      'blobs',
      'blobs',
      'blobs',
      'manifest.json',
    ]);
  });

  it('is restored into a library of its own; the present one stays as it is', async () => {
    const before = await rows(inkreel, truth);
    const file = await download();
    const restored = unwrap(await safety.restore({ kind: 'archive', file }, 'Foxes again'));
    expect(restored).toMatchObject({ assets: before.length, files: 3, missing: 0 });
    await inside(restored.library, async (open) => {
      expect(await rows(open, truth)).toEqual(before);
      for (const asset of assets) {
        const [mine, theirs] = [await inkreel.openAsset(asset), await open.openAsset(asset)];
        expect(await unwrap(theirs).bytes()).toEqual(await unwrap(mine).bytes());
      }
      await quiet(open);
      const overview = unwrap(await open.queries.backups({}));
      expect(overview).toMatchObject({ folder: null, records: [], rehearsal: null });
      expect(overview.restored_at).toBeGreaterThan(0);
      const blobs = before.flatMap(({ blob }) => (blob ? [blob as never] : []));
      expect(unwrap(await open.queries.thumbnails({ blobs }))).toHaveLength(3);
      // What is done there does not reach here.
      await open.commands.trashAssets({ assets: [assets[0]!] });
    });
    expect(await rows(inkreel, 'SELECT id FROM assets WHERE deleted_at IS NOT NULL')).toEqual([]);
    expect((await safety.libraries.list()).map(({ name }) => name)).toContain('Foxes again');
    expect(await safety.libraries.delete(inkreel.library)).toMatchObject({ ok: false });
    await expect
      .poll(async () => (await safety.libraries.delete(restored.library)).ok, { timeout: 10_000 })
      .toBe(true);
    expect((await safety.libraries.measure(restored.library)).bytes).toBe(0);
  });

  it('may leave added models out; the restored library says which are not there', async () => {
    const model = unwrap(
      await inkreel.commands.addModel({
        name: 'Doubler',
        manifest: { ...plainManifest, task: 'upscale', input: 'x', output: 'y', scale: 2 },
        facts: { producer: '', opset: 17, nodes: 1, parameters: 1, inputs: [], outputs: [] },
        blob: 'd0'.repeat(32) as Sha256,
        size: 1_000,
        licence: 'MIT',
        commercial_use: true,
        accepted: false,
      }),
    );
    await quiet(inkreel);
    const file = await download({ models: false });
    const [record] = unwrap(await inkreel.queries.backups({})).records;
    expect(record).toMatchObject({ files: 3, missing: 0, models_left_out: 1 });
    await inkreel.commands.removeModel({ model: model.model });
    const restored = unwrap(await safety.restore({ kind: 'archive', file }, 'Without models'));
    expect(restored).toMatchObject({ files: 3, missing: 0 });
    await inside(restored.library, async (open) => {
      expect(unwrap(await open.queries.localModels({}))).toMatchObject([
        { name: 'Doubler', missing: 1, enabled: 0 },
      ]);
    });
  });

  it('brings back what lies in the trash too, and still there', async () => {
    const asset = assets[2]!;
    await inkreel.commands.trashAssets({ assets: [asset] });
    const file = await download();
    await inkreel.commands.restoreAssets({ assets: [asset] });
    const tested = unwrap(await safety.rehearse({ kind: 'archive', file }));
    expect(tested).toMatchObject({ passed: true, missing: 0 });
    const restored = unwrap(await safety.restore({ kind: 'archive', file }, 'With trash'));
    await inside(restored.library, async (open) => {
      expect(await rows(open, 'SELECT id FROM assets WHERE deleted_at IS NOT NULL')).toEqual([
        { id: asset },
      ]);
      expect(unwrap(await open.openAsset(asset)).size).toBeGreaterThan(0);
      await quiet(open);
    });
  });

  it('is a file that changed nothing when it was cut off, foreign or tampered with', async () => {
    const whole = await download();
    const known = await knownLibraries();
    const bytes = await whole.bytes();
    const refused = async (parts: BlobPart[]): Promise<string> => {
      const result = await safety.restore(
        { kind: 'archive', file: new File(parts, 'backup.zip') },
        'never',
      );
      expect(result.ok).toBe(false);
      expect(await knownLibraries()).toEqual(known);
      return result.ok ? '' : JSON.stringify(result.failure);
    };
    expect(await refused([bytes.slice(0, bytes.length / 2)])).toContain('cut off');
    expect(await refused(['no archive at all, but a letter'])).toContain('cut off');
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const foreign = openZip(async (part) => void parts.push(new Uint8Array(part)));
    await foreign.addBytes('holiday.txt', new Uint8Array(3));
    await foreign.close();
    expect(await refused(parts)).toContain('no backup of Inkreel');
    // One bit of the database: its sum in the archive is wrong.
    const bent = bytes.slice();
    bent[Math.floor(bytes.length / 3)]! ^= 1;
    expect(await refused([bent])).toMatch(/corrupt/);
  });

  it('names files that are not whole and restores the rest when told to', async () => {
    const file = await download();
    const zip = unwrap(await readZip(file, limits));
    const blob = zip.entries.find(({ name }) => name.startsWith('blobs/'))!;
    const bytes = await file.bytes();
    bytes[blob.offset + 30 + blob.name.length + 20]! ^= 1;
    const place = { kind: 'archive', file: new File([bytes], 'bent.zip') } as const;
    const named: string[] = [];
    const no = await safety.restore(place, 'Bent', {
      onDamaged: async (files) => (named.push(...files), false),
    });
    expect(no).toMatchObject({ failure: { code: 'cancelled' } });
    expect(named).toEqual([blob.name.split('/')[2]]);
    expect((await knownLibraries()).some(({ name }) => name === 'Bent')).toBe(false);
    const yes = unwrap(await safety.restore(place, 'Bent', { onDamaged: async () => true }));
    expect(yes).toMatchObject({ files: 2, missing: 1 });
    await inside(yes.library, async (open) => {
      expect(await rows(open, `SELECT blob FROM assets WHERE state = 'missing'`)).toEqual([
        { blob: named[0] },
      ]);
      // The whole backup mends it.
      const mended = unwrap(
        await (await open.safety()).repair({ kind: 'archive', file: await download() }),
      );
      expect(mended).toEqual({ mended: named, without: [] });
      expect(await rows(open, `SELECT blob FROM assets WHERE state = 'missing'`)).toEqual([]);
    });
  });
});

describe('a rehearsal', () => {
  it('tells that everything is whole, and leaves nothing behind', async () => {
    const file = await download();
    const known = await knownLibraries();
    const found = unwrap(await safety.rehearse({ kind: 'archive', file }));
    expect(found).toMatchObject({
      passed: true,
      files: 3,
      damaged: [],
      differing: [],
      trouble: null,
    });
    expect(unwrap(await inkreel.queries.backups({})).rehearsal).toEqual(found);
    expect(await knownLibraries()).toEqual(known);
  });

  it('tells which file is not', async () => {
    const file = await download();
    const zip = unwrap(await readZip(file, limits));
    const blob = zip.entries.find(({ name }) => name.startsWith('blobs/'))!;
    const bytes = await file.bytes();
    bytes[blob.offset + 30 + blob.name.length + 9]! ^= 1;
    const place = { kind: 'archive', file: new File([bytes], 'bent.zip') } as const;
    expect(unwrap(await safety.rehearse(place))).toMatchObject({
      passed: false,
      damaged: [blob.name.split('/')[2]],
    });
  });
});

describe('a backup folder', () => {
  it('grows by what is new, is restored from, and mends what was damaged here', async () => {
    const chosen = await folder('test-backup-folder');
    unwrap(await safety.linkFolder(chosen));
    const backUp = async (): Promise<Record<string, unknown>> => {
      const task = await done(inkreel, unwrap(await safety.backUp({ target: 'folder' })));
      expect(task).toMatchObject({ status: 'completed', failure: null });
      return JSON.parse(task.result!) as Record<string, unknown>;
    };
    expect(await backUp()).toMatchObject({ files: 3, written_files: 3, copies: 1 });
    expect(await backUp()).toMatchObject({ files: 3, written_files: 0, copies: 2 });
    const files = await filesIn(chosen);
    expect(files.filter((name) => /\/blobs\/..\/[0-9a-f]{64}\.png$/.test(name))).toHaveLength(3);
    expect(files.filter((name) => name.endsWith('.sqlite'))).toHaveLength(2);
    expect(files.filter((name) => name.endsWith('.crswap'))).toEqual([]);

    expect(await safety.copies(chosen)).toHaveLength(2);
    const found = unwrap(await safety.rehearse({ kind: 'folder', folder: chosen }));
    expect(found).toMatchObject({ passed: true, files: 3 });

    const overview = unwrap(await inkreel.queries.backups({}));
    expect(overview).toMatchObject({ changes: 0, changed_at: null });
    await inkreel.commands.approveAssets({ assets: [assets[0]!], approved: true });
    expect(unwrap(await inkreel.queries.backups({})).changes).toBe(1);
  });

  it('fails in words when it is gone, and is forgotten when it is unlinked', async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('test-backup-folder', { recursive: true });
    const row = await done(inkreel, unwrap(await safety.backUp({ target: 'folder' })));
    expect(row.status).toBe('failed');
    expect(unwrap(await inkreel.queries.backups({})).records[0]).toMatchObject({
      target: 'folder',
    });
    unwrap(await safety.unlinkFolder());
    expect(await safety.backUp({ target: 'folder' })).toMatchObject({ ok: false });
  });
});

describe('the whole database', () => {
  it('is handed out as a file that is in no special mode', async () => {
    const { blob } = unwrap(await inkreel.exportDatabase());
    const head = new Uint8Array(await blob.slice(0, 100).arrayBuffer());
    expect(new TextDecoder().decode(head.subarray(0, 15))).toBe('SQLite format 3');
    expect([head[18], head[19]]).toEqual([1, 1]);
  });
});

describe('the sweep', () => {
  it('removes what a dead restore left, and nothing that is being built', async () => {
    const entry = { createdAt: 0, usedAt: 0, state: 'building' } as const;
    await changeLibraries((list) => [
      ...list,
      { ...entry, id: 'dead', name: 'Dead' },
      { ...entry, id: 'alive', name: 'Alive' },
    ]);
    const root = await navigator.storage.getDirectory();
    const all = await root.getDirectoryHandle('libraries', { create: true });
    await (
      await all.getDirectoryHandle('dead', { create: true })
    ).getFileHandle('x', {
      create: true,
    });
    await navigator.locks.request(buildingLock('alive'), async () => {
      expect(await sweepLibraries()).toBe(1);
    });
    const names = (await knownLibraries()).map(({ name }) => name);
    expect(names).toContain('Alive');
    expect(names).not.toContain('Dead');
    expect(await sweepLibraries()).toBe(1);
    await expect(all.getDirectoryHandle('dead')).rejects.toThrow();
  });
});
