/** Pixels as RGBA, one byte each, straight (not premultiplied) alpha, row by row from the top. */
export type Pixels = Uint8ClampedArray<ArrayBuffer>;

/** A picture whose pixels can be read by region. */
export interface PixelSource {
  readonly width: number;
  readonly height: number;
  /** The RGBA pixels of a region that lies inside the picture: w × h × 4 bytes. */
  read(x: number, y: number, w: number, h: number): Pixels;
}

/**
 * A decoded picture. Orientation is applied already; colours are as stored, not converted.
 * Hold it briefly and close it: it owns width × height × 4 bytes.
 */
export interface DecodedImage extends PixelSource {
  /** Whether the format and header allow for pixels that are not opaque. */
  readonly hasAlpha: boolean;
  /** Bits a channel of the file, where it says so; `read` gives eight, whatever there were. */
  readonly depth?: number;
  /** EXIF orientation 1–8 that the file asked for, and that `read` has applied. */
  readonly orientation: number;
  close(): void;
}

/** A picture over pixels that lie in memory. */
export function pixelsInMemory(pixels: Pixels, width: number, height: number): PixelSource {
  return {
    width,
    height,
    read(x, y, w, h) {
      if (x === 0 && w === width) {
        return new Uint8ClampedArray(pixels.subarray(y * width * 4, (y + h) * width * 4));
      }
      const region = new Uint8ClampedArray(w * h * 4);
      for (let row = 0; row < h; row += 1) {
        const start = ((y + row) * width + x) * 4;
        region.set(pixels.subarray(start, start + w * 4), row * w * 4);
      }
      return region;
    },
  };
}

/** Whether an EXIF orientation turns the picture on its side, so that width and height change places. */
export const isSideways = (orientation: number): boolean => orientation >= 5 && orientation <= 8;

/** Turns pixels upright by their EXIF orientation 1–8 (CIPA DC-008, tag 0x0112). */
export function upright(
  pixels: Pixels,
  width: number,
  height: number,
  orientation: number,
): { readonly pixels: Pixels; readonly width: number; readonly height: number } {
  if (!(orientation >= 2 && orientation <= 8)) return { pixels, width, height };
  const sideways = isSideways(orientation);
  const toWidth = sideways ? height : width;
  const toHeight = sideways ? width : height;
  const from = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const to = new Uint32Array(width * height);
  // 2, 3, 7 and 8 run against the columns of the file; 3, 4, 6 and 7 against its rows.
  const flipX = [2, 3, 7, 8].includes(orientation);
  const flipY = [3, 4, 6, 7].includes(orientation);
  for (let y = 0; y < toHeight; y += 1) {
    for (let x = 0; x < toWidth; x += 1) {
      const column = sideways ? y : x;
      const row = sideways ? x : y;
      const fromX = flipX ? width - 1 - column : column;
      const fromY = flipY ? height - 1 - row : row;
      to[y * toWidth + x] = from[fromY * width + fromX] ?? 0;
    }
  }
  return { pixels: new Uint8ClampedArray(to.buffer), width: toWidth, height: toHeight };
}
