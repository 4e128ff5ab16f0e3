import { createSHA256 } from 'hash-wasm';

import type { Sha256 } from '#domain/id.ts';

import type { TaskContext } from '../context.ts';

/** Bytes read at once. */
const pieceSize = 4 * 1024 * 1024;

/** SHA-256 of a file as it leaves; read piece by piece, stopping when cancelled. */
export async function hashOf(file: Blob, { signal }: Pick<TaskContext, 'signal'>): Promise<Sha256> {
  const hash = await createSHA256();
  for (let at = 0; at < file.size; at += pieceSize) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await file.slice(at, at + pieceSize).arrayBuffer()));
  }
  // The border: 64 hexadecimal digits are what this gives.
  return hash.digest() as Sha256;
}
