/** What a person says of assets: where they come from, what they are about, whether they are good. */
import { expect, test } from 'vitest';
import { provenances } from '#domain/asset.ts';
import { hashOf, testLibrary, type TestLibrary } from './testing.ts';

const found = (library: TestLibrary, query: string): readonly string[] =>
  library
    .ask('assetCards', {
      rows: [...library.ask('assetLayout', { filter: { query }, sort: 'name' }).n],
    })
    .map(({ name }) => name)
    .toSorted((one, other) => (one < other ? -1 : 1));

test('1.12 each origin is set for one and for many, and what is made here keeps what its source was', () => {
  const library = testLibrary();
  const all = ['a.png', 'b.png', 'c.png'].map((name) => library.picture(name));
  for (const [at, provenance] of provenances.entries()) {
    const another = provenances[(at + 1) % provenances.length]!;
    library.must('editAssets', { assets: all, changes: { provenance: another } });
    library.must('editAssets', { assets: all.slice(0, 1), changes: { provenance } });
    expect(library.ask('asset', { id: all[0]! })?.asset.provenance).toBe(provenance);
    expect(library.must('editAssets', { assets: all, changes: { provenance } }).changed).toBe(2);
    expect(found(library, `provenance:${provenance}`)).toEqual(['a.png', 'b.png', 'c.png']);
  }
  library.must('editAssets', { assets: all.slice(0, 1), changes: { provenance: 'ai_generated' } });
  const { tasks, targets } = library.must('enqueue', {
    kind: 'double',
    assets: all.slice(0, 1),
    settings: { scale: 2 },
  });
  const lease = library.engine.leaseNext('gpu', 'tab')!;
  expect(lease.task.id).toBe(tasks[0]);
  library.engine.finish(lease.task.id, lease.epoch, {
    file: {
      sha256: hashOf('made'),
      size: 5,
      facts: { mime: 'image/png', format: 'png', metadata: {} },
    },
  });
  const made = library.ask('asset', { id: targets[0]! })!;
  expect(made.asset.provenance).toBe('enhanced');
  expect(library.ask('asset', { id: made.from[0]!.id })?.asset.provenance).toBe('ai_generated');
});

test('1.13 theme and source are set, offered again, and everything of a theme is shown', () => {
  const library = testLibrary();
  const [fern, moss, wire] = ['fern.png', 'moss.png', 'wire.png'].map((name) =>
    library.picture(name),
  );
  library.must('editAssets', {
    assets: [fern!, moss!],
    changes: { theme: ' nature ', source: 'Midjourney' },
  });
  library.must('editAssets', { assets: [wire!], changes: { theme: 'tech' } });
  expect(found(library, 'theme:nature')).toEqual(['fern.png', 'moss.png']);
  expect(found(library, 'source:Midjourney theme:nature')).toEqual(['fern.png', 'moss.png']);
  const themes = library.ask('suggest', { what: 'theme', prefix: 'na' });
  expect(themes.map(({ value }) => value)).toEqual(['nature']);
  const sources = library.ask('suggest', { what: 'source', prefix: 'mid' });
  expect(sources.map(({ value }) => value)).toEqual(['Midjourney']);
  library.must('editAssets', { assets: [moss!], changes: { theme: null, source: '' } });
  expect(found(library, 'theme:nature')).toEqual(['fern.png']);
  expect(library.ask('asset', { id: moss! })?.asset).toMatchObject({ theme: null, source: null });
});

test('1.14 one and many are approved and not, and all that are not are shown', () => {
  const library = testLibrary();
  const [a, b, c] = ['a.png', 'b.png', 'c.png'].map((name) => library.picture(name));
  library.must('approveAssets', { assets: [a!], approved: true });
  expect(found(library, 'approved:no')).toEqual(['b.png', 'c.png']);
  expect(library.must('approveAssets', { assets: [a!, b!, c!], approved: true }).changed).toBe(2);
  expect(found(library, 'approved:no')).toEqual([]);
  library.must('approveAssets', { assets: [b!, c!], approved: false });
  expect(found(library, 'approved:no')).toEqual(['b.png', 'c.png']);
  expect(found(library, 'approved:yes')).toEqual(['a.png']);
});

test('1.15 times are milliseconds UTC, and every edit moves the time of the last change', () => {
  const library = testLibrary();
  const asset = library.picture('a.png');
  const timesNow = () => {
    const row = library.ask('asset', { id: asset })!.asset;
    return [row.created_at, row.updated_at] as const;
  };
  const [created] = timesNow();
  expect(Math.abs(created - library.now())).toBeLessThan(10);
  const edits: readonly (() => unknown)[] = [
    () => library.must('editAssets', { assets: [asset], changes: { name: 'b.png' } }),
    () => library.must('editAssets', { assets: [asset], changes: { rating: 4 } }),
    () => library.must('approveAssets', { assets: [asset], approved: true }),
    () => library.must('tagAssets', { assets: [asset], add: ['fox'] }),
    () => library.must('tagAssets', { assets: [asset], remove: ['fox'] }),
    () => library.must('editMetadata', { asset, metadata: { note: 'x' } }),
    () => library.must('bulkEdit', { assets: [asset], edit: { set: { theme: 'night' } } }),
    () => library.must('trashAssets', { assets: [asset] }),
    () => library.must('restoreAssets', { assets: [asset] }),
  ];
  for (const [at, edit] of edits.entries()) {
    const [, before] = timesNow();
    library.pass(1000);
    edit();
    const [stays, after] = timesNow();
    expect(stays, `edit ${at}`).toBe(created);
    expect(after, `edit ${at}`).toBeGreaterThan(before + 900);
  }
  // What changes nothing is no edit.
  const quiet = timesNow();
  library.pass(1000);
  library.must('editAssets', { assets: [asset], changes: { rating: 4 } });
  expect(timesNow()).toEqual(quiet);
});

test('3.11 how an asset came is set by itself, and found by', () => {
  const library = testLibrary();
  library.must('createAsset', { kind: 'text', name: 'written' });
  const brought = library.picture('brought.png');
  library.must('importFiles', {
    files: [
      {
        name: 'made.png',
        sha256: hashOf('made'),
        size: 9,
        kind: 'image',
        mime: 'image/png',
        format: 'png',
      },
    ],
    onDuplicate: 'link',
    origin: 'generation',
  });
  library.must('enqueue', { kind: 'double', assets: [brought], settings: { scale: 2 } });
  expect(found(library, 'origin:upload')).toEqual(['written']);
  expect(found(library, 'origin:import')).toEqual(['brought.png']);
  expect(found(library, 'origin:generation')).toEqual(['made.png']);
  expect(found(library, 'origin:derivative')).toEqual(['brought.png ×2']);
  const { result } = library.do('importFiles', {
    files: [],
    onDuplicate: 'link',
    origin: 'elsewhere' as never,
  });
  expect(result.ok ? null : result.failure).toMatchObject({ code: 'invalid_input' });
});

test('0.02 the pictures of the older words are told apart by how they came', () => {
  const library = testLibrary();
  const base = library.picture('base.png');
  library.picture('clip.mp4', { kind: 'video', mime: 'video/mp4', format: 'mp4' });
  library.must('enqueue', { kind: 'double', assets: [base], settings: { scale: 2 } });
  expect(found(library, 'kind:image NOT origin:derivative')).toEqual(['base.png']);
  expect(found(library, 'kind:image origin:derivative')).toEqual(['base.png ×2']);
  expect(found(library, 'kind:video')).toEqual(['clip.mp4']);
});
