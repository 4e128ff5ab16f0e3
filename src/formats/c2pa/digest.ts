/** Hashes of files of any size, and of bytes, by the names that content credentials use. */
import { createSHA256, createSHA384, createSHA512, type IHasher } from 'hash-wasm';

import type { Range } from './stores.ts';

/** Bytes read at once. */
const pieceSize = 4 * 1024 * 1024;

/** By the names that statements give, which may be any text: hence no plain object. */
const makers: ReadonlyMap<string, () => Promise<IHasher>> = new Map([
  ['sha256', createSHA256],
  ['sha384', createSHA384],
  ['sha512', createSHA512],
]);

/** A hasher; undefined for a hash that is not known. */
export const hasherOf = async (algorithm: string): Promise<IHasher | undefined> =>
  makers.get(algorithm)?.();

/** A part of what is hashed: bytes of the file, or bytes that are put in between. */
export type Hashed = Range | Uint8Array;

/** How hashing a long file is followed and ended. */
export interface Following {
  readonly signal?: AbortSignal;
  readonly progress?: (fraction: number) => void;
}

/** Hash of parts in their order; undefined for a hash that is not known. Reads 4 MB at a time. */
export async function digestOf(
  algorithm: string,
  file: Blob,
  parts: readonly Hashed[],
  { signal, progress }: Following = {},
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const hasher = await hasherOf(algorithm);
  if (!hasher) return undefined;
  const whole = parts.reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      hasher.update(part);
      continue;
    }
    const end = Math.min(file.size, part.start + part.length);
    for (let at = part.start; at < end; at += pieceSize) {
      signal?.throwIfAborted();
      const bytes = await file.slice(at, Math.min(end, at + pieceSize)).arrayBuffer();
      hasher.update(new Uint8Array(bytes));
      done += bytes.byteLength;
      progress?.(done / whole);
    }
  }
  return new Uint8Array(hasher.digest('binary'));
}

const names: ReadonlyMap<string, string> = new Map([
  ['sha256', 'SHA-256'],
  ['sha384', 'SHA-384'],
  ['sha512', 'SHA-512'],
]);

/** Hash of bytes; undefined for a hash that is not known. */
export async function hashOfBytes(
  algorithm: string,
  bytes: Uint8Array,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const name = names.get(algorithm);
  if (name === undefined) return undefined;
  return new Uint8Array(await crypto.subtle.digest(name, new Uint8Array(bytes)));
}

export const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);
