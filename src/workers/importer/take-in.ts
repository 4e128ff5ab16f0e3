/** Takes one file in: judges its bytes, stores them, says what it is or why not. */
import type { BlobStore } from '#db/blobs/store.ts';
import type { StoredFile } from '#domain/contract/commands.ts';
import type { Failure } from '#domain/failure.ts';
import { failureFrom } from '#domain/failure.ts';
import type { Result } from '#domain/result.ts';
import { fail, ok } from '#domain/result.ts';
import { sniff } from '#formats/sniff.ts';
import { refillable } from '#media/refillable.ts';

import type { Source } from './messages.ts';

/** Files up to here are read whole; bigger ones stream in pieces of at most this many bytes. */
const wholeUpTo = 8 * 1024 * 1024;
const piece = 1024 * 1024;
/** Bytes that lie ready never let another event have its turn; after so many ms a cancellation is heard. */
const longestTurn = 50;
/** So much of a file is enough to judge it. */
const headBytes = 64 * 1024;

/**
 * Stores the bytes of one file. Nothing remains of a file that fails or is cancelled.
 *
 * @param onRead told the share of the file that is stored, 0 to 1
 */
export async function takeIn(
  source: Source,
  store: BlobStore,
  signal: AbortSignal,
  onRead: (share: number) => void,
): Promise<Result<StoredFile>> {
  try {
    const file = source.file instanceof File ? source.file : await source.file.getFile();
    const sizeAtStart = file.size;
    const whole =
      file.size <= wholeUpTo ? new Uint8Array(await readPart(file, 0, file.size)) : null;
    const head = whole ?? new Uint8Array(await readPart(file, 0, headBytes));
    const judged = sniff(head, file.name);
    if (!judged.ok) return judged;
    if (signal.aborted) return fail({ code: 'cancelled' });
    const stored = whole
      ? await store.put(whole)
      : await stream(file, sizeAtStart, store, signal, onRead);
    return ok({
      name: file.name,
      sha256: stored.sha256,
      size: stored.size,
      kind: judged.kind,
      mime: judged.mime,
      format: judged.format,
      ...(judged.misnamed_as === undefined ? {} : { misnamed_as: judged.misnamed_as }),
      ...(source.path === undefined ? {} : { path: source.path }),
      modified_at: file.lastModified,
    });
  } catch (thrown) {
    return fail(readFailure(thrown));
  }
}

async function stream(
  file: File,
  size: number,
  store: BlobStore,
  signal: AbortSignal,
  onRead: (share: number) => void,
): Promise<{ readonly sha256: StoredFile['sha256']; readonly size: number }> {
  const writer = store.createBlob();
  try {
    let at = 0;
    let turn = performance.now();
    for await (const bytes of piecesOf(file)) {
      if (performance.now() - turn > longestTurn) {
        await new Promise((resolve) => setTimeout(resolve));
        turn = performance.now();
      }
      signal.throwIfAborted();
      await writer.write(bytes);
      at += bytes.length;
      onRead(Math.min(1, at / size));
    }
    if (at !== size) throw cutShort();
    return await writer.close();
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  }
}

/**
 * The bytes of a file in order, in one buffer that is filled again and again: a piece is good until
 * the next one is asked for. A gigabyte that was sliced into pieces of their own, or streamed into
 * new ones, left 150 to 400 MB behind until the browser looked for what nobody needs; this leaves 20,
 * and is twice as quick.
 */
async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = refillable(file.stream());
  if (!reader) return yield* file.stream();
  try {
    let buffer = new ArrayBuffer(piece);
    for (;;) {
      const { done, value } = await reader.read(new Uint8Array(buffer));
      if (done) return;
      yield value;
      ({ buffer } = value);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Reads a part, or throws when fewer bytes come than the file promised. */
async function readPart(file: File, at: number, length: number): Promise<ArrayBuffer> {
  const end = Math.min(file.size, at + length);
  // A slice of its own would be told to the browser's main process first, and waited for.
  const part = at === 0 && end === file.size ? file : file.slice(at, end);
  const bytes = await part.arrayBuffer();
  if (bytes.byteLength !== end - at) throw cutShort();
  return bytes;
}

/** Fewer bytes came than the file promised. */
const cutShort = (): DOMException => new DOMException('cut short', 'NotReadableError');

/** Why a file cannot be read. */
export function readFailure(thrown: unknown): Failure {
  const name = thrown instanceof DOMException ? thrown.name : '';
  if (name === 'NotReadableError' || name === 'NotFoundError' || name === 'TypeMismatchError') {
    return {
      code: 'not_allowed',
      what: 'reading this file',
      reason: 'it is a folder, it was moved or changed, or another program holds it',
    };
  }
  if (name === 'NotAllowedError' || name === 'SecurityError') {
    return { code: 'not_allowed', what: 'reading this file', reason: 'the permission is missing' };
  }
  return failureFrom(thrown);
}
