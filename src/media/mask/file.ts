/** Masks as files: PNG, grey, 8 bits, as large as the picture; white is what is to be changed. */
import { openPngEncoder } from '#formats/png/encoder.ts';
import { readBlock, sourceOf, tileSide, type Mask } from './mask.ts';

/** Writes a mask in bands of rows. The same mask gives the same bytes. */
export async function encodeMask(
  mask: Mask,
  sink: (bytes: Uint8Array<ArrayBuffer>) => Promise<void> | void,
): Promise<void> {
  const { width, height } = mask;
  const encoder = openPngEncoder({ width, height, hasAlpha: false, isGrey: true }, sink);
  const source = sourceOf(mask);
  for (let top = 0; top < height; top += tileSide) {
    await encoder.write(readBlock(source, 0, top, width, Math.min(tileSide, height - top)));
  }
  await encoder.close();
}

/** A mask as a PNG in memory: 200 megapixels of few strokes pack to some hundred kilobytes. */
export async function maskBlob(mask: Mask): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  await encodeMask(mask, (bytes) => void parts.push(bytes));
  return new Blob(parts, { type: 'image/png' });
}
