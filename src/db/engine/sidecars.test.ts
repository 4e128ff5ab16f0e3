import { describe, expect, test } from 'vitest';
import type { Sidecar } from '#domain/contract/sidecars.ts';
import type { FolderId, RequestId, TaskId } from '#domain/id.ts';
import type { Said } from '#domain/said.ts';
import { scanFolder } from '#tasks/scan_folder/task.ts';
import { extractKind, fileOf, hashOf, testLibrary, type TestLibrary } from './testing.ts';

const folder = '0190a000-0000-7000-8000-00000000f01d' as FolderId;

const beside = (said: Said, mtime = 1, path = 'a.png.xmp'): Sidecar => ({
  path,
  size: 10,
  mtime,
  said,
});

const row = (library: TestLibrary, name: string) =>
  library.connection.one<Record<string, unknown>>('SELECT * FROM assets WHERE blob = ?', [
    hashOf(name),
  ])!;
const tagsOf = (library: TestLibrary, name: string): readonly string[] =>
  library.connection
    .all<{ tag: string }>(
      'SELECT tag FROM asset_tags t JOIN assets a ON a.id = t.asset_id WHERE blob = ? ORDER BY tag',
      [hashOf(name)],
    )
    .map(({ tag }) => tag);

describe('A7: sidecars that come with an import', () => {
  test('fill the new asset, put tags into their tree and keep what has no column', () => {
    const library = testLibrary();
    const generation = { provider: 'x', model: 'sdxl', prompt: 'a cat', params: { steps: 2 } };
    library.must('importFiles', {
      files: [
        fileOf('a.png', {
          sidecars: [
            beside({
              name: 'Cat.png',
              description: 'at home',
              alt_text: 'A cat',
              tags: ['cat', 'home'],
              tag_paths: [['animals', 'cat']],
              rating: 4,
              approved: true,
              theme: 'pets',
              source: 'Mina',
              provenance: 'ai_generated',
              source_type: 'trainedAlgorithmicMedia',
              creators: ['Mina'],
              rights: '© Mina',
              created_at: 1000,
              generation,
            }),
            // The second one says nothing new of what the first has told.
            beside({ tags: ['tree'], rating: 1 }, 1, 'a.txt'),
          ],
        }),
      ],
      onDuplicate: 'link',
      origin: 'import',
    });
    expect(row(library, 'a.png')).toMatchObject({
      name: 'Cat.png',
      alt_text: 'A cat',
      rating: 4,
      approved: 1,
      theme: 'pets',
      source: 'Mina',
      provenance: 'ai_generated',
      generation: JSON.stringify(generation),
    });
    expect(JSON.parse(row(library, 'a.png')['metadata'] as string)).toMatchObject({
      description: 'at home',
      creators: ['Mina'],
      rights: '© Mina',
      source_type: 'trainedAlgorithmicMedia',
    });
    expect(tagsOf(library, 'a.png')).toEqual(['cat', 'home', 'tree']);
    expect(library.ask('tagDetails', { tags: ['cat'] })).toMatchObject([{ parents: ['animals'] }]);
  });

  test('what comes in was added now; when another library got it is kept beside that', () => {
    const library = testLibrary();
    const now = library.now();
    library.must('importFiles', {
      files: [
        fileOf('old.png', { sidecars: [beside({ created_at: 1000, rights: '© Mina' })] }),
        fileOf('later.png', { sidecars: [beside({ created_at: now * 2 }, 1, 'later.png.json')] }),
      ],
      onDuplicate: 'link',
      origin: 'import',
    });
    expect(row(library, 'old.png')['created_at']).toBeGreaterThanOrEqual(now);
    expect(JSON.parse(row(library, 'old.png')['metadata'] as string)).toMatchObject({
      rights: '© Mina',
      added_elsewhere_at: 1000,
    });
    // A clock that went wrong elsewhere is no future here.
    const { added_elsewhere_at: claimed } = JSON.parse(
      row(library, 'later.png')['metadata'] as string,
    ) as { added_elsewhere_at: number };
    expect(claimed).toBe(row(library, 'later.png')['created_at']);
    // Newest first means those that came in last.
    library.pass(1000);
    library.must('importFiles', {
      files: [fileOf('own.png')],
      onDuplicate: 'link',
      origin: 'import',
    });
    const { n } = library.ask('assetLayout', { filter: {}, sort: 'newest' });
    expect(n[0]).toBe(row(library, 'own.png')['n']);
  });

  test('the same files again bring nothing back that a person took away', () => {
    const library = testLibrary();
    const again = (said: Said) =>
      library.must('importFiles', {
        files: [fileOf('a.png', { sidecars: [beside(said)] })],
        onDuplicate: 'link',
        origin: 'import',
      }).outcomes[0]!;
    const first = again({ tags: ['cat', 'dog'], rating: 4, theme: 'pets' });
    const assets = 'asset' in first ? [first.asset] : [];
    library.must('tagAssets', { assets, remove: ['dog'] });
    library.must('editAssets', { assets, changes: { theme: null, rating: 2 } });
    again({ tags: ['cat', 'dog'], rating: 4, theme: 'pets' });
    expect(tagsOf(library, 'a.png')).toEqual(['cat']);
    expect(row(library, 'a.png')).toMatchObject({ rating: 2, theme: null });
    // What it newly says is taken, where nobody wrote anything else.
    again({ tags: ['cat', 'dog', 'bird'], rating: 5, theme: 'zoo' });
    expect(tagsOf(library, 'a.png')).toEqual(['bird', 'cat']);
    expect(row(library, 'a.png')).toMatchObject({ rating: 2, theme: 'zoo' });
  });

  test('a tag that another spelling stands for becomes that tag; a loop is not closed', () => {
    const library = testLibrary();
    library.must('addTagAlias', { tag: 'cat', alias: 'kitty' });
    library.must('addTagParent', { tag: 'animals', parent: 'cat' });
    library.must('importFiles', {
      files: [
        fileOf('a.png', {
          sidecars: [beside({ tags: ['kitty'], tag_paths: [['animals', 'kitty']] })],
        }),
      ],
      onDuplicate: 'link',
      origin: 'import',
    });
    expect(tagsOf(library, 'a.png')).toEqual(['cat']);
    expect(library.ask('tagDetails', { tags: ['cat'] })).toMatchObject([{ parents: [] }]);
  });
});

describe('A1: what was set before an import', () => {
  function looked(): {
    library: TestLibrary;
    task: TaskId;
    request: RequestId;
    batch: (name: string) => void;
  } {
    const library = testLibrary();
    const { task } = library.must('beginImport', { name: 'x', total: 2, owner: 'tab' });
    const { request } = library.must('presetImport', { task });
    const collection = library.must('createCollection', {
      name: 'New',
      type: 'library',
    }).collection;
    const batch = (name: string): void => {
      library.must('importFiles', {
        files: [
          fileOf(name, {
            preset: {
              tags: ['trip', name],
              theme: 'sea',
              source: 'Jun',
              provenance: 'user_provided',
            },
          }),
        ],
        onDuplicate: 'link',
        origin: 'import',
        task,
        collection,
        preset: request,
      });
    };
    return { library, task, request, batch };
  }

  test('lies on every asset, however many batches, and is taken back in one step', () => {
    const { library, request, batch } = looked();
    batch('a.png');
    batch('b.png');
    for (const name of ['a.png', 'b.png']) {
      expect(tagsOf(library, name)).toEqual([name, 'trip'].toSorted());
      expect(row(library, name)).toMatchObject({
        theme: 'sea',
        source: 'Jun',
        provenance: 'user_provided',
      });
    }
    const members = (): number =>
      library.connection.one<{ count: number }>(
        'SELECT count(*) AS count FROM asset_collection_members',
      )!.count;
    expect(members()).toBe(2);
    library.must('undoRequest', { request });
    for (const name of ['a.png', 'b.png']) {
      expect(tagsOf(library, name)).toEqual([]);
      // The files themselves stay.
      expect(row(library, name)).toMatchObject({ theme: null, source: null, deleted_at: null });
    }
    expect(members()).toBe(0);
  });

  test('once taken back it is not set on what comes after', () => {
    const { library, request, batch } = looked();
    batch('a.png');
    library.must('undoRequest', { request });
    batch('b.png');
    expect(tagsOf(library, 'b.png')).toEqual([]);
    expect(row(library, 'b.png')).toMatchObject({ theme: null });
  });

  test('sizes and hashes tell what is known; another project’s is new', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    const size = row(library, 'a.png')['size'] as number;
    expect(library.ask('knownSizes', { sizes: [size, size + 1] })).toEqual([size]);
    const hashes = [hashOf('a.png'), hashOf('b.png')];
    expect(library.ask('knownBytes', { hashes })).toEqual([
      { sha256: hashOf('a.png'), asset, name: 'a.png', trashed: false },
    ]);
    const { project } = library.must('createProject', { name: 'Other' });
    expect(library.ask('knownBytes', { hashes, project })).toEqual([]);
  });
});

describe('A7: sidecars of a linked folder', () => {
  function scanned(): {
    library: TestLibrary;
    read: (said: Said, mtime: number, path?: string) => unknown;
  } {
    const library = testLibrary(undefined, [extractKind, scanFolder] as never);
    library.must('addFolder', { folder, name: 'Archive', role: 'watched', mode: 'in_place' });
    library.must('enterFolderFiles', {
      folder,
      files: [
        {
          path: 'x/a.png',
          size: 5,
          mtime: 1,
          sha256: hashOf('a.png'),
          kind: 'image',
          mime: 'image/png',
          format: 'png',
          stored: false,
        },
      ],
      skipped: [],
    });
    const read = (said: Said, mtime: number, path = 'x/a.png.xmp') =>
      library.must('enterSidecars', {
        folder,
        sidecars: [{ ...beside(said, mtime, path), of: 'x/a.png' }],
        skipped: [],
      }).outcomes;
    return { library, read };
  }

  test('a later change updates what nobody edited since, and says what it left', () => {
    const { library, read } = scanned();
    expect(read({ tags: ['cat'], rating: 3, rights: '© A' }, 1)).toMatchObject([{ kept: [] }]);
    const { id } = row(library, 'a.png') as { id: never };
    library.must('editAssets', { assets: [id], changes: { rating: 5 } });
    expect(read({ tags: ['dog'], rating: 4, rights: '© B' }, 2)).toEqual([
      { outcome: 'sidecar', path: 'x/a.png.xmp', of: 'x/a.png', kept: ['rating'] },
    ]);
    expect(tagsOf(library, 'a.png')).toEqual(['dog']);
    expect(row(library, 'a.png')).toMatchObject({ rating: 5 });
    expect(JSON.parse(row(library, 'a.png')['metadata'] as string)).toMatchObject({
      rights: '© B',
    });
    // Read again it says nothing new.
    expect(read({ tags: ['dog'], rating: 4, rights: '© B' }, 3)).toEqual([]);
  });

  test('it is known to the next scan, by its size and time, and so is one that was left', () => {
    const { library, read } = scanned();
    read({ rating: 3 }, 7);
    const outcomes = library.must('enterSidecars', {
      folder,
      sidecars: [{ ...beside({ rating: 1 }, 1, 'x/b.xmp'), of: 'x/b.png' }],
      skipped: [{ path: 'x/c.xmp', size: 1, mtime: 2, reason: 'it is broken' }],
    }).outcomes;
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped']);
    const known = library.ask('folderFiles', { folder, after: '', limit: 10 });
    expect(known.map(({ path, mtime }) => [path, mtime])).toEqual([
      ['x/a.png', 1],
      ['x/a.png.xmp', 7],
      ['x/b.xmp', 1],
      ['x/c.xmp', 2],
    ]);
  });

  test('moved with its file it brings nothing back that was taken away', () => {
    const { library, read } = scanned();
    read({ tags: ['cat', 'dog'] }, 1);
    const { id } = row(library, 'a.png') as { id: never };
    library.must('tagAssets', { assets: [id], remove: ['dog'] });
    library.must('noteFolderChanges', { folder, vanished: ['x/a.png.xmp'], back: [] });
    read({ tags: ['cat', 'dog'] }, 1, 'x/a.xmp');
    expect(tagsOf(library, 'a.png')).toEqual(['cat']);
    const known = library.ask('folderFiles', { folder, after: '', limit: 10 });
    expect(known.map(({ path }) => path)).toEqual(['x/a.png', 'x/a.xmp']);
  });
});
