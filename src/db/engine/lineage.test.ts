import { expect, test } from 'vitest';

import type { AssetId } from '#domain/id.ts';
import { relations } from '#domain/lineage/relations.ts';
import { double, link, made, names } from './testing-lineage.ts';
import { testLibrary } from './testing.ts';

test('3.14 links two assets in each of the six ways, and the same triple twice is refused in words', () => {
  const library = testLibrary();
  const [a, b] = [library.picture('a'), library.picture('b')];
  for (const type of relations) link(library, a, b, type);
  expect(
    library
      .ask('linksOf', { id: a })
      .links.map(({ type }) => type)
      .toSorted(),
  ).toEqual(relations.toSorted());
  const again = library.do('linkAssets', { links: [{ parent: a, child: b, type: 'used_in' }] });
  expect(again.result).toEqual({
    ok: false,
    failure: { code: 'conflict', reason: '“b” is used in “a” already' },
  });
});

test('3.14 several links are made at once or not at all, and one undo takes them back', () => {
  const library = testLibrary();
  const [film, a, b] = [made(library, 'film', 'Film'), library.picture('a'), library.picture('b')];
  const used = (child: AssetId) => ({ parent: film, child, type: 'used_in' }) as const;
  const refused = library.do('linkAssets', { links: [used(a), used(b), used(a)] });
  expect(refused.result.ok).toBe(false);
  expect(library.ask('linksOf', { id: film }).links).toEqual([]);
  const { request } = library.do('linkAssets', { links: [used(a), used(b)] });
  expect(library.ask('linksOf', { id: film }).links).toHaveLength(2);
  library.must('undoRequest', { request });
  expect(library.ask('linksOf', { id: film }).links).toEqual([]);
});

test('0.05 an asset cannot become its own ancestor: the way that would lead back is named', () => {
  const library = testLibrary();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => library.picture(name)) as [
    AssetId,
    AssetId,
    AssetId,
  ];
  for (const type of ['derived_from', 'part_of'] as const) {
    link(library, a, b, type);
    link(library, b, c, type);
    expect(library.do('linkAssets', { links: [{ parent: c, child: a, type }] }).result).toEqual({
      ok: false,
      failure: {
        code: 'not_allowed',
        what: 'a',
        reason: 'it would lead back to itself: “a” → “b” → “c” → “a”',
      },
    });
  }
  expect(
    library.do('linkAssets', { links: [{ parent: a, child: a, type: 'used_in' }] }).result.ok,
  ).toBe(false);
});

test('3.14 what is in the trash, of another project or not there is refused', () => {
  const library = testLibrary();
  const [a, b] = [library.picture('a'), library.picture('b')];
  const { project } = library.must('createProject', { name: 'Other' });
  library.must('moveToProject', { assets: [b], project });
  const used = { parent: a, child: b, type: 'used_in' } as const;
  expect(library.do('linkAssets', { links: [used] }).result).toMatchObject({
    failure: { code: 'not_allowed', reason: 'it is of another project than “b”' },
  });
  library.must('trashAssets', { assets: [b] });
  expect(library.do('linkAssets', { links: [used] }).result).toMatchObject({
    failure: { what: 'b', reason: 'it lies in the trash' },
  });
});

test('3.15 ordered relations are moved, also before they had places, and their notes are edited', () => {
  const library = testLibrary();
  const film = made(library, 'film', 'Film');
  const shots = ['one', 'two', 'three'].map((name) => made(library, 'shot', name)) as AssetId[];
  for (const shot of shots) link(library, film, shot, 'part_of');
  // As an older library, or a task, left them.
  library.connection.run('UPDATE asset_relationships SET position = NULL');
  const order = () => names(library.ask('shotsOf', { id: film }));
  const move = (child: AssetId, before: AssetId | null) =>
    library.do('moveLink', { parent: film, child, type: 'part_of', before });
  move(shots[2]!, shots[0]!);
  expect(order()).toEqual(['three', 'one', 'two']);
  const { request } = move(shots[2]!, null);
  expect(order()).toEqual(['one', 'two', 'three']);
  library.must('undoRequest', { request });
  expect(order()).toEqual(['three', 'one', 'two']);
  expect(move(shots[0]!, library.picture('x')).result).toMatchObject({ failure: { what: 'link' } });

  const one = { parent: film, child: shots[0]!, type: 'part_of' } as const;
  library.must('editLink', { ...one, metadata: { beat: 'opening', x: 1 } });
  const said = library.ask('linksOf', { id: shots[0]! }).links[0];
  expect(JSON.parse(said?.metadata ?? '')).toEqual({ beat: 'opening', x: 1 });
  expect(library.must('unlinkAssets', { links: [one] }).changed).toBe(1);
  expect(order()).toEqual(['three', 'two']);
});

test('3.16 where assets are used is told for all of them at once, without themselves and the trash', () => {
  const library = testLibrary();
  const [a, b, c] = ['a', 'b', 'c'].map((name) => library.picture(name)) as [
    AssetId,
    AssetId,
    AssetId,
  ];
  library.must('createPack', { name: 'Foxes', assets: [a, b] });
  library.must('createCollection', { name: 'Board', type: 'storyboard', assets: [a] });
  const film = made(library, 'film', 'Film');
  link(library, film, a, 'used_in');
  link(library, a, b, 'derived_from');
  link(library, a, c, 'derived_from');
  const uses = library.ask('usesOf', { ids: [a, b] });
  expect(uses.packs).toMatchObject({ total: 1, first: [{ name: 'Foxes' }] });
  expect(uses.collections).toMatchObject({ total: 1, first: [{ name: 'Board' }] });
  expect(uses.relations.map(({ type, first }) => [type, names(first)])).toEqual([
    ['derived_from', ['c']],
    ['used_in', ['Film']],
  ]);
  expect(uses.total).toBe(4);
  library.must('trashAssets', { assets: [film, a] });
  expect(library.ask('usesOf', { ids: [a] }).relations.map(({ type }) => type)).toEqual([
    'derived_from',
  ]);
  expect(library.ask('usesOfTrash', {}).packs.total).toBe(1);
});

test('3.16 uses of thousands are told quickly', () => {
  const library = testLibrary();
  const ids = Array.from({ length: 3000 }, (_, index) => library.picture(`p${index}`));
  const { pack } = library.must('createPack', { name: 'All', assets: ids });
  const begun = performance.now();
  const uses = library.ask('usesOf', { ids });
  // Generous: a busy machine is slow, not wrong.
  expect(performance.now() - begun).toBeLessThan(15_000);
  expect(uses.packs.first).toEqual([{ id: pack, name: 'All' }]);
});

test('0.05 3.16 deleting a parent for good keeps its children, which say its name', () => {
  const library = testLibrary();
  const source = library.picture('fox');
  const result = double(library, source);
  const { pack } = library.must('createPack', { name: 'P', assets: [source, result] });
  library.must('trashAssets', { assets: [source] });
  library.must('emptyTrash', {});
  expect(library.ask('asset', { id: result })?.asset.state).toBe('ready');
  expect(library.ask('pack', { id: pack })?.members).toHaveLength(1);
  const { links, gone } = library.ask('linksOf', { id: result });
  expect(links).toEqual([]);
  expect(gone).toMatchObject([{ id: source, name: 'fox', type: 'derived_from', kind: 'image' }]);
  const graph = library.ask('lineage', { id: result, up: 5, down: 0 });
  expect(graph.nodes.map(({ is, name, depth }) => [is, name, depth])).toContainEqual([
    'gone',
    'fox',
    -1,
  ]);
  expect(graph.edges).toEqual([{ from: source, to: result, type: 'derived_from', made_by: null }]);
});

test('D3 the lineage holds what an asset comes from, what uses it, packs, collections and tasks', () => {
  const library = testLibrary();
  const source = library.picture('fox');
  const result = double(library, source);
  const { pack } = library.must('createPack', { name: 'Foxes', assets: [result] });
  library.must('createCollection', { name: 'Board', type: 'storyboard', assets: [result] });
  const film = made(library, 'film', 'Film');
  link(library, film, result, 'used_in');
  const graph = library.ask('lineage', { id: result, up: 3, down: 3 });
  expect(graph.nodes.map(({ name, depth, is }) => `${depth} ${is} ${name}`).toSorted()).toEqual(
    [
      '-1 asset fox',
      '0 asset fox ×2',
      '1 asset Film',
      '1 asset Foxes',
      '1 collection Board',
    ].toSorted(),
  );
  expect(graph.edges).toContainEqual({
    from: source,
    to: result,
    type: 'derived_from',
    made_by: 'double',
  });
  expect(graph.edges).toContainEqual({ from: result, to: film, type: 'used_in', made_by: null });
  expect(graph.edges).toContainEqual({ from: result, to: pack, type: 'member_of', made_by: null });
  const only = library.ask('lineage', { id: result, up: 3, down: 3, types: ['derived_from'] });
  expect(only.nodes).toHaveLength(2);
});

test('D3 the lineage ends on loops, marks what lies further, and is opened step by step', () => {
  const library = testLibrary();
  const all = ['a', 'b', 'c', 'd'].map((name) => library.picture(name));
  for (const [index, one] of all.entries()) {
    link(library, one, all[(index + 1) % all.length]!, 'variant_of');
  }
  expect(library.ask('lineage', { id: all[0]!, up: 9, down: 9 }).nodes).toHaveLength(4);
  const near = library.ask('lineage', { id: all[0]!, up: 0, down: 1 });
  expect(near.nodes.map(({ name, more_up, more_down }) => [name, more_up, more_down])).toEqual([
    ['a', 1, 0],
    ['b', 0, 1],
  ]);
  const opened = library.ask('lineage', { id: all[0]!, up: 0, down: 1, also: [all[1]!] });
  expect(names(opened.nodes)).toEqual(['a', 'b', 'c']);
  const cut = library.ask('lineage', { id: all[0]!, up: 9, down: 9, limit: 2 });
  expect([cut.nodes.length, cut.cut]).toEqual([2, true]);
});

test('D3 what becomes stale: results of results, wholes, packs and their exports, but no variants', () => {
  const library = testLibrary();
  const source = library.picture('fox');
  const result = double(library, source);
  const second = double(library, result);
  link(library, source, library.picture('other'), 'variant_of');
  const shot = made(library, 'shot', 'Shot');
  link(library, shot, second, 'used_in');
  const { pack } = library.must('createPack', { name: 'Foxes', assets: [second] });
  library.must('notePackExport', { pack, export_path: 'x.zip', exported_at: library.now() });
  const stale = library.ask('staleIf', { id: source });
  expect(names(stale.results.first).toSorted()).toEqual(['Shot', 'fox ×2', 'fox ×2 ×2']);
  expect(stale.packs.first).toMatchObject([{ name: 'Foxes' }]);
  expect(stale.packs.first[0]?.exported_at).not.toBeNull();
});

test('3.19 3.20 3.21 3.22 shots in order, references, users of a sound, and the whole tree with loops', () => {
  const library = testLibrary();
  const film = made(library, 'film', 'Film');
  const scenes = ['Scene 1', 'Scene 2'].map((name) => made(library, 'scene', name)) as [
    AssetId,
    AssetId,
  ];
  const shots = ['s1', 's2', 's3'].map((name) => made(library, 'shot', name)) as AssetId[];
  for (const scene of scenes) link(library, film, scene, 'part_of');
  link(library, scenes[0], shots[0]!, 'part_of');
  link(library, scenes[1], shots[1]!, 'part_of');
  link(library, scenes[1], shots[2]!, 'part_of');
  library.must('moveLink', { parent: film, child: scenes[1], type: 'part_of', before: scenes[0] });
  const video = library.picture('clip', { kind: 'video', mime: 'video/mp4', format: 'mp4' });
  link(library, shots[0]!, video, 'generated_from');
  expect(names(library.ask('shotsOf', { id: film }))).toEqual(['s2', 's3', 's1']);
  link(library, video, film, 'used_in');
  const tree = library.ask('partsTree', { id: film });
  expect(tree.map(({ name, depth, again }) => `${depth} ${name}${again ? ' …' : ''}`)).toEqual([
    '0 Film',
    '1 Scene 2',
    '2 s2',
    '2 s3',
    '1 Scene 1',
    '2 s1',
    '3 clip',
    '4 Film …',
  ]);
  const mira = made(library, 'character', 'Mira');
  const faces = ['face', 'profile'].map((name) => library.picture(name));
  for (const face of faces) link(library, mira, face, 'reference_for');
  expect(names(library.ask('referencesOf', { id: mira }))).toEqual(['face', 'profile']);
  const rain = library.picture('rain', { kind: 'audio', mime: 'audio/wav', format: 'wav' });
  link(library, shots[1]!, rain, 'used_in');
  expect(library.ask('usersOf', { id: rain }).map(({ name, depth }) => `${depth} ${name}`)).toEqual(
    expect.arrayContaining(['1 s2', '2 Scene 2', '3 Film']),
  );
});

test('3.23 versions of a film: variants for targets, and the chain that it is made from', () => {
  const library = testLibrary();
  const films = ['Cut', 'Cut 2', 'Cut 9:16', 'Cut 1:1'].map((name) =>
    made(library, 'film', name),
  ) as AssetId[];
  link(library, films[0]!, films[1]!, 'derived_from');
  link(library, films[1]!, films[2]!, 'variant_of');
  link(library, films[1]!, films[3]!, 'variant_of');
  expect(
    library.ask('versionsOf', { id: films[2]! }).map(({ name, type }) => [name, type]),
  ).toEqual([
    ['Cut', null],
    ['Cut 2', 'derived_from'],
    ['Cut 9:16', 'variant_of'],
    ['Cut 1:1', 'variant_of'],
  ]);
});

test('3.25 one picture in a pack, a film, a collection and as a reference is one file', () => {
  const library = testLibrary();
  const face = library.picture('face');
  library.must('createPack', { name: 'P', assets: [face] });
  library.must('createCollection', { name: 'C', type: 'library', assets: [face] });
  link(library, made(library, 'film', 'F'), face, 'used_in');
  link(library, made(library, 'character', 'Mira'), face, 'reference_for');
  expect(library.ask('usesOf', { ids: [face] }).total).toBe(4);
  const rows = library.connection.all('SELECT 1 FROM assets WHERE blob IS NOT NULL');
  expect(rows).toHaveLength(1);
});

test('3.12 costs are summed by provider, month, collection and film', () => {
  const library = testLibrary();
  const paid = double(library, library.picture('fox'));
  library.must('createCollection', { name: 'Board', type: 'library', assets: [paid] });
  library.connection.run('UPDATE assets SET cost_micros = 40000 WHERE id = ?', [paid]);
  expect(library.ask('costs', { by: 'provider' })).toEqual([
    { key: 'local', name: 'local', currency: 'USD', micros: 40_000, assets: 1 },
  ]);
  expect(library.ask('costs', { by: 'collection' })).toMatchObject([{ name: 'Board' }]);
  expect(library.ask('costs', { by: 'month' })).toMatchObject([{ key: '2023-11' }]);
  // Of a film all that lies below it, each once, however it is reached.
  const [film, shot, other] = ['film', 'shot', 'shot'].map(
    (kind) => library.must('createAsset', { kind, name: kind }).asset,
  );
  library.must('linkAssets', {
    links: [
      { parent: film!, child: shot!, type: 'part_of' },
      { parent: film!, child: other!, type: 'part_of' },
      { parent: shot!, child: paid, type: 'generated_from' },
      { parent: other!, child: paid, type: 'generated_from' },
    ],
  });
  expect(library.ask('costs', { by: 'film' })).toEqual([
    { key: film, name: 'film', currency: 'USD', micros: 40_000, assets: 1 },
  ]);
});

test('assets of every kind are found by a part of their name, those that begin with it first', () => {
  const library = testLibrary();
  library.picture('red fox');
  made(library, 'character', 'Foxy');
  library.must('trashAssets', { assets: [library.picture('fox gone')] });
  expect(names(library.ask('assetsNamed', { text: 'FOX', limit: 9 }))).toEqual(['Foxy', 'red fox']);
});
