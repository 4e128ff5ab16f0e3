/** Opens a picture that a task works with beside its source: a mask, hints, a face. */
import type { AssetId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { isPictureFormat } from '#formats/media-formats.ts';
import { sniff } from '#formats/sniff.ts';
import { decodeImage } from '#media/image/decode.ts';
import type { DecodedImage } from '#media/image/pixels.ts';

import type { TaskContext } from './context.ts';

/**
 * Decodes the picture of an asset. Close the image.
 *
 * @param field the setting that names it, for failures: `invalid_input` when it is gone, in the
 *   trash, or no picture
 */
export async function openFurther(
  context: TaskContext,
  field: string,
  id: string,
): Promise<Result<{ readonly image: DecodedImage; readonly id: AssetId }>> {
  const wrong = (reason: string): Result<never> => fail({ code: 'invalid_input', field, reason });
  // The border: settings hold ids as plain text.
  const details = await context.query('asset', { id: id as AssetId });
  if (!details) return wrong('it is not in the library any more');
  const { asset } = details;
  if (asset.deleted_at !== null) return wrong('it lies in the trash: restore it first');
  if (asset.blob === null) return wrong('it is not ready yet');
  const file = await context.openBlob(asset.blob);
  const sniffed = sniff(new Uint8Array(await file.slice(0, 4096).arrayBuffer()), asset.name);
  if (!sniffed.ok) return fail(sniffed.failure);
  if (!isPictureFormat(sniffed.format)) return wrong(`it is ${sniffed.format}, not a picture`);
  const image = await decodeImage(file, sniffed.format);
  return image.ok ? ok({ image: image.value, id: asset.id }) : image;
}
