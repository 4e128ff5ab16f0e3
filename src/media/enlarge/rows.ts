/**
 * Pictures as streams of rows, so that an enlargement of any size needs one band of memory.
 * Pixels are RGBA, 8 bits each, colour not multiplied by alpha.
 */
import type { Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';

/** What is known of a picture before its pixels. */
export interface PictureShape {
  readonly width: number;
  readonly height: number;
  /** false: every alpha is 255. */
  readonly hasAlpha: boolean;
}

/** A picture whose rows may be asked for in windows that move downwards. */
export interface PixelRows extends PictureShape {
  /**
   * The rows first … last, both included. Rows above `first` may be forgotten afterwards.
   */
  rows(first: number, last: number): Promise<Result<Uint8ClampedArray>>;
}

/** Some rows of a picture that is `height` rows high: `pixels` begins at row `first`. */
export interface RowWindow {
  readonly pixels: Uint8ClampedArray;
  readonly first: number;
  readonly width: number;
  readonly height: number;
}

/** Full-width rows of a picture, beginning at row `y`. */
export interface Band {
  readonly y: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray;
}

/** A picture that comes band by band from top to bottom. */
export interface BandStream extends PictureShape {
  /** The next band, or null after the last. */
  next(): Promise<Result<Band | null>>;
  /** Gives back what it holds; may be called at any time, also twice. */
  close(): Promise<void>;
}

/** Rows of a picture that is wholly in memory. */
export const rowsOfPixels = (shape: PictureShape, pixels: Uint8ClampedArray): PixelRows => ({
  ...shape,
  rows: async (first, last) =>
    ok(pixels.subarray(first * shape.width * 4, (last + 1) * shape.width * 4)),
});

/** Makes a stream readable in windows; remembers only the rows of the last window and after. */
export function rowsOfStream(stream: BandStream): PixelRows {
  const { width, height, hasAlpha } = stream;
  let bands: Band[] = [];
  return {
    width,
    height,
    hasAlpha,
    rows: async (first, last) => {
      bands = bands.filter((band) => band.y + band.height > first);
      for (let newest = bands.at(-1); !newest || newest.y + newest.height <= last;) {
        const next = await stream.next();
        if (!next.ok) return next;
        if (!next.value) return fail(endedEarly(last));
        newest = next.value;
        if (newest.y + newest.height > first) bands.push(newest);
      }
      const window = new Uint8ClampedArray((last - first + 1) * width * 4);
      for (const band of bands) {
        const from = Math.max(first, band.y);
        const to = Math.min(last + 1, band.y + band.height);
        if (from >= to) continue;
        window.set(
          band.pixels.subarray((from - band.y) * width * 4, (to - band.y) * width * 4),
          (from - first) * width * 4,
        );
      }
      return ok(window);
    },
  };
}

const endedEarly = (row: number): Failure => ({
  code: 'internal',
  reason: `the picture ended before its row ${row}`,
});
