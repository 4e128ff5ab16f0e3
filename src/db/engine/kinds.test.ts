import { expect, test } from 'vitest';

import type { AssetId } from '#domain/id.ts';
import { testLibrary, type TestLibrary } from './testing.ts';

const make = (library: TestLibrary, kind: string, name: string, metadata = {}): AssetId =>
  library.must('createAsset', { kind, name, metadata }).asset;

const rowOf = (library: TestLibrary, id: AssetId) => {
  const found = library.ask('asset', { id });
  if (!found) throw new Error('gone');
  return found.asset;
};

const failureOf = (library: TestLibrary, kind: string, more = {}) => {
  const { result } = library.do('createAsset', { kind, name: 'x', ...more });
  return result.ok ? null : result.failure;
};

test('3.01 every kind made by hand is created, opened and listed; its name is needed and has at most 255 characters', () => {
  const library = testLibrary();
  const kinds = ['text', 'script', 'scene', 'shot', 'film', 'character', 'environment', 'style'];
  for (const kind of kinds) {
    const id = make(library, kind, `my ${kind}`);
    expect(rowOf(library, id)).toMatchObject({ kind, name: `my ${kind}`, state: 'ready' });
    const filter = { kinds: [kind as 'text'] };
    expect([...library.ask('assetLayout', { filter, sort: 'newest' }).n]).toHaveLength(1);
    const found = library.ask('assetLayout', { filter: { ...filter, text: 'my' }, sort: 'name' });
    expect([...found.n]).toHaveLength(1);
    for (const name of ['', '   ', 'x'.repeat(256)]) {
      const { result } = library.do('createAsset', { kind, name });
      expect(result).toMatchObject({ ok: false, failure: { field: 'name' } });
    }
  }
});

test('3.01 what is made by hand shows in the library and its facets; packs and masks only by name', () => {
  const library = testLibrary();
  library.picture('fox.png');
  const text = library.must('createAsset', { kind: 'text', name: 'Notes' }).asset;
  library.must('createAsset', { kind: 'character', name: 'Mina' });
  library.must('createPack', { name: 'Foxes' });
  library.picture('fox mask.png', { kind: 'mask' });
  const names = (filter: object) =>
    library
      .ask('assetsByRow', { rows: [...library.ask('assetLayout', { filter, sort: 'name' }).n] })
      .map(({ name }) => name)
      .toSorted();
  expect(names({})).toEqual(['Mina', 'Notes', 'fox.png']);
  expect(names({ query: 'fox' })).toEqual(['fox.png']);
  expect(names({ query: 'kind:mask' })).toEqual(['fox mask.png']);
  expect(names({ kinds: ['pack', 'text'] })).toEqual(['Foxes', 'Notes']);
  expect(library.ask('facets', { filter: {} }).kind).toEqual({ image: 1, text: 1, character: 1 });
  expect(library.ask('counts', {})).toMatchObject({ assets: 3, unreviewed: 3, packs: 1 });
  library.must('approveAssets', { assets: [text], approved: true });
  expect(library.ask('counts', {})).toMatchObject({ approved: 1, unreviewed: 2 });
  // A review looks at files: a text has nothing to be shown over the whole window.
  expect(library.ask('reviewable', { filter: {} })).toMatchObject({ total: 1 });
});

test('0.02 older words for kinds are understood, and any other is refused with a message', () => {
  const library = testLibrary();
  expect(rowOf(library, make(library, 'character_ref', 'Mina')).kind).toBe('character');
  for (const kind of ['imageBase', 'image_base', 'imageRefined', 'image_refined', 'video']) {
    expect(failureOf(library, kind)).toMatchObject({ code: 'not_allowed' });
  }
  expect(failureOf(library, 'hologram')).toMatchObject({
    code: 'invalid_input',
    field: 'kind',
    reason: expect.stringContaining('hologram'),
  });
});

test('3.05 3.08 what fits is kept with unknown keys; a wrong type is refused in words', () => {
  const library = testLibrary();
  const shot = make(library, 'shot', 'Shot 1', {
    sequence: 3,
    camera_angle: 'low angle',
    duration: 4.5,
    prompt: 'rain',
    lens_of_mine: { mm: 35 },
  });
  library.must('editMetadata', { asset: shot, metadata: { camera_angle: null, duration: 6 } });
  expect(JSON.parse(rowOf(library, shot).metadata)).toEqual({
    sequence: 3,
    duration: 6,
    prompt: 'rain',
    lens_of_mine: { mm: 35 },
  });
  const wrong = [
    { duration: 'long' },
    { duration: -1 },
    { sequence: 1.5 },
    { camera_angle: 7 },
    { prompt: ['x'] },
  ];
  for (const metadata of wrong) {
    const [key] = Object.keys(metadata);
    const { result } = library.do('editMetadata', { asset: shot, metadata });
    expect(result).toMatchObject({
      ok: false,
      failure: { code: 'invalid_input', field: `metadata.${String(key)}` },
    });
  }
});

test('3.06 3.07 film, scene and character hold what they should, and nothing else of those names', () => {
  const library = testLibrary();
  make(library, 'film', 'F', { status: 'draft', platform_variants: ['16:9', '9:16'] });
  make(library, 'scene', 'S', { setting: 'A café at night', duration: 60 });
  make(library, 'character', 'C', {
    description: 'tall',
    attributes: { hair: 'black' },
    consistency_prompt: 'same coat',
  });
  for (const [kind, metadata] of [
    ['film', { status: 'lost' }],
    ['film', { platform_variants: '16:9' }],
    ['scene', { setting: 4 }],
    ['character', { attributes: ['tall'] }],
  ] as const) {
    expect(failureOf(library, kind, { metadata })?.code).toBe('invalid_input');
  }
});

test('3.06 a film counts its scenes, shots and length from its parts, through scenes', () => {
  const library = testLibrary();
  const film = make(library, 'film', 'Film');
  const scene = library.must('createAsset', {
    kind: 'scene',
    name: 'Scene',
    partOf: { film },
  }).asset;
  for (const duration of [4, 2.5, undefined]) {
    library.must('createAsset', {
      kind: 'shot',
      name: 'Shot',
      metadata: duration === undefined ? {} : { duration },
      partOf: { scene },
    });
  }
  expect(library.ask('kindFacts', { id: film })).toMatchObject({
    scenes: 1,
    shots: 3,
    duration: 6.5,
  });
  expect(library.ask('kindFacts', { id: scene })).toMatchObject({
    shots: 3,
    wholes: [{ key: 'film', name: 'Film' }],
  });
  const other = make(library, 'film', 'Other');
  const moved = library.do('editMetadata', { asset: scene, partOf: { film: other } });
  expect(library.ask('kindFacts', { id: film }).shots).toBe(0);
  expect(library.ask('kindFacts', { id: other }).shots).toBe(3);
  library.must('undoRequest', { request: moved.request });
  expect(library.ask('kindFacts', { id: film }).shots).toBe(3);
  const wrong = library.do('editMetadata', { asset: scene, partOf: { film: scene } }).result;
  expect(wrong).toMatchObject({ ok: false, failure: { code: 'not_found', what: 'film' } });
});

test('3.03 a text is written, keeps its language, and each writing can be taken back', () => {
  const library = testLibrary();
  const id = library.must('createAsset', { kind: 'text', name: 'Notes', content: 'one' }).asset;
  const second = library.do('writeText', { asset: id, content: 'one\u0000 two', language: 'KO' });
  expect(library.ask('text', { id })).toMatchObject({ content: 'one two', language: 'ko' });
  expect(library.must('writeText', { asset: id, content: 'one two' }).changed).toBe(0);
  library.must('undoRequest', { request: second.request });
  expect(library.ask('text', { id })).toMatchObject({ content: 'one', language: null });
  const bad = library.do('writeText', { asset: id, content: '', language: 'not a tag' }).result;
  expect(bad).toMatchObject({ ok: false, failure: { field: 'language' } });
  const shot = make(library, 'shot', 'Shot');
  const refused = library.do('writeText', { asset: shot, content: 'x' }).result;
  expect(refused).toMatchObject({ ok: false, failure: { code: 'not_allowed' } });
});

test('3.03 undoing the making of a text puts it into the trash with its words', () => {
  const library = testLibrary();
  const made = library.do('createAsset', { kind: 'text', name: 'Notes', content: 'all of it' });
  const id = made.result.ok ? made.result.value.asset : ('' as AssetId);
  library.must('undoRequest', { request: made.request });
  expect(rowOf(library, id).deleted_at).not.toBeNull();
  library.must('restoreAssets', { assets: [id] });
  expect(library.ask('text', { id })?.content).toBe('all of it');
});

test('3.09 an asset may have an address on the web, and none that a browser should not open', () => {
  const library = testLibrary();
  const id = make(library, 'film', 'Film');
  library.must('editMetadata', { asset: id, url: ' https://example.org/a b ' });
  expect(rowOf(library, id)).toMatchObject({ url: 'https://example.org/a%20b', size: null });
  for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'nonsense']) {
    const { result } = library.do('editMetadata', { asset: id, url });
    expect(result).toMatchObject({ ok: false, failure: { field: 'url' } });
  }
  library.must('editMetadata', { asset: id, url: null });
  expect(rowOf(library, id).url).toBeNull();
});

test('3.25 the same picture stands in a pack, a collection and another list without a second file', () => {
  const library = testLibrary();
  const picture = library.picture('a.png');
  library.must('createPack', { name: 'Pack', assets: [picture] });
  for (const type of ['character', 'storyboard'] as const) {
    library.must('createCollection', { name: type, type, assets: [picture] });
  }
  const [blobs] = library.connection.all<{ files: number }>(
    'SELECT count(DISTINCT blob) AS files FROM assets WHERE blob IS NOT NULL',
  );
  expect(blobs?.files).toBe(1);
  expect(library.ask('collections', { asset: picture })).toHaveLength(2);
  expect(library.ask('asset', { id: picture })?.packs).toHaveLength(1);
});
