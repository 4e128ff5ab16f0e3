/** Bytes of a blob on their way into a backup, hashed as they pass: what is damaged is never copied. */
import { createSHA256 } from 'hash-wasm';

/** Blobs up to here are read once and kept in memory while they are written. */
const inMemory = 16 * 1024 * 1024;
const pieceSize = 4 * 1024 * 1024;

/** A file in pieces. */
export async function* piecesOf(
  file: Blob,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < file.size; at += pieceSize) {
    signal.throwIfAborted();
    const bytes = new Uint8Array(await file.slice(at, at + pieceSize).arrayBuffer());
    onRead(bytes.length);
    yield bytes;
  }
}

/** SHA-256 in lower-case hexadecimal digits. */
export async function hashOf(file: Blob, signal: AbortSignal): Promise<string> {
  const hash = await createSHA256();
  for await (const bytes of piecesOf(file, signal, () => undefined)) hash.update(bytes);
  return hash.digest('hex');
}

const hex = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A blob whose bytes were found to be right: a small one in memory, a large one still on disk. */
export type Checked = Blob | Uint8Array<ArrayBuffer>;

/** Reads a blob and compares it with its hash; null when it is damaged. */
export async function checkedBlob(
  file: Blob,
  sha256: string,
  signal: AbortSignal,
): Promise<Checked | null> {
  if (file.size > inMemory) return (await hashOf(file, signal)) === sha256 ? file : null;
  signal.throwIfAborted();
  const bytes = new Uint8Array(await file.arrayBuffer());
  return hex(await crypto.subtle.digest('SHA-256', bytes)) === sha256 ? bytes : null;
}
