import type { ContentCredentials } from '#domain/credentials.ts';
import type { MediaFormat } from '#formats/media-formats.ts';
import { findStore } from '#formats/c2pa/stores.ts';
import { verifyCredentials, type VerifyOptions } from '#formats/c2pa/verify.ts';

/**
 * The content credentials of a file, checked against its bytes; undefined for most. Files of any
 * size: they are read in pieces, and only where there are credentials.
 */
export async function credentialsOf(
  file: Blob,
  format: MediaFormat,
  options: VerifyOptions,
  known?: Uint8Array<ArrayBuffer>,
): Promise<ContentCredentials | undefined> {
  const found = await findStore(file, format, known);
  return found && verifyCredentials(file, found, options);
}
