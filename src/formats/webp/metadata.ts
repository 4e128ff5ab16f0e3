/** EXIF, XMP and ICC in WebP (RFC 9649): chunks around the picture, announced in VP8X. */
import { bytesOf, bytesOfU32, concat, isAt, u8 } from '../bytes.ts';
import type { PictureMetadata } from '../metadata/metadata.ts';
import { readPictureHeader } from '../pictures/header.ts';
import { riffChunks } from '../riff.ts';

const flagOf = { alpha: 0x10, icc: 0x20, exif: 0x08, xmp: 0x04, animation: 0x02 } as const;

/** The raw blocks of a WebP. */
export function readWebpBlocks(bytes: Uint8Array): PictureMetadata {
  let exif: Uint8Array | undefined;
  let xmp: Uint8Array | undefined;
  let icc: Uint8Array | undefined;
  for (const { type, data, end } of riffChunks(bytes)) {
    if (end > bytes.length + 1) break;
    // Some writers put JPEG's "Exif\0\0" before the block.
    if (type === 'EXIF') exif ??= isAt(data, 0, 'Exif\0\0') ? data.subarray(6) : data;
    else if (type === 'XMP ') xmp ??= data;
    else if (type === 'ICCP') icc ??= data;
  }
  return { ...(exif && { exif }), ...(xmp && { xmp }), ...(icc && { icc }) };
}

const chunk = (type: string, data: Uint8Array): Uint8Array =>
  concat([bytesOf(type), bytesOfU32(data.length, true), data, new Uint8Array(data.length & 1)]);

/** A WebP with the given blocks instead of its own; its picture chunks are taken over unchanged. */
export function writeWebpBlocks(
  bytes: Uint8Array,
  metadata: PictureMetadata,
): Uint8Array<ArrayBuffer> {
  const header = readPictureHeader(bytes, 'webp');
  if (!header.ok) return new Uint8Array(bytes);
  const { width, height, hasAlpha } = header.value;
  const { exif, xmp, icc } = metadata;
  const pictures: Uint8Array[] = [];
  let animation = 0;
  for (const { type, data, start, end } of riffChunks(bytes)) {
    if (type === 'VP8X') animation = u8(data, 0) & flagOf.animation;
    else if (!/^(EXIF|XMP |ICCP)$/.test(type)) pictures.push(bytes.subarray(start, end));
  }
  const flags =
    (hasAlpha ? flagOf.alpha : 0) |
    (icc ? flagOf.icc : 0) |
    (exif ? flagOf.exif : 0) |
    (xmp ? flagOf.xmp : 0) |
    animation;
  const extended = concat([
    Uint8Array.of(flags, 0, 0, 0),
    bytesOfU32(width - 1, true).subarray(0, 3),
    bytesOfU32(height - 1, true).subarray(0, 3),
  ]);
  const body = concat([
    bytesOf('WEBP'),
    chunk('VP8X', extended),
    ...(icc ? [chunk('ICCP', icc)] : []),
    ...pictures,
    ...(exif ? [chunk('EXIF', exif)] : []),
    ...(xmp ? [chunk('XMP ', xmp)] : []),
  ]);
  return concat([bytesOf('RIFF'), bytesOfU32(body.length, true), body]);
}
