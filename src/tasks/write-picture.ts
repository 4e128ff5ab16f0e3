/** Encodes a picture into the blob store as the result of a task. */
import type { TaskOutput } from '#domain/contract/engine.ts';
import { failureFrom } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { encodeImage, type EncodeOptions } from '#media/image/encode.ts';
import type { PixelSource } from '#media/image/pixels.ts';

import type { TaskContext } from './context.ts';

/** Facts and bytes of the result; nothing remains of a result that fails or is cancelled. */
export async function writePicture(
  picture: PixelSource,
  options: EncodeOptions,
  context: TaskContext,
): Promise<
  Result<{ readonly file: NonNullable<TaskOutput['file']>; readonly leftOut: readonly string[] }>
> {
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
    const { profileName, takenAt, camera } = options.metadata ?? {};
    return ok({
      leftOut: encoded.value.leftOut,
      file: {
        ...stored,
        facts: {
          mime: encoded.value.mime,
          format: options.format,
          width: picture.width,
          height: picture.height,
          metadata: {
            bit_depth: 8,
            has_alpha: options.hasAlpha,
            ...(profileName === undefined ? {} : { colour_profile: profileName }),
            ...(takenAt === undefined ? {} : { taken_at: takenAt }),
            ...(camera === undefined ? {} : { camera }),
          },
        },
      },
    });
  } catch (thrown) {
    await writer.abort();
    return fail(context.signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
  }
}
