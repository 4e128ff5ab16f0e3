import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AssetId, PackId } from '#domain/id.ts';
import { fileOf, hashOf, testLibrary, type TestLibrary } from './testing.ts';

/** What a person sees: everything that is not in the trash, stamps and numbers of order aside. */
const visible = ({ connection }: TestLibrary): string =>
  JSON.stringify({
    assets: connection.all(
      `SELECT id, kind, name, name_key, state, theme, source, provenance, approved, rating,
         alt_text, is_master_reference FROM assets WHERE deleted_at IS NULL ORDER BY id`,
    ),
    tags: connection.all('SELECT asset_id, tag FROM asset_tags ORDER BY 1, 2'),
    packs: connection.all(
      `SELECT p.id, p.theme, p.description, p.license_type FROM packs p
       JOIN assets a ON a.id = p.id WHERE a.deleted_at IS NULL ORDER BY 1`,
    ),
    members: connection.all(
      `SELECT m.collection_id, m.asset_id, m.position FROM asset_collection_members m
       JOIN assets p ON p.id = m.collection_id AND p.deleted_at IS NULL ORDER BY 1, 2`,
    ),
    found: connection.all(
      `SELECT count(*) AS found FROM assets WHERE deleted_at IS NULL AND n IN (
         SELECT rowid FROM asset_search WHERE asset_search MATCH '"red"* OR "castle"*')`,
    ),
  });

type Act = (library: TestLibrary, assets: readonly AssetId[], packs: PackId[]) => void;

const some = fc.subarray([0, 1, 2, 3], { minLength: 1 });
const word = fc.constantFrom('red', 'castle', 'Ünïcode', 'ink');
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc
    .tuple(some, word, fc.option(word), fc.option(fc.integer({ min: 1, max: 5 })))
    .map(([which, name, theme, rating]): Act => (library, assets) => {
      library.must('editAssets', {
        assets: which.flatMap((index) => assets[index] ?? []),
        changes: { name, theme, rating },
      });
    }),
  fc
    .tuple(some, fc.array(word), fc.array(word))
    .map(([which, add, remove]): Act => (library, assets) => {
      library.must('tagAssets', {
        assets: which.flatMap((index) => assets[index] ?? []),
        add,
        remove,
      });
    }),
  fc.tuple(some, fc.boolean()).map(([which, approved]): Act => (library, assets) => {
    library.must('approveAssets', {
      assets: which.flatMap((index) => assets[index] ?? []),
      approved,
    });
  }),
  fc.tuple(some, fc.boolean()).map(([which, back]): Act => (library, assets) => {
    library.must(back ? 'restoreAssets' : 'trashAssets', {
      assets: which.flatMap((index) => assets[index] ?? []),
    });
  }),
  fc.tuple(word, some).map(([name, which]): Act => (library, assets, packs) => {
    const chosen = which.flatMap((index) => assets[index] ?? []);
    packs.push(library.must('createPack', { name, assets: chosen }).pack);
  }),
  fc
    .tuple(fc.nat(), some, fc.constantFrom('add', 'remove', 'move', 'edit'))
    .map(([which, members, how]): Act => (library, assets, packs) => {
      const pack = packs[which % Math.max(1, packs.length)];
      if (pack === undefined) return;
      const chosen = members.flatMap((index) => assets[index] ?? []);
      if (how === 'add') library.do('addToPack', { pack, assets: chosen });
      else if (how === 'remove') library.do('removeFromPack', { pack, assets: chosen });
      else if (how === 'move') library.do('moveInPack', { pack, assets: chosen, before: null });
      else library.do('editPack', { pack, changes: { theme: 'ink', license_type: 'personal' } });
    }),
);

test('whatever was done: undoing all gives the first state, redoing all the last', () => {
  fc.assert(
    fc.property(fc.array(acts, { minLength: 1, maxLength: 12 }), (list) => {
      const library = testLibrary();
      const assets = ['a.png', 'b.png', 'c.png', 'd.png'].map((name) => library.picture(name));
      const before = visible(library);
      const packs: PackId[] = [];
      for (const act of list) act(library, assets, packs);
      const after = visible(library);
      let steps = 0;
      for (;;) {
        const { undo } = library.ask('undoState', {});
        if (undo === null) break;
        library.must('undoRequest', { request: undo.request_id });
        steps += 1;
      }
      expect(visible(library)).toBe(before);
      for (;;) {
        const { redo } = library.ask('undoState', {});
        if (redo === null) break;
        library.must('undoRequest', { request: redo.request_id });
        steps -= 1;
      }
      expect(steps).toBe(0);
      expect(visible(library)).toBe(after);
    }),
    { numRuns: 40 },
  );
});

test('undo refuses, naming what changed, where later work stands on it', () => {
  const library = testLibrary();
  const asset = library.picture('a.png');
  const first = library.do('editAssets', { assets: [asset], changes: { theme: 'red', rating: 3 } });
  library.must('editAssets', { assets: [asset], changes: { theme: 'blue' } });
  const { result } = library.do('undoRequest', { request: first.request });
  expect(result.ok ? null : result.failure).toMatchObject({
    code: 'conflict',
    reason: expect.stringContaining('theme') as string,
  });
  expect(library.ask('asset', { id: asset })?.asset).toMatchObject({ theme: 'blue', rating: 3 });
});

test('a new deed clears redo, and what the engine did is not undone', () => {
  const library = testLibrary();
  const asset = library.picture('a.png');
  library.must('approveAssets', { assets: [asset], approved: true });
  const { undo } = library.ask('undoState', {});
  expect(undo?.command).toBe('approveAssets');
  if (undo === null) return;
  library.must('undoRequest', { request: undo.request_id });
  expect(library.ask('undoState', {})).toMatchObject({
    undo: null,
    redo: { undoes: undo.request_id },
  });
  library.must('editAssets', { assets: [asset], changes: { rating: 1 } });
  expect(library.ask('undoState', {}).redo).toBeNull();
  const again = library.do('undoRequest', { request: undo.request_id });
  expect(again.result.ok).toBe(false);
});

test('emptying the trash cannot be undone and says so', () => {
  const library = testLibrary();
  const asset = library.picture('a.png');
  library.must('trashAssets', { assets: [asset] });
  const emptied = library.do('emptyTrash', {});
  expect(emptied.result).toEqual({
    ok: true,
    value: { changed: 1, collections: 0, projects: 0 },
  });
  const { result } = library.do('undoRequest', { request: emptied.request });
  expect(result.ok ? null : result.failure).toMatchObject({
    code: 'not_allowed',
    what: 'emptyTrash',
  });
  expect(library.engine.unneededBlobs([hashOf('a.png')])).toEqual([hashOf('a.png')]);
});

test('the journal keeps only what changed, who did it and when', () => {
  const library = testLibrary();
  const asset = library.picture('a.png');
  const { request } = library.do('editAssets', { assets: [asset], changes: { theme: 'red' } });
  const history = library.ask('history', { request, limit: 10 });
  expect(history).toHaveLength(1);
  expect(history[0]).toMatchObject({
    entity_type: 'assets',
    entity_id: asset,
    action: 'update',
    actor: 'user',
    old_value: '{"theme":null}',
    new_value: '{"theme":"red"}',
  });
  library.must('tagAssets', { assets: [asset], add: ['x:y'] });
  expect(
    library.ask('history', { entity: asset, limit: 10 }).map((entry) => entry.entity_id),
  ).toContain(`${asset}:x:y`);
  const clocks = library.connection
    .all<{ hlc: string }>('SELECT hlc FROM audit_log ORDER BY id')
    .map(({ hlc }) => hlc);
  expect(clocks).toEqual([...clocks].sort());
  expect(() => library.connection.run(`UPDATE audit_log SET actor = 'other'`)).toThrow(/history/);
});

test('the same request twice is done once and answers the same', () => {
  const library = testLibrary();
  const by = { request: '0190a000-0000-7000-8000-000000000001' as never, actor: 'user' };
  const input = { files: [fileOf('a.png')], onDuplicate: 'keep_both', origin: 'import' };
  const first = library.command('importFiles', input, by);
  const again = library.command('importFiles', input, by);
  expect(first.ok).toBe(true);
  expect(again).toEqual(first);
  expect(library.ask('counts', {}).assets).toBe(1);
  const other = library.command('pauseQueue', {}, by);
  expect(other.ok ? null : other.failure.code).toBe('conflict');
});

test('a command that fails leaves nothing, and unknown keys are refused', () => {
  const library = testLibrary();
  const asset = library.picture('a.png');
  const bad = library.do('createPack', {
    name: 'Pack',
    assets: [asset, '0190a000-0000-7000-8000-00000000ffff' as never],
  });
  expect(bad.result.ok ? null : bad.result.failure.code).toBe('not_found');
  expect(library.ask('packs', {})).toEqual([]);
  const unknown = library.do('pauseQueue', { soon: true } as never);
  expect(unknown.result.ok ? null : unknown.result.failure).toMatchObject({
    code: 'invalid_input',
  });
  const wrong = library.do('editAssets', { assets: ['x' as never], changes: {} });
  expect(wrong.result.ok ? null : wrong.result.failure).toMatchObject({
    code: 'invalid_input',
    field: 'assets.0',
  });
});
