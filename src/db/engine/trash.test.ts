import { expect, test } from 'vitest';

import type { AssetId, ProjectId } from '#domain/id.ts';
import { fileOf, testLibrary, type TestLibrary } from './testing.ts';

const begin = (library: TestLibrary, name: string): ProjectId =>
  library.must('createProject', { name }).project;

const bring = (library: TestLibrary, name: string, project: ProjectId): AssetId => {
  const { outcomes } = library.must('importFiles', {
    files: [fileOf(name)],
    onDuplicate: 'link',
    origin: 'import',
    project,
  });
  return outcomes.flatMap((line) => ('asset' in line ? [line.asset] : []))[0]!;
};

const rows = (library: TestLibrary, table: string): number =>
  library.connection.one<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)!.n;

test('emptying the trash deletes trashed collections and projects too, by the numbers named before', () => {
  const library = testLibrary();
  const [comic, film] = [begin(library, 'Foxes'), begin(library, 'Film')];
  const [a, b] = [bring(library, 'a.png', comic), bring(library, 'b.png', film)];
  library.must('createCollection', { name: 'Board', type: 'project', project: comic, assets: [a] });
  const { collection } = library.must('createCollection', {
    name: 'Best',
    type: 'library',
    project: film,
    assets: [b],
  });
  library.must('trashCollection', { collection });
  library.must('trashProject', { project: comic, name: 'Foxes' });
  expect(library.ask('trash', {})).toMatchObject({ assets: 1, collections: 2, projects: 1 });
  // The trash of one project is its own: nothing of another goes with it.
  expect(library.ask('trash', { project: film })).toMatchObject({
    assets: 0,
    collections: 1,
    projects: 0,
  });
  expect(library.must('emptyTrash', { project: film })).toEqual({
    changed: 0,
    collections: 1,
    projects: 0,
  });
  expect(library.must('emptyTrash', {})).toEqual({ changed: 1, collections: 1, projects: 1 });
  expect(library.ask('trash', {})).toMatchObject({ assets: 0, collections: 0, projects: 0 });
  expect(rows(library, 'asset_collections')).toBe(0);
  expect(library.ask('projects', { trashed: true })).toEqual([]);
  expect(library.ask('projects', {}).map(({ name }) => name)).toEqual(['Inbox', 'Film']);
  expect(library.ask('asset', { id: b })?.asset.name).toBe('b.png');
});

test('single assets deleted for good take no collection and no project along', () => {
  const library = testLibrary();
  const comic = begin(library, 'Foxes');
  const a = bring(library, 'a.png', comic);
  bring(library, 'b.png', comic);
  library.must('trashProject', { project: comic, name: 'Foxes' });
  expect(library.must('emptyTrash', { assets: [a] })).toEqual({
    changed: 1,
    collections: 0,
    projects: 0,
  });
  expect(library.ask('projects', { trashed: true })).toHaveLength(1);
});

test('a trashed project stays while something of it was brought back, so that this is nobody else’s', () => {
  const library = testLibrary();
  const comic = begin(library, 'Foxes');
  const a = bring(library, 'a.png', comic);
  library.must('trashProject', { project: comic, name: 'Foxes' });
  library.must('restoreAssets', { assets: [a] });
  expect(library.ask('trash', {})).toMatchObject({ assets: 0, collections: 0, projects: 0 });
  expect(library.must('emptyTrash', {})).toEqual({ changed: 0, collections: 0, projects: 0 });
  expect(library.ask('asset', { id: a })?.asset.project_id).toBe(comic);
});

test('work of a trashed project rests, comes back as it was with restore or undo, and ends with it', () => {
  const library = testLibrary();
  const comic = begin(library, 'Foxes');
  const asset = bring(library, 'a.png', comic);
  const [task] = library.must('enqueue', {
    kind: 'double',
    assets: [asset],
    settings: { scale: 2 },
  }).tasks;
  const [held] = library.must('enqueue', {
    kind: 'double',
    assets: [asset],
    settings: { scale: 3 },
  }).tasks;
  library.must('pauseTasks', { tasks: [held!] });
  const waits = () =>
    library
      .ask('queue', { status: ['pending', 'cancelled'], kind: 'double', limit: 5 })
      .map(({ status, waits_for }) => waits_for ?? status);
  expect(waits()).toEqual(['turn', 'paused']);
  for (const way of ['restore', 'undo'] as const) {
    const { request } = library.do('trashProject', { project: comic, name: 'Foxes' });
    expect(waits()).toEqual(['paused', 'paused']);
    expect(library.engine.leaseNext('gpu', 'worker')).toBeNull();
    if (way === 'restore') library.must('restoreProject', { project: comic });
    else library.must('undoRequest', { request });
    expect(waits()).toEqual(['turn', 'paused']);
  }
  const lease = library.engine.leaseNext('gpu', 'worker')!;
  expect(lease.task.id).toBe(task);
  library.engine.release(lease.task.id, lease.epoch);
  library.must('trashProject', { project: comic, name: 'Foxes' });
  library.must('emptyTrash', {});
  expect(waits()).toEqual(['cancelled', 'cancelled']);
});

test('the undo key goes past what was deleted for good, to what is left of earlier work', () => {
  const library = testLibrary();
  const [a, b] = [library.picture('a.png'), library.picture('b.png')] as [AssetId, AssetId];
  const themeOf = (id: AssetId) => library.ask('asset', { id })?.asset.theme ?? null;
  const undoKey = (): string | undefined => {
    const { undo } = library.ask('undoState', {});
    if (undo) library.must('undoRequest', { request: undo.request_id });
    return undo?.command;
  };
  library.must('tagAssets', { assets: [a], add: ['dusk'] });
  library.must('editAssets', { assets: [a, b], changes: { theme: 'harbour' } });
  library.must('tagAssets', { assets: [a], remove: ['dusk'] });
  const { request } = library.do('trashAssets', { assets: [a] });
  library.must('emptyTrash', {});
  // Taken back by name, it is still said why it cannot be.
  expect(library.ask('undoPreview', { request })).toMatchObject({
    possible: false,
    clashes: [{ why: 'gone' }],
  });
  expect(undoKey()).toBe('editAssets');
  expect(themeOf(b)).toBeNull();
  expect(library.ask('undoState', {}).redo?.command).toBe('undoRequest');
  expect(undoKey()).toBeUndefined();
});
