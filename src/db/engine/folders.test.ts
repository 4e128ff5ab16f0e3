import { describe, expect, test } from 'vitest';
import type { FolderFile } from '#domain/contract/folders.ts';
import { diffFolder } from '#domain/folders/diff.ts';
import { emptyReport } from '#domain/folders/report.ts';
import type { AssetId, FolderId } from '#domain/id.ts';
import { scanFolder } from '#tasks/scan_folder/task.ts';
import { extractKind, fileOf, hashOf, testLibrary, type TestLibrary } from './testing.ts';

const folder = '0190a000-0000-7000-8000-00000000f01d' as FolderId;

/** A disk in memory: path → what is in it, and when it was written. */
type Disk = Record<string, { readonly bytes: string; readonly mtime: number }>;

function linked(mode: 'copy' | 'in_place', role: 'watched' | 'export' = 'watched'): TestLibrary {
  const library = testLibrary(undefined, [extractKind, scanFolder] as never);
  library.must('addFolder', { folder, name: 'Archive', role, mode });
  return library;
}

const fileAt = (path: string, bytes: string, mtime: number, stored: boolean): FolderFile => ({
  path,
  size: bytes.length,
  mtime,
  sha256: hashOf(bytes),
  kind: 'image',
  mime: 'image/png',
  format: 'png',
  stored,
});

/** A scan as the run does it, with the real comparison and the real commands. */
function scan(library: TestLibrary, disk: Disk, mode: 'copy' | 'in_place') {
  library.pass(1000);
  const task = library.must('scanFolder', { folder }).task!;
  const lease = library.engine.leaseNext('net', 'worker')!;
  const known = library.ask('folderFiles', { folder, after: '', limit: 1000 });
  const found = Object.entries(disk).map(([path, { bytes, mtime }]) => ({
    path,
    size: bytes.length,
    mtime,
  }));
  const diff = diffFolder(known, found);
  const paths = (rows: readonly { path: string }[]) => rows.map((row) => row.path);
  library.must('noteFolderChanges', {
    folder,
    task,
    vanished: paths(diff.vanished),
    back: paths(diff.back),
  });
  const files = [...diff.changed, ...diff.fresh].map(({ path, mtime }) =>
    fileAt(path, disk[path]!.bytes, mtime, mode === 'copy'),
  );
  library.must('enterFolderFiles', { folder, task, files, skipped: [] });
  const { report } = library.must('endFolderScan', {
    folder,
    task,
    unchanged: diff.unchanged,
    ignored: 0,
    unsettled: 0,
    unreadable: [],
  });
  library.engine.finish(task, lease.epoch, { result: { ...report } });
  return report;
}

const assets = (library: TestLibrary) =>
  library.connection.all<{ id: AssetId; name: string; state: string; blob: string }>(
    'SELECT id, name, state, blob FROM assets ORDER BY n',
  );

const disk = (): Disk => ({
  'a.png': { bytes: 'fox', mtime: 1 },
  'deep/b.png': { bytes: 'wolf', mtime: 2 },
  'deep/c.png': { bytes: 'wolf', mtime: 3 },
});

describe.each(['copy', 'in_place'] as const)('a folder of mode %s', (mode) => {
  test('1.07 1.08 files are entered once, same bytes are another place of them', () => {
    const library = linked(mode);
    const first = scan(library, disk(), mode);
    expect(first.counts).toMatchObject({ imported: 2, linked: 1 });
    expect(assets(library).map(({ name, state }) => [name, state])).toEqual([
      ['a.png', 'ready'],
      ['b.png', 'ready'],
    ]);
    const again = scan(library, disk(), mode);
    expect(again).toEqual({ ...emptyReport(), unchanged: 3 });
    expect(assets(library)).toHaveLength(2);
    expect(library.ask('folder', { id: folder })).toMatchObject({
      files: 3,
      missing: 0,
      outside: mode === 'in_place' ? 3 : 0,
    });
  });

  test('A5 a file that was renamed or moved is the same asset, under its new name', () => {
    const library = linked(mode);
    scan(library, disk(), mode);
    const before = assets(library);
    library.must('editAssets', {
      assets: [before[1]!.id],
      changes: { name: 'My wolf', rating: 5 },
    });
    const report = scan(
      library,
      {
        'renamed.png': { bytes: 'fox', mtime: 1 },
        'other/b.png': { bytes: 'wolf', mtime: 2 },
        'deep/c.png': { bytes: 'wolf', mtime: 3 },
      },
      mode,
    );
    expect(report.counts).toMatchObject({ imported: 0, moved: 2, vanished: 0 });
    expect(report.lists.moved).toContainEqual({ path: 'renamed.png', note: 'a.png' });
    expect(assets(library).map(({ id, name, state }) => [id, name, state])).toEqual([
      [before[0]!.id, 'renamed.png', 'ready'],
      [before[1]!.id, 'My wolf', 'ready'],
    ]);
    expect(
      library.connection.all(
        'SELECT moved_from FROM asset_files WHERE moved_from IS NOT NULL ORDER BY 1',
      ),
    ).toEqual([{ moved_from: 'a.png' }, { moved_from: 'deep/b.png' }]);
  });

  test('0.03 what vanished is noted, missing only where its bytes are nowhere else, and comes back', () => {
    const library = linked(mode);
    scan(library, disk(), mode);
    const { 'deep/c.png': twin } = disk();
    const gone = scan(library, { 'deep/c.png': twin! }, mode);
    expect(gone.counts).toMatchObject({ vanished: 2, imported: 0 });
    expect(assets(library).map(({ state }) => state)).toEqual([
      mode === 'in_place' ? 'missing' : 'ready',
      'ready',
    ]);
    const back = scan(library, disk(), mode);
    expect(back.counts).toMatchObject({ back: 2, imported: 0, vanished: 0 });
    expect(assets(library).map(({ state }) => state)).toEqual(['ready', 'ready']);
  });

  test('other bytes under the same name are a new asset, a variant of the old one', () => {
    const library = linked(mode);
    scan(library, disk(), mode);
    const old = assets(library)[0]!;
    const report = scan(
      library,
      { ...disk(), 'a.png': { bytes: 'fox, painted over', mtime: 9 } },
      mode,
    );
    expect(report.counts).toMatchObject({ changed: 1, imported: 0 });
    const now = assets(library);
    expect(now).toHaveLength(3);
    expect(now[0]).toEqual({ ...old, state: mode === 'in_place' ? 'missing' : 'ready' });
    expect(
      library.connection.all(
        'SELECT parent_asset_id, child_asset_id, relationship_type AS type FROM asset_relationships',
      ),
    ).toEqual([{ parent_asset_id: old.id, child_asset_id: now[2]!.id, type: 'variant_of' }]);
    // Put back as it was: the old asset again, and nothing new.
    scan(library, disk(), mode);
    expect(assets(library)).toHaveLength(3);
    expect(assets(library)[0]?.state).toBe('ready');
  });

  test('two files that changed names with each other are the same two assets', () => {
    const library = linked(mode);
    scan(
      library,
      { 'a.png': { bytes: 'fox', mtime: 1 }, 'b.png': { bytes: 'hare', mtime: 2 } },
      mode,
    );
    const report = scan(
      library,
      { 'b.png': { bytes: 'fox', mtime: 1 }, 'a.png': { bytes: 'hare', mtime: 2 } },
      mode,
    );
    expect(report.counts.imported).toBe(0);
    expect(assets(library).map(({ state }) => state)).toEqual(['ready', 'ready']);
  });

  test('a killed scan has entered what it had, and the next one enters the rest', () => {
    const library = linked(mode);
    const { task } = library.must('scanFolder', { folder });
    library.engine.leaseNext('net', 'worker');
    const file = fileAt('a.png', 'fox', 1, mode === 'copy');
    library.must('enterFolderFiles', { folder, task: task!, files: [file], skipped: [] });
    library.engine.reclaim({ alive: new Set(), silentFor: 0 });
    const lease = library.engine.leaseNext('net', 'other')!;
    expect(JSON.parse(lease.task.result!).counts.imported).toBe(1);
    library.engine.finish(lease.task.id, lease.epoch, {});
    expect(scan(library, disk(), mode).counts).toMatchObject({ imported: 1, linked: 1 });
    expect(assets(library)).toHaveLength(2);
  });
});

test('a picture that the library has already is not one that lies outside', () => {
  const library = linked('in_place');
  library.picture('fox.png', { sha256: hashOf('fox') });
  scan(library, disk(), 'in_place');
  expect(library.ask('folder', { id: folder })?.outside).toBe(2);
  scan(library, {}, 'in_place');
  expect(assets(library).map(({ state }) => state)).toEqual(['ready', 'missing']);
  // The same bytes, dropped into the window: now they are in the store.
  library.must('importFiles', {
    files: [fileOf('again.png', { sha256: hashOf('wolf'), size: 4 })],
    onDuplicate: 'skip',
    origin: 'import',
  });
  expect(assets(library).map(({ state }) => state)).toEqual(['ready', 'ready']);
  expect(library.ask('folder', { id: folder })?.outside).toBe(0);
});

test('what was deleted for good is not taken again until that is asked for', () => {
  const library = linked('copy');
  scan(library, disk(), 'copy');
  const [fox] = assets(library);
  library.must('trashAssets', { assets: [fox!.id] });
  expect(scan(library, disk(), 'copy').counts.imported).toBe(0);
  library.must('emptyTrash', {});
  expect(scan(library, disk(), 'copy').counts.imported).toBe(0);
  expect(library.ask('folder', { id: folder })).toMatchObject({ removed: 1, skipped: 0 });
  library.must('forgetSkipped', { folder });
  expect(scan(library, disk(), 'copy').counts.imported).toBe(1);
});

test('a forgotten folder leaves its assets; what lay only there is missing, and undo brings it back', () => {
  const library = linked('in_place');
  scan(library, disk(), 'in_place');
  const { request } = library.do('forgetFolder', { folder });
  expect(library.ask('folders', {})).toEqual([]);
  expect(assets(library).map(({ state }) => state)).toEqual(['missing', 'missing']);
  expect(library.ask('places', { blob: hashOf('fox') })).toEqual([]);
  library.must('undoRequest', { request });
  expect(assets(library).map(({ state }) => state)).toEqual(['ready', 'ready']);
  expect(library.ask('places', { blob: hashOf('wolf') })).toHaveLength(2);
});

test('copied into the library, the bytes lie outside no more', () => {
  const library = linked('in_place');
  scan(library, disk(), 'in_place');
  expect(library.ask('outsideFiles', { folder, after: '', limit: 10 })).toHaveLength(3);
  library.must('noteCopied', { folder, blobs: [hashOf('fox'), hashOf('wolf')], all: true });
  expect(library.ask('folder', { id: folder })).toMatchObject({ mode: 'copy', outside: 0 });
  scan(library, {}, 'copy');
  expect(assets(library).map(({ state }) => state)).toEqual(['ready', 'ready']);
});

test('a scan that waits or runs is not asked for twice; a quiet one shows only with news', () => {
  const library = linked('copy');
  const { task } = library.must('scanFolder', { folder, quiet: true });
  expect(library.must('scanFolder', { folder, quiet: true }).task).toBeNull();
  expect(library.ask('queue', { status: ['pending'], limit: 10 })).toEqual([]);
  expect(library.must('scanFolder', { folder }).task).toBe(task);
  expect(library.ask('queue', { status: ['pending'], limit: 10 })).toHaveLength(1);
});

test('quiet scans without news leave one row at most', () => {
  const library = linked('copy');
  for (let round = 0; round < 5; round += 1) {
    const { task } = library.must('scanFolder', { folder, quiet: true });
    const lease = library.engine.leaseNext('net', 'worker')!;
    library.must('endFolderScan', {
      folder,
      task: task!,
      unchanged: 0,
      ignored: 0,
      unsettled: 0,
      unreadable: [],
    });
    library.engine.finish(lease.task.id, lease.epoch, { result: { ...emptyReport() } });
    library.pass(1000);
  }
  expect(library.connection.one('SELECT count(*) AS n FROM tasks')).toEqual({ n: 1 });
  expect(library.ask('folder', { id: folder })?.report).toBeNull();
});

test('without access the task waits for a person, is seen, and costs no try', () => {
  const library = linked('copy');
  library.must('scanFolder', { folder, quiet: true });
  const lease = library.engine.leaseNext('net', 'worker')!;
  const failure = { code: 'needs_permission', folder, name: 'Archive' } as const;
  library.engine.fail(lease.task.id, lease.epoch, failure);
  const [row] = library.ask('queue', { status: ['pending'], limit: 10 });
  expect(row).toMatchObject({ waits_for: 'permission', attempt: 0 });
  expect(library.engine.leaseNext('net', 'worker')).toBeNull();
  library.must('resumeFolderTasks', {});
  expect(library.engine.leaseNext('net', 'worker')?.task.id).toBe(row?.id);
});

test('a file that moved is looked for by its hash, however many files the folder has', () => {
  const library = linked('in_place');
  const plans: string[] = [];
  const one = library.connection.one.bind(library.connection);
  library.connection.one = (text, parameters) => {
    if (text.includes('asset_files_by_hash')) {
      const steps = library.connection.all<{ detail: string }>(
        `EXPLAIN QUERY PLAN ${text}`,
        parameters,
      );
      plans.push(...steps.map(({ detail }) => detail));
    }
    return one(text, parameters);
  };
  scan(library, disk(), 'in_place');
  expect(plans).toContainEqual(expect.stringContaining('(sha256=? AND folder_id=?)'));
});

test('1.10 what a watcher takes in and what a person imports differ in nothing but the place', () => {
  const watched = linked('copy');
  scan(watched, { 'a.png': { bytes: 'fox', mtime: 5 } }, 'copy');
  const byHand = testLibrary(undefined, [extractKind, scanFolder] as never);
  byHand.must('importFiles', {
    files: [fileOf('a.png', { sha256: hashOf('fox'), size: 3, path: 'a.png', modified_at: 5 })],
    onDuplicate: 'link',
    origin: 'import',
  });
  const told = (library: TestLibrary) => {
    const [row] = library.connection.all<Record<string, unknown>>('SELECT * FROM assets');
    const { id, project_id, created_at, updated_at, ...same } = row!;
    expect([id, project_id, created_at, updated_at]).not.toContain(undefined);
    const reading = library.connection.all(
      `SELECT kind, status, lane FROM tasks WHERE kind = 'extract_metadata'`,
    );
    return { same, reading };
  };
  expect(told(watched)).toEqual(told(byHand));
  expect(told(watched).same).toMatchObject({ provenance: 'unknown', approved: 0, theme: null });
});
