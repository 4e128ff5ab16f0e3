/** Lists a folder to its depth: names, sizes and times, no bytes. */
import type { FoundFile } from '#domain/folders/diff.ts';
import type { IgnoreRules } from '#domain/folders/ignore.ts';
import type { TaskContext } from '../context.ts';

/** A file as it was when it was listed. */
export interface ListedFile extends FoundFile {
  /** When (ms UTC). */
  readonly listedAt: number;
  /** What the browser noted of it then: reading it fails once another program wrote to it. */
  readonly file: File | null;
}

/** A file on the way through the folder. */
export interface WalkedFile extends ListedFile {
  /** How much of the folder is passed with it, 0 to 1: an estimate, every folder for itself. */
  readonly passed: number;
}

export interface Walk {
  /** Folder by folder, each in the order of names. Throws when the folder itself cannot be listed. */
  readonly files: AsyncGenerator<WalkedFile, void>;
  /** Files that a rule leaves out, so far; what lies below an ignored folder is not counted. */
  readonly ignored: () => number;
  /** Folders and files that could not be read: nothing is concluded of what lies there. */
  readonly unreadable: readonly string[];
}

/** Sizes and times that are asked for at once. */
const together = 32;
/** Folders that are listed ahead. */
const ahead = 2;
/** Handles that are kept of one listing; files beyond are asked for by name. */
const handlesKept = 4_096;

/** Thrown errors that mean: not this one, but the rest can be read. */
const isLocal = (thrown: unknown): boolean =>
  thrown instanceof DOMException &&
  ['NotFoundError', 'NotReadableError', 'SecurityError', 'InvalidStateError'].includes(thrown.name);

interface Place {
  readonly directory: FileSystemDirectoryHandle;
  /** Empty for the folder itself, else with "/" at the end. */
  readonly prefix: string;
  /** Where its share of the whole begins, and how much it is. */
  readonly from: number;
  readonly share: number;
  /** Under way once it was begun. */
  listing: Promise<Listing> | null;
}

interface Listing {
  readonly files: readonly {
    readonly name: string;
    readonly handle: FileSystemFileHandle | null;
  }[];
  readonly below: readonly FileSystemDirectoryHandle[];
  readonly thrown?: unknown;
}

interface Measured {
  readonly walked: WalkedFile | null;
  readonly thrown?: unknown;
}

const inNumbers = new Intl.Collator('en', { numeric: true });
const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  inNumbers.compare(one.name, other.name);

/** Walks a folder; links of the file system are not listed by the browser, so no loop can close. */
export function walkFolder(
  root: FileSystemDirectoryHandle,
  rules: IgnoreRules,
  { signal, now }: Pick<TaskContext, 'signal' | 'now'>,
): Walk {
  const unreadable: string[] = [];
  let ignored = 0;

  const list = async ({ directory, prefix }: Place): Promise<Listing> => {
    const files: { name: string; handle: FileSystemFileHandle | null }[] = [];
    const below: FileSystemDirectoryHandle[] = [];
    try {
      for await (const entry of directory.values()) {
        signal.throwIfAborted();
        const path = prefix + entry.name;
        if (isDirectory(entry)) {
          if (rules.ruleForFolder(path) === null) below.push(entry);
        } else if (rules.ruleFor(path) !== null) ignored += 1;
        else if (isFile(entry)) {
          files.push({ name: entry.name, handle: files.length < handlesKept ? entry : null });
        }
      }
    } catch (thrown) {
      if (prefix === '' || !isLocal(thrown)) return { files, below, thrown };
      // What was listed before it broke off is there, and known to be.
      unreadable.push(prefix.slice(0, -1));
    }
    return { files: files.toSorted(byName), below: below.toSorted(byName) };
  };

  const measure = async (
    { directory, prefix }: Place,
    { name, handle }: Listing['files'][number],
    passed: number,
  ): Promise<Measured> => {
    const path = prefix + name;
    try {
      const file = await (handle ?? (await directory.getFileHandle(name))).getFile();
      const { size, lastModified: mtime } = file;
      return { walked: { path, size, mtime, listedAt: now(), file, passed } };
    } catch (thrown) {
      if (!isLocal(thrown)) return { walked: null, thrown };
      unreadable.push(path);
      return { walked: null };
    }
  };

  async function* walk(): AsyncGenerator<WalkedFile, void> {
    const places: Place[] = [{ directory: root, prefix: '', from: 0, share: 1, listing: null }];
    // In order, whichever is answered first.
    const measuring: Promise<Measured>[] = [];
    for (let place = places.pop(); place; place = places.pop()) {
      place.listing ??= list(place);
      for (const next of places.slice(-ahead)) next.listing ??= list(next);
      const { files, below, thrown } = await place.listing;
      if (thrown !== undefined) throw thrown;
      const { prefix, from } = place;
      const share = place.share / (below.length + (files.length > 0 ? 1 : 0));
      const first = from + (files.length > 0 ? share : 0);
      places.push(
        ...below
          .map((inner, index): Place => {
            const start = first + index * share;
            const inside = `${prefix}${inner.name}/`;
            return { directory: inner, prefix: inside, from: start, share, listing: null };
          })
          .toReversed(),
      );
      for (const [index, entry] of files.entries()) {
        signal.throwIfAborted();
        const passed = from + (share * (index + 1)) / files.length;
        measuring.push(measure(place, entry, passed));
        const walked = measuring.length < together ? null : await next(measuring);
        if (walked) yield walked;
      }
    }
    while (measuring.length > 0) {
      const walked = await next(measuring);
      if (walked) yield walked;
    }
  }

  return { files: walk(), ignored: () => ignored, unreadable };
}

async function next(measuring: Promise<Measured>[]): Promise<WalkedFile | null> {
  const measured = await measuring.shift();
  if (measured?.thrown !== undefined) throw measured.thrown;
  return measured?.walked ?? null;
}

const isDirectory = (entry: FileSystemHandle): entry is FileSystemDirectoryHandle =>
  entry.kind === 'directory';
const isFile = (entry: FileSystemHandle): entry is FileSystemFileHandle => entry.kind === 'file';
