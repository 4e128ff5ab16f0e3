/** Packs as a seller keeps them: made, described, filled, counted, thrown away. */
import { expect, test } from 'vitest';
import { packLicences } from '#domain/pack.ts';
import { testLibrary } from './testing.ts';

test('1.16 a pack is made, changed and deleted; only its name is needed', () => {
  const library = testLibrary();
  for (const name of ['', '   ']) {
    expect(library.do('createPack', { name }).result).toMatchObject({ ok: false });
  }
  const { pack } = library.must('createPack', { name: 'Owls' });
  const read = () => library.ask('pack', { id: pack })?.pack;
  expect(read()).toMatchObject({ name: 'Owls', theme: null, description: null, asset_count: 0 });
  library.must('editPack', {
    pack,
    changes: { name: 'Night owls', theme: 'nature', description: 'Twelve of them.' },
  });
  expect(read()).toMatchObject({
    name: 'Night owls',
    theme: 'nature',
    description: 'Twelve of them.',
  });
  expect(library.do('editPack', { pack, changes: { name: ' ' } }).result.ok).toBe(false);
  const { request } = library.do('trashPack', { pack });
  expect(library.ask('packs', {})).toEqual([]);
  library.must('undoRequest', { request });
  expect(library.ask('packs', {})).toMatchObject([{ name: 'Night owls' }]);
});

test.each(packLicences)(
  '1.17 a pack may have the licence %s, and no other than these',
  (license) => {
    const library = testLibrary();
    const { pack } = library.must('createPack', { name: 'Owls', license_type: license });
    expect(library.ask('pack', { id: pack })?.pack.license_type).toBe(license);
    const other = { pack, changes: { license_type: 'free' as never } };
    expect(library.do('editPack', other).result).toMatchObject({
      ok: false,
      failure: { code: 'invalid_input' },
    });
  },
);

test('1.18 an asset is in several packs, and number and size are right after every change', () => {
  const library = testLibrary();
  const small = library.picture('small.png', { size: 500_000 });
  const large = library.picture('large.png', { size: 2_000_000 });
  const [one, other] = ['One', 'Other'].map((name) => library.must('createPack', { name }).pack);
  const sizes = () =>
    library
      .ask('packs', {})
      .map(({ name, asset_count, total_size_mb }) => [name, asset_count, total_size_mb] as const)
      .toSorted(([a], [b]) => (a < b ? 1 : -1));
  const steps: readonly (readonly [() => unknown, number, number, number, number])[] = [
    [() => library.must('addToPack', { pack: one!, assets: [small, large] }), 2, 2.5, 0, 0],
    [() => library.must('addToPack', { pack: other!, assets: [small] }), 2, 2.5, 1, 0.5],
    [() => library.must('addToPack', { pack: other!, assets: [small] }), 2, 2.5, 1, 0.5],
    [() => library.must('removeFromPack', { pack: one!, assets: [large] }), 1, 0.5, 1, 0.5],
    [() => library.must('trashAssets', { assets: [small] }), 0, 0, 0, 0],
    [() => library.must('restoreAssets', { assets: [small] }), 1, 0.5, 1, 0.5],
  ];
  for (const [step, ones, oneSize, others, otherSize] of steps) {
    step();
    expect(sizes()).toEqual([
      ['Other', others, otherSize],
      ['One', ones, oneSize],
    ]);
  }
});
