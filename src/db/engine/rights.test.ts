/** N2: the rights check reads what went into the members of a pack, all the way back. */
import { describe, expect, test } from 'vitest';
import type { AssetId } from '#domain/id.ts';
import type { PackLicence } from '#domain/pack.ts';
import { rightsIssues } from '#domain/rights.ts';
import type { Said } from '#domain/said.ts';
import { doubleKind, extractKind, testLibrary, type TestLibrary } from './testing.ts';
import { double, finishAll, link } from './testing-lineage.ts';

/** A way of working that has no licence of its own. */
const plainDouble = {
  ...doubleKind,
  placeholder: (...given: Parameters<NonNullable<typeof doubleKind.placeholder>>) => {
    const intent = doubleKind.placeholder!(...given);
    return { ...intent, generation: { provider: 'inkreel', model: 'smooth 1', params: {} } };
  },
};
const open = (): TestLibrary => testLibrary(undefined, [plainDouble, extractKind] as never);

const told = (library: TestLibrary, name: string, said: Said): AssetId =>
  library.picture(name, { sidecars: [{ path: `${name}.xmp`, size: 1, mtime: 1, said }] });
const stock: Said = { creators: ['Ann'], rights: 'CC BY-NC 4.0', provenance: 'ai_generated' };

/** What stands against a pack of one asset, but for its approval. */
function against(library: TestLibrary, asset: AssetId, license_type: PackLicence = 'royalty_free') {
  const { pack } = library.must('createPack', { name: 'Set', assets: [asset], license_type });
  const found = library.ask('pack', { id: pack });
  library.must('trashPack', { pack });
  return rightsIssues(found!.pack, found!.members)
    .filter(({ problem }) => problem !== 'unapproved')
    .map(({ problem, severity, because, sources }) => ({ problem, severity, because, sources }));
}
const notForSale = (...sources: string[]) => [
  { problem: 'not_for_sale', severity: 'block', because: ['CC BY-NC 4.0'], sources },
];

function emptied(library: TestLibrary, ...assets: AssetId[]): void {
  for (const asset of assets) {
    library.must('trashAssets', { assets: [asset] });
    library.must('emptyTrash', { assets: [asset] });
  }
}

describe('N2: what may not be sold stays so', () => {
  test('through every result, by the name of the source; also for results that bear no words of it', () => {
    const library = open();
    const source = told(library, 'stock.png', stock);
    const second = double(library, double(library, source));
    expect(against(library, source)).toEqual(notForSale());
    expect(against(library, second, 'personal')).toEqual([]);
    const [issue] = against(library, second);
    expect(issue).toMatchObject({ problem: 'not_for_sale', severity: 'block' });
    expect(issue?.sources).toContain('stock.png');
    // As an older version made its results: with links, and without words.
    library.connection.run(`UPDATE assets SET metadata = '{}' WHERE origin = 'derivative'`);
    expect(against(library, second)).toEqual(notForSale('stock.png'));
    library.must('editAssets', { assets: [source], changes: { provenance: 'user_provided' } });
    expect(against(library, second)).toMatchObject([{ severity: 'warn' }]);
  });

  test.each([
    ['the middle first', [1, 0]],
    ['the first one first', [0, 1]],
  ] as const)('when what it was made of is deleted for good, %s', (_name, order) => {
    const library = open();
    const first = told(library, 'stock.png', stock);
    const middle = double(library, first);
    const last = double(library, middle);
    library.connection.run(`UPDATE assets SET metadata = '{}' WHERE origin = 'derivative'`);
    for (const index of order) {
      emptied(library, index === 0 ? first : middle);
      expect(against(library, last)).toEqual(notForSale('stock.png'));
    }
    // Only what it was made of directly is shown as such.
    expect(library.ask('linksOf', { id: last }).gone.map(({ name }) => name)).toEqual([
      'stock.png ×2',
    ]);
    // What is made of it from now on has it too.
    const later = double(library, last);
    library.connection.run(`UPDATE assets SET metadata = '{}' WHERE origin = 'derivative'`);
    expect(against(library, later)).toEqual(notForSale('stock.png'));
    library.must('editAssets', { assets: [later], changes: { provenance: 'user_provided' } });
    expect(against(library, later)).toMatchObject([{ severity: 'warn' }]);
  });

  test('all at once in one emptying of the trash', () => {
    const library = open();
    const first = told(library, 'stock.png', stock);
    const middle = double(library, first);
    const last = double(library, middle);
    library.connection.run(`UPDATE assets SET metadata = '{}' WHERE origin = 'derivative'`);
    library.must('trashAssets', { assets: [first, middle] });
    library.must('emptyTrash', {});
    expect(against(library, last)).toEqual(notForSale('stock.png'));
  });

  test('for what was used beside a source, and its model, there or gone', () => {
    const library = open();
    const result = double(library, told(library, 'own.png', { provenance: 'user_provided' }));
    const face = told(library, 'face.png', {
      provenance: 'ai_generated',
      rights: 'personal use only',
      generation: { provider: 'x', model: 'face net', params: {}, commercial_use: false },
    });
    link(library, result, face, 'reference_for');
    const issues = [
      {
        problem: 'non_commercial_model',
        severity: 'block',
        because: ['face net'],
        sources: ['face.png'],
      },
      {
        problem: 'not_for_sale',
        severity: 'block',
        because: ['personal use only'],
        sources: ['face.png'],
      },
    ];
    expect(against(library, result)).toEqual(issues);
    // What the face is used for takes nothing away from the face's other uses, and gives it nothing.
    expect(against(library, face).map(({ sources }) => sources)).toEqual([[], []]);
    emptied(library, face);
    expect(against(library, result)).toEqual(issues);
  });
});

describe('N2: whose origin nobody knows', () => {
  test('is told of a result by the name of its source, and mended there', () => {
    const library = open();
    const source = library.picture('found.png');
    const result = double(library, source);
    expect(against(library, result)).toEqual([
      { problem: 'unknown_provenance', severity: 'warn', because: [], sources: ['found.png'] },
    ]);
    library.must('editAssets', { assets: [source], changes: { provenance: 'ai_generated' } });
    expect(against(library, result)).toEqual([]);
  });

  test('is asked no more of a source that is gone once it was said of the result', () => {
    const library = open();
    const source = library.picture('found.png');
    const result = double(library, source);
    emptied(library, source);
    expect(against(library, result)).toMatchObject([{ sources: ['found.png'] }]);
    library.must('editAssets', { assets: [result], changes: { provenance: 'user_provided' } });
    expect(against(library, result)).toEqual([]);
  });

  test('is not asked of a source of which an older version kept only the name', () => {
    const library = open();
    const source = library.picture('found.png');
    const result = double(library, source);
    emptied(library, source);
    library.connection.run('UPDATE gone_sources SET provenance = NULL');
    expect(against(library, result)).toEqual([]);
  });
});

test('N2: what is made again from a free source is free, though it is a variant of what was not', () => {
  const library = open();
  const source = told(library, 'stock.png', stock);
  const result = double(library, source);
  const free = told(library, 'free.png', { rights: 'CC0', provenance: 'ai_generated' });
  const { targets } = library.must('rebuildFrom', { asset: source, by: free });
  finishAll(library);
  expect(against(library, targets[0]!)).toEqual([]);
  // A variant that has no source of its own was made of what it varies.
  const byHand = told(library, 'by-hand.png', { provenance: 'user_provided' });
  link(library, result, byHand, 'variant_of');
  expect(against(library, byHand)[0]).toMatchObject({ problem: 'not_for_sale' });
  // Even in a circle.
  link(library, byHand, source, 'variant_of');
  expect(against(library, byHand)[0]).toMatchObject({ problem: 'not_for_sale' });
});

describe('editCredits', () => {
  test('says it for many at once, takes nothing else away, and is undone word for word', () => {
    const library = open();
    const source = told(library, 'stock.png', { ...stock, description: 'A lantern' });
    const result = double(library, source);
    const plain = library.picture('plain.png');
    const metadataOf = (id: AssetId): unknown =>
      JSON.parse(library.ask('asset', { id })?.asset.metadata ?? '');
    const before = [source, result, plain].map(metadataOf);
    expect(against(library, result)[0]).toMatchObject({ severity: 'block' });
    const bought = { rights: ' Extended licence no. 4711 ', creators: ['Ann', ' ', 'Ann', 'Jun'] };
    const edited = library.do('editCredits', { assets: [source, result, plain], changes: bought });
    expect(edited.result).toEqual({ ok: true, value: { changed: 3 } });
    expect(metadataOf(source)).toMatchObject({
      rights: 'Extended licence no. 4711',
      creators: ['Ann', 'Jun'],
      description: 'A lantern',
    });
    expect(against(library, result)).toEqual([]);
    const again = library.must('editCredits', { assets: [source, plain], changes: bought });
    expect(again).toEqual({ changed: 0 });
    library.must('editCredits', { assets: [plain], changes: { rights: null } });
    expect(metadataOf(plain)).toEqual({ creators: ['Ann', 'Jun'] });
    library.must('editCredits', {
      assets: [plain],
      changes: { creators: [], rights: bought.rights },
    });
    expect(metadataOf(plain)).toEqual({ rights: 'Extended licence no. 4711' });
    library.must('undoRequest', { request: edited.request });
    expect([source, result].map(metadataOf)).toEqual(before.slice(0, 2));
  });

  test('refuses what is no asset', () => {
    const library = open();
    const nobody = '0190a000-0000-7000-8000-000000000001' as AssetId;
    expect(
      library.do('editCredits', { assets: [nobody], changes: { rights: 'x' } }).result,
    ).toMatchObject({ ok: false, failure: { code: 'not_found' } });
  });
});

test('everyone whose work went into a member is known to the pack, whatever its row says', () => {
  const library = open();
  const source = told(library, 'stock.png', { creators: ['Ann'], provenance: 'ai_generated' });
  const result = double(library, source);
  library.connection.run(`UPDATE assets SET metadata = '{}' WHERE id = ?`, [result]);
  const { pack } = library.must('createPack', { name: 'Set', assets: [result] });
  const creators = (): readonly string[] | undefined =>
    library.ask('pack', { id: pack })?.members[0]?.grounds.flatMap((one) => one.creators);
  expect(creators()).toEqual(['Ann']);
  emptied(library, source);
  expect(creators()).toEqual(['Ann']);
});
