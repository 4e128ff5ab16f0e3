import { expect, test } from 'vitest';

import type { AssetId, ProjectId } from '#domain/id.ts';
import { fileOf, testLibrary, type TestLibrary } from './testing.ts';

const begin = (library: TestLibrary, name: string): ProjectId =>
  library.must('createProject', { name }).project;

const bring = (library: TestLibrary, name: string, project?: ProjectId): AssetId => {
  const { outcomes } = library.must('importFiles', {
    files: [fileOf(name)],
    onDuplicate: 'link',
    origin: 'import',
    ...(project ? { project } : {}),
  });
  const [line] = outcomes;
  if (!line || !('asset' in line)) throw new Error('not imported');
  return line.asset;
};

const shown = (library: TestLibrary, project: ProjectId): readonly string[] => {
  const { n } = library.ask('assetLayout', { filter: { project }, sort: 'name' });
  return library.ask('assetCards', { rows: [...n] }).map(({ name }) => name);
};

const inboxOf = (library: TestLibrary): ProjectId => {
  const row = library.ask('projects', {}).find(({ is_inbox }) => is_inbox === 1);
  if (!row) throw new Error('no inbox');
  return row.id;
};

test('0.01 a project is created, renamed and described; it shows its assets, and each has one project', () => {
  const library = testLibrary();
  const comic = begin(library, '  Foxes ');
  library.must('editProject', { project: comic, changes: { name: 'Fox comic', description: 'x' } });
  bring(library, 'a.png', comic);
  bring(library, 'b.png');
  const [inbox, mine] = library.ask('projects', { sizes: true });
  expect(inbox).toMatchObject({ name: 'Inbox', is_inbox: 1, assets: 1 });
  expect(mine).toMatchObject({ name: 'Fox comic', description: 'x', assets: 1, bytes: 1000 });
  expect(mine?.created_at).toBeGreaterThan(0);
  expect(shown(library, comic)).toEqual(['a.png']);
  expect(
    library.connection.one('SELECT count(*) AS n FROM assets WHERE project_id IS NULL'),
  ).toEqual({ n: 0 });
});

test('0.01 a name of nothing and a name that is taken are refused', () => {
  const library = testLibrary();
  begin(library, 'Foxes');
  for (const name of ['   ', 'FOXES']) {
    const { result } = library.do('createProject', { name });
    expect(result).toMatchObject({ ok: false, failure: { code: 'invalid_input', field: 'name' } });
  }
});

test('0.06 the picker shows only marked assets; the project names one of them or none', () => {
  const library = testLibrary();
  const comic = begin(library, 'Foxes');
  const [hero, other] = [bring(library, 'hero.png', comic), bring(library, 'other.png', comic)];
  const refused = library.do('editProject', {
    project: comic,
    changes: { master_reference: other },
  }).result;
  expect(refused).toMatchObject({ ok: false, failure: { code: 'not_allowed', what: 'other.png' } });
  library.must('editAssets', { assets: [hero], changes: { is_master_reference: true } });
  const offered = library.ask('masterReferences', { project: comic });
  expect(offered.map(({ name }) => name)).toEqual(['hero.png']);
  library.must('editProject', { project: comic, changes: { master_reference: hero } });
  const named = () => library.ask('projectUse', { id: comic })?.project.master_reference_name;
  expect(named()).toBe('hero.png');
  library.must('editProject', { project: comic, changes: { master_reference: null } });
  expect(named()).toBeNull();
});

test('0.07 3.13 nothing of one project shows in another: layout, facets, counts, packs, collections, suggestions, pickers, queue', () => {
  const library = testLibrary();
  const [mine, theirs] = [begin(library, 'Mine'), begin(library, 'Theirs')];
  const secret = bring(library, 'secret.png', theirs);
  library.must('editAssets', {
    assets: [secret],
    changes: { theme: 'secret theme', source: 'secret source', is_master_reference: true },
  });
  library.must('tagAssets', { assets: [secret], add: ['secret tag'] });
  library.must('createPack', { name: 'Secret pack', project: theirs, assets: [secret] });
  library.must('createCollection', {
    name: 'Secret board',
    type: 'project',
    project: theirs,
    assets: [secret],
  });
  const shared = bring(library, 'shared.png', theirs);
  library.must('moveToProject', { assets: [shared], project: null });
  // A collection of the whole library shows in each project what is there.
  library.must('createCollection', { name: 'Both', type: 'library', assets: [secret, shared] });
  const project = mine;
  const filter = { project };
  const seen = JSON.stringify([
    shown(library, project),
    library.ask('facets', { filter }),
    library.ask('packs', { project }),
    library.ask('collections', { project }),
    library.ask('masterReferences', { project }),
    ...(['tag', 'theme', 'source'] as const).map((what) =>
      library.ask('suggest', { what, prefix: 'secret', project }),
    ),
    library.ask('queue', { status: ['pending', 'running'], project, limit: 100 }),
  ]);
  expect(seen).not.toMatch(/secret/i);
  expect(shown(library, project)).toEqual(['shared.png']);
  const [both] = library.ask('collections', { project });
  expect(both).toMatchObject({ name: 'Both', count: 1 });
  expect(both?.cover).toEqual([library.ask('asset', { id: shared })?.asset.blob]);
  expect(library.ask('collections', {}).map(({ count }) => count)).toEqual([2, 1]);
  expect(library.ask('counts', { project })).toMatchObject({ assets: 1, packs: 0 });
  expect(library.ask('counts', { project: theirs })).toMatchObject({ assets: 2, packs: 1 });
  expect(library.ask('counts', {})).toMatchObject({ assets: 2, packs: 1 });
});

test('3.13 duplicates are found in the same project and in the whole library, never in another', () => {
  const library = testLibrary();
  const [mine, theirs] = [begin(library, 'Mine'), begin(library, 'Theirs')];
  const secret = bring(library, 'fox.png', theirs);
  const enter = () =>
    library.must('importFiles', {
      files: [fileOf('fox.png')],
      onDuplicate: 'link',
      origin: 'import',
      project: mine,
    }).outcomes[0];
  const first = enter();
  expect(first).toMatchObject({ outcome: 'imported', name: 'fox.png' });
  expect(first && 'asset' in first && first.asset).not.toBe(secret);
  expect(enter()).toMatchObject({ outcome: 'duplicate', done: 'linked' });
  library.must('moveToProject', { assets: [secret], project: null });
  library.must('trashAssets', { assets: [first && 'asset' in first ? first.asset : secret] });
  expect(enter()).toMatchObject({ outcome: 'duplicate', asset: secret, trashed: false });
});

test('3.13 a collection of a project takes nothing of another; moving an asset away takes it out', () => {
  const library = testLibrary();
  const [mine, theirs] = [begin(library, 'Mine'), begin(library, 'Theirs')];
  const [a, b] = [bring(library, 'a', mine), bring(library, 'b', theirs)];
  const { collection } = library.must('createCollection', {
    name: 'Board',
    type: 'project',
    project: mine,
    assets: [a],
  });
  const refused = library.do('addToCollection', { collection, assets: [b] }).result;
  expect(refused).toMatchObject({ ok: false, failure: { code: 'not_allowed', what: 'b' } });
  const moved = library.do('moveToProject', { assets: [a], project: theirs });
  expect(moved.result).toMatchObject({ ok: true, value: { changed: 1, left: 1 } });
  expect(library.ask('collection', { id: collection })?.count).toBe(0);
  library.must('undoRequest', { request: moved.request });
  expect(library.ask('collection', { id: collection })?.count).toBe(1);
});

test('3.13 deleting a project that holds assets wants its name, tells numbers, and takes all along; restoring brings all back', () => {
  const library = testLibrary();
  const comic = begin(library, 'Foxes');
  const [a, b] = [bring(library, 'a', comic), bring(library, 'b', comic)];
  library.must('trashAssets', { assets: [b] });
  library.must('createCollection', { name: 'Board', type: 'project', project: comic, assets: [a] });
  expect(library.ask('projectUse', { id: comic })).toMatchObject({
    by_kind: [{ kind: 'image', count: 1 }],
    trashed: 1,
    collections: 1,
    waiting_tasks: 2,
    running_tasks: 0,
  });
  for (const name of [undefined, 'foxes!']) {
    const { result } = library.do('trashProject', { project: comic, ...(name ? { name } : {}) });
    expect(result).toMatchObject({ ok: false, failure: { field: 'name' } });
  }
  library.pass(5000);
  library.must('trashProject', { project: comic, name: 'Foxes' });
  expect(library.ask('projects', {}).map(({ name }) => name)).toEqual(['Inbox']);
  expect(library.ask('collections', {})).toEqual([]);
  expect(library.ask('counts', {})).toMatchObject({ assets: 0, trashed: 2 });
  const waits = library.ask('queue', { status: ['pending'], limit: 10 });
  expect(waits.map(({ waits_for }) => waits_for)).toEqual(['paused', 'paused']);

  library.must('restoreProject', { project: comic });
  expect(shown(library, comic)).toEqual(['a']);
  expect(library.ask('collections', { project: comic })[0]?.count).toBe(1);
  // What lay in the trash before stays there.
  expect(library.ask('asset', { id: b })?.asset.deleted_at).not.toBeNull();
});

test('3.13 a project’s things can be moved to another instead of being deleted, and that can be undone', () => {
  const library = testLibrary();
  const [comic, other] = [begin(library, 'Foxes'), begin(library, 'Bears')];
  const a = bring(library, 'a', comic);
  library.must('createCollection', { name: 'Board', type: 'project', project: comic, assets: [a] });
  const deleted = library.do('trashProject', { project: comic, moveTo: other });
  expect(deleted.result.ok).toBe(true);
  expect(shown(library, other)).toEqual(['a']);
  expect(library.ask('collections', { project: other })[0]).toMatchObject({ count: 1 });
  library.must('undoRequest', { request: deleted.request });
  expect(shown(library, comic)).toEqual(['a']);
  expect(shown(library, other)).toEqual([]);
});

test('0.01 the inbox cannot be deleted, and an unknown project is refused everywhere', () => {
  const library = testLibrary();
  const inbox = inboxOf(library);
  const { result } = library.do('trashProject', { project: inbox, name: 'Inbox' });
  expect(result).toMatchObject({ ok: false, failure: { code: 'not_allowed' } });
  const project = '00000000-0000-7000-8000-000000000000' as ProjectId;
  const refused = [
    library.do('importFiles', { files: [], onDuplicate: 'link', origin: 'import', project }),
    library.do('createPack', { name: 'x', project }),
    library.do('createCollection', { name: 'x', type: 'library', project }),
    library.do('moveToProject', { assets: [], project }),
  ];
  for (const { result: one } of refused) {
    expect(one).toMatchObject({ ok: false, failure: { code: 'not_found', what: 'project' } });
  }
});

test('B4 what is imported goes into the collection that was chosen, as chosen at that moment', () => {
  const library = testLibrary();
  const { collection } = library.must('createCollection', { name: 'Auto', type: 'library' });
  const enter = (name: string) =>
    library.must('importFiles', {
      files: [fileOf(name)],
      onDuplicate: 'link',
      origin: 'import',
      collection,
    });
  enter('a');
  enter('a');
  enter('b');
  const members = () =>
    library.ask('collectionMembers', { id: collection, limit: 9 }).map(({ name }) => name);
  expect(members()).toEqual(['a', 'b']);
  const [a] = library.ask('collectionMembers', { id: collection, limit: 1 });
  const assets = a ? [a.asset] : [];
  library.must('enqueue', { kind: 'double', assets, settings: { scale: 2 }, collection });
  expect(members()).toEqual(['a', 'b', 'a ×2']);
  // A collection that is gone meanwhile costs no file.
  library.must('trashCollection', { collection });
  expect(enter('c').outcomes[0]).toMatchObject({ outcome: 'imported' });
});

test('emptying the trash of a project deletes what it shows, and nothing of another', () => {
  const library = testLibrary();
  const [mine, other] = ['Mine', 'Other'].map(
    (name) => library.must('createProject', { name }).project,
  );
  const [own, foreign, shared] = ['own', 'foreign', 'shared'].map((name) =>
    library.picture(`${name}.png`),
  );
  library.must('editAssets', { assets: [own!], changes: { project_id: mine! } });
  library.must('editAssets', { assets: [foreign!], changes: { project_id: other! } });
  library.must('editAssets', { assets: [shared!], changes: { project_id: null } });
  library.must('trashAssets', { assets: [own!, foreign!, shared!] });
  const { trashed } = library.ask('counts', { project: mine! });
  expect(library.must('emptyTrash', { project: mine! }).changed).toBe(trashed);
  expect(library.ask('assets', { ids: [own!, foreign!, shared!] }).map(({ id }) => id)).toEqual([
    foreign,
  ]);
  expect(library.must('emptyTrash', { project: mine!, assets: [foreign!] }).changed).toBe(0);
  expect(library.must('emptyTrash', {}).changed).toBe(1);
});

test('3.13 completions of a query tell nothing of another project: no name, folder, list or value', () => {
  const library = testLibrary();
  const [comic, secret] = [begin(library, 'Foxes'), begin(library, 'Secret plan')];
  const bringTo = (name: string, project: ProjectId, path: string, maker: string): AssetId => {
    const { outcomes } = library.must('importFiles', {
      files: [fileOf(name, { path })],
      onDuplicate: 'link',
      origin: 'import',
      project,
    });
    const asset = outcomes.flatMap((line) => ('asset' in line ? [line.asset] : []))[0]!;
    library.connection.run(
      `UPDATE assets SET metadata = json_object(?, ?, 'lens', 50) WHERE id = ?`,
      [`key_${maker}`, maker, asset],
    );
    return asset;
  };
  const mine = bringTo('mine.png', comic, 'foxes/mine.png', 'canon');
  const theirs = bringTo('theirs.png', secret, 'secrets/theirs.png', 'leica');
  for (const [project, name, asset] of [
    [comic, 'Mine list', mine],
    [secret, 'Theirs list', theirs],
  ] as const) {
    library.must('createCollection', { name, type: 'library', project, assets: [asset] });
    library.must('createPack', { name: `${name} pack`, assets: [asset], project });
  }
  const offered = (text: string, filter: { readonly project?: ProjectId }) =>
    library.ask('suggestQuery', { text, cursor: text.length, filter }).map(({ label }) => label);
  const asked = [
    'in:',
    'path:',
    'path:se',
    'used-in:',
    'project:',
    'meta.',
    'meta.key_leica:',
    'th',
  ];
  for (const text of asked) {
    expect(offered(text, { project: comic }).join(' ')).not.toMatch(/theirs|secret|leica/iu);
  }
  expect(offered('in:', { project: comic })).toEqual(
    expect.arrayContaining(['Mine list', 'Mine list pack']),
  );
  expect(offered('path:', { project: comic })).toContain('foxes/**');
  expect(offered('used-in:', { project: comic })).toContain('mine.png');
  expect(offered('meta.', { project: comic })).toEqual(
    expect.arrayContaining(['meta.key_canon', 'meta.lens']),
  );
  expect(offered('meta.lens:', { project: comic })).toContain('50');
  // The whole library knows all of it.
  for (const text of ['in:th', 'path:se', 'meta.key_leica:']) {
    expect(offered(text, {}).join(' ')).toMatch(/theirs|secret|leica/iu);
  }
});

test('the queue of a project lists, counts, gathers and clears its own work and what belongs to none', () => {
  const library = testLibrary();
  const [comic, film] = [begin(library, 'Foxes'), begin(library, 'Film')];
  const work = (project: ProjectId, name: string) =>
    library.must('enqueue', {
      kind: 'double',
      assets: [bring(library, `${name} a.png`, project), bring(library, `${name} b.png`, project)],
      settings: { scale: 2 },
      name,
    });
  const mine = work(comic, 'mine');
  work(film, 'theirs');
  const listed = (project?: ProjectId) =>
    library
      .ask('queue', {
        status: ['pending', 'cancelled'],
        kind: 'double',
        limit: 50,
        ...(project ? { project } : {}),
      })
      .map(({ source_name }) => source_name);
  expect(listed(comic)).toEqual(['mine a.png', 'mine b.png']);
  expect(listed()).toHaveLength(4);
  expect(library.ask('counts', { project: comic }).pending).toBe(4);
  const names = (project?: ProjectId) =>
    library.ask('batches', { limit: 5, ...(project ? { project } : {}) }).map(({ name }) => name);
  expect(names(comic)).toEqual(['mine']);
  expect(names()).toEqual(['theirs', 'mine']);
  library.must('cancelTasks', {
    tasks: library.ask('queue', { status: ['pending'], limit: 50 }).map(({ id }) => id),
  });
  expect(library.must('clearFinishedTasks', { project: comic })).toEqual({ changed: 4 });
  expect(listed(comic)).toEqual([]);
  expect(listed(film)).toHaveLength(2);
  expect(mine.tasks).toHaveLength(2);
});
