/**
 * Reads regions of an ImageBitmap. Opaque pictures go through a small 2D canvas, which is exact
 * for them. A 2D canvas premultiplies, which changes colours under low alpha, so pictures with
 * alpha go through WebGL, which hands straight alpha through bit by bit.
 */
import type { Failure } from '#domain/failure.ts';

import type { Pixels, PixelSource } from './pixels.ts';

/** Largest side of a tile; every WebGL implementation takes 2048. */
const tileSide = 2048;

interface BitmapReader extends PixelSource {
  close(): void;
}

type ReadTile = (x: number, y: number, w: number, h: number) => Pixels;

const blank: Failure = { code: 'out_of_memory', what: 'the canvas stayed blank' };

/** Opens a bitmap for reading; closing closes the bitmap too. */
export function openBitmapReader(bitmap: ImageBitmap, hasAlpha: boolean): BitmapReader {
  const readTile = (hasAlpha ? straightTiles(bitmap) : undefined) ?? canvasTiles(bitmap);
  const { width, height } = bitmap;
  return {
    width,
    height,
    read(x, y, w, h) {
      if (w <= tileSide && h <= tileSide) return checked(readTile(x, y, w, h), hasAlpha);
      const region: Pixels = new Uint8ClampedArray(w * h * 4);
      for (let top = 0; top < h; top += tileSide) {
        for (let left = 0; left < w; left += tileSide) {
          const [tw, th] = [Math.min(tileSide, w - left), Math.min(tileSide, h - top)];
          const tile = checked(readTile(x + left, y + top, tw, th), hasAlpha);
          for (let row = 0; row < th; row += 1) {
            const part = tile.subarray(row * tw * 4, (row + 1) * tw * 4);
            region.set(part, ((top + row) * w + left) * 4);
          }
        }
      }
      return region;
    },
    close: () => bitmap.close(),
  };
}

/** An opaque picture has no transparent pixel: one is the mark of a canvas that silently failed. */
function checked(pixels: Pixels, hasAlpha: boolean): Pixels {
  if (!hasAlpha && pixels[3] !== 255) throw blank;
  return pixels;
}

function canvasTiles(bitmap: ImageBitmap): ReadTile {
  let canvas = new OffscreenCanvas(1, 1);
  return (x, y, w, h) => {
    if (canvas.width < w || canvas.height < h) {
      canvas = new OffscreenCanvas(Math.max(canvas.width, w), Math.max(canvas.height, h));
    }
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw blank;
    context.clearRect(0, 0, w, h);
    context.drawImage(bitmap, x, y, w, h, 0, 0, w, h);
    return new Uint8ClampedArray(context.getImageData(0, 0, w, h).data);
  };
}

/** Reads straight alpha through a texture; undefined where there is no WebGL 2. */
function straightTiles(bitmap: ImageBitmap): ReadTile | undefined {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return undefined;
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
  return (x, y, w, h) => {
    gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, x);
    gl.pixelStorei(gl.UNPACK_SKIP_ROWS, y);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, w, h, 0, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    const pixels = new Uint8Array(w * h * 4);
    gl.readPixels(0, 0, w, h, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    if (gl.isContextLost() || gl.getError() !== gl.NO_ERROR) throw blank;
    return new Uint8ClampedArray(pixels.buffer);
  };
}
