/**
 * Size, depth, alpha and frames of a picture from its header, before anything is decoded: what
 * keeps a picture that claims 30,000 × 30,000 pixels from ever reaching a decoder.
 */
import type { Result } from '#domain/result.ts';

import { avifFacts } from '../avif/facts.ts';
import { i32, isAt, latin1, u16, u24, u32, u8 } from '../bytes.ts';
import { gifFacts } from '../gif/blocks.ts';
import { isFrame, jpegSegments } from '../jpeg/segments.ts';
import type { PictureFormat } from '../media-formats.ts';
import { pngChunks } from '../png/chunks.ts';
import { riffChunks } from '../riff.ts';
import { svgSize } from '../svg/size.ts';
import { countTiffDirectories, tiffDirectory, tiffNumber } from '../tiff/directory.ts';

/** Pixels as stored: an EXIF orientation is not applied to width and height. */
export interface PictureHeader {
  readonly width: number;
  readonly height: number;
  /** Bits per channel. */
  readonly bitDepth?: number;
  readonly hasAlpha?: boolean;
  /** Frames or pages, where the format can have several. */
  readonly frames?: number;
  readonly duration_s?: number;
}

const readers: Readonly<Record<PictureFormat, (bytes: Uint8Array) => PictureHeader | undefined>> = {
  png: pngHeader,
  jpeg: jpegHeader,
  gif: (bytes) => {
    const facts = gifFacts(bytes);
    return facts && { ...facts, bitDepth: 8 };
  },
  bmp: bmpHeader,
  tiff: tiffHeader,
  webp: webpHeader,
  avif: avifFacts,
  svg: (bytes) => {
    const size = svgSize(bytes);
    return size && { ...size, hasAlpha: true };
  },
};

/** Reads the header of a picture; `corrupt` when it has none that makes sense. */
export function readPictureHeader(bytes: Uint8Array, format: PictureFormat): Result<PictureHeader> {
  const header = readers[format](bytes);
  return header && header.width > 0 && header.height > 0
    ? { ok: true, value: header }
    : {
        ok: false,
        failure: {
          code: 'corrupt',
          what: `${format} picture`,
          reason: 'its header gives no size',
        },
      };
}

function pngHeader(bytes: Uint8Array): PictureHeader | undefined {
  if (!isAt(bytes, 12, 'IHDR')) return undefined;
  const colour = u8(bytes, 25);
  let hasAlpha = colour === 4 || colour === 6;
  let frames = 1;
  for (const { type, data } of pngChunks(bytes)) {
    if (type === 'IDAT') break;
    if (type === 'tRNS') hasAlpha = true;
    if (type === 'acTL') frames = u32(data, 0) || 1;
  }
  return {
    width: u32(bytes, 16),
    height: u32(bytes, 20),
    bitDepth: colour === 3 ? 8 : u8(bytes, 24),
    hasAlpha,
    frames,
  };
}

function jpegHeader(bytes: Uint8Array): PictureHeader | undefined {
  for (const { marker, data } of jpegSegments(bytes)) {
    if (isFrame(marker)) {
      const [width, height] = [u16(data, 3), u16(data, 1)];
      return { width, height, bitDepth: u8(data, 0), hasAlpha: false };
    }
  }
  return undefined;
}

function bmpHeader(bytes: Uint8Array): PictureHeader | undefined {
  if (!isAt(bytes, 0, 'BM')) return undefined;
  const size = u32(bytes, 14, true);
  if (size === 12) {
    return { width: u16(bytes, 18, true), height: u16(bytes, 20, true), bitDepth: 8 };
  }
  const bits = u16(bytes, 28, true);
  return {
    width: i32(bytes, 18, true),
    height: Math.abs(i32(bytes, 22, true)),
    bitDepth: 8,
    // Only a header of version 4 or 5 with an alpha mask really has alpha.
    hasAlpha: bits === 32 && size >= 56 && u32(bytes, 66, true) > 0,
  };
}

function tiffHeader(bytes: Uint8Array): PictureHeader | undefined {
  const directory = tiffDirectory(bytes);
  if (!directory) return undefined;
  const width = tiffNumber(bytes, directory, 256);
  const height = tiffNumber(bytes, directory, 257);
  if (!width || !height) return undefined;
  const extra = tiffNumber(bytes, directory, 338);
  return {
    width,
    height,
    bitDepth: tiffNumber(bytes, directory, 258) ?? 1,
    hasAlpha: extra === 1 || extra === 2,
    frames: countTiffDirectories(bytes),
  };
}

function webpHeader(bytes: Uint8Array): PictureHeader | undefined {
  let header: PictureHeader | undefined;
  let frames = 0;
  let milliseconds = 0;
  for (const { type, data } of riffChunks(bytes)) {
    if (type === 'VP8X') {
      const [width, height] = [u24(data, 4, true) + 1, u24(data, 7, true) + 1];
      header = { width, height, bitDepth: 8, hasAlpha: (u8(data, 0) & 0x10) !== 0 };
      if (!(u8(data, 0) & 0x02)) break;
    } else if (type === 'ANMF') {
      frames += 1;
      milliseconds += u24(data, 12, true) || 0;
    } else if (type === 'VP8 ' && latin1(data, 3, 3) === '\x9d\x01\x2a') {
      const [width, height] = [u16(data, 6, true) & 0x3fff, u16(data, 8, true) & 0x3fff];
      header ??= { width, height, bitDepth: 8, hasAlpha: false };
    } else if (type === 'VP8L' && u8(data, 0) === 0x2f) {
      const bits = u32(data, 1, true);
      const [width, height] = [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
      header ??= { width, height, bitDepth: 8, hasAlpha: ((bits >>> 28) & 1) === 1 };
    }
    if (header && type.startsWith('VP8') && type !== 'VP8X') break;
  }
  return (
    header && {
      ...header,
      frames: Math.max(1, frames),
      ...(frames > 1 && { duration_s: milliseconds / 1000 }),
    }
  );
}
