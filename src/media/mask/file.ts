/** Masks as files: PNG, grey, 8 bits, as large as the picture; white is what is to be changed. */
import { openPngEncoder } from '#formats/png/encoder.ts';
import { readBlock, sourceOf, tileSide, type Mask } from './mask.ts';

/** The bytes of a band of rows of a grey picture. */
type Band = (top: number, rows: number) => Uint8Array;

async function encodeGrey(width: number, height: number, band: Band): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const picture = { width, height, hasAlpha: false, isGrey: true };
  const encoder = openPngEncoder(picture, (bytes) => void parts.push(bytes));
  for (let top = 0; top < height; top += tileSide) {
    await encoder.write(band(top, Math.min(tileSide, height - top)));
  }
  await encoder.close();
  return new Blob(parts, { type: 'image/png' });
}

/**
 * A mask as a PNG, packed band by band: 200 megapixels with few strokes give some hundred kilobytes.
 * The same mask gives the same bytes.
 */
export const maskBlob = (mask: Mask): Promise<Blob> =>
  encodeGrey(mask.width, mask.height, (top, rows) =>
    readBlock(sourceOf(mask), 0, top, mask.width, rows),
  );

/** Two masks as hints for cutting out: 255 surely kept, 0 surely taken away, 128 undecided. */
export const hintsBlob = (keep: Mask, away: Mask): Promise<Blob> =>
  encodeGrey(keep.width, keep.height, (top, rows) => {
    const kept = readBlock(sourceOf(keep), 0, top, keep.width, rows);
    const gone = readBlock(sourceOf(away), 0, top, keep.width, rows);
    return kept.map((value, at) => (value >= 128 ? 255 : (gone[at] ?? 0) >= 128 ? 0 : 128));
  });
