/** Opens the source of a task that makes a picture from a picture. */
import { fail, ok, type Result } from '#domain/result.ts';
import { readMetadata, type PictureMetadata } from '#formats/metadata/files.ts';
import { uprightMetadata } from '#formats/metadata/upright.ts';
import { isPictureFormat, type PictureFormat } from '#formats/media-formats.ts';
import { sniff } from '#formats/sniff.ts';
import { decodeImage, type DecodeOptions } from '#media/image/decode.ts';
import type { DecodedImage } from '#media/image/pixels.ts';

import type { TaskContext } from './context.ts';

/** What a tool may say of how its source is decoded. */
export type SourceOptions = Pick<DecodeOptions, 'toSrgb'>;

export interface OpenSource {
  readonly image: DecodedImage;
  /** EXIF, XMP and ICC as they belong into a copy whose pixels are upright. */
  readonly metadata: PictureMetadata;
  readonly format: PictureFormat;
}

/** Decodes the source of a task; its format is judged by its bytes. Close the image. */
export async function openSource(
  context: TaskContext,
  options: SourceOptions = {},
): Promise<Result<OpenSource>> {
  const { source } = context;
  if (!source?.blob) return fail({ code: 'not_found', what: 'the picture' });
  const file = await context.openBlob(source.blob);
  const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const sniffed = sniff(head, source.name);
  if (!sniffed.ok) return fail(sniffed.failure);
  const { format } = sniffed;
  if (!isPictureFormat(format)) {
    const reason = `it is ${format}, not a picture`;
    return fail({ code: 'unsupported', what: source.name, reason });
  }
  const image = await decodeImage(file, format, options);
  if (!image.ok) return image;
  const metadata = uprightMetadata(await readMetadata(file, format));
  return ok({ image: image.value, metadata, format });
}
