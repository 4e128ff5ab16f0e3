import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FolderFile, FolderFileRow } from '#domain/contract/folders.ts';
import { xmpPacket } from '#formats/xmp/write.ts';
import type { TaskContext } from '../context.ts';
import { run } from './run.ts';

/** What lies on the disk: path → bytes, and when they were written. */
type Disk = Map<string, { bytes: Uint8Array<ArrayBuffer>; mtime: number }>;

let clock = 0;
const long = 100_000;

/** Bytes with the head of a PNG. */
const png = (words: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, ...new TextEncoder().encode(words)]);
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

beforeEach(() => {
  clock = 10 * long;
  // Time passes only where somebody waits for it.
  vi.stubGlobal('setTimeout', (then: () => void, milliseconds: number) => {
    clock += milliseconds;
    queueMicrotask(then);
  });
  // Reads its parts as a browser does: when it is read itself.
  vi.stubGlobal(
    'Blob',
    class {
      readonly #parts: readonly Blob[];
      constructor(parts: readonly Blob[]) {
        this.#parts = parts;
      }
      async arrayBuffer(): Promise<ArrayBuffer> {
        const read = await Promise.all(this.#parts.map((part) => part.arrayBuffer()));
        return Uint8Array.from(read.flatMap((bytes) => [...new Uint8Array(bytes)])).buffer;
      }
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

/** A file of the disk as a browser notes it: it cannot be read once it was written to. */
function noted(disk: Disk, path: string): File {
  const then = disk.get(path);
  if (then === undefined) throw new DOMException('gone', 'NotFoundError');
  const file = new File([then.bytes], path.split('/').at(-1)!, { lastModified: then.mtime });
  const read = async (): Promise<ArrayBuffer> => {
    if (!disk.has(path)) throw new DOMException('gone', 'NotFoundError');
    if (disk.get(path) !== then) throw new DOMException('changed', 'NotReadableError');
    return then.bytes.buffer;
  };
  return Object.defineProperty(file, 'arrayBuffer', { value: read });
}

function folderOf(disk: Disk, prefix: string, opened: string[]): FileSystemDirectoryHandle {
  const file = (name: string) => ({
    kind: 'file',
    name,
    getFile: async () => {
      opened.push(prefix + name);
      return noted(disk, prefix + name);
    },
  });
  const folder = {
    kind: 'directory',
    name: prefix.split('/').at(-2) ?? 'root',
    // Backwards, as a file system has no order.
    async *values() {
      const names = [...disk.keys()].filter((path) => path.startsWith(prefix)).toReversed();
      const parts = new Set(names.map((path) => path.slice(prefix.length).split('/')[0]!));
      for (const part of parts) {
        if (disk.has(prefix + part)) yield file(part);
        else yield folderOf(disk, `${prefix}${part}/`, opened);
      }
    },
    getDirectoryHandle: async (name: string) => folderOf(disk, `${prefix}${name}/`, opened),
    getFileHandle: async (name: string) => file(name),
  };
  return folder as never;
}

interface Scanned {
  readonly batches: readonly (readonly FolderFile[])[];
  readonly entered: readonly FolderFile[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly ended: {
    readonly unsettled: number;
    readonly ignored: number;
    readonly unchanged: number;
  };
  readonly sidecars: readonly { readonly path: string; readonly of: string }[];
  /** Commands in their order. */
  readonly commands: readonly string[];
  /** Paths in the order in which the disk was asked for them. */
  readonly opened: readonly string[];
  readonly result: unknown;
}

async function scan(
  disk: Disk,
  options: {
    readonly known?: readonly Partial<FolderFileRow>[];
    readonly onCommand?: (name: string) => void | Promise<void>;
    readonly signal?: AbortSignal;
  } = {},
): Promise<Scanned> {
  const opened: string[] = [];
  const batches: FolderFile[][] = [];
  const skipped: Scanned['skipped'][number][] = [];
  const sidecars: Scanned['sidecars'][number][] = [];
  const commands: string[] = [];
  let ended = { unsettled: 0, ignored: 0, unchanged: 0 };
  const context = {
    task: 'task',
    attempt: 1,
    signal: options.signal ?? new AbortController().signal,
    progress: () => undefined,
    now: () => clock,
    folders: { open: async () => folderOf(disk, '', opened), isStored: async () => false },
    query: async (name: string) =>
      name === 'folder'
        ? { id: 'folder', name: 'Archive', mode: 'in_place', ignore: ['*.tmp'] }
        : (options.known ?? []),
    command: async (name: string, input: never) => {
      commands.push(name);
      await options.onCommand?.(name);
      if (name === 'enterFolderFiles') {
        const given: { files: FolderFile[]; skipped: Scanned['skipped'] } = input;
        batches.push(given.files);
        skipped.push(...given.skipped);
      }
      if (name === 'enterSidecars') {
        const given: { sidecars: Scanned['sidecars']; skipped: Scanned['skipped'] } = input;
        sidecars.push(...given.sidecars);
        skipped.push(...given.skipped);
      }
      if (name === 'endFolderScan') ended = input;
      return { report: {}, outcomes: [], changed: 0 };
    },
  } as unknown as TaskContext;
  const result = await run({ folder: 'folder' as never, work: 'scan', quiet: false }, context);
  return { batches, entered: batches.flat(), skipped, sidecars, ended, commands, opened, result };
}

const diskOf = (paths: readonly string[], age = long): Disk =>
  new Map(paths.map((path) => [path, { bytes: png(path), mtime: clock - age }]));

test('what nobody knows is entered in order, folder by folder, each file asked for once', async () => {
  const paths = Array.from(
    { length: 300 },
    (_, number) => `part ${number % 12}/picture ${number}.png`,
  );
  const disk = diskOf(['z.png', 'a.tmp', 'part 3/deep/x.png', ...paths]);
  const { entered, batches, ended, opened, result } = await scan(disk);
  expect(result).toMatchObject({ ok: true });
  expect(entered.map(({ path }) => path)).toEqual([
    'z.png',
    ...Array.from({ length: 12 }, (_, part) => [
      ...paths.filter((path) => path.startsWith(`part ${part}/`)),
      ...(part === 3 ? ['part 3/deep/x.png'] : []),
    ]).flat(),
  ]);
  for (const { path, sha256, size } of entered) {
    expect([sha256, size]).toEqual([hashOf(png(path)), png(path).length]);
  }
  expect(opened.toSorted()).toEqual(entered.map(({ path }) => path).toSorted());
  expect(batches.length).toBeGreaterThan(1);
  expect(ended).toMatchObject({ ignored: 1, unsettled: 0, unchanged: 0 });
});

test('a file that was written to after it was listed is read as it is now, once it rests', async () => {
  const disk = diskOf(['a.png', 'b.png', 'c.png']);
  disk.set('notes.txt', { bytes: new TextEncoder().encode('no picture'), mtime: 0 });
  let isFirst = true;
  const wait = globalThis.setTimeout;
  vi.stubGlobal('setTimeout', (then: () => void, milliseconds: number) => {
    if (isFirst) {
      disk.set('b.png', { bytes: png('other'), mtime: clock });
      disk.delete('c.png');
    }
    isFirst = false;
    wait(then, milliseconds);
  });
  const { entered, skipped, ended, commands } = await scan(disk);
  expect(entered.map(({ path, sha256 }) => [path, sha256])).toEqual([
    ['a.png', hashOf(png('a.png'))],
    ['b.png', hashOf(png('other'))],
  ]);
  expect(skipped.map(({ path }) => path)).toEqual(['notes.txt']);
  expect(ended.unsettled).toBe(0);
  expect(commands.at(-1)).toBe('endFolderScan');
});

test('a file that is written to all the time is left for the next scan', async () => {
  const disk = diskOf(['a.png', 'log.png'], 0);
  const wait = globalThis.setTimeout;
  let written = 0;
  vi.stubGlobal('setTimeout', (then: () => void, milliseconds: number) => {
    written += 1;
    disk.set('log.png', { bytes: png(`line ${written}`), mtime: clock });
    wait(then, milliseconds);
  });
  const { entered, ended } = await scan(disk);
  expect(entered.map(({ path }) => path)).toEqual(['a.png']);
  expect(ended.unsettled).toBe(1);
});

test('where something is known, what is gone is noted before anything is entered', async () => {
  const disk = diskOf(['kept.png', 'new/moved.png']);
  const row = (path: string) => ({
    path,
    size: png(path).length,
    mtime: clock - long,
    missing_since: null,
  });
  const { entered, ended, commands } = await scan(disk, {
    known: [row('kept.png'), row('old.png')],
  });
  expect(commands).toEqual(['noteFolderChanges', 'enterFolderFiles', 'endFolderScan']);
  expect(entered.map(({ path }) => path)).toEqual(['new/moved.png']);
  expect(ended.unchanged).toBe(1);
});

test('what cannot be written ends the scan, and so does whoever cancels it', async () => {
  const disk = diskOf(Array.from({ length: 500 }, (_, number) => `${number}.png`));
  const full = { code: 'storage_full', needed: 1 };
  const broken = await scan(disk, { onCommand: () => Promise.reject(full) });
  expect(broken.result).toMatchObject({ ok: false, failure: full });
  expect(broken.commands).toEqual(['enterFolderFiles']);
  const stop = new AbortController();
  const cancelled = await scan(disk, { onCommand: () => stop.abort(), signal: stop.signal });
  expect(cancelled.result).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  expect(cancelled.commands).toEqual(['enterFolderFiles']);
});

/** A disk with pictures and with what lies beside them. */
function besideDisk(): Disk {
  const disk = diskOf(['a.png', 'x/b.png', 'x/c.jpg', 'x/c.png']);
  const write = (path: string, words: string, mtime = clock - long): void => {
    disk.set(path, { bytes: new TextEncoder().encode(words), mtime });
  };
  write('a.png.txt', 'cat\nnight');
  write('x/b.xmp', xmpPacket({ rating: 3, tags: ['market'] }));
  // It could be of either.
  write('x/c.xmp', xmpPacket({ rating: 5 }));
  write('x/lone.xmp', xmpPacket({ rating: 5 }));
  write('x/b.png.json', '{ "from": "another program" }');
  write('x/c.png.xmp', '<x:xmpmeta');
  write('x/readme.txt', 'words');
  return disk;
}

test('A7: sidecars are read after their files were entered; what is none says why', async () => {
  const { entered, sidecars, skipped, commands } = await scan(besideDisk());
  expect(entered.map(({ path }) => path)).toEqual(['a.png', 'x/b.png', 'x/c.jpg', 'x/c.png']);
  expect(sidecars).toMatchObject([
    { path: 'a.png.txt', of: 'a.png', said: { tags: ['cat', 'night'] } },
    { path: 'x/b.xmp', of: 'x/b.png', said: { rating: 3, tags: ['market'] } },
    // The other picture has one under its full name, broken as it is.
    { path: 'x/c.xmp', of: 'x/c.jpg', said: { rating: 5 } },
  ]);
  expect(Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]))).toEqual({
    'x/lone.xmp': 'no file of its name lies beside it',
    'x/b.png.json': 'another program wrote it, and nothing in it is known here',
    'x/c.png.xmp': 'it breaks off',
    'x/readme.txt': 'it holds text; make a new text in the library and paste it in',
  });
  expect(commands.lastIndexOf('enterFolderFiles')).toBeLessThan(commands.indexOf('enterSidecars'));
});

test('A7: later only sidecars that changed are read, and those of files that are new', async () => {
  const disk = besideDisk();
  const known = [...disk].map(([path, { bytes, mtime }]) => ({
    path,
    size: bytes.length,
    mtime,
    missing_since: null,
  }));
  disk.set('x/b.xmp', {
    bytes: new TextEncoder().encode(xmpPacket({ rating: 4 })),
    mtime: clock - long / 2,
  });
  disk.set('x/lone.png', { bytes: png('new'), mtime: clock - long / 2 });
  const { entered, sidecars, skipped } = await scan(disk, { known });
  expect(entered.map(({ path }) => path)).toEqual(['x/lone.png']);
  expect(sidecars).toMatchObject([
    { path: 'x/b.xmp', said: { rating: 4 } },
    { path: 'x/lone.xmp', of: 'x/lone.png' },
  ]);
  expect(skipped).toEqual([]);
});
