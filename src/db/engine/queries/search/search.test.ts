import { beforeAll, describe, expect, test } from 'vitest';
import type { AssetId } from '#domain/id.ts';
import { testLibrary, type TestLibrary } from '../../testing.ts';

/** A moment of the test library's clock: 14 November 2023, 22:13 UTC. */
const now = 1_700_000_000_000;
const day = 86_400_000;

/** Pictures and other things, each with what some token asks for. */
function smallLibrary(): TestLibrary {
  const library = testLibrary();
  const { connection } = library;
  const set = (id: AssetId, columns: Readonly<Record<string, string | number | null>>): void => {
    const names = Object.keys(columns);
    connection.run(
      `UPDATE assets SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
      [...Object.values(columns), id],
    );
  };
  const made = (model: string, prompt: string, seed: number): string =>
    JSON.stringify({ provider: 'p', model, prompt, seed, params: {} });

  const fox = library.picture('red fox.png', { size: 3_000_000, path: 'sketches/animals/fox.png' });
  const den = library.picture('fox den.webp', { format: 'webp', path: 'sketches/den.psd' });
  const castle = library.picture('Château rouge.jpg', {
    format: 'jpeg',
    path: 'photos/castle.jpg',
  });
  const clip = library.picture('walk.mp4', { kind: 'video', format: 'mp4', mime: 'video/mp4' });
  const song = library.picture('rain.flac', { kind: 'audio', format: 'flac' });
  const tale = library.picture('tale.txt', { kind: 'text', format: 'txt' });
  const hero = library.picture('Hero', { kind: 'character' });

  set(fox, {
    width: 1920,
    height: 1080,
    rating: 5,
    approved: 1,
    theme: 'Harbour',
    source: 'Midjourney',
  });
  set(fox, { provenance: 'ai_generated', generation: made('flux-1', 'a fox at golden hour', 42) });
  set(fox, { cost_micros: 40_000, created_at: now - 10 * day });
  set(den, { width: 800, height: 1200, rating: 3, review: 'rejected', theme: 'Forêt' });
  set(den, {
    provenance: 'enhanced',
    origin: 'derivative',
    generation: made('gpt-image', 'den', 150),
  });
  set(den, { alt_text: 'Ein Bau im Wald', created_at: now - 3 * day });
  set(castle, { width: 500, height: 500, review: 'later', is_master_reference: 1 });
  set(castle, {
    metadata:
      '{"taken_at":"2023-06-10T12:00:00","camera":"Canon EOS","bit_depth":8,"gps":{"alt":120.5},"content_credentials":{"ai":false,"statements":1,"checked":{"state":"valid"}}}',
    created_at: now - 60 * day,
  });
  set(clip, {
    duration_s: 95.4,
    fps: 23.976,
    width: 1280,
    height: 720,
    state: 'missing',
    created_at: now,
  });
  set(song, { duration_s: 12, created_at: now });
  library.must('tagAssets', { assets: [fox], add: ['vixen'] });
  library.must('tagAssets', { assets: [den], add: ['Night market', 'night'] });
  library.must('tagAssets', { assets: [castle], add: ['none'] });
  connection.run(
    `INSERT INTO tag_parents (tag, parent, created_at) VALUES ('vixen', 'animal', 1), ('animal', 'life', 1)`,
  );
  connection.run(`INSERT INTO tag_aliases (alias, tag, created_at) VALUES ('Füchsin', 'vixen', 1)`);
  connection.run(
    `INSERT INTO texts (id, content, updated_at) VALUES (?, 'Once upon a lighthouse', 1)`,
    [tale],
  );
  const link = (parent: AssetId, child: AssetId, type: string): number =>
    connection.run(
      `INSERT INTO asset_relationships (parent_asset_id, child_asset_id, relationship_type, created_at, updated_at)
       VALUES (?, ?, ?, 1, 1)`,
      [parent, child, type],
    );
  link(fox, den, 'derived_from');
  link(den, clip, 'derived_from');
  link(hero, castle, 'used_in');
  const list = (name: string, assets: readonly AssetId[]) =>
    library.must('createCollection', { name, type: 'library', assets });
  list('Best of', [fox, song, hero]);
  const smart = (name: string, query: string) =>
    library.must('createCollection', { name, type: 'smart', metadata: { query } });
  smart('Foxes', 'fox');
  smart('Loop', 'in:Loop OR rouge');
  library.must('addToPack', {
    pack: library.must('createPack', { name: 'Shop pack' }).pack,
    assets: [castle],
  });
  return library;
}

let library: TestLibrary;
beforeAll(() => {
  library = smallLibrary();
});

const found = (query: string, more = {}): readonly string[] =>
  library
    .ask('assetCards', {
      rows: [
        ...library.ask('assetLayout', { filter: { query, ...more }, sort: 'name' }).n,
      ].toSorted((one, other) => one - other),
    })
    .map(({ name }) => short[name] ?? name);
const short: Readonly<Record<string, string>> = {
  'red fox.png': 'fox',
  'fox den.webp': 'den',
  'Château rouge.jpg': 'castle',
  'walk.mp4': 'clip',
  'rain.flac': 'song',
  'tale.txt': 'tale',
  Hero: 'hero',
};
/** What was made by hand is part of the library; packs lie aside until asked for. */
const everything = 'fox den castle clip song tale hero';

describe('3.10 what each token finds', () => {
  test.each([
    ['', everything],
    ['fox', 'fox den'],
    ['red OR den', 'fox den'],
    ['fox -den', 'fox'],
    ['NOT fox', 'castle clip song tale hero'],
    ['"red fox"', 'fox'],
    ['"fox red"', ''],
    ['chateau', 'castle'],
    ['âteau', 'castle'],
    ['*hate*', 'castle'],
    ['r*x', 'fox'],
    ['roug*', 'castle'],
    ['golden', 'fox'],
    ['wald', 'den'],
    ['lighthouse', 'tale'],
    ['lighthouse kind:text', 'tale'],
    ['canon', 'castle'],
    ['kind:image', 'fox den castle'],
    ['type:video,audio', 'clip song'],
    ['-kind:image', 'clip song tale hero'],
    ['kind:character', 'hero'],
    ['kind:text OR kind:audio', 'song tale'],
    ['kind:any', `${everything} Shop pack`],
    ['tag:vixen', 'fox'],
    ['tag:VIXEN', 'fox'],
    ['tag:fuchsin', 'fox'],
    ['tag:life', 'fox'],
    ['tag:animal -tag:night', 'fox'],
    ['tag:"night market"', 'den'],
    ['tag:night*', 'den'],
    ['tag:vix', ''],
    ['tag:none', 'clip song tale hero'],
    ['tag:"none"', 'castle'],
    ['theme:harbour', 'fox'],
    ['theme:foret', 'den'],
    ['theme:h*,f*', 'fox den'],
    ['-theme:harbour', 'den castle clip song tale hero'],
    ['theme:none', 'castle clip song tale hero'],
    ['prov:ai', 'fox'],
    ['provenance:ai,enhanced', 'fox den'],
    ['source:midjourney', 'fox'],
    ['source:none', 'den castle clip song tale hero'],
    ['origin:derivative', 'den'],
    ['approved:yes', 'fox'],
    ['approved:no', 'den castle clip song tale hero'],
    ['review:rejected', 'den'],
    ['review:none', 'clip song tale hero'],
    ['review:approved,later', 'fox castle'],
    ['rating>=3', 'fox den'],
    ['rating:5', 'fox'],
    ['rating:none', 'castle clip song tale hero'],
    ['-rating>4', 'den castle clip song tale hero'],
    ['model:flux', 'fox'],
    ['model=flux', ''],
    ['model="gpt-image"', 'den'],
    ['model:none', 'castle clip song tale hero'],
    ['seed:42', 'fox'],
    ['seed:100..200', 'den'],
    ['prompt:hour', 'fox'],
    ['prompt:"golden hour"', 'fox'],
    ['prompt:*olde*', 'fox'],
    ['prompt:red', ''],
    ['cost>0.03', 'fox'],
    ['cost:0.04', 'fox'],
    ['cost:none', 'den castle clip song tale hero'],
    ['width>=1920', 'fox'],
    ['width:700..1300', 'den clip'],
    ['height<600', 'castle'],
    ['duration>1:30', 'clip'],
    ['duration<=12s', 'song'],
    ['duration:1:35', 'clip'],
    ['size>2MB', 'fox'],
    ['size:1kB', 'den castle clip song tale hero'],
    ['fps:24', 'clip'],
    ['created:today', 'clip song tale hero'],
    ['created:7d', 'den clip song tale hero'],
    ['created>7d', 'den clip song tale hero'],
    ['created<7d', 'fox castle'],
    ['created:2023-11', everything.replace('castle ', '')],
    ['created:2023-09..2023-10', 'castle'],
    ['created<2023-10', 'castle'],
    ['created>2023-10', 'fox den clip song tale hero'],
    ['taken:2023-06', 'castle'],
    ['taken:2023-06-10..2023-06-11', 'castle'],
    ['taken>2023-06-10', ''],
    ['taken:none', 'fox den clip song tale hero'],
    ['used-in:"fox den.webp"', 'fox'],
    ['used-in:walk', 'fox den'],
    ['used-in:Hero', 'castle'],
    ['used-in:"Shop pack"', 'castle'],
    ['used-in:none', 'clip tale'],
    ['derived-from:"red fox.png"', 'den clip'],
    ['derived-from:none', 'fox castle song tale hero'],
    ['in:"Best of"', 'fox song hero'],
    ['in:best', 'fox song hero'],
    ['in:"Shop pack"', 'castle'],
    ['in:foxes', 'fox den'],
    ['in:Loop', 'castle'],
    ['in:none', 'den clip tale'],
    ['path:sketches/**', 'fox den'],
    ['path:sketches/*', 'den'],
    ['path:*.psd', 'den'],
    ['path:animals/*', ''],
    ['path:**/animals/*', 'fox'],
    ['path:castle', 'castle'],
    ['path:none', 'clip song tale hero'],
    ['state:missing', 'clip'],
    ['format:png', 'fox hero'],
    ['format:webp,flac', 'den song'],
    ['print:sticker', 'fox den'],
    ['kind:image -print:sticker', 'castle'],
    ['print:shirt', ''],
    ['has:prompt', 'fox den'],
    ['has:alt', 'den'],
    ['-has:tag', 'clip song tale hero'],
    ['has:taken', 'castle'],
    ['credentials:valid', 'castle'],
    ['c2pa:any', 'castle'],
    ['credentials:tampered,signature', ''],
    ['credentials:none', 'fox den clip song tale hero'],
    ['is:master', 'castle'],
    ['is:rejected', 'den'],
    ['is:portrait', 'den'],
    ['is:landscape', 'fox clip'],
    ['is:square', 'castle'],
    ['is:original', 'fox castle song tale hero'],
    ['-is:used', 'clip tale'],
    ['name:OX', 'fox den'],
    ['name:*.webp', 'den'],
    ['name="RED FOX.png"', 'fox'],
    ['name:e', 'fox den castle tale hero'],
    ['project:inbox', everything],
    ['project:none', ''],
    ['meta.camera:canon', 'castle'],
    ['meta.camera=canon', ''],
    ['META.Camera:can*', 'castle'],
    ['meta.bit_depth:8', 'castle'],
    ['meta.bit_depth>8', ''],
    ['meta.gps.alt:100..130', 'castle'],
    ['meta.camera:none', 'fox den clip song tale hero'],
    ['(tag:vixen OR is:square) -rating:5', 'castle'],
    ['-(fox OR kind:video)', 'castle song tale hero'],
    ['kind:image OR (duration<20 rating:none)', 'fox den castle song'],
    // Two words at once, and one by one where the index knows one of them only as a part.
    ['red fox', 'fox'],
    ['chateau ouge', 'castle'],
    ['fox ouge', ''],
    ['foo:bar', ''],
    ['kind:banana fox', 'fox den'],
  ])('%s', (query, names) => {
    expect(found(query).join(' ')).toBe(names);
  });

  test('beside the other conditions of a filter', () => {
    expect(found('fox', { kinds: ['image'], minimum_rating: 4 })).toEqual(['fox']);
    expect(found('fox', { text: 'den' })).toEqual(['den']);
    expect(found('', { text: 'ouge' })).toEqual(['castle']);
    expect(found('fox', { trashed: true })).toEqual([]);
  });

  test('a smart collection shows what its query finds', () => {
    const collection = library.ask('collections', {}).find(({ name }) => name === 'Foxes');
    expect(found('', { collection: collection?.id })).toEqual(['fox', 'den']);
    expect(collection?.count).toBe(2);
  });
});

test('what fits best comes first', () => {
  const own = testLibrary();
  own.picture('a lantern among many other words of a long name.png');
  const inPrompt = own.picture('zebra.png');
  own.picture('lantern.png');
  own.connection.run(`UPDATE assets SET generation = ? WHERE id = ?`, [
    '{"model":"m","prompt":"a lantern"}',
    inPrompt,
  ]);
  own.picture('other.png');
  const order = own.ask('assetLayout', { filter: { query: 'lantern' }, sort: 'relevance' }).n;
  expect(own.ask('assetCards', { rows: [...order] }).map(({ name }) => name.slice(0, 9))).toEqual([
    'lantern.p',
    'a lantern',
    'zebra.png',
  ]);
  const all = own.ask('assetLayout', { filter: {}, sort: 'relevance' }).n;
  expect([...all]).toEqual([...own.ask('assetLayout', { filter: {}, sort: 'newest' }).n]);
});

test('words, parts and metadata are forgotten with what they stood in', () => {
  const own = testLibrary();
  const ask = (query: string): number =>
    own.ask('assetLayout', { filter: { query: `${query} kind:any` }, sort: 'newest' }).n.length;
  const asset = own.picture('castle.txt', { kind: 'text' });
  own.connection.run(`INSERT INTO texts (id, content, updated_at) VALUES (?, 'harbour light', 1)`, [
    asset,
  ]);
  own.connection.run(`UPDATE assets SET metadata = '{"lens":"wide angle"}' WHERE id = ?`, [asset]);
  for (const query of ['harb', 'meta.lens:wide', 'angle', '*astl*']) expect(ask(query)).toBe(1);
  own.connection.run(`UPDATE texts SET content = 'gone' WHERE id = ?`, [asset]);
  own.connection.run(`UPDATE assets SET metadata = '{}', name = 'fort' WHERE id = ?`, [asset]);
  for (const query of ['harb', 'meta.lens:wide', 'angle', '*astl*']) expect(ask(query)).toBe(0);
  expect(ask('gone fort')).toBe(1);
  own.connection.run('DELETE FROM texts');
  expect(ask('gone')).toBe(0);
  own.connection.run('DELETE FROM tasks');
  own.connection.run('DELETE FROM assets');
  for (const table of ['asset_search', 'asset_parts']) {
    expect(own.connection.one(`SELECT count(*) AS left FROM ${table}`)).toEqual({ left: 0 });
    own.connection.run(`INSERT INTO ${table}(${table}) VALUES ('integrity-check')`);
  }
  expect(own.connection.one('SELECT count(*) AS left FROM meta_rows')).toEqual({ left: 0 });
});
