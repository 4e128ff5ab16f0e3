/** Opens a further picture that a task works with as grey: a mask, or strokes that give hints. */
import { ok, type Result } from '#domain/result.ts';
import type { AssetId } from '#domain/id.ts';
import type { PixelSource } from '#media/image/pixels.ts';
import { resampled } from '#media/image/views.ts';
import type { MaskPlane } from '#media/inpaint/areas.ts';
import { longStep } from '#media/long-step.ts';

import type { TaskContext } from './context.ts';
import { openFurther } from './open-further.ts';

export interface OpenMask {
  readonly plane: MaskPlane;
  readonly id: AssetId;
  /** Whether it had other proportions than the picture, and was stretched. */
  readonly isStretched: boolean;
}

/** Rows read at once. */
const strip = 64;
/** Proportions that differ by more than this share are another shape. */
const sameShape = 0.01;

/**
 * Reads the grey picture of an asset, brought to the size of the picture that it is for: luma
 * (Rec. 601), and what is transparent counts as black.
 *
 * @param field the setting that names it, for failures: `invalid_input` when it is gone, in the
 *   trash, or no picture
 */
export async function openMask(
  context: TaskContext,
  field: string,
  id: string,
  size: { readonly width: number; readonly height: number },
): Promise<Result<OpenMask>> {
  const opened = await openFurther(context, field, id);
  if (!opened.ok) return opened;
  const { image } = opened.value;
  try {
    const isSame = image.width === size.width && image.height === size.height;
    const { hasAlpha } = image;
    const fitting = isSame ? image : resampled(image, { ...size, hasAlpha });
    const shape = (image.width * size.height) / (image.height * size.width);
    return ok({
      plane: { ...size, data: await longStep(() => greyOf(fitting)) },
      id: opened.value.id,
      isStretched: Math.abs(shape - 1) > sameShape,
    });
  } finally {
    image.close();
  }
}

function greyOf(picture: PixelSource): Uint8Array {
  const { width, height } = picture;
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += strip) {
    const pixels = picture.read(0, y, width, Math.min(strip, height - y));
    let to = y * width;
    for (let at = 0; at < pixels.length; at += 4, to += 1) {
      const [red, green, blue] = [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0];
      const luma = 299 * red + 587 * green + 114 * blue;
      grey[to] = Math.round((luma * (pixels[at + 3] ?? 0)) / 255_000);
    }
  }
  return grey;
}
