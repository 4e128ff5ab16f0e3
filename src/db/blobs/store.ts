/**
 * The blob store: bytes under the hash of their content, in the Origin Private File System.
 *
 *     libraries/<library>/blobs/ab/<sha256>     the blobs
 *     libraries/<library>/tmp/<owner>-<random>  what is being written, by whom
 *
 * Laws: a blob is whole or not there (written elsewhere, flushed, then renamed); file first, row
 * second; the bytes of a blob never change; what a dead owner left in tmp/ is swept (sweep.ts); no
 * name is made before those of the last session are safe (torn-names.ts).
 */
import type { Sha256 } from '#domain/id.ts';

import { storageRoot } from '../memory-files/root.ts';
import { directoryIn, fileIn, makeDirectory, moveFile, openSync, removeIn } from './opfs.ts';
import type { SyncFile } from './opfs.ts';
import { passTornNames } from './torn-names.ts';
import { holdUse } from './uses.ts';

/** Takes bytes in order, hashes them on the way, and publishes them under their hash. */
export interface BlobWriter {
  /** Appends bytes; they are copied or written before it resolves. Throws a `storage_full` failure. */
  write(bytes: Uint8Array): Promise<void>;
  /**
   * Writes at a place: over what is there, or behind it; a hole is filled with zeros. For files
   * whose head is known last. From then on the bytes lie in a file and are hashed at the end.
   */
  writeAt(bytes: Uint8Array, at: number): Promise<void>;
  /** Flushes and publishes. The temporary file is gone afterwards, whatever happens. */
  close(): Promise<{ readonly sha256: Sha256; readonly size: number }>;
  /** Removes the temporary file; nothing remains. Harmless after `close`. */
  abort(): Promise<void>;
}

/** How often a name that another thread has locked is tried again, 20 ms apart. */
const publishTries = 100;

const isLocked = (thrown: unknown): boolean =>
  thrown instanceof DOMException && thrown.name === 'NoModificationAllowedError';

export interface BlobStore {
  /** Starts a blob of unknown length. Up to 8 MB stay in memory until `close`. */
  createBlob(): BlobWriter;
  /** Stores bytes that are in memory already; they must not change before it resolves. */
  put(bytes: Uint8Array<ArrayBuffer>): Promise<{ readonly sha256: Sha256; readonly size: number }>;
  /** Opens a blob without reading it. Throws a `missing_file` failure when it is not there. */
  openBlob(sha256: Sha256): Promise<File>;
  has(sha256: Sha256): Promise<boolean>;
  /** Removes a blob for good; whether it was there. */
  remove(sha256: Sha256): Promise<boolean>;
  /** Every blob, one directory after another. Sizes and times cost 0.2 ms each, names next to nothing. */
  list(): AsyncIterable<{ readonly sha256: Sha256; readonly handle: FileSystemFileHandle }>;
}

/** Bytes up to here are hashed by the browser in one go and written in one call. */
const smallBlob = 8 * 1024 * 1024;

/** The directory of a library, made when missing. */
export async function libraryDirectory(library: string): Promise<FileSystemDirectoryHandle> {
  return makeDirectory(await storageRoot(library), ['libraries', library]);
}

/**
 * Opens the blob store of a library. Writing needs a dedicated worker; reading works anywhere.
 *
 * @param owner names this thread in tmp/; it must hold its lock (`stayAlive`) while it writes
 */
export async function openBlobStore(
  library: string,
  owner: string,
  opened: (file: File, handle: FileSystemFileHandle) => void = () => undefined,
): Promise<BlobStore> {
  await passTornNames();
  const home = await libraryDirectory(library);
  const blobs = await makeDirectory(home, ['blobs']);
  const temporary = await makeDirectory(home, ['tmp']);
  const shards = new Map<string, FileSystemDirectoryHandle>();

  const shardOf = async (sha256: Sha256): Promise<FileSystemDirectoryHandle> => {
    const name = sha256.slice(0, 2);
    const known = shards.get(name);
    if (known) return known;
    const shard = await blobs.getDirectoryHandle(name, { create: true });
    shards.set(name, shard);
    return shard;
  };

  const find = async (sha256: Sha256): Promise<FileSystemFileHandle | null> =>
    fileIn(await shardOf(sha256), sha256);

  /** A new, empty file in tmp/, opened for writing. */
  const openTemporary = async (): Promise<Temporary> => {
    const name = `${owner}-${crypto.randomUUID()}`;
    const handle = await temporary.getFileHandle(name, { create: true });
    try {
      return { name, handle, file: await openSync(handle) };
    } catch (thrown) {
      await removeIn(temporary, name);
      throw thrown;
    }
  };

  /** Gives a flushed, closed file its final name, or drops it when the same bytes are there already. */
  const publish = async ({ name, handle }: Temporary, sha256: Sha256): Promise<void> => {
    for (let tries = 0; !(await find(sha256)); tries += 1) {
      try {
        return await moveFile(handle, await shardOf(sha256), sha256);
      } catch (thrown) {
        // Another thread publishes the same bytes at this moment: its name is locked, then there.
        if (tries === publishTries) throw thrown;
        if (!isLocked(thrown) && !(await find(sha256))) throw thrown;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    // The same bytes are there already: that is as good.
    await removeIn(temporary, name);
  };

  const discard = async ({ name, file }: Temporary): Promise<void> => {
    file.close();
    await removeIn(temporary, name);
  };

  const put: BlobStore['put'] = async (bytes) => {
    const sha256 = hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    const size = bytes.length;
    await holdUse(library, sha256);
    if (await find(sha256)) return { sha256, size };
    const target = await openTemporary().catch(failAsStorage);
    try {
      writeWhole(target.file, bytes, 0);
      target.file.flush();
      target.file.close();
      await publish(target, sha256);
      return { sha256, size };
    } catch (thrown) {
      await discard(target);
      return failAsStorage(thrown);
    }
  };

  const createBlob = (): BlobWriter => {
    let held: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    /** Without a hash where the first bytes did not come in order. */
    let stream: { target: Temporary; hash: Hash | null } | null = null;
    let inOrder = true;
    let ended = false;

    const abort = async (): Promise<void> => {
      ended = true;
      held = [];
      const open = stream;
      stream = null;
      if (open) await discard(open.target);
    };

    /** Writes through; on any fault nothing of this blob remains. */
    const append = async (bytes: Uint8Array, at: number): Promise<void> => {
      try {
        if (!stream) {
          const hash = inOrder ? await newHash() : null;
          stream = { target: await openTemporary(), hash };
        }
        writeWhole(stream.target.file, bytes, at);
        if (inOrder) stream.hash?.update(bytes);
      } catch (thrown) {
        await abort();
        failAsStorage(thrown);
      }
    };

    /** From memory into a file. */
    const spill = async (): Promise<void> => {
      const waiting = held;
      held = [];
      let written = 0;
      for (const part of waiting) {
        await append(part, written);
        written += part.length;
      }
      if (!stream) await append(new Uint8Array(), 0);
    };

    return {
      abort,
      async writeAt(bytes, at) {
        if (ended) throw new Error('written to a blob that has ended');
        inOrder = false;
        if (!stream) await spill();
        await append(bytes, at);
        size = Math.max(size, at + bytes.length);
      },
      async write(bytes) {
        if (ended) throw new Error('written to a blob that has ended');
        const at = size;
        size += bytes.length;
        if (stream) return append(bytes, at);
        if (size <= smallBlob) {
          held.push(bytes.slice());
          return;
        }
        await spill();
        await append(bytes, at);
      },
      async close() {
        if (ended) throw new Error('closed a blob that has ended');
        if (!stream) {
          ended = true;
          const bytes = joined(held, size);
          held = [];
          return put(bytes);
        }
        const { target, hash } = stream;
        try {
          target.file.flush();
          const sha256 =
            inOrder && hash ? (hash.digest('hex') as Sha256) : await hashedAgain(target.file);
          target.file.close();
          await holdUse(library, sha256);
          await publish(target, sha256);
          ended = true;
          stream = null;
          return { sha256, size };
        } catch (thrown) {
          await abort();
          return failAsStorage(thrown);
        }
      },
    };
  };

  return {
    createBlob,
    put,
    async openBlob(sha256) {
      const handle = await find(sha256);
      if (!handle) throw { code: 'missing_file', sha256 };
      const file = await handle.getFile();
      opened(file, handle);
      return file;
    },
    has: async (sha256) => (await find(sha256)) !== null,
    remove: async (sha256) => {
      const shard = await directoryIn(blobs, sha256.slice(0, 2));
      return shard ? removeIn(shard, sha256) : false;
    },
    async *list() {
      for await (const shard of blobs.values()) {
        if (shard.kind !== 'directory') continue;
        for await (const handle of shard.values()) {
          if (handle.kind === 'file' && isSha256(handle.name))
            yield { sha256: handle.name, handle };
        }
      }
    },
  };
}

interface Temporary {
  readonly name: string;
  readonly handle: FileSystemFileHandle;
  readonly file: SyncFile;
}

interface Hash {
  update(bytes: Uint8Array): unknown;
  digest(form: 'hex'): string;
}

/** SHA-256 in WASM, loaded with the first big blob only; the browser's own takes no stream. */
async function newHash(): Promise<Hash> {
  const { createSHA256 } = await import('hash-wasm');
  return createSHA256();
}

/** Bytes up to here are read as a whole to be hashed: the browser's own SHA-256 is several times quicker. */
const readWhole = 64 * 1024 * 1024;

/** Hashes a file that was not written in order, from its first byte to its last. */
async function hashedAgain(file: SyncFile): Promise<Sha256> {
  const size = file.getSize();
  const buffer = new Uint8Array(size <= readWhole ? size : 1 << 20);
  const hash = size <= readWhole ? null : await newHash();
  for (let at = 0; at < size;) {
    const room = hash ? buffer : buffer.subarray(at);
    const read = file.read(room.subarray(0, Math.min(room.length, size - at)), { at });
    if (read <= 0)
      throw { code: 'storage_failed', reason: 'a file that was written cannot be read' };
    hash?.update(buffer.subarray(0, read));
    at += read;
  }
  return hash
    ? (hash.digest('hex') as Sha256)
    : hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', buffer)));
}

/** Whether a text is a SHA-256 in lower-case hexadecimal digits. */
export const isSha256 = (text: string): text is Sha256 => /^[0-9a-f]{64}$/.test(text);

const hexOf = (bytes: Uint8Array): Sha256 =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') as Sha256;

/** Writes all or throws. Some browsers answer a full disk with a short or an impossible number. */
function writeWhole(file: SyncFile, bytes: Uint8Array, at: number): void {
  if (bytes.length === 0) return;
  if (file.write(bytes, { at }) !== bytes.length) throw { code: 'storage_full' };
}

/** At the edge to the disk: what is no quota error and no failure yet says that storage failed. */
export function failAsStorage(thrown: unknown): never {
  if (thrown instanceof DOMException) {
    throw thrown.name === 'QuotaExceededError'
      ? { code: 'storage_full' }
      : { code: 'storage_failed', reason: `${thrown.name}: ${thrown.message}` };
  }
  throw thrown;
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[], size: number): Uint8Array<ArrayBuffer> {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
