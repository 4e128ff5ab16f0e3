import { describe, expect, it } from 'vitest';

import type { TaskId } from '#domain/id.ts';
import { backup } from '#tasks/backup/task.ts';
import { hashOf, migratedConnection, testLibrary, type TestLibrary } from './testing.ts';

/** A backup as its task would have left it: the engine knows the kind only by its rows. */
function record(library: TestLibrary, result: Record<string, unknown>): void {
  const at = library.now();
  library.connection.run(
    `INSERT INTO tasks (id, kind, lane, status, position, result, created_at, updated_at, finished_at)
     VALUES (?1, 'backup', 'media', 'completed', 'a', ?2, ?3, ?3, ?3)`,
    [crypto.randomUUID() as TaskId, JSON.stringify(result), at],
  );
  library.pass(1000);
}

const lastChange = (library: TestLibrary): number =>
  library.connection.one<{ id: number }>('SELECT max(id) AS id FROM audit_log')?.id ?? 0;

describe('a backup whose folder is closed', () => {
  const begin = () => {
    const library = testLibrary(migratedConnection(), [backup] as never);
    const handle = crypto.randomUUID();
    const folder = { handle, name: 'Studio', automatic: true };
    library.must('setBackupFolder', { folder });
    library.must('enqueue', { kind: 'backup', assets: [], settings: { target: 'folder', handle } });
    const lease = library.engine.leaseNext('media', 'worker')!;
    library.engine.fail(lease.task.id, lease.epoch, {
      code: 'needs_permission',
      folder: handle,
      name: 'Studio',
    });
    const waiting = () =>
      library.ask('queue', { status: ['pending', 'cancelled'], kind: 'backup', limit: 5 })[0];
    return { library, folder, waiting };
  };

  it('waits without costing a try, and goes on when it is allowed again', () => {
    const { library, waiting } = begin();
    expect(waiting()).toMatchObject({ status: 'pending', waits_for: 'permission', attempt: 0 });
    expect(library.engine.leaseNext('media', 'worker')).toBeNull();
    const task = waiting()!.id;
    library.must('resumeFolderTasks', {});
    expect(library.engine.leaseNext('media', 'worker')?.task.id).toBe(task);
  });

  it('goes to the folder that was chosen instead, and ends where none is left', () => {
    const { library, folder, waiting } = begin();
    const next = crypto.randomUUID();
    library.must('setBackupFolder', { folder: { ...folder, handle: next } });
    expect(waiting()).toMatchObject({ waits_for: 'turn' });
    expect(JSON.parse(waiting()!.params)).toMatchObject({ handle: next });
    const other = begin();
    other.library.must('setBackupFolder', { folder: { ...other.folder, automatic: false } });
    expect(other.waiting()).toMatchObject({ waits_for: 'permission' });
    other.library.must('setBackupFolder', { folder: null });
    expect(other.waiting()).toMatchObject({ status: 'cancelled' });
  });
});

describe('backups', () => {
  it('counts what no backup holds, and nothing else', () => {
    const library = testLibrary();
    expect(library.ask('backups', {})).toMatchObject({
      folder: null,
      records: [],
      changes: 0,
      changed_at: null,
      rehearsal: null,
    });
    const asset = library.picture('fox.png');
    expect(library.ask('backups', {}).changes).toBeGreaterThan(0);
    const change = lastChange(library);
    record(library, { target: 'folder', where: 'Studio', change, taken_at: 5, files: 1, bytes: 9 });
    expect(library.ask('backups', {})).toMatchObject({ changes: 0, changed_at: null });
    library.must('setBackupFolder', {
      folder: { handle: crypto.randomUUID(), name: 'Studio', automatic: true },
    });
    expect(library.ask('backups', {}).changes).toBe(0);
    library.must('approveAssets', { assets: [asset], approved: true });
    const after = library.ask('backups', {});
    expect(after).toMatchObject({ changes: 1, folder: { name: 'Studio', automatic: true } });
    expect(after.records).toMatchObject([{ where: 'Studio', files: 1, bytes: 9, missing: 0 }]);
    library.must('setBackupFolder', { folder: null });
    expect(library.ask('backups', {}).folder).toBe(null);
  });

  it('forgets in a restored library what was said about the other one', () => {
    const library = testLibrary();
    record(library, { target: 'folder', where: 'Old', change: 1, taken_at: 5 });
    library.connection.run(
      `INSERT INTO library_settings (key, value, updated_at) VALUES ('restored', ?1, ?2)`,
      [JSON.stringify({ at: library.now() }), library.now()],
    );
    expect(library.ask('backups', {})).toMatchObject({ records: [] });
    library.pass(1);
    record(library, { target: 'download', where: 'New', change: 1, taken_at: 6 });
    expect(library.ask('backups', {}).records).toMatchObject([{ where: 'New' }]);
  });

  it('keeps a rehearsal and refuses one that makes no sense', () => {
    const library = testLibrary();
    const rehearsal = {
      at: 5,
      took: 1.5,
      where: 'Studio',
      taken_at: 4,
      assets: 1,
      files: 1,
      bytes: 2,
      passed: true,
      damaged: [],
      missing: 0,
      differing: [],
      trouble: null,
    };
    library.must('noteRehearsal', { rehearsal });
    expect(library.ask('backups', {}).rehearsal).toEqual(rehearsal);
    expect(
      library.do('noteRehearsal', { rehearsal: { ...rehearsal, damaged: ['x'] } }).result.ok,
    ).toBe(false);
  });

  it('names what is missing and counts every table', () => {
    const library = testLibrary();
    library.picture('fox.png');
    library.must('markMissing', { blobs: [hashOf('fox.png')] });
    expect(library.ask('missingBlobs', {})).toEqual([hashOf('fox.png')]);
    library.must('markFound', { blobs: [hashOf('fox.png')] });
    expect(library.ask('missingBlobs', {})).toEqual([]);
    expect(library.ask('tableCounts', {})).toMatchObject({ assets: 1, packs: 0 });
  });
});
