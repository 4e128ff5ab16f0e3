import { expect, test } from 'vitest';

import type { AssetId } from '#domain/id.ts';
import { double, finishAll, link, made, names } from './testing-lineage.ts';
import { hashOf, testLibrary } from './testing.ts';

test('D3 rebuilds from an asset downwards: new variants in order, with the recorded settings; originals stay', () => {
  const library = testLibrary();
  const source = library.picture('fox');
  const first = double(library, source);
  const second = double(library, first);
  const byHand = library.picture('painted');
  link(library, first, byHand, 'derived_from');
  const plan = library.ask('rebuildPlan', { id: source });
  expect(plan.map(({ asset, obstacle, kind }) => [asset.name, obstacle, kind])).toEqual([
    ['fox ×2', null, 'double'],
    ['fox ×2 ×2', null, 'double'],
    ['painted', 'by_hand', null],
  ]);
  const by = library.picture('better fox');
  const done = library.must('rebuildFrom', { asset: source, by });
  expect(done).toMatchObject({ left: 1, targets: { length: 2 } });
  const [one, two] = done.tasks.map((id) => library.ask('task', { id }));
  expect([one?.source_asset_id, two?.source_asset_id]).toEqual([by, done.targets[0]]);
  expect([one?.depends_on, two?.depends_on]).toEqual([null, done.tasks[0]]);
  expect(JSON.parse(two?.params ?? '')).toEqual({ scale: 2 });
  expect(finishAll(library)).toEqual(done.targets);
  const links = library.ask('linksOf', { id: done.targets[1]! }).links;
  expect(links.map(({ type, parent }) => [type, parent])).toEqual([
    ['derived_from', done.targets[0]],
    ['variant_of', second],
  ]);
  expect(library.ask('asset', { id: first })?.asset.state).toBe('ready');
});

test('D3 what cannot be made again says why', () => {
  const library = testLibrary();
  const source = library.picture('fox');
  const first = double(library, source);
  double(library, first);
  const refusing = library.picture('refuse me');
  expect(
    library.ask('rebuildPlan', { id: source, by: refusing }).map(({ obstacle }) => obstacle),
  ).toEqual(['refused', 'source_stays']);
  expect(library.do('rebuildFrom', { asset: source, by: refusing }).result).toMatchObject({
    failure: { code: 'not_allowed', reason: 'nothing that was made from it can be made again' },
  });
  expect(library.do('rebuildFrom', { asset: refusing }).result.ok).toBe(false);
  library.must('trashAssets', { assets: [first] });
  expect(library.ask('rebuildPlan', { id: source })[0]?.obstacle).toBe('trashed');
  library.must('markMissing', { blobs: [hashOf('fox')] });
  expect(library.ask('rebuildPlan', { id: source })[0]?.obstacle).toBe('no_file');
});

test('D3 replacing moves every use to the new one in its place; the old stays as a variant; one undo', () => {
  const library = testLibrary();
  const [old, by, other] = ['old', 'new', 'other'].map((name) => library.picture(name)) as [
    AssetId,
    AssetId,
    AssetId,
  ];
  const { pack } = library.must('createPack', { name: 'P', assets: [old, other] });
  library.must('notePackExport', { pack, export_path: 'x.zip', exported_at: library.now() });
  const film = made(library, 'film', 'Film');
  library.must('linkAssets', {
    links: [{ parent: film, child: old, type: 'used_in', metadata: { at: 3 } }],
  });
  const result = double(library, old);
  const members = () => names(library.ask('pack', { id: pack })!.members.map(({ asset }) => asset));
  library.pass(1000);
  const { request } = library.do('replaceAsset', { old, by });
  expect(members()).toEqual(['new', 'other']);
  expect(library.ask('pack', { id: pack })?.pack.stale).toBe(true);
  const used = library.ask('linksOf', { id: film }).links;
  expect(used.map(({ other: one, metadata }) => [one.name, metadata])).toEqual([
    ['new', '{"at":3}'],
  ]);
  const links = library.ask('linksOf', { id: old }).links;
  expect(links.map(({ type, parent, child }) => [type, parent, child])).toEqual([
    ['derived_from', old, result],
    ['variant_of', by, old],
  ]);
  library.must('undoRequest', { request });
  expect(members()).toEqual(['old', 'other']);
  expect(library.ask('linksOf', { id: by }).links).toEqual([]);
});

test('D3 another kind, or a loop, is no replacement', () => {
  const library = testLibrary();
  const [scene, shot] = [made(library, 'scene', 'S'), made(library, 'shot', 'Shot')];
  expect(library.do('replaceAsset', { old: scene, by: shot }).result).toMatchObject({
    failure: { code: 'not_allowed', what: 'Shot' },
  });
  const [a, b, c] = ['a', 'b', 'c'].map((name) => made(library, 'scene', name)) as [
    AssetId,
    AssetId,
    AssetId,
  ];
  link(library, a, b, 'part_of');
  link(library, c, a, 'part_of');
  expect(library.do('replaceAsset', { old: b, by: c }).result).toMatchObject({
    failure: { reason: 'it would lead back to itself: “c” → “a” → “c”' },
  });
  expect(library.ask('linksOf', { id: b }).links).toHaveLength(1);
});
