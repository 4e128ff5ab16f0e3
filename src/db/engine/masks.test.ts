import { expect, test } from 'vitest';

import { hashOf, testLibrary } from './testing.ts';

const fileOfMask = (name: string) => ({
  sha256: hashOf(name),
  size: 321,
  width: 600,
  height: 400,
});

test('a mask is an asset made from its picture, found as such, and taken back by undo', () => {
  const library = testLibrary();
  const picture = library.picture('street.png');
  const saved = library.do('saveMask', { ...fileOfMask('a'), of: picture });
  if (!saved.result.ok) throw new Error(JSON.stringify(saved.result));
  const { asset, known } = saved.result.value;
  expect(known).toBe(false);
  expect(library.ask('asset', { id: asset })?.asset).toMatchObject({
    kind: 'mask',
    name: 'Mask of street.png',
    state: 'ready',
    width: 600,
    height: 400,
    format: 'png',
    project_id: library.ask('asset', { id: picture })?.asset.project_id,
  });
  expect(library.ask('linksOf', { id: picture }).links).toMatchObject([
    { parent: picture, child: asset, type: 'derived_from' },
  ]);
  // Its facts and its small picture are read like those of any file.
  expect(
    library.connection.all(`SELECT kind FROM tasks WHERE source_asset_id = ?`, [asset]),
  ).toEqual([{ kind: 'extract_metadata' }]);
  expect(
    library.ask('assetLayout', { filter: { query: 'kind:mask' }, sort: 'newest' }).n,
  ).toHaveLength(1);
  expect(library.ask('assetLayout', { filter: {}, sort: 'newest' }).n).toHaveLength(1);
  library.must('undoRequest', { request: saved.request });
  expect(library.ask('asset', { id: asset })?.asset.deleted_at).not.toBeNull();
  expect(library.ask('masksFor', { picture, limit: 10 })).toEqual([]);
});

test('the same mask is kept once and tied to every picture that it was saved for', () => {
  const library = testLibrary();
  const [first, second, third] = ['1.png', '2.png', '3.png'].map((name) => library.picture(name));
  const one = library.must('saveMask', { ...fileOfMask('a'), of: first!, name: 'Sky' });
  expect(library.must('saveMask', { ...fileOfMask('a'), of: first! })).toEqual({
    asset: one.asset,
    known: true,
  });
  expect(library.must('saveMask', { ...fileOfMask('a'), of: second! })).toEqual({
    asset: one.asset,
    known: true,
  });
  library.pass(1000);
  const other = library.must('saveMask', { ...fileOfMask('b'), of: third! });
  expect(library.ask('masksFor', { picture: second!, limit: 10 })).toMatchObject([
    { id: one.asset, is_own: 1, name: 'Sky' },
    { id: other.asset, is_own: 0, name: 'Mask of 3.png' },
  ]);
  expect(library.ask('masksFor', { picture: third!, limit: 10 })[0]).toMatchObject({
    id: other.asset,
    is_own: 1,
  });
});

test('a mask is refused where it means nothing', () => {
  const library = testLibrary();
  const sound = library.picture('a.wav', { kind: 'audio', mime: 'audio/wav', format: 'wav' });
  expect(library.do('saveMask', { ...fileOfMask('a'), of: sound }).result).toMatchObject({
    failure: { code: 'not_allowed' },
  });
  const picture = library.picture('b.png');
  library.must('trashAssets', { assets: [picture] });
  expect(library.do('saveMask', { ...fileOfMask('a'), of: picture }).result).toMatchObject({
    failure: { code: 'not_allowed', reason: 'it lies in the trash' },
  });
  expect(
    library.do('saveMask', { ...fileOfMask('a'), width: 0, of: picture }).result,
  ).toMatchObject({ failure: { code: 'invalid_input' } });
});
