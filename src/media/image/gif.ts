/** Pictures as GIF: at most 256 colours, chosen by gifenc, spread by error diffusion. */
import { GIFEncoder, nearestColorIndex, quantize } from 'gifenc';

import type { Pixels, PixelSource } from './pixels.ts';

const colours = 256;

/** Encodes an opaque picture, which must fit into memory. */
export function gifOf(source: PixelSource): Uint8Array<ArrayBuffer> {
  const { width, height } = source;
  const pixels = source.read(0, 0, width, height);
  const gif = openGif(width, height, pixels);
  gif.add(pixels, 0);
  return gif.end();
}

export interface GifWriter {
  /** Appends a frame of opaque RGBA that is shown for so many ms. */
  add(pixels: Pixels, milliseconds: number): void;
  end(): Uint8Array<ArrayBuffer>;
}

/** Opens a GIF, played for ever when it has several frames; `sample` are pixels to choose colours by. */
export function openGif(width: number, height: number, sample: Pixels): GifWriter {
  const palette = quantize(sample, colours);
  const encoder = GIFEncoder();
  let first = true;
  return {
    add(pixels, delay) {
      encoder.writeFrame(diffused(pixels, width, height, palette), width, height, {
        // One palette for all frames: colours do not flicker.
        ...(first ? { palette } : {}),
        delay,
      });
      first = false;
    },
    end() {
      encoder.finish();
      return new Uint8Array(encoder.bytes());
    },
  };
}

/**
 * The palette's index of each pixel, the error of each passed on to its neighbours (Floyd and
 * Steinberg 1976), so that a sky keeps its gradient. Deterministic, left to right.
 */
function diffused(
  pixels: Pixels,
  width: number,
  height: number,
  palette: readonly (readonly number[])[],
): Uint8Array {
  const result = new Uint8Array(width * height);
  /** The nearest colour of 15-bit colours met so far; −1: not yet looked for. */
  const nearest = new Int16Array(1 << 15).fill(-1);
  // Errors of this row and the next, three channels a pixel, with one pixel of room on each side.
  let here = new Float32Array((width + 2) * 3);
  let below = new Float32Array((width + 2) * 3);
  for (let y = 0; y < height; y += 1) {
    below.fill(0);
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 4;
      const error = (x + 1) * 3;
      const red = clamp((pixels[at] ?? 0) + (here[error] ?? 0));
      const green = clamp((pixels[at + 1] ?? 0) + (here[error + 1] ?? 0));
      const blue = clamp((pixels[at + 2] ?? 0) + (here[error + 2] ?? 0));
      const key = ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);
      let index = nearest[key] ?? -1;
      if (index < 0) {
        index = nearestColorIndex(palette, [red, green, blue]);
        nearest[key] = index;
      }
      result[y * width + x] = index;
      const colour = palette[index] ?? [0, 0, 0];
      const lost = [
        red - (colour[0] ?? 0),
        green - (colour[1] ?? 0),
        blue - (colour[2] ?? 0),
      ] as const;
      for (let channel = 0; channel < 3; channel += 1) {
        const share = (lost[channel] ?? 0) / 16;
        here[error + 3 + channel] = (here[error + 3 + channel] ?? 0) + share * 7;
        below[error - 3 + channel] = (below[error - 3 + channel] ?? 0) + share * 3;
        below[error + channel] = (below[error + channel] ?? 0) + share * 5;
        below[error + 3 + channel] = (below[error + 3 + channel] ?? 0) + share;
      }
    }
    [here, below] = [below, here];
  }
  return result;
}

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : Math.round(value));
