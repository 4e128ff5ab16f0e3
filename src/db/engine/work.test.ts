import { expect, test } from 'vitest';
import { doubleKind, hashOf, testLibrary } from './testing.ts';

test('0.13 0.17 from import to a doubled picture: one way, one transaction at each end', () => {
  const library = testLibrary();
  const source = library.picture('cat.png');
  const extraction = library.engine.leaseNext('media', 'tab-1');
  expect(extraction?.task.kind).toBe('extract_metadata');
  expect(extraction?.source?.id).toBe(source);
  if (extraction === null) return;
  library.engine.finish(extraction.task.id, extraction.epoch, {
    facts: { mime: 'image/png', format: 'png', width: 300, height: 200, fps: 0, metadata: {} },
    thumbnails: [
      {
        blob: hashOf('cat.png'),
        picture: { mime: 'image/webp', width: 30, height: 20, bytes: new Uint8Array([1, 2]) },
      },
    ],
  });
  const read = library.ask('asset', { id: source });
  expect(read?.asset).toMatchObject({ width: 300, height: 200, fps: null, state: 'ready' });
  expect(library.ask('thumbnails', { blobs: [hashOf('cat.png')] })).toMatchObject([
    { width: 30, bytes: new Uint8Array([1, 2]) },
  ]);

  const queued = library.must('enqueue', {
    kind: 'double',
    assets: [source],
    settings: { scale: 2 },
  });
  const target = queued.targets[0] ?? null;
  expect(queued.batch).toBeNull();
  const layout = library.ask('assetLayout', { filter: {}, sort: 'newest' });
  expect(layout.n).toHaveLength(2);
  expect([...layout.aspect]).toEqual([1.5, 1.5]);
  const [card] = library.ask('assetCards', { rows: [...layout.n] });
  expect(card).toMatchObject({
    id: target,
    state: 'generating',
    name: 'cat.png ×2',
    made_by: { kind: 'double', params: { scale: 2 } },
    task: { status: 'pending', kind: 'double' },
  });

  const mask = library.picture('mask.png');
  expect(library.engine.leaseNext('media', 'tab-3')?.source?.id).toBe(mask);
  const lease = library.engine.leaseNext('gpu', 'tab-1');
  if (lease === null) throw new Error('nothing leased');
  expect(lease).toMatchObject({ epoch: 1, source: { id: source }, target: { id: target } });
  expect(library.engine.leaseNext('gpu', 'tab-2')).toBeNull();
  expect(library.engine.heartbeat(lease.task.id, 1, 0.5)).toEqual({
    held: true,
    cancelRequested: false,
  });
  const done = library.engine.finish(lease.task.id, lease.epoch, {
    file: {
      sha256: hashOf('result'),
      size: 4000,
      facts: { mime: 'image/png', format: 'png', width: 600, height: 400, metadata: {} },
    },
    references: [mask, target as never, 'ffffffff-ffff-7fff-bfff-ffffffffffff' as never],
    result: { tiles: 12 },
  });
  expect(done).toEqual({ ok: true, value: true });
  // What it was made with is shown; itself and what is gone by now are not.
  expect(library.ask('referencesOf', { id: target as never })).toMatchObject([{ id: mask }]);
  const made = library.ask('asset', { id: target as never });
  expect(made?.asset).toMatchObject({
    state: 'ready',
    blob: hashOf('result'),
    provenance: 'enhanced',
    origin: 'derivative',
  });
  expect(made?.from).toMatchObject([{ id: source, relationship: 'derived_from', depth: 1 }]);
  expect(made?.records).toMatchObject([
    { model: 'test-net', prompt: 'sharper', sha256: hashOf('result'), task_id: lease.task.id },
  ]);
  expect(library.ask('asset', { id: source })?.derived).toMatchObject([{ id: target }]);
  expect(library.ask('task', { id: lease.task.id })).toMatchObject({
    status: 'completed',
    progress: 1,
    lease_owner: null,
  });
  // No small picture came with it, so one is asked for.
  expect(library.engine.leaseNext('media', 'tab-1')?.source?.id).toBe(target);
});

test('the last export of a pack is kept until it is cleared from the queue or superseded', () => {
  const packKind = {
    ...doubleKind,
    kind: 'export_pack',
    accepts: [],
    makes: 'pack_file',
    parse: () => ({ ok: true, value: {} }),
  };
  const library = testLibrary(undefined, [packKind] as never);
  const { pack } = library.must('createPack', { name: 'Moons' });
  const exportAs = (name: string): void => {
    library.must('enqueue', { kind: 'export_pack', assets: [], pack, settings: {} });
    const lease = library.engine.leaseNext('gpu', 'tab-1');
    if (lease === null) throw new Error('nothing leased');
    library.pass(10);
    library.engine.finish(lease.task.id, lease.epoch, { result: { sha256: hashOf(name) } });
  };
  const both = [hashOf('first.zip'), hashOf('second.zip')];
  exportAs('first.zip');
  expect(library.engine.unneededBlobs(both)).toEqual([hashOf('second.zip')]);
  exportAs('second.zip');
  expect(library.engine.unneededBlobs(both)).toEqual([hashOf('first.zip')]);
  library.must('clearFinishedTasks', {});
  expect(library.engine.unneededBlobs(both)).toEqual(both);
});

test('1.26 a task belongs to an asset, to a pack, or to neither, and says so with settings and result', () => {
  const none = {
    ...doubleKind,
    accepts: [],
    makes: 'report',
    parse: () => ({ ok: true, value: {} }),
  };
  const library = testLibrary(undefined, [
    doubleKind,
    { ...none, kind: 'export_pack', makes: 'pack_file' },
    { ...none, kind: 'verify' },
  ] as never);
  const asset = library.picture('a.png');
  const { pack } = library.must('createPack', { name: 'Moons' });
  library.must('enqueue', { kind: 'double', assets: [asset], settings: { scale: 2 } });
  library.must('enqueue', { kind: 'export_pack', assets: [], pack, settings: {} });
  library.must('enqueue', { kind: 'verify', assets: [], settings: {} });
  const rows = library.ask('queue', {
    status: ['pending'],
    quiet: ['extract_metadata'],
    limit: 10,
  });
  expect(
    rows.map(({ kind, source_asset_id, pack_name, params }) => [
      kind,
      source_asset_id,
      pack_name,
      params,
    ]),
  ).toEqual([
    ['double', asset, null, '{"scale":2}'],
    ['export_pack', null, 'Moons', '{}'],
    ['verify', null, null, '{}'],
  ]);
  const lease = library.engine.leaseNext('gpu', 'tab')!;
  library.engine.finish(lease.task.id, lease.epoch, {
    file: {
      sha256: hashOf('r'),
      size: 4,
      facts: { mime: 'image/png', format: 'png', metadata: {} },
    },
    result: { tiles: 12 },
  });
  const [done] = library.ask('queue', { status: ['completed'], limit: 10 });
  expect(done).toMatchObject({ target_blob: hashOf('r'), result: '{"tiles":12}', failure: null });
  expect(done?.target_n).toEqual(expect.any(Number));
});
