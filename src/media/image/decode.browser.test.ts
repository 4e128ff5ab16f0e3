import { describe, expect, it } from 'vitest';

import { bytesOf, concat } from '#formats/bytes.ts';
import { exifOfOrientation } from '#formats/metadata/exif.ts';
import { readMetadata } from '#formats/metadata/files.ts';
import type { PictureFormat } from '#formats/media-formats.ts';
import { openPngEncoder } from '#formats/png/encoder.ts';
import { pngChunk, pngSignature } from '#formats/png/chunks.ts';

import { decodeImage } from './decode.ts';
import { encodeFormats, encodeImage, type EncodeOptions } from './encode.ts';
import { pixelsInMemory, upright } from './pixels.ts';

const fixture = async (name: string): Promise<Blob> =>
  (await fetch(new URL(`../../../tests/fixtures/media/${name}`, import.meta.url))).blob();

/** Every alpha with every kind of colour, the worst case for premultiplying. */
const semiTransparent = (width: number, height: number) => {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i += 1) {
    pixels.set([i * 37, i * 53, i * 11, i % 256], i * 4);
  }
  return pixels;
};

const pngOf = async (
  pixels: Uint8ClampedArray,
  width: number,
  height: number,
  hasAlpha = true,
  exif?: Uint8Array,
): Promise<Blob> => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const encoder = openPngEncoder(
    { width, height, hasAlpha, ...(exif && { metadata: { exif } }) },
    (bytes) => void parts.push(bytes),
  );
  await encoder.write(pixels);
  await encoder.close();
  return new Blob(parts);
};

const decoded = async (blob: Blob, format: PictureFormat, fit?: number) => {
  const result = await decodeImage(blob, format, fit === undefined ? {} : { fit });
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

const encoded = async (
  source: Parameters<typeof encodeImage>[0],
  options: EncodeOptions,
): Promise<Blob> => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const result = await encodeImage(source, options, (bytes) => void parts.push(bytes));
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return new Blob(parts, { type: result.value.mime });
};

describe('decoding', () => {
  it('gives back straight alpha bit by bit, also across tiles', async () => {
    for (const [width, height] of [
      [300, 200],
      [2600, 20],
    ] as const) {
      const pixels = semiTransparent(width, height);
      const image = await decoded(await pngOf(pixels, width, height), 'png');
      expect(image.read(0, 0, width, height)).toEqual(pixels);
      expect(image.read(7, 5, 3, 2)).toEqual(
        pixelsInMemory(pixels, width, height).read(7, 5, 3, 2),
      );
      image.close();
    }
  });

  it('applies each orientation', async () => {
    const pixels = semiTransparent(6, 4).map((v, i) => (i % 4 === 3 ? 255 : v));
    for (const hasAlpha of [true, false]) {
      for (let orientation = 1; orientation <= 8; orientation += 1) {
        const exif = exifOfOrientation(orientation);
        const image = await decoded(await pngOf(pixels, 6, 4, hasAlpha, exif), 'png');
        const wanted = upright(pixels, 6, 4, orientation);
        expect([image.width, image.height]).toEqual([wanted.width, wanted.height]);
        expect(image.orientation).toBe(orientation);
        expect(image.read(0, 0, image.width, image.height)).toEqual(wanted.pixels);
        image.close();
      }
    }
  });

  it.each([
    ['picture.jpg', 'jpeg'],
    ['picture.png', 'png'],
    ['picture.bmp', 'bmp'],
    ['picture.tif', 'tiff'],
    ['picture.webp', 'webp'],
    ['picture.avif', 'avif'],
    ['frames.gif', 'gif'],
    ['frames.webp', 'webp'],
  ] as const)('reads %s', async (name, format) => {
    const image = await decoded(await fixture(name), format);
    expect([image.width, image.height]).toEqual([60, 40]);
    const colours = new Set(new Uint32Array(image.read(0, 0, 60, 40).buffer));
    expect(colours.size).toBeGreaterThan(10);
    image.close();
  });

  it('shrinks while decoding, upright', async () => {
    const pixels = semiTransparent(400, 100);
    const blob = await pngOf(pixels, 400, 100, false, exifOfOrientation(6));
    const image = await decoded(blob, 'png', 80);
    expect([image.width, image.height]).toEqual([20, 80]);
    image.close();
  });

  it('refuses a bomb by its header, and says what is broken', async () => {
    const head = new Uint8Array(13);
    new DataView(head.buffer).setUint32(0, 30_000);
    new DataView(head.buffer).setUint32(4, 30_000);
    head.set([8, 6, 0, 0, 0], 8);
    const bomb = concat([
      pngSignature,
      pngChunk('IHDR', head),
      pngChunk('IEND', new Uint8Array(0)),
    ]);
    expect(await decodeImage(new Blob([bomb]), 'png')).toMatchObject({
      failure: { code: 'too_large' },
    });
    expect(await decodeImage(new Blob([bytesOf('BMxx')]), 'bmp')).toMatchObject({
      failure: { code: 'corrupt' },
    });
    expect(await decodeImage(new Blob(['<svg/>']), 'svg')).toMatchObject({
      failure: { code: 'unsupported' },
    });
  });

  it('reads what is there of a truncated JPEG', async () => {
    const whole = await fixture('picture.jpg');
    const cut = whole.slice(0, whole.size - 400);
    expect(await decodeImage(cut, 'jpeg')).toMatchObject({ failure: { code: 'corrupt' } });
    const part = await decodeImage(cut, 'jpeg', { partial: true });
    if (!part.ok) throw new Error('nothing was read');
    const full = await decoded(whole, 'jpeg');
    expect(part.value.read(0, 0, 60, 8)).toEqual(full.read(0, 0, 60, 8));
  });

  it('reads strips of a large transparent picture without copying it each time', async () => {
    const [width, height] = [4000, 3000];
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = 'rgb(200 10 20 / 40%)';
    context.fillRect(0, 0, width, height);
    const image = await decoded(await canvas.convertToBlob(), 'png');
    const start = performance.now();
    for (let y = 0; y < height; y += 100) image.read(0, y, width, 100);
    expect(performance.now() - start).toBeLessThan(4000);
    image.close();
  });
});

describe('encoding', () => {
  const metadata = {
    exif: exifOfOrientation(1),
    xmp: new TextEncoder().encode('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'),
  };
  it.each(encodeFormats)('writes %s that the browser reads, with its metadata', async (format) => {
    const [width, height] = [120, 90];
    const pixels = new Uint8ClampedArray(width * height * 4);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) pixels.set([x * 2, y * 2, 99, 255], (y * width + x) * 4);
    }
    const blob = await encoded(pixelsInMemory(pixels, width, height), {
      format,
      quality: 90,
      hasAlpha: false,
      metadata,
    });
    expect(blob.type).toBe(`image/${format}`);
    // GIF has no place for it, and no more than 256 colours.
    expect(await readMetadata(blob, format)).toMatchObject(format === 'gif' ? {} : metadata);
    const image = await decoded(blob, format);
    const found = image.read(0, 0, width, height);
    const error = found.reduce((sum, v, i) => sum + Math.abs(v - (pixels[i] ?? 0)), 0);
    expect(error / pixels.length).toBeLessThan(format === 'gif' ? 3 : 2);
    image.close();
  });

  it('says what GIF has no place for', async () => {
    const source = pixelsInMemory(new Uint8ClampedArray(4), 1, 1);
    const options = { format: 'gif', quality: 90, hasAlpha: false, metadata } as const;
    const written = await encodeImage(source, options, () => undefined);
    expect(written).toMatchObject({ ok: true, value: { leftOut: ['EXIF', 'XMP'] } });
  });

  it('keeps alpha in WebP and AVIF', async () => {
    const pixels = new Uint8ClampedArray(64 * 64 * 4).map(
      (_, i) => [200, 100, 50, i % 256][i % 4] ?? 0,
    );
    for (const format of ['webp', 'avif'] as const) {
      const source = pixelsInMemory(pixels, 64, 64);
      const blob = await encoded(source, { format, quality: 90, hasAlpha: true, metadata });
      const image = await decoded(blob, format);
      expect(image.hasAlpha).toBe(true);
      expect(await readMetadata(blob, format)).toMatchObject(metadata);
      image.close();
    }
  });

  it('refuses sides that a format cannot hold', async () => {
    const source = pixelsInMemory(new Uint8ClampedArray(4), 20_000, 1);
    const result = await encodeImage(
      source,
      { format: 'webp', quality: 80, hasAlpha: false },
      () => undefined,
    );
    expect(result).toMatchObject({ failure: { code: 'too_large' } });
  });
});
