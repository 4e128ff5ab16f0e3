/** Encodes a picture into the blob store as the result of a task. */
import type { AssetFacts } from '#domain/asset.ts';
import type { TaskOutput } from '#domain/contract/engine.ts';
import { failureFrom } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { encodeImage, type Encoded, type EncodeOptions } from '#media/image/encode.ts';
import type { PixelSource } from '#media/image/pixels.ts';

import type { TaskContext } from './context.ts';

/** A picture that lies in the blob store. */
export interface WrittenPicture extends Pick<Encoded, 'leftOut' | 'quality'> {
  readonly file: NonNullable<TaskOutput['file']>;
}

/** What the result of a task says of metadata that did not fit into the file. */
export const leftOutNote = ({ leftOut }: WrittenPicture): Readonly<Record<string, unknown>> =>
  leftOut.length > 0 ? { metadata_left_out: leftOut } : {};

/** What is known of a picture that was just written. */
export function pictureFacts(
  { width, height }: PixelSource,
  { format, hasAlpha, metadata }: EncodeOptions,
  mime: string,
): AssetFacts {
  const { profileName, takenAt, camera, density } = metadata ?? {};
  return {
    mime,
    format,
    width,
    height,
    metadata: {
      bit_depth: 8,
      has_alpha: hasAlpha,
      ...(profileName === undefined ? {} : { colour_profile: profileName }),
      ...(takenAt === undefined ? {} : { taken_at: takenAt }),
      ...(camera === undefined ? {} : { camera }),
      ...(density === undefined ? {} : { dpi: density }),
    },
  };
}

/** Facts and bytes of the result; nothing remains of a result that fails or is cancelled. */
export async function writePicture(
  picture: PixelSource,
  options: EncodeOptions,
  context: TaskContext,
): Promise<Result<WrittenPicture>> {
  const writer = await context.createBlob();
  try {
    const encoded = await encodeImage(
      picture,
      options,
      (bytes) => writer.write(bytes),
      (fraction) => {
        context.signal.throwIfAborted();
        context.progress(fraction);
      },
    );
    if (!encoded.ok || context.signal.aborted) {
      await writer.abort();
      return encoded.ok ? fail({ code: 'cancelled' }) : encoded;
    }
    const stored = await writer.close();
    return ok({
      ...encoded.value,
      file: { ...stored, facts: pictureFacts(picture, options, encoded.value.mime) },
    });
  } catch (thrown) {
    await writer.abort();
    return fail(context.signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
  }
}
