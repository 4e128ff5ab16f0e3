/** Reads one file of a linked folder: what it is and its hash, and its bytes into the store. */
import { createSHA256 } from 'hash-wasm';

import type { FolderFile } from '#domain/contract/folders.ts';
import type { FoundFile } from '#domain/folders/diff.ts';
import type { Sha256 } from '#domain/id.ts';
import { sniff } from '#formats/sniff.ts';
import type { BlobWriter } from '../context.ts';

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

/**
 * Reads a file that was listed before.
 *
 * @param open gives the file as it is now; throws a NotFoundError when it is gone
 * @param createBlob where its bytes go, or null: they stay where they are
 */
export async function readFolderFile(
  listed: FoundFile,
  open: (path: string) => Promise<File>,
  createBlob: (() => Promise<BlobWriter>) | null,
  signal: AbortSignal,
): Promise<Read> {
  try {
    const file = await open(listed.path);
    const now = { path: listed.path, size: file.size, mtime: file.lastModified };
    if (now.size !== listed.size || now.mtime !== listed.mtime) return { is: 'unsettled', now };
    const whole = file.size <= wholeUpTo ? await bytesOf(file) : null;
    const judged = sniff(whole ?? (await bytesOf(file.slice(0, headBytes))), file.name);
    if (!judged.ok) {
      const { failure } = judged;
      return { is: 'skipped', reason: 'reason' in failure ? failure.reason : failure.code };
    }
    const sha256 = await take(file, whole, createBlob, signal);
    return {
      is: 'read',
      file: {
        ...now,
        sha256,
        kind: judged.kind,
        mime: judged.mime,
        format: judged.format,
        ...(judged.misnamed_as === undefined ? {} : { misnamed_as: judged.misnamed_as }),
        stored: createBlob !== null,
      },
    };
  } catch (thrown) {
    const name = thrown instanceof DOMException ? thrown.name : '';
    if (name === 'NotFoundError' || name === 'TypeMismatchError') return { is: 'gone' };
    if (name === 'NotReadableError' || name === 'SecurityError') return { is: 'unreadable' };
    throw thrown;
  }
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
