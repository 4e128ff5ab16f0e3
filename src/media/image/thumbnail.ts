import type { PixelSource } from './pixels.ts';

/** Longest side of a thumbnail in pixels. */
export const thumbnailSide = 512;
const quality = 0.8;

export interface ThumbnailPicture {
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** A canvas as WebP, or as JPEG where the browser writes no WebP. */
export async function thumbnailOfCanvas(canvas: OffscreenCanvas): Promise<ThumbnailPicture> {
  let blob = await canvas.convertToBlob({ type: 'image/webp', quality });
  if (blob.type !== 'image/webp')
    blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
  const { width, height } = canvas;
  return { mime: blob.type, width, height, bytes: new Uint8Array(await blob.arrayBuffer()) };
}

/** A thumbnail of a picture of any size: drawn small from strips, never enlarged. */
export async function thumbnailOf(source: PixelSource): Promise<ThumbnailPicture | undefined> {
  const factor = Math.min(1, thumbnailSide / Math.max(source.width, source.height));
  const width = Math.max(1, Math.round(source.width * factor));
  const height = Math.max(1, Math.round(source.height * factor));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.imageSmoothingQuality = 'high';
  const rows = Math.max(1, Math.floor(2 ** 24 / (source.width * 4)));
  for (let y = 0; y < source.height; y += rows) {
    const many = Math.min(rows, source.height - y);
    const strip = new OffscreenCanvas(source.width, many);
    const pixels = new ImageData(source.read(0, y, source.width, many), source.width, many);
    strip.getContext('2d')?.putImageData(pixels, 0, 0);
    context.drawImage(strip, 0, y * factor, width, many * factor);
  }
  return thumbnailOfCanvas(canvas);
}
