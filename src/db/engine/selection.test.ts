import { expect, test } from 'vitest';
import type { AssetId } from '#domain/id.ts';
import { testLibrary } from './testing.ts';

const settings = { scale: 2 };

test('a selection of any kind is told in groups, with its bytes', () => {
  const library = testLibrary();
  const assets = [
    library.picture('a.png'),
    library.picture('b.png', { size: 500 }),
    library.picture('c.mp3', { kind: 'audio', mime: 'audio/mpeg', format: 'mp3' }),
  ];
  library.must('trashAssets', { assets: assets.slice(1, 2) });
  expect(library.ask('selectionFacts', { assets })).toEqual({
    assets: 3,
    size: 2500,
    groups: [
      { kind: 'audio', state: 'ready', trashed: false, has_file: true, readable: true, count: 1 },
      { kind: 'image', state: 'ready', trashed: false, has_file: true, readable: true, count: 1 },
      { kind: 'image', state: 'ready', trashed: true, has_file: true, readable: true, count: 1 },
    ],
  });
  expect(library.ask('selectionFacts', { assets: [] })).toEqual({ assets: 0, size: 0, groups: [] });
});

test('a picture of which no pixel could be read stands apart', () => {
  const library = testLibrary();
  const read = (name: string, unread: object, more: object = {}): AssetId => {
    const asset = library.picture(name, more);
    const lease = library.engine.leaseNext('media', 'tab')!;
    const facts = { mime: 'image/png', format: 'png', metadata: { unread } };
    library.engine.finish(lease.task.id, lease.epoch, { facts } as never);
    return asset;
  };
  const readable = (asset: AssetId) =>
    library.ask('selectionFacts', { assets: [asset] }).groups.map((group) => group.readable);
  expect(readable(read('a.png', {}))).toEqual([true]);
  expect(readable(read('b.png', { thumbnail: 'corrupt: no end' }))).toEqual([false]);
  expect(readable(read('c.png', { thumbnail: 'too_large: 9 GB' }))).toEqual([true]);
  expect(readable(read('d.png', { pixels: 'cut after row 9' }))).toEqual([true]);
  expect(readable(library.picture('e.png'))).toEqual([true]);
});

test('thousands are queued at once, and what does not fit is counted by its reason', () => {
  const library = testLibrary();
  const { outcomes } = library.must('importFiles', {
    files: Array.from({ length: 2100 }, (_, index) => ({
      name: `${index % 700 === 7 ? 'refuse ' : ''}${String(index)}.png`,
      sha256: index.toString(16).padStart(64, '0') as never,
      size: 1000,
      kind: 'image' as const,
      mime: 'image/png',
      format: 'png',
    })),
    onDuplicate: 'keep_both',
    origin: 'import',
  });
  const assets: AssetId[] = outcomes.flatMap((one) => ('asset' in one ? [one.asset] : []));
  const sound = library.picture('c.mp3', { kind: 'audio', mime: 'audio/mpeg', format: 'mp3' });
  library.must('trashAssets', { assets: assets.slice(0, 2) });
  const chosen = [...assets, sound];
  const left = [
    { why: 'refused', reason: 'its name says so', count: 3 },
    { why: 'trashed', count: 2 },
    { why: 'kind', kind: 'audio', count: 1 },
  ];
  expect(library.ask('taskFit', { kind: 'double', assets: chosen, settings })).toEqual({
    taken: 2095,
    megapixels: null,
    left_out: left,
  });
  const { result } = library.do('enqueue', { kind: 'double', assets: chosen, settings });
  expect(result).toMatchObject({ ok: false, failure: { code: 'not_allowed' } });
  const done = library.must('enqueue', { kind: 'double', assets: chosen, settings, fitting: true });
  expect(done.left_out).toEqual(left);
  expect(done.tasks).toHaveLength(2095);
});

test('nothing is queued where nothing fits, and unknown settings are judged as nothing', () => {
  const library = testLibrary();
  const assets = [library.picture('refuse.png')];
  const { result } = library.do('enqueue', { kind: 'double', assets, settings, fitting: true });
  expect(result).toMatchObject({ ok: false, failure: { reason: 'its name says so' } });
  expect(library.ask('taskFit', { kind: 'double', assets, settings: {} })).toBeNull();
  expect(library.ask('taskFit', { kind: 'nothing', assets, settings })).toBeNull();
});
