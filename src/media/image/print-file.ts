import { printOfPixels } from './print.ts';

/** The print of what a canvas shows. */
export function printOfCanvas(canvas: OffscreenCanvas): string | null {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  const { width, height } = canvas;
  return printOfPixels(context.getImageData(0, 0, width, height).data, width, height);
}

/** Longest side to which a picture is drawn before its print is made. */
const drawnSide = 512;

/** The print of a picture file that the browser can decode, or null where it cannot. */
export async function printOfFile(file: Blob): Promise<string | null> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none' });
  } catch {
    // Not decodable here (SVG in a worker, a damaged file): it stays without a print.
    return null;
  }
  try {
    const factor = Math.min(1, drawnSide / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * factor));
    const height = Math.max(1, Math.round(bitmap.height * factor));
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) return null;
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    return printOfCanvas(canvas);
  } finally {
    bitmap.close();
  }
}
