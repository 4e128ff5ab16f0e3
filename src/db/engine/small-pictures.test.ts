import { expect, test } from 'vitest';
import type { AssetId } from '#domain/id.ts';
import { hashOf, testLibrary, type TestLibrary } from './testing.ts';

const wish = (library: TestLibrary, ...names: readonly string[]) =>
  library.must('hastenThumbnails', { blobs: names.map(hashOf) });

/** Reads the next file as the task worker would, with or without a picture. */
function readNext(library: TestLibrary, unread?: Readonly<Record<string, string>>): AssetId | null {
  const lease = library.engine.leaseNext('media', 'tab-1');
  const source = lease?.source;
  if (!lease || !source?.blob) return null;
  const done = library.engine.finish(lease.task.id, lease.epoch, {
    facts: { mime: 'image/png', format: 'png', metadata: unread ? { unread } : {} },
    ...(unread === undefined && {
      thumbnails: [
        {
          blob: source.blob,
          picture: { mime: 'image/webp', width: 3, height: 2, bytes: new Uint8Array([1]) },
        },
      ],
    }),
  });
  expect(done).toEqual({ ok: true, value: true });
  return source.id;
}

const waiting = (library: TestLibrary) =>
  library.connection.all<{ source_asset_id: string; priority: number }>(
    `SELECT source_asset_id, priority FROM tasks WHERE status = 'pending' ORDER BY position`,
  );

test('what is in sight is read first, and gives way to what is seen next', () => {
  const library = testLibrary();
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => library.picture(name));
  expect(wish(library, 'c', 'c')).toEqual({ changed: 1, never: [] });
  // The same wish again changes nothing.
  expect(wish(library, 'c')).toEqual({ changed: 0, never: [] });
  expect(wish(library, 'd')).toEqual({ changed: 2, never: [] });
  expect([1, 2, 3, 4].map(() => readNext(library))).toEqual([d, a, b, c]);
  expect(wish(library, 'a', 'b', 'c', 'd')).toEqual({ changed: 0, never: [] });
});

test('what a person put first stays first', () => {
  const library = testLibrary();
  library.picture('a');
  const b = library.picture('b');
  const [task] = library.connection.all<{ id: string }>(
    'SELECT id FROM tasks WHERE source_asset_id = ?',
    [b],
  );
  library.must('prioritiseTasks', { tasks: [task!.id as never], priority: 10 });
  wish(library, 'b');
  wish(library, 'a');
  expect(waiting(library).map(({ priority }) => priority)).toEqual([5, 10]);
});

test('a picture that was lost is made again, in the trash too; journal and undo see nothing', () => {
  const library = testLibrary();
  const kept = library.picture('kept');
  const trashed = library.picture('trashed');
  readNext(library);
  readNext(library);
  library.must('trashAssets', { assets: [trashed] });
  library.pass(3_600_001);
  const before = {
    journal: library.connection.all('SELECT count(*) AS n FROM audit_log'),
    undo: library.ask('undoState', {}),
  };
  // As after a restore: the cache of small pictures is empty.
  library.thumbnails.run('DELETE FROM thumbnails');
  expect(wish(library, 'kept', 'trashed')).toEqual({ changed: 2, never: [] });
  expect(waiting(library)).toEqual([
    { source_asset_id: kept, priority: 5 },
    { source_asset_id: trashed, priority: 5 },
  ]);
  expect(wish(library, 'kept', 'trashed')).toEqual({ changed: 0, never: [] });
  expect({
    journal: library.connection.all('SELECT count(*) AS n FROM audit_log'),
    undo: library.ask('undoState', {}),
  }).toEqual(before);
  expect([readNext(library), readNext(library), readNext(library)]).toEqual([kept, trashed, null]);
});

test('no second reading of what no picture can be made of, of sounds, or of what is gone', () => {
  const library = testLibrary();
  library.picture('broken');
  library.picture('sound', { kind: 'audio', mime: 'audio/mpeg', format: 'mp3' });
  library.picture('gone');
  library.picture('faithless');
  readNext(library, { thumbnail: 'the file is damaged' });
  readNext(library, { peaks: 'no decoder' });
  readNext(library);
  // Read, nothing said, and still no picture: not at once again.
  readNext(library, {});
  library.must('markMissing', { blobs: [hashOf('gone')] });
  library.thumbnails.run('DELETE FROM thumbnails');
  const wishes = ['broken', 'sound', 'gone', 'faithless', 'stranger'];
  expect(wish(library, ...wishes)).toEqual({ changed: 0, never: wishes.map(hashOf) });
  expect(waiting(library)).toEqual([]);
  library.pass(3_600_001);
  expect(wish(library, ...wishes).never).toEqual(
    ['broken', 'sound', 'gone', 'stranger'].map(hashOf),
  );
});
