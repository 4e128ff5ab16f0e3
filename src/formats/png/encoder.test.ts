import { inflateSync } from 'node:zlib';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { concat, u32 } from '../bytes.ts';
import { crc32 } from '../checksum.ts';

import { pngChunks } from './chunks.ts';
import { openPngEncoder, type PngPicture } from './encoder.ts';
import { readPngBlocks, writePngBlocks } from './metadata.ts';

const encode = async (picture: PngPicture, rgba: Uint8Array, rowsPerWrite: number) => {
  const parts: Uint8Array[] = [];
  const encoder = openPngEncoder(picture, (bytes) => {
    parts.push(bytes);
  });
  const stride = picture.width * (picture.isGrey ? 1 : 4) * rowsPerWrite;
  for (let at = 0; at < rgba.length; at += stride)
    await encoder.write(rgba.subarray(at, at + stride));
  await encoder.close();
  return concat(parts);
};

/** Unfilters by the text of the specification, apart from the encoder. */
const decode = (bytes: Uint8Array) => {
  const chunks = [...pngChunks(bytes)];
  for (const { start, end } of chunks) {
    expect(u32(bytes, end - 4)).toBe(crc32(bytes.subarray(start + 4, end - 4)));
  }
  const head = chunks[0]!.data;
  const [width, height] = [u32(head, 0), u32(head, 4)];
  const step = { 0: 1, 2: 3, 6: 4 }[head[9]!] ?? 0;
  const raw = inflateSync(concat(chunks.filter(({ type }) => type === 'IDAT').map((c) => c.data)));
  expect(raw.length).toBe(height * (width * step + 1));
  const out = new Uint8Array(width * height * step);
  const filters = new Set<number>();
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (width * step + 1)]!;
    filters.add(filter);
    for (let i = 0; i < width * step; i += 1) {
      const value = raw[y * (width * step + 1) + 1 + i]!;
      const a = i >= step ? out[y * width * step + i - step]! : 0;
      const b = y > 0 ? out[(y - 1) * width * step + i]! : 0;
      const c = y > 0 && i >= step ? out[(y - 1) * width * step + i - step]! : 0;
      const p = a + b - c;
      const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
      const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
      out[y * width * step + i] = value + [0, a, b, (a + b) >> 1, paeth][filter]!;
    }
  }
  return { width, height, step, out, filters };
};

describe('the PNG encoder', () => {
  it('gives back the very pixels, whatever they are and however the rows come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 2 ** 31 }),
        async (width, height, hasAlpha, rows, seed) => {
          const rgba = new Uint8Array(width * height * 4);
          for (let i = 0; i < rgba.length; i += 1) rgba[i] = (i * seed) >> (i % 5);
          const decoded = decode(await encode({ width, height, hasAlpha }, rgba, rows));
          const wanted = hasAlpha ? rgba : rgba.filter((_, index) => index % 4 !== 3);
          expect(decoded).toMatchObject({ width, height });
          expect(decoded.out).toEqual(wanted);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('stores grey as one byte a pixel', async () => {
    const grey = Uint8Array.from({ length: 37 * 11 }, (_, at) => (at * at) >> 3);
    const decoded = decode(
      await encode({ width: 37, height: 11, hasAlpha: false, isGrey: true }, grey, 4),
    );
    expect(decoded).toMatchObject({ width: 37, height: 11, step: 1 });
    expect(decoded.out).toEqual(grey);
  });

  it('chooses filters that make a gradient small', async () => {
    const [width, height] = [256, 256];
    const rgba = new Uint8Array(width * height * 4);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) rgba.set([x, y, (x + y) >> 1, 255], (y * width + x) * 4);
    }
    const bytes = await encode({ width, height, hasAlpha: false }, rgba, 16);
    expect(decode(bytes).filters.has(0)).toBe(false);
    expect(bytes.length).toBeLessThan(6000);
  });

  it('writes many chunks for a large noise and carries metadata', async () => {
    const [width, height] = [512, 700];
    const rgba = new Uint8Array(width * height * 4);
    let value = 1;
    for (let i = 0; i < rgba.length; i += 1) {
      value = (value * 1103515245 + 12345) & 0x7fffffff;
      rgba[i] = value >> 16;
    }
    const metadata = {
      exif: Uint8Array.of(1, 2, 3),
      xmp: new TextEncoder().encode('<x:xmpmeta>é</x:xmpmeta>'),
      icc: new Uint8Array(5000).map((_, index) => index),
    };
    const bytes = await encode({ width, height, hasAlpha: true, metadata }, rgba, 100);
    const types = [...pngChunks(bytes)].map(({ type }) => type);
    expect(types.slice(0, 4)).toEqual(['IHDR', 'iCCP', 'eXIf', 'iTXt']);
    expect(types.filter((type) => type === 'IDAT').length).toBeGreaterThan(2);
    expect(await readPngBlocks(bytes)).toEqual(metadata);
    const changed = await writePngBlocks(bytes, { exif: Uint8Array.of(9) });
    expect(await readPngBlocks(changed)).toEqual({ exif: Uint8Array.of(9) });
    expect(Buffer.compare(decode(changed).out, rgba)).toBe(0);
  });

  it('hands on what the sink throws and does not hang', async () => {
    const encoder = openPngEncoder({ width: 2000, height: 2000, hasAlpha: true }, () =>
      Promise.reject(new Error('disk full')),
    );
    const rows = crypto.getRandomValues(new Uint8Array(2000 * 4 * 8));
    const writing = (async () => {
      for (let row = 0; row < 2000; row += 8) await encoder.write(rows);
      await encoder.close();
    })();
    await expect(writing).rejects.toThrow('disk full');
  });

  it('refuses a picture with missing or surplus rows', async () => {
    const encoder = openPngEncoder({ width: 1, height: 2, hasAlpha: true }, () => undefined);
    await encoder.write(new Uint8Array(4));
    await expect(encoder.close()).rejects.toThrow('missing');
    await expect(encoder.write(new Uint8Array(12))).rejects.toThrow('do not fit');
  });
});
