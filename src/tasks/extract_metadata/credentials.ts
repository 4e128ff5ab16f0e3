import type { ContentCredentials } from '#domain/asset.ts';
import { storeInIsoMedia, storeInPicture } from '#formats/c2pa/places.ts';
import { readCredentials } from '#formats/c2pa/read.ts';
import type { MediaFormat } from '#formats/media-formats.ts';

const isoFormats: ReadonlySet<MediaFormat> = new Set(['avif', 'mp4', 'mov', 'm4a']);

/**
 * The content credentials of a file, undefined for most. Those of sound and video are looked for in
 * ISO media only.
 *
 * @param bytes the file in memory, where it is a picture
 */
export async function credentialsOf(
  file: Blob,
  format: MediaFormat,
  bytes?: Uint8Array,
): Promise<ContentCredentials | undefined> {
  const store = isoFormats.has(format)
    ? await storeInIsoMedia(file)
    : bytes && storeInPicture(bytes, format);
  return store && readCredentials(store);
}
