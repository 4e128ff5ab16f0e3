/**
 * Files of a linked folder that lie beside others: taken apart from the rest while the folder is
 * walked, and read once the files that they speak of were entered. Nothing is written in the folder.
 */
import type { Commands } from '#domain/contract/commands.ts';
import type { SkippedFile } from '#domain/contract/folders.ts';
import type { FoundFile } from '#domain/folders/diff.ts';
import { pairSidecars, sidecarEnding } from '#formats/sidecar/pair.ts';
import { readSidecar, sidecarTooLarge } from '#formats/sidecar/read.ts';

type Entered = Commands['enterSidecars']['input'];

/** What a walk found beside its files. */
export interface Apart<File extends FoundFile> {
  readonly paired: readonly { readonly file: File; readonly of: string }[];
  /** What could belong to several files, or lies beside none. */
  readonly refused: readonly { readonly file: File; readonly reason: string }[];
}

/** Takes sidecars out of files that come folder by folder; gives the rest in its order. */
export interface Parter<File extends FoundFile> extends Apart<File> {
  /** The files that come in by themselves; a folder's texts that are no sidecars come at its end. */
  rest(files: AsyncIterable<File> | Iterable<File>): AsyncGenerator<File, void>;
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** Holds the names of one folder at a time, however large the whole is. */
export function partSidecars<File extends FoundFile>(): Parter<File> {
  const paired: { file: File; of: string }[] = [];
  const refused: { file: File; reason: string }[] = [];

  /** Settles a folder; what is no sidecar is given back. */
  const settle = (held: readonly File[], names: readonly string[]): readonly File[] => {
    if (held.length === 0) return [];
    const byPath = new Map(held.map((file) => [file.path, file]));
    const take = (path: string): File | undefined => {
      const file = byPath.get(path);
      byPath.delete(path);
      return file;
    };
    const { beside, doubtful, alone } = pairSidecars([...names, ...byPath.keys()]);
    for (const [of, paths] of beside) {
      for (const path of paths) {
        const file = take(path);
        if (file) paired.push({ file, of });
      }
    }
    for (const { path, of } of doubtful) {
      const file = take(path);
      const reason = `it could belong to ${of.map(nameOf).join(' or ')}`;
      if (file) refused.push({ file, reason });
    }
    for (const path of alone) {
      const file = take(path);
      if (file) refused.push({ file, reason: 'no file of its name lies beside it' });
    }
    return [...byPath.values()];
  };

  async function* rest(files: AsyncIterable<File> | Iterable<File>): AsyncGenerator<File, void> {
    let folder = '';
    let held: File[] = [];
    let names: string[] = [];
    for await (const file of files) {
      const own = folderOf(file.path);
      if (own !== folder) {
        yield* settle(held, names);
        [folder, held, names] = [own, [], []];
      }
      if (sidecarEnding(file.path) === null) {
        names.push(file.path);
        yield file;
      } else held.push(file);
    }
    yield* settle(held, names);
  }

  return { paired, refused, rest };
}

/** Those that are worth reading: new or changed themselves, or beside a file that is. */
export const wantedOf = <File extends FoundFile>(
  { paired, refused }: Apart<File>,
  isWanted: (path: string) => boolean,
): Apart<File> => ({
  paired: paired.filter(({ file, of }) => isWanted(file.path) || isWanted(of)),
  refused: refused.filter(({ file }) => isWanted(file.path)),
});

/** Sidecars of one transaction. */
const batch = 64;

/**
 * Reads sidecars and enters them; the files beside them are in the library by now. One that is gone
 * or being written is left for the next scan.
 *
 * @param open gives a file as it is now; throws when it is gone
 */
export async function enterApart<File extends FoundFile>(
  { paired, refused }: Apart<File>,
  open: (path: string) => Promise<globalThis.File>,
  enter: (found: Pick<Entered, 'sidecars' | 'skipped'>) => Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> {
  let sidecars: Entered['sidecars'][number][] = [];
  let skipped: SkippedFile[] = [];
  const flush = async (least: number): Promise<void> => {
    if (sidecars.length + skipped.length < least) return;
    const found = { sidecars, skipped };
    [sidecars, skipped] = [[], []];
    await enter(found);
  };
  for (const { file, reason } of refused) {
    skipped.push({ path: file.path, size: file.size, mtime: file.mtime, reason });
    await flush(batch);
  }
  for (const { file, of } of paired) {
    signal?.throwIfAborted();
    const { path, size, mtime } = file;
    const read = await readOne(file, of, open);
    if (read === null) continue;
    if ('reason' in read) skipped.push({ path, size, mtime, reason: read.reason });
    else sidecars.push({ path, size, mtime, of, said: read.said });
    await flush(batch);
  }
  await flush(1);
}

type Read = Pick<Entered['sidecars'][number], 'said'> | { readonly reason: string } | null;

async function readOne(
  { path, size, mtime }: FoundFile,
  of: string,
  open: (path: string) => Promise<globalThis.File>,
): Promise<Read> {
  const name = nameOf(path);
  const large = sidecarTooLarge(name, size);
  if (large?.code === 'too_large') return { reason: `it is larger than ${large.limit}` };
  try {
    const file = await open(path);
    if (file.size !== size || file.lastModified !== mtime) return null;
    const read = readSidecar(name, new Uint8Array(await file.arrayBuffer()), nameOf(of));
    if (!read.ok) {
      return { reason: 'reason' in read.failure ? read.failure.reason : read.failure.code };
    }
    if (read.value === null) {
      return { reason: 'another program wrote it, and nothing in it is known here' };
    }
    return { said: read.value };
  } catch (thrown) {
    // Gone or locked: the next scan finds what is there then.
    if (thrown instanceof DOMException) return null;
    throw thrown;
  }
}
