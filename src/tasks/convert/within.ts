/** A file of at most so many bytes: the best quality that fits, then the largest size that does. */
import { fail, ok, type Result } from '#domain/result.ts';
import { encodeImage, type EncodeOptions } from '#media/image/encode.ts';
import type { PixelSource } from '#media/image/pixels.ts';

import type { TaskContext } from '../context.ts';
import { pictureFacts, type WrittenPicture } from '../write-picture.ts';

/** Rounds of making it smaller; each reaches the size within a few percent. */
const rounds = 8;

export interface Attempt {
  readonly picture: PixelSource;
  readonly options: EncodeOptions;
}

/**
 * Encodes into memory (never more than `atMost` bytes are kept) until the file fits, then stores
 * it. `make` gives the picture and its options at a factor of the size wished for, 0 to 1.
 *
 * Failures: `too_large` when even a tiny picture does not fit, and those of `encodeImage`.
 */
export async function writeWithin(
  atMost: number,
  make: (factor: number) => Attempt,
  context: TaskContext,
): Promise<Result<WrittenPicture>> {
  let factor = 1;
  for (let round = 0; round < rounds; round += 1) {
    const { picture, options } = make(factor);
    let parts: Uint8Array[] = [];
    let size = 0;
    const encoded = await encodeImage(
      picture,
      { ...options, atMost },
      (bytes) => {
        size += bytes.length;
        if (size <= atMost) parts.push(bytes);
        else parts = [];
      },
      (fraction) => {
        context.signal.throwIfAborted();
        context.progress((round + fraction) / rounds, `try ${round + 1}`);
      },
    );
    if (!encoded.ok) return encoded;
    if (size <= atMost) {
      const writer = await context.createBlob();
      try {
        for (const part of parts) await writer.write(part);
        const stored = await writer.close();
        return ok({
          ...encoded.value,
          file: { ...stored, facts: pictureFacts(picture, options, encoded.value.mime) },
        });
      } catch (thrown) {
        await writer.abort();
        throw thrown;
      }
    }
    if (picture.width === 1 && picture.height === 1) break;
    // Bytes go roughly with the area; a little less than that, so that the next round fits.
    factor *= Math.min(0.95, Math.max(0.25, Math.sqrt(atMost / size) * 0.97));
  }
  const limit = `${Math.round(atMost / 1000)} kB cannot hold it at any size`;
  return fail({ code: 'too_large', what: 'the result', limit });
}
