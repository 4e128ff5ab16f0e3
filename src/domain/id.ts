declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type AssetId = Branded<'asset'>;
export type TaskId = Branded<'task'>;
export type BatchId = Branded<'batch'>;
export type ProjectId = Branded<'project'>;
export type CollectionId = Branded<'collection'>;
export type FolderId = Branded<'folder'>;
export type RequestId = Branded<'request'>;
export type ReviewId = Branded<'review'>;
export type LocalModelId = Branded<'local_model'>;
/** SHA-256 of a blob's bytes: 64 lower-case hexadecimal digits. */
export type Sha256 = Branded<'sha256'>;
/** A pack is an asset; the name says which ids a function wants. */
export type PackId = AssetId;

const hexadecimal = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Makes a UUID of version 7 (RFC 9562, section 5.7): 48 bits of Unix time in milliseconds, then
 * random bits. Time and chance are passed in so that laws stay testable.
 *
 * @param now milliseconds since 1970, UTC
 * @param random at least 10 random bytes
 */
export function uuidv7(now: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  let time = Math.floor(now);
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  let text = '';
  for (let index = 0; index < 16; index += 1) {
    if (index === 4 || index === 6 || index === 8 || index === 10) text += '-';
    text += hexadecimal[bytes[index] ?? 0] ?? '';
  }
  return text;
}
