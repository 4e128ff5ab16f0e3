/** Pictures turned, straightened and cropped on the fly: only what is read is computed. */
import type { Pixels, PixelSource } from '../image/pixels.ts';

import { noEdits, type PictureEdits } from './edits.ts';
import { cropOf, frameSize, inverse, sizeTurned, toFrame } from './frame.ts';

/** The part of a picture that a rectangle holds. */
export function cropped(
  source: PixelSource,
  part: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): PixelSource {
  return {
    width: part.width,
    height: part.height,
    read: (x, y, w, h) => source.read(part.x + x, part.y + y, w, h),
  };
}

/** Mirrors left to right, then turns by quarters clockwise; every pixel stays what it is. */
export function turned(
  source: PixelSource,
  { mirror, turn }: Pick<PictureEdits, 'mirror' | 'turn'>,
): PixelSource {
  if (!mirror && turn === 0) return source;
  const size = sizeTurned(source, turn);
  return {
    ...size,
    read(x, y, w, h) {
      const isSideways = turn % 2 === 1;
      // The region in the source, before mirroring.
      const [fromX, fromW] = isSideways ? [y, h] : [x, w];
      const [fromY, fromH] = isSideways ? [x, w] : [y, h];
      const flipX = (isSideways ? turn === 3 : turn === 2) !== mirror;
      const flipY = isSideways ? turn === 1 : turn === 2;
      const left = flipX ? source.width - fromX - fromW : fromX;
      const top = flipY ? source.height - fromY - fromH : fromY;
      const pixels = source.read(left, top, fromW, fromH);
      const from = new Uint32Array(pixels.buffer, pixels.byteOffset, fromW * fromH);
      const to = new Uint32Array(w * h);
      for (let row = 0; row < h; row += 1) {
        for (let column = 0; column < w; column += 1) {
          const across = isSideways ? row : column;
          const down = isSideways ? column : row;
          const sourceX = flipX ? fromW - 1 - across : across;
          const sourceY = flipY ? fromH - 1 - down : down;
          to[row * w + column] = from[sourceY * fromW + sourceX] ?? 0;
        }
      }
      return new Uint8ClampedArray(to.buffer);
    },
  };
}

/** Blocks of the result that are computed at once: what they need of the source stays small at any angle. */
const block = 256;

/**
 * A picture turned by an angle about its middle, in the box that just holds it: cubic convolution
 * (R. G. Keys, "Cubic Convolution Interpolation for Digital Image Processing", 1981, a = −½) of
 * colours weighted by alpha. Beyond the picture its edge goes on.
 */
export function straightened(source: PixelSource, degrees: number, hasAlpha: boolean): PixelSource {
  if (degrees === 0) return source;
  const edits: PictureEdits = { ...noEdits, straighten: degrees };
  const frame = frameSize(source, edits);
  const back = inverse(toFrame(source, edits));
  const [width, height] = [Math.floor(frame.width + 1e-6), Math.floor(frame.height + 1e-6)];
  const part = (x: number, y: number, w: number, h: number): Pixels => {
    const corners = [
      [x, y],
      [x + w, y],
      [x, y + h],
      [x + w, y + h],
    ].map(([across = 0, down = 0]) => ({
      x: back.a * across + back.c * down + back.e,
      y: back.b * across + back.d * down + back.f,
    }));
    const limit = (v: number, end: number): number => Math.min(Math.max(0, v), end - 1);
    const left = limit(Math.floor(Math.min(...corners.map((c) => c.x))) - 2, source.width);
    const top = limit(Math.floor(Math.min(...corners.map((c) => c.y))) - 2, source.height);
    const right = limit(Math.ceil(Math.max(...corners.map((c) => c.x))) + 2, source.width);
    const bottom = limit(Math.ceil(Math.max(...corners.map((c) => c.y))) + 2, source.height);
    const region = {
      pixels: source.read(left, top, right - left + 1, bottom - top + 1),
      left,
      top,
      width: right - left + 1,
      height: bottom - top + 1,
    };
    return rotatedBlock(region, back, { x, y, w, h }, hasAlpha);
  };
  return {
    width,
    height,
    read(x, y, w, h) {
      if (w <= block && h <= block) return part(x, y, w, h);
      const result = new Uint32Array(w * h);
      for (let top = 0; top < h; top += block) {
        for (let left = 0; left < w; left += block) {
          const [bw, bh] = [Math.min(block, w - left), Math.min(block, h - top)];
          const done = new Uint32Array(part(x + left, y + top, bw, bh).buffer);
          for (let row = 0; row < bh; row += 1) {
            result.set(done.subarray(row * bw, (row + 1) * bw), (top + row) * w + left);
          }
        }
      }
      return new Uint8ClampedArray(result.buffer);
    },
  };
}

/** Keys' kernel at distances 1 + t, t, 1 − t, 2 − t. */
function weightsAt(t: number, into: Float64Array): void {
  into[0] = ((-0.5 * t + 1) * t - 0.5) * t;
  into[1] = (1.5 * t - 2.5) * t * t + 1;
  into[2] = ((-1.5 * t + 2) * t + 0.5) * t;
  into[3] = (0.5 * t - 0.5) * t * t;
}

function rotatedBlock(
  from: {
    readonly pixels: Pixels;
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  },
  back: ReturnType<typeof inverse>,
  to: { readonly x: number; readonly y: number; readonly w: number; readonly h: number },
  hasAlpha: boolean,
): Pixels {
  const { pixels, left, top, width, height } = from;
  const result: Pixels = new Uint8ClampedArray(to.w * to.h * 4);
  const [across, down] = [new Float64Array(4), new Float64Array(4)];
  for (let row = 0, at = 0; row < to.h; row += 1) {
    for (let column = 0; column < to.w; column += 1, at += 4) {
      const [u, v] = [to.x + column + 0.5, to.y + row + 0.5];
      const sx = back.a * u + back.c * v + back.e - 0.5 - left;
      const sy = back.b * u + back.d * v + back.f - 0.5 - top;
      const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
      weightsAt(sx - x0, across);
      weightsAt(sy - y0, down);
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (let j = 0; j < 4; j += 1) {
        const y = Math.min(Math.max(0, y0 - 1 + j), height - 1);
        for (let i = 0; i < 4; i += 1) {
          const x = Math.min(Math.max(0, x0 - 1 + i), width - 1);
          const source = (y * width + x) * 4;
          const opaque = hasAlpha ? (pixels[source + 3] ?? 0) / 255 : 1;
          const weight = (across[i] ?? 0) * (down[j] ?? 0) * opaque;
          red += (pixels[source] ?? 0) * weight;
          green += (pixels[source + 1] ?? 0) * weight;
          blue += (pixels[source + 2] ?? 0) * weight;
          alpha += weight;
        }
      }
      // Without transparency the weights sum to 1.
      const share = hasAlpha ? (alpha > 1 / 510 ? 1 / alpha : 0) : 1;
      result[at] = red * share;
      result[at + 1] = green * share;
      result[at + 2] = blue * share;
      result[at + 3] = hasAlpha ? alpha * 255 : 255;
    }
  }
  return result;
}

/** A picture in the shape that the edits ask for: mirrored, turned, straightened, cropped. */
export function shaped(source: PixelSource, edits: PictureEdits, hasAlpha: boolean): PixelSource {
  const part = cropOf(source, edits);
  const upright = straightened(turned(source, edits), edits.straighten, hasAlpha);
  const isWhole =
    part.x === 0 && part.y === 0 && part.width === upright.width && part.height === upright.height;
  return isWhole ? upright : cropped(upright, part);
}
