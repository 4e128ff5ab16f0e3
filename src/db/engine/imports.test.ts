import { expect, test } from 'vitest';
import { fileOf, hashOf, testLibrary } from './testing.ts';

test('1.08 the same bytes again: linked, kept twice or skipped, also within one call', () => {
  const library = testLibrary();
  const original = library.picture('a.png', { path: 'first/a.png' });
  const again = (onDuplicate: 'link' | 'keep_both' | 'skip') =>
    library.must('importFiles', {
      files: [
        fileOf('copy.png', { sha256: hashOf('a.png'), path: `${onDuplicate}/copy.png` }),
        fileOf(`${onDuplicate}.png`),
        fileOf('twin.png', { sha256: hashOf(`${onDuplicate}.png`) }),
      ],
      onDuplicate,
      origin: 'import',
    }).outcomes;
  expect(again('skip')).toMatchObject([
    { outcome: 'duplicate', asset: original, done: 'skipped', trashed: false },
    { outcome: 'imported', name: 'skip.png' },
    { outcome: 'duplicate', done: 'skipped' },
  ]);
  expect(library.ask('asset', { id: original })?.places).toHaveLength(1);
  expect(again('link')).toMatchObject([
    { outcome: 'duplicate', asset: original, done: 'linked' },
    { outcome: 'imported' },
    { outcome: 'duplicate', done: 'linked' },
  ]);
  expect(library.ask('asset', { id: original })?.places.map(({ path }) => path)).toEqual([
    'first/a.png',
    'link/copy.png',
  ]);
  const kept = again('keep_both');
  expect(kept).toMatchObject([
    { done: 'kept_both' },
    { outcome: 'imported' },
    { done: 'kept_both' },
  ]);
  expect(kept[0]).not.toMatchObject({ asset: original });
  expect(library.ask('counts', {}).assets).toBe(6);
  expect(library.ask('contents', {})).toMatchObject({ blobs: 4, blob_bytes: 4000 });
  // Linking the same place twice is one place.
  again('link');
  expect(library.ask('asset', { id: original })?.places).toHaveLength(2);
});

test('a duplicate in the trash is told as such, and bytes that were missed are back', () => {
  const library = testLibrary();
  const asset = library.picture('a.png');
  library.must('trashAssets', { assets: [asset] });
  const input = { files: [fileOf('a.png')], onDuplicate: 'link', origin: 'import' } as const;
  expect(library.must('importFiles', input).outcomes).toMatchObject([{ trashed: true, asset }]);
  library.must('restoreAssets', { assets: [asset] });
  library.must('markMissing', { blobs: [hashOf('a.png')] });
  expect(library.ask('asset', { id: asset })?.asset.state).toBe('missing');
  library.must('importFiles', input);
  expect(library.ask('asset', { id: asset })?.asset.state).toBe('ready');
});

test('an import has a running list, and its end keeps what was stored', () => {
  const library = testLibrary();
  const { task, batch, epoch } = library.must('beginImport', {
    name: 'Holiday',
    total: 4,
    owner: 'tab-1',
  });
  library.must('importFiles', {
    files: [fileOf('a.png'), fileOf('b.png', { misnamed_as: 'jpg' })],
    onDuplicate: 'skip',
    origin: 'import',
    task,
  });
  library.must('noteImport', {
    task,
    outcomes: [
      {
        outcome: 'failed',
        name: 'c.png',
        failure: { code: 'corrupt', what: 'PNG', reason: 'cut' },
      },
    ],
  });
  expect(library.ask('task', { id: task })).toMatchObject({ status: 'running', progress: 0.75 });
  expect(library.ask('importList', { task })).toMatchObject([
    { outcome: 'imported', name: 'a.png' },
    { outcome: 'imported', name: 'b.png', misnamed_as: 'jpg' },
    { outcome: 'failed', failure: { code: 'corrupt' } },
  ]);
  expect(library.ask('assetLayout', { filter: { batch }, sort: 'newest' }).n).toHaveLength(2);
  const { n } = library.ask('assetLayout', { filter: { text: 'b.png' }, sort: 'name' });
  expect(library.ask('assetCards', { rows: [...n] })).toMatchObject([{ misnamed_as: 'jpg' }]);
  // The tab dies: the files stay, the import says what came of it.
  expect(library.engine.reclaim({ alive: new Set(['tab-2']), silentFor: 1e9 })).toEqual([task]);
  const ended = library.ask('task', { id: task });
  expect(ended?.status).toBe('failed');
  expect(JSON.parse(ended?.failure ?? '')).toMatchObject({ code: 'interrupted' });
  expect(JSON.parse(ended?.result ?? '')).toMatchObject({ imported: 2, failed: 1 });
  expect(library.must('endImport', { task, epoch, status: 'completed' }).changed).toBe(0);
  expect(library.do('retryTasks', { tasks: [task] }).result.ok).toBe(false);
});

test.each(['', '\u0000', '..', '../../etc', 'x'.repeat(5000), '🦊'.repeat(300), '\u202Egnp.exe'])(
  'a file named %j has its row',
  (name) => {
    const library = testLibrary();
    const { outcomes } = library.must('importFiles', {
      files: [fileOf('x', { name, path: name })],
      onDuplicate: 'skip',
      origin: 'upload',
    });
    expect(outcomes).toMatchObject([{ outcome: 'imported' }]);
    const stored = outcomes[0]?.name ?? '';
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.length).toBeLessThanOrEqual(255);
  },
);

test('packs: order, counts, staleness, rights, and members that survive the trash', () => {
  const library = testLibrary();
  const [a, b, c] = ['a.png', 'b.png', 'c.png'].map((name) => library.picture(name));
  if (a === undefined || b === undefined || c === undefined) return;
  const { pack } = library.must('createPack', { name: 'Set', assets: [a, b, c, a] });
  const order = () => library.ask('pack', { id: pack })?.members.map(({ asset }) => asset.id);
  expect(order()).toEqual([a, b, c]);
  library.must('moveInPack', { pack, assets: [c], before: a });
  expect(order()).toEqual([c, a, b]);
  library.must('moveInPack', { pack, assets: [c, a], before: null });
  expect(order()).toEqual([b, c, a]);
  library.must('notePackExport', { pack, export_path: 'Set.zip', exported_at: library.now() });
  expect(library.ask('packs', {})).toMatchObject([
    {
      asset_count: 3,
      total_size: 3000,
      total_size_mb: 0.003,
      stale: false,
      export_path: 'Set.zip',
    },
  ]);
  library.pass(1000);
  library.must('trashAssets', { assets: [c] });
  expect(library.ask('packs', {})).toMatchObject([{ asset_count: 2, stale: true }]);
  expect(order()).toEqual([b, a]);
  library.must('restoreAssets', { assets: [c] });
  expect(order()).toEqual([b, c, a]);
  const { targets } = library.must('enqueue', {
    kind: 'double',
    assets: [a],
    settings: { scale: 2 },
  });
  library.must('addToPack', { pack, assets: targets.flatMap((target) => target ?? []) });
  const member = library.ask('pack', { id: pack })?.members.at(-1);
  expect(member?.grounds.find(({ is }) => is === 'itself')).toMatchObject({
    model: 'test-net',
    may_sell: false,
  });
  expect(member?.from).toMatchObject([{ id: a }]);
  expect(library.do('createPack', { name: '   ' }).result.ok).toBe(false);
  expect(library.do('addToPack', { pack, assets: [pack] }).result.ok).toBe(false);
  library.must('trashPack', { pack });
  expect(library.ask('packs', {})).toEqual([]);
  expect(library.ask('assetLayout', { filter: { trashed: true }, sort: 'newest' }).n).toHaveLength(
    1,
  );
});

test('1.09 a new asset is of unknown origin, not approved, without theme, size or length until they are read', () => {
  const library = testLibrary();
  const asset = library.picture('a.png');
  const unread = {
    approved: 0,
    provenance: 'unknown',
    theme: null,
    source: null,
    rating: null,
    width: null,
    height: null,
    duration_s: null,
    sample_rate_hz: null,
  };
  expect(library.ask('asset', { id: asset })?.asset).toMatchObject(unread);
  const lease = library.engine.leaseNext('media', 'tab')!;
  // What the file does not say stays empty; nothing becomes 0.
  library.engine.finish(lease.task.id, lease.epoch, {
    facts: { mime: 'image/png', format: 'png', width: 30, height: 20, duration_s: 0, metadata: {} },
  });
  expect(library.ask('asset', { id: asset })?.asset).toMatchObject({
    ...unread,
    width: 30,
    height: 20,
  });
});
