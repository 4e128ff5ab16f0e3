import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandName, Commands } from '#domain/contract/commands.ts';
import type { AssetId, RequestId } from '#domain/id.ts';
import { testLibrary, type TestLibrary } from './testing.ts';
import { undoKeys } from './undo-plan.ts';

/** Columns that say when, or that follow from others: undo does not turn time back. */
const stamps: ReadonlySet<string> = new Set(['updated_at', 'n']);
const withTrash: ReadonlySet<string> = new Set(['assets', 'asset_collections', 'projects']);

/** Every row that undo may touch; what lies in the trash counts as gone, with all that hangs on it. */
function rows({ connection }: TestLibrary): Readonly<Record<string, readonly object[]>> {
  const gone = new Set(
    [...withTrash].flatMap((table) =>
      connection
        .all<{ id: string }>(`SELECT id FROM ${table} WHERE deleted_at IS NOT NULL`)
        .map(({ id }) => id),
    ),
  );
  const bare = (row: Record<string, unknown>): object =>
    Object.fromEntries(Object.entries(row).filter(([column]) => !stamps.has(column)));
  return Object.fromEntries(
    Object.entries(undoKeys).map(([table, keys]) => [
      table,
      connection
        .all<Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY ${keys.join(', ')}`)
        .filter((row) => !keys.some((key) => gone.has(String(row[key]))))
        .map(bare),
    ]),
  );
}

type Deed = (
  library: TestLibrary,
  assets: readonly AssetId[],
) => { readonly request: RequestId; readonly result: { readonly ok: boolean } } | null;

const deed = <Name extends CommandName>(
  name: Name,
  input: (library: TestLibrary, assets: readonly AssetId[]) => Commands[Name]['input'] | null,
): Deed => {
  return (library, assets) => {
    const given = input(library, assets);
    return given === null ? null : library.do(name, given);
  };
};

const tag = fc.constantFrom('fox', 'Animal', 'moss', 'rain', 'a:b');
const some = fc.subarray([0, 1, 2, 3], { minLength: 1 });
const pick = <T>(list: readonly T[], place: number): T | null =>
  list.length === 0 ? null : (list[place % list.length] ?? null);
const of = (assets: readonly AssetId[], which: readonly number[]): AssetId[] =>
  which.flatMap((place) => assets[place] ?? []);

const assetDeeds: readonly fc.Arbitrary<Deed>[] = [
  fc
    .tuple(some, tag, fc.option(fc.integer({ min: 1, max: 5 })))
    .map(([which, theme, rating]) =>
      deed('editAssets', (_, all) => ({ assets: of(all, which), changes: { theme, rating } })),
    ),
  fc
    .tuple(some, fc.boolean())
    .map(([which, approved]) =>
      deed('approveAssets', (_, all) => ({ assets: of(all, which), approved })),
    ),
  fc.tuple(some, tag, tag).map(([which, add, remove]) =>
    deed('bulkEdit', (_, all) => ({
      assets: of(all, which),
      edit: { set: { theme: add, review: 'later' }, add_tags: [add], remove_tags: [remove] },
    })),
  ),
  some.map((which) => deed('trashAssets', (_, all) => ({ assets: of(all, which) }))),
  some.map((which) => deed('restoreAssets', (_, all) => ({ assets: of(all, which) }))),
];
const tagDeeds: readonly fc.Arbitrary<Deed>[] = [
  fc
    .tuple(some, tag, tag)
    .map(([which, add, remove]) =>
      deed('tagAssets', (_, all) => ({ assets: of(all, which), add: [add], remove: [remove] })),
    ),
  tag.map((name) => deed('setTagColour', () => ({ tag: name, colour: 'teal' }))),
  fc.tuple(tag, tag).map(([a, b]) => deed('addTagAlias', () => ({ tag: a, alias: `${b} too` }))),
  fc.tuple(tag, tag).map(([a, b]) => deed('addTagParent', () => ({ tag: a, parent: b }))),
  fc
    .tuple(tag, tag)
    .map(([a, b]) => deed('renameTag', () => ({ tag: a, name: b, keep_alias: true }))),
  fc.tuple(tag, tag).map(([a, b]) => deed('mergeTags', () => ({ tags: [a], into: b }))),
  tag.map((name) => deed('deleteTags', () => ({ tags: [name] }))),
  fc
    .tuple(tag, fc.option(tag))
    .map(([a, b]) => deed('renameThemes', () => ({ themes: [a], name: b }))),
];
const gatherDeeds: readonly fc.Arbitrary<Deed>[] = [
  fc
    .tuple(some, tag)
    .map(([which, name]) =>
      deed('createCollection', (_, all) => ({ name, type: 'library', assets: of(all, which) })),
    ),
  fc
    .tuple(fc.nat(9), some, fc.constantFrom('add', 'remove', 'move', 'edit', 'trash', 'archive'))
    .map(([place, which, how]): Deed => {
      return (library, all) => {
        const collection = pick(library.ask('collections', { archived: true }), place)?.id;
        if (!collection) return null;
        const assets = of(all, which);
        if (how === 'add') return library.do('addToCollection', { collection, assets });
        if (how === 'remove') return library.do('removeFromCollection', { collection, assets });
        if (how === 'move')
          return library.do('moveInCollection', { collection, assets, before: null });
        if (how === 'trash') return library.do('trashCollection', { collection });
        if (how === 'archive')
          return library.do('archiveCollection', { collection, archived: true });
        return library.do('editCollection', { collection, changes: { description: 'x' } });
      };
    }),
  fc
    .tuple(some, tag)
    .map(([which, name]) => deed('createPack', (_, all) => ({ name, assets: of(all, which) }))),
  fc.tuple(fc.nat(9), some, fc.boolean()).map(([place, which, out]): Deed => {
    return (library, all) => {
      const pack = pick(library.ask('packs', {}), place)?.id;
      if (!pack) return null;
      const assets = of(all, which);
      return library.do(out ? 'removeFromPack' : 'addToPack', { pack, assets });
    };
  }),
  tag.map((name) => deed('createProject', () => ({ name: `Project ${name}` }))),
  fc.tuple(fc.nat(9), some).map(([place, which]): Deed => {
    return (library, all) => {
      const project = pick(library.ask('projects', {}), place)?.id;
      return project
        ? library.do('editAssets', { assets: of(all, which), changes: { project_id: project } })
        : null;
    };
  }),
];
const otherDeeds: readonly fc.Arbitrary<Deed>[] = [
  tag.map((content) =>
    deed('createAsset', () => ({ kind: 'text', name: 'Note', content }) as never),
  ),
  fc
    .constantFrom<'duplicate' | 'alternate' | 'unrelated'>('duplicate', 'alternate', 'unrelated')
    .map((verdict) =>
      deed('judgePair', (_, [first, second]) =>
        first && second
          ? { first, second, verdict, ...(verdict === 'duplicate' ? { kept: first } : {}) }
          : null,
      ),
    ),
  tag.map((name) => deed('saveQuery', () => ({ name, sql: `SELECT '${name}'` }))),
  fc.nat(9).map((place) =>
    deed('deleteQuery', (library) => {
      const query = pick(library.ask('savedQueries', {}), place)?.id;
      return query ? { query } : null;
    }),
  ),
];
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  ...assetDeeds,
  ...tagDeeds,
  ...gatherDeeds,
  ...otherDeeds,
);

test('whatever is done: its undo restores every row, doing it again gives every row back, and the preview knew', () => {
  let done = 0;
  fc.assert(
    fc.property(fc.array(deeds, { minLength: 1, maxLength: 10 }), (list) => {
      const library = testLibrary();
      const assets = ['a.png', 'b.png', 'c.png', 'd.png'].map((name) => library.picture(name));
      for (const act of list) {
        const before = rows(library);
        const acted = act(library, assets);
        if (acted === null || !acted.result.ok) continue;
        done += 1;
        const after = rows(library);
        const preview = library.ask('undoPreview', { request: acted.request });
        expect(preview).toMatchObject({ possible: true });
        const undone = library.must('undoRequest', { request: acted.request });
        expect(rows(library)).toEqual(before);
        library.must('undoRequest', { request: undone.request });
        expect(rows(library)).toEqual(after);
      }
    }),
    { numRuns: 40 },
  );
  expect(done).toBeGreaterThan(60);
}, 120_000);
