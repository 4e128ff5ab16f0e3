import type { TaskOutput } from '#domain/contract/engine.ts';
import type { CommandName, Commands } from '#domain/contract/commands.ts';
import type { Queries, QueryName } from '#domain/contract/queries.ts';
import type { AssetRow } from '#domain/asset.ts';
import type { FolderId, Sha256, TaskId } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import type { Signer } from '#formats/c2pa/signer.ts';
import type { Tool } from '#formats/c2pa/statement.ts';

/** Takes bytes in order, hashes them on the way, and publishes them under their hash. */
export interface BlobWriter {
  /** Appends bytes. Resolves when they are written: await it, that is the back-pressure. */
  write(bytes: Uint8Array): Promise<void>;
  /** Writes at a place, over what is there or behind it: for containers whose head is known last. */
  writeAt(bytes: Uint8Array, at: number): Promise<void>;
  /** Flushes and publishes the blob; the temporary file is gone afterwards. */
  close(): Promise<{ readonly sha256: Sha256; readonly size: number }>;
  /** Removes the temporary file; nothing remains. */
  abort(): Promise<void>;
}

/** A blob as it lies in the store. `lastModified` in ms UTC. */
export interface StoredBlob {
  readonly sha256: Sha256;
  readonly size: number;
  readonly lastModified: number;
}

/** A copy of the database that holds one moment, to be put into a backup. Times in ms UTC. */
export interface DatabaseCopy {
  readonly file: File;
  readonly schema: number;
  readonly takenAt: number;
  /** Last entry of the journal that it holds. */
  readonly change: number;
  /** Rows of each table. */
  readonly tables: Readonly<Record<string, number>>;
  /** Every blob that it names; `outside`: the bytes lie in a folder of the user. */
  readonly blobs: readonly {
    readonly sha256: Sha256;
    readonly size: number;
    readonly format: string | null;
    readonly outside: boolean;
    /** A model that was added, and nothing else. */
    readonly model: boolean;
  }[];
  /** The longest moment (ms) for which everything else had to wait. */
  readonly longestStep: number;
}

/** Takes bytes in order; whole under its name after `close`, gone after `abort`. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** What a backup stands on, beside the blobs. */
export interface BackupGround {
  /** Copies the database; `drop` removes the copy once it is used. */
  copyDatabase(): Promise<{ readonly copy: DatabaseCopy; drop(): Promise<void> }>;
  /** A folder that a person chose. Throws a `needs_permission` failure when access was withdrawn. */
  folder(handle: string): Promise<FileSystemDirectoryHandle>;
  /** A file that a person chose, to be replaced as a whole. */
  file(handle: string): Promise<ByteSink>;
  /** A file of the app for a download. */
  outbox(name: string): Promise<ByteSink>;
  /** Names this library on this device, for its folder among other backups. */
  mark(): Promise<string>;
}

/** Folders of the disk that a person linked. Access may be missing: `needs_permission`. */
export interface LinkedFolders {
  open(
    folder: { readonly id: FolderId; readonly name: string },
    access: 'read' | 'readwrite',
  ): Promise<FileSystemDirectoryHandle>;
  /** Whether the store has the bytes itself. */
  isStored(sha256: Sha256): Promise<boolean>;
}

/** An answer of another origin, read piece by piece; nothing is read ahead. */
export interface NetAnswer {
  readonly status: number;
  /** A header, where the host lets pages see it. */
  header(name: string): string | null;
  /** The next piece, or null at the end. Throws an `interrupted` failure when the line breaks. */
  next(): Promise<Uint8Array | null>;
  /** Stops; harmless at any time. */
  close(): void;
}

/** The door to other origins: no cookies, no referrer, no body. */
export interface Net {
  /** Throws an `interrupted` failure when nobody answers. */
  get(
    url: string,
    options: { readonly headers?: Readonly<Record<string, string>>; readonly signal: AbortSignal },
  ): Promise<NetAnswer>;
  /** Bytes that may still be stored here, where the browser says so. */
  readonly freeSpace: () => Promise<number | null>;
  /** A file that is being fetched, kept between tries and across restarts. */
  partial(name: string): Promise<PartialFile>;
}

/** A part of a file, open for appending; one thread at a time. */
export interface PartialFile {
  readonly size: () => number;
  /** Throws a `storage_full` failure. */
  append(bytes: Uint8Array): void;
  clear(): void;
  note(): Promise<unknown>;
  setNote(note: unknown): Promise<void>;
  /** Flushes and lets go; the bytes stay. */
  close(): void;
  /** The bytes, after `close`. */
  file(): Promise<File>;
  remove(): Promise<void>;
}

/** How this device signs what leaves. */
export interface Signing {
  /** The key, made on first use; null where this browser can make or keep none, or it was deleted. */
  signer(): Promise<Signer | null>;
  /** This app, as statements name it. */
  readonly program: Tool;
}

/**
 * All that a run may touch. No SQL, no DOM, no network of its own. A run that is killed at any
 * line must leave nothing but a temporary file, which the next start sweeps.
 */
export interface TaskContext {
  readonly task: TaskId;
  readonly attempt: number;
  /** Aborted on cancel; a run that does not stop within 2 s is terminated with its worker. */
  readonly signal: AbortSignal;
  /** The asset that the task is about, as it was when the task was leased. */
  readonly source: AssetRow | null;
  /** The placeholder that the result will fill. */
  readonly target: AssetRow | null;
  /** Opens a blob without reading it. Throws a `missing_file` failure when it is not there. */
  openBlob(sha256: Sha256): Promise<File>;
  createBlob(): Promise<BlobWriter>;
  /** Every blob that lies in the store, needed or not; for the checks of `verify`. */
  listBlobs?(): AsyncIterable<StoredBlob>;
  /** For tasks of kind `backup` only. */
  readonly backup?: BackupGround;
  /** 0 to 1; cheap to call often. `note` is a short text for people, e.g. "tile 3 of 12, WASM". */
  progress(fraction: number, note?: string): void;
  /** Linked folders, by the id of their row. */
  readonly folders?: LinkedFolders;
  /** Absent where nothing leaves: trials and previews. */
  readonly signing?: Signing;
  /** Other origins; only for kinds that say `network`. */
  readonly net?: Net;
  /** A command of the kind's own list, under this lease. Throws its failure. */
  readonly command?: <Name extends CommandName>(
    name: Name,
    input: Commands[Name]['input'],
  ) => Promise<Commands[Name]['value']>;
  /** Named, read-only queries of the library, paged by the caller. */
  query<Name extends QueryName>(
    name: Name,
    params: Queries[Name]['params'],
  ): Promise<Queries[Name]['value']>;
  /** Bytes of a file of the app itself, e.g. a shipped model; cached, works offline. */
  appFile(path: string): Promise<Uint8Array>;
  readonly now: () => number;
}

/** The body of a task: `run.ts` of each folder exports one as `run`. Params are already parsed. */
export type Run<Params> = (params: Params, context: TaskContext) => Promise<Result<TaskOutput>>;
