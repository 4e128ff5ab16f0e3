/** Writes a mask: PNG, grey, 8 bits, as large as the picture. */
import type { TaskOutput } from '#domain/contract/engine.ts';
import { ok, type Result } from '#domain/result.ts';
import { openPngEncoder } from '#formats/png/encoder.ts';
import type { PixelSource } from '#media/image/pixels.ts';

import type { TaskContext } from '../context.ts';

/** Rows written at once. */
const strip = 64;

/** Stores the red channel of a picture as grey; nothing remains when it fails or is cancelled. */
export async function writeGrey(
  picture: PixelSource,
  context: TaskContext,
): Promise<Result<Pick<TaskOutput, 'file'>>> {
  const { width, height } = picture;
  const writer = await context.createBlob();
  try {
    const encoder = openPngEncoder({ width, height, hasAlpha: false, isGrey: true }, (bytes) =>
      writer.write(bytes),
    );
    for (let y = 0; y < height; y += strip) {
      const pixels = picture.read(0, y, width, Math.min(strip, height - y));
      await encoder.write(
        Uint8Array.from({ length: pixels.length / 4 }, (_, at) => pixels[at * 4] ?? 0),
      );
      await new Promise<void>((resolve) => {
        setTimeout(resolve);
      });
      context.signal.throwIfAborted();
      context.progress(y / height);
    }
    await encoder.close();
    const stored = await writer.close();
    const metadata = { bit_depth: 8, has_alpha: false };
    return ok({
      file: { ...stored, facts: { mime: 'image/png', format: 'png', width, height, metadata } },
    });
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  }
}
