/** Reads files of a linked folder: what they are and their hash, and their bytes into the store. */
import { createSHA256 } from 'hash-wasm';

import type { FolderFile } from '#domain/contract/folders.ts';
import type { FoundFile } from '#domain/folders/diff.ts';
import type { Sha256 } from '#domain/id.ts';
import { sniff } from '#formats/sniff.ts';
import type { BlobWriter } from '../context.ts';

import type { ListedFile } from './walk.ts';

/** Files up to here are hashed in one go; bigger ones in pieces of so many bytes. */
const wholeUpTo = 8 * 1024 * 1024;
const piece = 4 * 1024 * 1024;
/** So much of a file is enough to judge it. */
const headBytes = 64 * 1024;

export type Read =
  | { readonly is: 'read'; readonly file: FolderFile }
  /** Another size or time than when it was listed: it is being written. */
  | { readonly is: 'unsettled'; readonly now: FoundFile }
  | { readonly is: 'skipped'; readonly reason: string }
  | { readonly is: 'gone' }
  | { readonly is: 'unreadable' };

/** How files are read. */
export interface Reading {
  /** Gives a file as it is now; throws a NotFoundError when it is gone. */
  readonly open: (path: string) => Promise<File>;
  /** Where their bytes go, or null: they stay where they are. */
  readonly createBlob: (() => Promise<BlobWriter>) | null;
  readonly signal: AbortSignal;
}

/**
 * A file that had rested for so long (ms) when it was listed needs no second look: whatever was
 * written to it since shows in its time, and the browser refuses to read what it noted before. It
 * compares whole seconds.
 */
const rested = 10_000;
/** Files up to here are read several at once: asking for a file's bytes costs more than 4 kB of them. */
const smallUpTo = 256 * 1024;

/** Reads files that were listed before, in the same order. */
export async function readFolderFiles(
  listed: readonly ListedFile[],
  reading: Reading,
): Promise<readonly Read[]> {
  const small = listed.flatMap(({ file, ...rest }) =>
    file !== null && file.size <= smallUpTo && isRested(rest) ? [file] : [],
  );
  const wholes = small.length > 1 ? await bytesTogether(small) : new Map<File, never>();
  return Promise.all(
    listed.map((one) => readFolderFile(one, reading, one.file && wholes.get(one.file))),
  );
}

const isRested = ({ listedAt, mtime }: Omit<ListedFile, 'file'>): boolean =>
  listedAt - mtime >= rested;

/** The bytes of many files, read as one; of none when one of them cannot be read any more. */
async function bytesTogether(
  files: readonly File[],
): Promise<ReadonlyMap<File, Uint8Array<ArrayBuffer>>> {
  const wholes = new Map<File, Uint8Array<ArrayBuffer>>();
  const all = await bytesOf(new Blob([...files])).catch(() => null);
  if (all === null) return wholes;
  let at = 0;
  for (const file of files) {
    wholes.set(file, all.subarray(at, at + file.size));
    at += file.size;
  }
  return wholes;
}

async function readFolderFile(
  { file, ...listed }: ListedFile,
  reading: Reading,
  whole: Uint8Array<ArrayBuffer> | null | undefined,
): Promise<Read> {
  if (file !== null && isRested(listed)) {
    try {
      return await judge(listed, file, reading, whole ?? null);
    } catch (thrown) {
      // Written to or gone since; what it is now is looked at like any other.
      if (!isOfFile(thrown)) throw thrown;
    }
  }
  try {
    const now = await reading.open(listed.path);
    const isSame = now.size === listed.size && now.lastModified === listed.mtime;
    if (isSame) return await judge(listed, now, reading, null);
    const { path } = listed;
    return { is: 'unsettled', now: { path, size: now.size, mtime: now.lastModified } };
  } catch (thrown) {
    const name = isOfFile(thrown);
    if (name === 'NotFoundError' || name === 'TypeMismatchError') return { is: 'gone' };
    if (name) return { is: 'unreadable' };
    throw thrown;
  }
}

/** The name of an error that tells of the file and not of us. */
const isOfFile = (thrown: unknown): string | null =>
  thrown instanceof DOMException &&
  ['NotFoundError', 'TypeMismatchError', 'NotReadableError', 'SecurityError'].includes(thrown.name)
    ? thrown.name
    : null;

/** Reads a file as it is. */
async function judge(
  { path, size, mtime }: FoundFile,
  file: File,
  { createBlob, signal }: Reading,
  given: Uint8Array<ArrayBuffer> | null,
): Promise<Read> {
  const whole = given ?? (file.size <= wholeUpTo ? await bytesOf(file) : null);
  const judged = sniff(whole ?? (await bytesOf(file.slice(0, headBytes))), file.name);
  if (!judged.ok) {
    const { failure } = judged;
    return { is: 'skipped', reason: 'reason' in failure ? failure.reason : failure.code };
  }
  const sha256 = await take(file, whole, createBlob, signal);
  return {
    is: 'read',
    file: {
      path,
      size,
      mtime,
      sha256,
      kind: judged.kind,
      mime: judged.mime,
      format: judged.format,
      ...(judged.misnamed_as === undefined ? {} : { misnamed_as: judged.misnamed_as }),
      stored: createBlob !== null,
    },
  };
}

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());

async function take(
  file: File,
  whole: Uint8Array<ArrayBuffer> | null,
  createBlob: (() => Promise<BlobWriter>) | null,
  signal: AbortSignal,
): Promise<Sha256> {
  if (createBlob !== null) return (await copyInto(await createBlob(), file, whole, signal)).sha256;
  if (whole !== null) return hexOf(await crypto.subtle.digest('SHA-256', whole));
  const hash = await createSHA256();
  for await (const part of pieces(file, signal)) hash.update(part);
  // The border: a SHA-256 in hexadecimal digits is one by definition.
  return hash.digest('hex') as Sha256;
}

/** Writes a file into the store; nothing remains of it when that fails. */
export async function copyInto(
  writer: BlobWriter,
  file: Blob,
  whole: Uint8Array<ArrayBuffer> | null,
  signal: AbortSignal,
): Promise<{ readonly sha256: Sha256; readonly size: number }> {
  try {
    if (whole !== null) await writer.write(whole);
    else for await (const part of pieces(file, signal)) await writer.write(part);
    return await writer.close();
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  }
}

async function* pieces(file: Blob, signal: AbortSignal): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < file.size; at += piece) {
    signal.throwIfAborted();
    yield bytesOf(file.slice(at, at + piece));
  }
}

const hexOf = (digest: ArrayBuffer): Sha256 =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  ) as Sha256;
