import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BulkEdit } from '#domain/contract/bulk.ts';
import type { AssetId } from '#domain/id.ts';
import { testLibrary, type TestLibrary } from './testing.ts';

const three = (): readonly [TestLibrary, readonly AssetId[]] => {
  const library = testLibrary();
  return [
    library,
    [
      library.picture('a.png', { path: 'AI/2024/Castles_Night/a.png' }),
      library.picture('b.png', { path: 'AI/2024/Moss/b.png' }),
      library.picture('c.png'),
    ],
  ];
};

const everything = ({ connection }: TestLibrary): string =>
  JSON.stringify([
    connection.all(
      `SELECT id, name, name_key, theme, source, provenance, approved, review, rating, alt_text,
         is_master_reference FROM assets ORDER BY id`,
    ),
    connection.all('SELECT asset_id, tag FROM asset_tags ORDER BY 1, 2'),
  ]);

test('what a selection has in common is told field by field, with counts', () => {
  const [library, assets] = three();
  library.must('editAssets', {
    assets: assets.slice(0, 2),
    changes: { theme: 'castles', rating: 4, approved: true },
  });
  library.must('tagAssets', { assets, add: ['all'] });
  library.must('tagAssets', { assets: assets.slice(0, 1), add: ['one'] });
  const common = library.ask('commonValues', { assets });
  expect(common.assets).toBe(3);
  expect(common.size).toBe(3000);
  expect(common.fields.theme).toEqual({
    different: 2,
    values: [
      { value: 'castles', count: 2 },
      { value: null, count: 1 },
    ],
  });
  expect(common.fields.source).toEqual({ different: 1, values: [{ value: null, count: 3 }] });
  expect(common.fields.approved.values).toEqual([
    { value: 1, count: 2 },
    { value: 0, count: 1 },
  ]);
  expect(common.tags).toEqual([
    { tag: 'all', count: 3 },
    { tag: 'one', count: 1 },
  ]);
});

test('a bulk edit shows exactly what it then writes, and is one step of undo', () => {
  const [library, assets] = three();
  library.must('tagAssets', { assets: assets.slice(0, 1), add: ['old', 'kept'] });
  library.must('editAssets', { assets: assets.slice(2), changes: { source: 'Midjourney' } });
  library.must('addTagAlias', { tag: 'castle', alias: 'burg' });
  const before = everything(library);
  const edit: BulkEdit = {
    set: { source: 'Midjourney', provenance: 'ai_generated', theme: null, rating: 5 },
    add_tags: ['Burg'],
    remove_tags: ['old'],
    names: { pattern: '{source} {n:3}', start: 7 },
  };
  const preview = library.ask('bulkPreview', { assets, edit, sample: 10 });
  if (preview.problem !== null) throw new Error(preview.problem);
  expect(preview).toMatchObject({ assets: 3, changed: 3, same_names: 0 });
  expect(preview.by_field).toEqual([
    { field: 'name', changed: 3 },
    { field: 'source', changed: 2 },
    { field: 'provenance', changed: 3 },
    { field: 'rating', changed: 3 },
    { field: 'tags', changed: 3 },
  ]);
  expect(everything(library)).toBe(before);
  expect(preview.sample[0]?.changes).toContainEqual({
    field: 'tags',
    before: 'kept, old',
    after: 'castle, kept',
  });
  const { request, result } = library.do('bulkEdit', { assets, edit });
  expect(result).toEqual({ ok: true, value: { changed: 3 } });
  for (const { id, changes } of preview.sample) {
    const details = library.ask('asset', { id })!;
    for (const { field, after } of changes) {
      const now = field === 'tags' ? details.tags.join(', ') : details.asset[field];
      expect(now, `${details.asset.name} ${field}`).toBe(after);
    }
  }
  expect(library.ask('assets', { ids: assets }).map(({ name }) => name)).toEqual([
    'Midjourney 007.png',
    'Midjourney 008.png',
    'Midjourney 009.png',
  ]);
  const after = everything(library);
  library.must('undoRequest', { request });
  expect(everything(library)).toBe(before);
  library.must('undoRequest', { request: library.ask('undoState', {}).redo!.request_id });
  expect(everything(library)).toBe(after);
});

test('nothing to change changes nothing, and a wrong pattern is said before anything is written', () => {
  const [library, assets] = three();
  expect(library.must('bulkEdit', { assets, edit: { set: { theme: null } } }).changed).toBe(0);
  const edit = { names: { pattern: '{thing} {n}' } };
  const preview = library.ask('bulkPreview', { assets, edit, sample: 1 });
  expect(preview.problem).toContain('{thing}');
  expect(library.do('bulkEdit', { assets, edit }).result).toMatchObject({
    ok: false,
    failure: { code: 'invalid_input', field: 'pattern' },
  });
});

test('names that would be the same are counted', () => {
  const [library, assets] = three();
  const preview = library.ask('bulkPreview', {
    assets,
    edit: { names: { pattern: 'same' } },
    sample: 1,
  });
  expect(preview).toMatchObject({ problem: null, changed: 3, same_names: 3 });
});

test('any bulk edit previews the number it writes, and undo brings every cell back', () => {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const clean = <T extends object>(value: T): T =>
    Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
  const word = fc.constantFrom('red', 'moss', 'ink');
  const edits = fc
    .record({
      set: fc
        .record({
          theme: maybe(fc.option(word)),
          rating: maybe(fc.option(fc.integer({ min: 1, max: 5 }))),
          approved: maybe(fc.boolean()),
          review: maybe(fc.constantFrom('later' as const, 'rejected' as const, null)),
          provenance: maybe(fc.constantFrom('ai_generated' as const, 'unknown' as const)),
        })
        .map(clean),
      add_tags: maybe(fc.array(word)),
      remove_tags: maybe(fc.array(word)),
      names: maybe(
        fc
          .record({
            pattern: maybe(fc.constantFrom('{name}', '{theme}-{n:2}', '{n}{ext}')),
            find: maybe(fc.constantFrom('a', '.', 'N')),
            replace: maybe(word),
          })
          .map(clean),
      ),
    })
    .map(clean);
  fc.assert(
    fc.property(fc.array(edits as fc.Arbitrary<BulkEdit>, { maxLength: 4 }), (all) => {
      const [library, assets] = three();
      const states: string[] = [];
      for (const edit of all) {
        const before = everything(library);
        const preview = library.ask('bulkPreview', { assets, edit, sample: 3 });
        if (preview.problem !== null) throw new Error(preview.problem);
        expect(library.must('bulkEdit', { assets, edit }).changed).toBe(preview.changed);
        expect(everything(library) === before).toBe(preview.changed === 0);
        if (preview.changed > 0) states.push(before);
      }
      while (states.length > 0) {
        library.must('undoRequest', { request: library.ask('undoState', {}).undo!.request_id });
        expect(everything(library)).toBe(states.pop());
      }
    }),
    { numRuns: 60 },
  );
});

test('folders become tags and themes as the preview says, in one step', () => {
  const [library, assets] = three();
  library.must('editAssets', { assets: assets.slice(1, 2), changes: { theme: 'bog' } });
  library.must('addTagAlias', { tag: 'castle', alias: 'castles' });
  library.must('tagAssets', { assets: assets.slice(1, 2), add: ['2024'] });
  const before = everything(library);
  const rules = {
    strip: 'AI',
    separators: '_',
    lower_case: true,
    mapping: [
      { part: 'Moss', use: 'theme' as const },
      { part: 'night', use: 'tag' as const, value: 'by night' },
    ],
  };
  const preview = library.ask('folderPreview', { assets, rules, sample: 10 });
  expect(preview).toMatchObject({
    assets: 3,
    changed: 1,
    without_folder: 1,
    common: 'AI/2024',
    depth: 2,
    conflicts: 1,
  });
  expect(preview.parts).toEqual([
    { part: '2024', use: 'tag', value: '2024', tag: null, assets: 2 },
    { part: 'castles', use: 'tag', value: 'castles', tag: 'castle', assets: 1 },
    { part: 'moss', use: 'theme', value: 'moss', tag: null, assets: 1 },
    { part: 'night', use: 'tag', value: 'by night', tag: null, assets: 1 },
  ]);
  expect(preview.conflict_sample[0]).toMatchObject({ why: 'has_theme', current: 'bog' });
  const { request } = library.do('tagByFolders', { assets, rules });
  expect(library.ask('asset', { id: assets[0]! })?.tags).toEqual(['2024', 'by night', 'castle']);
  expect(library.ask('asset', { id: assets[1]! })?.asset.theme).toBe('bog');
  library.must('undoRequest', { request });
  expect(everything(library)).toBe(before);
  library.must('tagByFolders', { assets, rules: { ...rules, replace_themes: true } });
  expect(library.ask('asset', { id: assets[1]! })?.asset.theme).toBe('moss');
});
