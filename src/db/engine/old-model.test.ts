import { expect, test } from 'vitest';
import { checkOldModel } from '#domain/old-model/check.ts';
import { planOldModel, type OldPlan } from '#domain/old-model/plan.ts';
import type { OldTable } from '#domain/old-model/values.ts';
import { fileOf, hashOf, testLibrary, type TestLibrary } from './testing.ts';

const table = (name: string, rows: OldTable['rows']): OldTable => ({
  name,
  file: `${name}.json`,
  rows,
});

/** A small studio as the older model had it: tables of their own, pointing at each other by ids. */
const studio = (): OldTable[] => [
  table('assets', [
    {
      id: 'i1',
      type: 'image',
      name: 'Mina, sheet',
      file_path: 'C:\\work\\media\\mina.png',
      size: 1000,
      tags: '{"lead",hooded}',
      metadata: { width: 640, height: 480 },
      source: 'generation',
      generation_cost: '0.04',
      generation_metadata: { provider: 'acme', model: 'm-1', prompt: 'mina', seed: 7, steps: 20 },
      created_at: '2025-03-01 10:00:00+00',
    },
    {
      id: 'i2',
      type: 'image_refined',
      name: 'Mina, large',
      parent_id: 'i1',
      file_path: 'media/large/mina.png',
    },
    { id: 'v1', type: 'video', name: 'Opening', file_path: 'media/opening.mp4', theme: 'night' },
    { id: 'n1', type: 'text', name: 'Note', url: 'https://example.org/note' },
    { id: 'x1', type: 'hologram', name: 'Nothing known' },
    { id: 'i9', type: 'image', name: 'Lost', file_path: 'media/lost.png' },
  ]),
  table('characters', [
    {
      id: 'c1',
      name: 'Mina',
      description: 'counts coins',
      attributes: '{"hair":"black"}',
      consistency_prompt: 'hood up',
      reference_image_id: 'i1',
      voice: 'low',
    },
  ]),
  table('film_projects', [
    {
      id: 'f1',
      title: 'The last stall',
      status: 'archived',
      total_duration: 12,
      character_ids: ['c1'],
    },
  ]),
  table('shots', [
    {
      id: 's2',
      film_project_id: 'f1',
      sequence: 2,
      camera_angle: 'low',
      duration: '4.5',
      prompt: 'b',
    },
    {
      id: 's1',
      film_project_id: 'f1',
      sequence: 1,
      duration: 3,
      prompt: 'a',
      video_id: 'v1',
      character_ids: ['c1', 'gone'],
    },
  ]),
  table('contents', [
    { id: 't1', title: 'Synopsis', body: 'A stall at dusk.', language: 'en', word_count: 4 },
  ]),
  table('asset_collections', [
    { id: 'k1', name: 'Night', type: 'storyboard', description: 'dark' },
  ]),
  table('asset_collection_members', [
    { collection_id: 'k1', asset_id: 'v1', sequence: 2 },
    { collection_id: 'k1', asset_id: 'i1', sequence: 1, metadata: { panel: 3 } },
  ]),
  table('asset_relationships', [
    {
      parent_asset_id: 'i1',
      child_asset_id: 'v1',
      relationship_type: 'reference_for',
      metadata: { by: 'me' },
    },
    { parent_asset_id: 'i1', child_asset_id: 'v1', relationship_type: 'likes' },
  ]),
  table('sessions', [{ id: 1 }]),
];

const chosen = ['old/media/mina.png', 'old/media/large/mina.png', 'old/media/opening.mp4'];

function bring(library: TestLibrary): void {
  library.must('importFiles', {
    files: chosen.map((path) =>
      fileOf(path.replace(/^.*\//, ''), {
        sha256: hashOf(path),
        path,
        ...(path.endsWith('mp4') ? { kind: 'video', mime: 'video/mp4', format: 'mp4' } : {}),
      }),
    ),
    onDuplicate: 'link',
    origin: 'import',
  });
}

const enter = (library: TestLibrary, { records, links, collections }: OldPlan) =>
  library.must('enterOldModel', { records, links, collections });

const check = (library: TestLibrary, plan: OldPlan) =>
  checkOldModel(
    plan,
    library.ask('enteredOldModel', {
      keys: [...plan.records, ...plan.collections].map(({ key }) => key),
    }),
  );

test('3.24 rows of an older model become assets, films with their collections, shots with their links', () => {
  const library = testLibrary();
  bring(library);
  const plan = planOldModel(studio(), chosen);
  expect(plan.problems.map(({ table: name, row, what }) => `${name} ${row} ${what}`)).toEqual([
    'assets 5 left',
    'assets 6 left',
    'film_projects 1 kept',
    'shots 2 link',
    'asset_relationships 2 link',
  ]);
  const done = enter(library, plan);
  expect(done).toMatchObject({ entered: 9, known: 0, left: [] });
  const rows = library.connection.all<{ key: string; id: string; kind: string; name: string }>(
    `SELECT metadata ->> '$.old_model[0]' AS key, id, kind, name FROM assets
     WHERE metadata ->> '$.old_model[0]' IS NOT NULL ORDER BY 1`,
  );
  expect(rows.map(({ key, kind, name }) => [key, kind, name])).toEqual([
    ['assets/i1', 'image', 'Mina, sheet'],
    ['assets/i2', 'image', 'Mina, large'],
    ['assets/n1', 'text', 'Note'],
    ['assets/v1', 'video', 'Opening'],
    ['characters/c1', 'character', 'Mina'],
    ['contents/t1', 'text', 'Synopsis'],
    ['films/f1', 'film', 'The last stall'],
    ['shots/s1', 'shot', 'Shot 1'],
    ['shots/s2', 'shot', 'Shot 2'],
  ]);
  const idOf = (key: string) => rows.find((row) => row.key === key)!.id as never;
  const sheet = library.ask('asset', { id: idOf('assets/i1') })!;
  expect(sheet.asset).toMatchObject({
    blob: hashOf('old/media/mina.png'),
    origin: 'generation',
    provenance: 'ai_generated',
    cost_micros: 40_000,
    created_at: Date.UTC(2025, 2, 1, 10),
  });
  expect(JSON.parse(sheet.asset.generation!)).toEqual({
    provider: 'acme',
    model: 'm-1',
    prompt: 'mina',
    seed: 7,
    params: { steps: 20 },
  });
  expect(sheet.tags).toEqual(['hooded', 'lead']);
  expect(library.ask('asset', { id: idOf('assets/i2') })).toMatchObject({
    asset: { origin: 'derivative', blob: hashOf('old/media/large/mina.png') },
    from: [{ id: idOf('assets/i1'), relationship: 'derived_from' }],
  });
  expect(library.ask('asset', { id: idOf('assets/v1') })?.asset.theme).toBe('night');
  // The seed’s own questions are answered: shots in order, references of a character.
  expect(library.ask('shotsOf', { id: idOf('films/f1') }).map(({ id }) => id)).toEqual([
    idOf('shots/s1'),
    idOf('shots/s2'),
  ]);
  expect(library.ask('referencesOf', { id: idOf('characters/c1') }).map(({ id }) => id)).toEqual([
    idOf('assets/i1'),
  ]);
  const saidOf = (key: string) =>
    JSON.parse(library.ask('asset', { id: idOf(key) })!.asset.metadata) as object;
  expect(saidOf('characters/c1')).toMatchObject({
    description: 'counts coins',
    attributes: { hair: 'black' },
    consistency_prompt: 'hood up',
    voice: 'low',
  });
  expect(saidOf('films/f1')).toMatchObject({ old_status: 'archived', old_total_duration: 12 });
  expect(saidOf('shots/s2')).toMatchObject({ camera_angle: 'low', duration: 4.5, prompt: 'b' });
  expect(library.ask('text', { id: idOf('contents/t1') })).toMatchObject({
    content: 'A stall at dusk.',
    language: 'en',
  });
  const collections = library.ask('collections', {});
  expect(
    collections.map(({ name, type }) => `${name}: ${type}`).toSorted((a, b) => (a < b ? -1 : 1)),
  ).toEqual(['Night: storyboard', 'The last stall: project']);
  const found = library.ask('enteredOldModel', {
    keys: ['films/f1', 'collections/k1', 'assets/i1', 'assets/v1'],
  });
  expect(found.collections.find(({ key }) => key === 'collections/k1')?.members).toEqual([
    'assets/i1',
    'assets/v1',
  ]);
});

test('3.24 the summary reads the library back: what stayed out and what differs is named, whole is said of the whole only', () => {
  const library = testLibrary();
  bring(library);
  const plan = planOldModel(studio(), chosen);
  expect(check(library, plan)).toMatchObject({ complete: false, links: { there: 0 } });
  enter(library, plan);
  const first = check(library, plan);
  expect(first).toMatchObject({
    differences: [],
    links: { wanted: 8, there: 8 },
    collections: { wanted: 2, there: 2 },
    complete: false,
  });
  expect(first.tables.map(({ table: name, rows, same }) => [name, rows, same])).toEqual([
    ['assets', 6, 4],
    ['characters', 1, 1],
    ['film_projects', 1, 1],
    ['shots', 2, 2],
    ['contents', 1, 1],
    ['asset_collections', 1, 1],
    ['asset_collection_members', 2, 2],
    ['asset_relationships', 2, 1],
    ['sessions', 1, 0],
  ]);
  // Without what cannot be taken, the same library holds all of it.
  const whole = planOldModel(
    studio()
      .filter(({ name }) => name !== 'sessions')
      .map((one) => ({
        ...one,
        rows: one.rows
          .filter(
            ({ id, relationship_type: type }) => id !== 'x1' && id !== 'i9' && type !== 'likes',
          )
          .map((row) => (row['id'] === 's1' ? { ...row, character_ids: ['c1'] } : row)),
      })),
    chosen,
  );
  const fresh = testLibrary();
  bring(fresh);
  enter(fresh, whole);
  expect(check(fresh, whole)).toMatchObject({ differences: [], complete: true });
  // Changed, cut and lost things are named.
  const found = fresh.ask('enteredOldModel', { keys: ['contents/t1', 'shots/s1', 'films/f1'] });
  const idOf = (key: string) => found.entered.find((one) => one.key === key)!.asset.id;
  fresh.must('writeText', { asset: idOf('contents/t1'), content: 'Something else.' });
  fresh.must('unlinkAssets', {
    links: [{ parent: idOf('films/f1'), child: idOf('shots/s1'), type: 'part_of' }],
  });
  fresh.must('markMissing', { blobs: [hashOf('old/media/opening.mp4')] });
  expect(check(fresh, whole).differences).toEqual([
    { key: 'assets/v1', reason: 'its file is not there (missing)' },
    { key: 'contents/t1', reason: 'its words differ' },
    { key: 'films/f1 shots/s1', reason: 'the link part_of is not there' },
  ]);
});

test('3.24 entering twice enters once, what was missing follows, and one undo takes all of it back', () => {
  const library = testLibrary();
  bring(library);
  const state = () => ({
    links: library.connection.all('SELECT count(*) AS n FROM asset_relationships'),
    lists: library.ask('collections', {}).length,
    living: library.connection.all(
      'SELECT id, name, metadata, created_at FROM assets WHERE deleted_at IS NULL',
    ),
  });
  const before = state();
  const plan = planOldModel(studio(), chosen);
  const { request } = library.do('enterOldModel', {
    records: plan.records,
    links: plan.links,
    collections: plan.collections,
  });
  const entered = state();
  expect(enter(library, plan)).toMatchObject({ entered: 0, known: 9, linked: 0, collections: [] });
  expect(state()).toEqual(entered);
  library.must('undoRequest', { request });
  expect(state()).toEqual(before);
  // The file that was not chosen at first is chosen now.
  const lost = 'old/media/lost.png';
  library.must('importFiles', {
    files: [fileOf('lost.png', { path: lost })],
    onDuplicate: 'link',
    origin: 'import',
  });
  expect(enter(library, plan).entered).toBe(9);
  expect(enter(library, planOldModel(studio(), [...chosen, lost]))).toMatchObject({
    entered: 1,
    known: 9,
  });
});

test('3.24 two rows of one file are one asset, and a hash is enough for a file that is here', () => {
  const library = testLibrary();
  bring(library);
  const plan = planOldModel(
    [
      table('assets', [
        { id: 1, type: 'image', file_path: 'media/large/mina.png', name: 'One' },
        {
          id: 2,
          type: 'image',
          name: 'Two',
          hash: hashOf('old/media/large/mina.png'),
          parent_id: 1,
        },
        { id: 3, type: 'image', name: 'Three', hash: hashOf('nowhere') },
      ]),
    ],
    chosen,
  );
  expect(enter(library, plan)).toMatchObject({
    entered: 2,
    left: [{ key: 'assets/3' }],
  });
  const { differences } = check(library, plan);
  expect(differences).toEqual([{ key: 'assets/3', reason: 'it is not in the library' }]);
  expect(library.ask('enteredOldModel', { keys: ['assets/1', 'assets/2'] }).entered).toMatchObject([
    { key: 'assets/1', asset: { name: 'One' } },
    { key: 'assets/2', asset: { name: 'One' } },
  ]);
});

test('3.24 hostile and odd cells are kept aside or stay out, and stop nothing', () => {
  const library = testLibrary();
  const plan = planOldModel(
    [
      table('contents', [
        {
          id: 'a',
          title: 'x'.repeat(400),
          url: 'javascript:alert(1)',
          body: 'one',
          theme: 't'.repeat(600),
        },
        { id: 'b', title: 'two', name: 'both', created_at: 'soon', tags: ['y'.repeat(101)] },
        { id: 'a', title: 'again' },
        { title: 'no id' },
        { id: 'q'.repeat(300), title: 'long' },
      ]),
      table('assets', [{ id: 'p', type: 'pack', name: 'a pack' }]),
    ],
    [],
  );
  const left = plan.problems.filter(({ what }) => what === 'left');
  expect(left.map(({ table: of, row }) => `${of} ${row}`)).toEqual([
    'contents 3',
    'contents 4',
    'contents 5',
    'assets 1',
  ]);
  expect(enter(library, plan)).toMatchObject({ entered: 2, left: [] });
  expect(check(library, plan).differences).toEqual([]);
  const found = library.ask('enteredOldModel', { keys: ['contents/a', 'contents/b'] }).entered;
  expect(found[0]?.asset.url).toBeNull();
  expect(found[0]?.asset.name).toHaveLength(255);
  expect(JSON.parse(found[0]!.asset.metadata)).toMatchObject({
    old_url: 'javascript:alert(1)',
    old_theme: 't'.repeat(600),
    old_name: 'x'.repeat(400),
  });
  expect(JSON.parse(found[1]!.asset.metadata)).toMatchObject({
    old_created_at: 'soon',
    title: 'two',
  });
  const record = { ...plan.records[0]!, key: 'contents/z', url: 'javascript:alert(1)' };
  expect(
    library.must('enterOldModel', { records: [record], links: [], collections: [] }),
  ).toMatchObject({ entered: 0, left: [{ key: 'contents/z' }] });
});
